"""What is timed of this lab."""

import numpy as np

from groundup.grading import race


@race(
    "The singular value decomposition of a 30 x 20 matrix",
    against="numpy.linalg.svd",
    why=(
        "LAPACK makes the matrix bidiagonal first and then iterates on the two diagonals alone. Ways "
        "that are easier to write work on the whole matrix in each step."
    ),
)
def decomposition(lab, rng):
    A = rng.normal(size=(30, 20))
    return lambda: lab.svd(A), lambda: np.linalg.svd(A, full_matrices=False)
