"""What is timed of this lab."""

import numpy as np

from groundup.grading import race


@race(
    "All eigenvalues and eigenvectors of a symmetric 20 x 20 matrix",
    against="numpy.linalg.eigh",
    why=(
        "Jacobi's method rotates one pair of rows and columns at a time and goes over the matrix "
        "several times. LAPACK first makes the matrix tridiagonal, once, and then works on little "
        "more than 2n numbers."
    ),
)
def jacobi(lab, rng):
    B = rng.normal(size=(20, 20))
    A = B + B.T
    return lambda: lab.eigh_jacobi(A), lambda: np.linalg.eigh(A)
