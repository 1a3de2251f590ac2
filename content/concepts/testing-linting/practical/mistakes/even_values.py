"""The values of `moving_mean` have a pattern: they grow evenly. In such a window, the mean of the two
ends is the mean of all, so that an implementation that never looks at the values between passes.

Handy numbers are often special ones. A formula can be wrong everywhere else.

Ask yourself: for which other wrong formulas would the values 1, 2, 3, 4 give the right result?
"""


def test_moving_mean_example():
    assert moving_mean([1.0, 2.0, 3.0], 2) == pytest.approx([1.5, 2.5])


def test_moving_mean_of_each_window_by_definition():
    for size in range(1, 51):
        for start in (-60.0, 0.5):
            values = [start + i for i in range(size)]
            for width in {1, 2, size} & set(range(1, size + 1)):
                expected = [start + i + (width - 1) / 2 for i in range(size - width + 1)]
                assert moving_mean(values, width) == pytest.approx(expected)
