"""What is timed of this lab."""

import numpy as np

from groundup.grading import race


@race(
    "A combination of 50 vectors with 400 numbers each",
    against="numpy.dot",
    why=(
        "A Python list holds references to numbers that lie anywhere in memory, and the interpreter "
        "handles each product by itself. NumPy's numbers lie side by side and go through compiled "
        "code."
    ),
)
def linear_combination(lab, rng):
    coeffs = rng.normal(size=50)
    vectors = rng.normal(size=(50, 400))
    c, rows = coeffs.tolist(), vectors.tolist()
    return lambda: lab.linear_combination(c, rows), lambda: np.dot(coeffs, vectors)
