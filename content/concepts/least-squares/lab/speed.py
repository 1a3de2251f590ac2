"""What is timed of this lab."""

import numpy as np

from groundup.grading import race


@race(
    "Least squares with 300 rows and 10 columns",
    against="numpy.linalg.lstsq",
    why=(
        "NumPy's lstsq computes a singular value decomposition, which also serves where columns "
        "depend on each other. A QR decomposition is less work; how the two compare depends on "
        "whether yours loops in Python."
    ),
)
def fit(lab, rng):
    A, b = rng.normal(size=(300, 10)), rng.normal(size=300)
    return lambda: lab.lstsq(A, b), lambda: np.linalg.lstsq(A, b)
