"""The functions are called, and nothing is said about what they give. Every line of the module runs, so
that a report of coverage shows 100 %, and nearly every wrong implementation passes.

A test without an assertion fails only if something raises.

Ask yourself: which result of `bucket(15, [10, 20, 30])` would make your test fail?
"""


def test_bucket_at_every_edge():
    for x in (5, 10, 15, 30, 99):
        bucket(x, EDGES)


def test_bucket_with_few_edges():
    bucket(5, [])


def test_moving_mean_example():
    moving_mean([1.0, 2.0, 6.0], 2)


def test_moving_mean_of_each_window_by_definition():
    for size in range(1, 51):
        moving_mean([-70.0] * size, size)
