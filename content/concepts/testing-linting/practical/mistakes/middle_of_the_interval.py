"""Every number that `bucket` is tried on lies well inside an interval. There, `<` and `<=` give the
same, and an off-by-one at the end is not seen either.

An edge is where the answer changes. A slip in a comparison shows there and nowhere else.

Ask yourself: which numbers tell "edges below x" from "edges below or equal to x"?
"""


def test_bucket_at_every_edge():
    for x, expected in [(5, 0), (15, 1), (25, 2)]:
        assert bucket(x, EDGES) == expected


def test_bucket_with_few_edges():
    assert bucket(5, []) == 0
    assert bucket(9, [5]) == 1
    assert bucket(4, [5]) == 0
