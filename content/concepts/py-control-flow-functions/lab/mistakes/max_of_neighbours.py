"""Each entry is compared with the one before it, and everything further back is forgotten.

In [5, 1, 2] the last entry is the larger one of its pair, but not the largest so far. What has to be carried
from round to round is the largest value seen, not the latest one.

Ask yourself: in your loop, where is the 5 kept while the 1 and the 2 go by?
"""


def running_max(xs):
    result = xs[:1]
    for i in range(1, len(xs)):
        result.append(max(xs[i - 1], xs[i]))
    return result
