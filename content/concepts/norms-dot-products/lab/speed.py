"""What is timed of this lab."""

import numpy as np

from groundup.grading import race


@race(
    "The dot product of two vectors with 20,000 numbers",
    against="numpy.dot",
    why=(
        "One multiplication and one addition for each pair: no cleverness is left out. What NumPy "
        "saves is the interpreter's work between them, and it takes several numbers at once (SIMD)."
    ),
)
def dot(lab, rng):
    u, v = rng.normal(size=20_000), rng.normal(size=20_000)
    a, b = u.tolist(), v.tolist()
    return lambda: lab.dot(a, b), lambda: np.dot(u, v)
