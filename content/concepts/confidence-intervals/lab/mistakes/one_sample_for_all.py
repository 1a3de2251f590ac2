"""`coverage` draws one sample and asks for its interval again and again.

The interval is the same each time, so it covers always or never: the result is 0 or 1. What the level
promises is about new samples.

Ask yourself: which part of the experiment is random, and how often do you let it happen?
"""


def coverage(method, sampler, truth, reps, rng):
    low, high = method(sampler(rng))
    return sum(low <= truth <= high for _ in range(reps)) / reps
