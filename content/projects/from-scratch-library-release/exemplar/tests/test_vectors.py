import numpy as np
import pytest
from mylib.linalg.vectors import add, in_span_2d, linear_combination, scale


def test_sums_and_multiples():
    assert add([1, 2], [3, 4]) == [4, 6]
    assert add([], []) == []
    assert scale(-0.5, [4.0, 2.0]) == [-2.0, -1.0]
    assert linear_combination([2, 3], [[2, 1], [0, 3]]) == [4, 11]


def test_what_does_not_fit_is_refused():
    for call in (
        lambda: add([1], [1, 2]),
        lambda: linear_combination([], []),
        lambda: linear_combination([1], [[1], [2]]),
        lambda: linear_combination([1, 2], [[1], [1, 2]]),
        lambda: in_span_2d([1], [1, 2], [1, 2]),
    ):
        with pytest.raises(ValueError):
            call()


def test_units_do_not_matter():
    assert in_span_2d([1e-6, 0], [0, 1e-6], [3, 4])
    assert not in_span_2d([1e9, 2e9], [2e9, 4e9], [1e9, 1e9])
    assert in_span_2d([0.1, 0.3], [0.3, 0.9], [0.2, 0.6])  # 0.1 * 0.9 is not 0.3 * 0.3


def test_the_span_is_the_rank():
    entries = [[a, b] for a in (-1, 0, 2) for b in (-1, 0, 2)]
    for u in entries:
        for v in entries:
            for w in entries:
                ranks = [np.linalg.matrix_rank(np.array(rows).T) for rows in ([u, v], [u, v, w])]
                assert in_span_2d(u, v, w) == (ranks[0] == ranks[1])
