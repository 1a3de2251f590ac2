"""`moving_mean` is tried on a few short lists. They show what one has thought of. A bug that needs a
longer list, one of a certain length, is not among them, and there are too many lists to write down.

What holds for every input can be checked on many inputs, if a program makes them.

Ask yourself: what do you know of the result for every list, whatever its length?
"""


def test_moving_mean_of_each_window_by_definition():
    assert moving_mean([5.0, -61.0, 4.0], 1) == pytest.approx([5.0, -61.0, 4.0])
    assert moving_mean([2.0, 7.0, 3.0, 8.5], 3) == pytest.approx([4.0, 18.5 / 3])
    assert moving_mean([2.0, 7.0], 2) == pytest.approx([4.5])
