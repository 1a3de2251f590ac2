"""What is timed of this lab."""

import numpy as np

from groundup.grading import race


@race(
    "The Cholesky factor of a 100 x 100 matrix",
    against="numpy.linalg.cholesky",
    why=(
        "Both need about n^3 / 3 operations. LAPACK works in blocks, in compiled code; a loop in "
        "Python pays the interpreter for each row or each entry."
    ),
)
def factor(lab, rng):
    B = rng.normal(size=(100, 100))
    A = B @ B.T + 100 * np.eye(100)
    return lambda: lab.cholesky(A), lambda: np.linalg.cholesky(A)
