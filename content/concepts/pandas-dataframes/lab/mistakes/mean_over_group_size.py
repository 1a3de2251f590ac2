"""The mean divides by the number of rows in the group, also of those whose value is missing.

So a missing value acts like a 0, and every mean is drawn towards 0 where data are missing. No error is
raised, and no number looks odd.

Ask yourself: two of three people told you their age, 30 and 60. What is the mean of the ages that you know?
"""


def mean(values):
    return sum(present(values)) / len(values) if present(values) else None


AGGREGATIONS["mean"] = mean
