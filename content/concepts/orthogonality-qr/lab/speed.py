"""What is timed of this lab."""

import numpy as np

from groundup.grading import race


@race(
    "The QR decomposition of a 100 x 40 matrix",
    against="numpy.linalg.qr",
    why=(
        "LAPACK gathers several reflections into one and applies them together, as matrix products. "
        "One reflection after another goes over the matrix once for each column."
    ),
)
def householder(lab, rng):
    A = rng.normal(size=(100, 40))
    return lambda: lab.qr_householder(A), lambda: np.linalg.qr(A)
