"""`coverage` does not count an interval whose end is exactly the truth.

For measurements that hardly matters. For counts it does: a share of 30 has few possible values, an end
can meet the truth exactly, and the intervals are defined with their ends.

Ask yourself: does the interval from 0 to 1 contain 1?
"""


def coverage(method, sampler, truth, reps, rng):
    intervals = [method(sampler(rng)) for _ in range(reps)]
    return sum(low < truth < high for low, high in intervals) / reps
