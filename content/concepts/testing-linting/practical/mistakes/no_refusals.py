"""Nothing is tried that has to be refused. An implementation that never raises `ValueError` passes, and
whoever calls it with a width of zero gets an answer that means nothing.

What a function promises to refuse is a part of what it does.

Ask yourself: which sentences of the specification contain the word `ValueError`, and which test belongs
to each?
"""


def test_bucket_refuses_edges_that_do_not_increase():
    assert bucket(0, [1, 2]) == 0


def test_moving_mean_refuses_widths():
    assert len(moving_mean([1.0, 2.0, 3.0], 3)) == 1
