"""Computed fractions are compared with `==`. The tests pass on one implementation and fail on another
one that is just as right: the two round in different places. In a project, such tests fail on another
machine, or after a change that made nothing worse.

How far right results may lie apart follows from how they are computed; a test says it as a tolerance.

Ask yourself: what is `0.1 + 0.2 - 0.3` in Python?
"""


def test_moving_mean_of_each_window_by_definition():
    rng = random.Random(0)
    for size in range(1, 51):
        values = [rng.uniform(-100, 100) for _ in range(size)]
        for width in {1, 1 + size // 2, size}:
            expected = [sum(values[i : i + width]) / width for i in range(size - width + 1)]
            assert [round(mean, 12) for mean in moving_mean(values, width)] == [
                round(e, 12) for e in expected
            ]
