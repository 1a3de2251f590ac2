"""`"count"` gives the size of the group: missing values are counted as well.

A count of a column says how many values are known in it. That is what one compares with the size of the
group to see how much is missing; a count that always equals the size can never tell.

Ask yourself: which of the values of [3, None, 6] would you call known?
"""

AGGREGATIONS["count"] = len
