"""What is timed of this lab."""

import numpy as np

from groundup.grading import race


@race(
    "The product of two 60 x 60 matrices",
    against="numpy.matmul",
    why=(
        "Both do 216,000 multiplications. NumPy hands them to a BLAS: compiled, several numbers at "
        "once, and in blocks that stay in the processor's cache."
    ),
)
def product(lab, rng):
    A, B = rng.normal(size=(60, 60)), rng.normal(size=(60, 60))
    return lambda: lab.matmul(A, B), lambda: np.matmul(A, B)
