"""Every value that `moving_mean` is given is positive. A sign that gets lost, or a limit at the low end,
does not show on such values.

Generated inputs cover what the generator can give. Its range is part of the test.

Ask yourself: which kinds of numbers does your generator never give?
"""


def test_moving_mean_of_each_window_by_definition():
    rng = random.Random(0)
    for size in range(1, 51):
        values = [rng.uniform(0, 100) for _ in range(size)]
        for width in {1, 1 + size // 2, size}:
            expected = [sum(values[i : i + width]) / width for i in range(size - width + 1)]
            assert moving_mean(values, width) == pytest.approx(expected, rel=0, abs=1e-9)
