"""What is timed of this lab."""

import numpy as np

from groundup.grading import race


@race(
    "A system of 100 equations",
    against="numpy.linalg.solve",
    why=(
        "The number of operations is the same, about two thirds of n^3. LAPACK eliminates in blocks "
        "of columns, so that most of the work becomes matrix products, which a BLAS does fast; row by "
        "row it cannot."
    ),
)
def system(lab, rng):
    A, b = rng.normal(size=(100, 100)), rng.normal(size=100)
    return lambda: lab.solve(A, b), lambda: np.linalg.solve(A, b)
