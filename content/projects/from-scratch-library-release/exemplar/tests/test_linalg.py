import numpy as np
import pytest
from mylib.array.shapes import as_labels, as_matrix, one_hot
from mylib.linalg.svd import svd


@pytest.mark.parametrize("shape", [(6, 4), (4, 6), (5, 5), (1, 3)])
def test_svd_equals_the_oracle(shape):
    A = np.random.default_rng(0).normal(size=shape)
    U, s, Vt = svd(A)
    assert np.allclose(s, np.linalg.svd(A, compute_uv=False), atol=1e-12)
    assert np.allclose(U * s @ Vt, A, atol=1e-12)
    assert np.allclose(U.T @ U, np.eye(len(s)), atol=1e-12)


def test_svd_of_lower_rank():
    A = np.outer([1.0, 2, 3], [4.0, 5])
    U, s, Vt = svd(A)
    assert np.allclose(U * s @ Vt, A) and s[1] < 1e-12 * s[0]


def test_a_matrix_is_asked_for():
    for wrong in ([1.0, 2.0], [[np.nan]], np.empty((0, 2))):
        with pytest.raises(ValueError):
            as_matrix(wrong)


def test_labels():
    assert np.array_equal(one_hot(as_labels([0, 2], 2), 3), [[1, 0, 0], [0, 0, 1]])
    for wrong in ([0, -1], [0.5, 1], [1]):
        with pytest.raises(ValueError):
            as_labels(wrong, 2)
