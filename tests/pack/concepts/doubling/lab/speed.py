"""What is timed of this lab."""

import numpy as np

from groundup.grading import race


@race(
    "Doubling a number",
    against="numpy.multiply",
    why="A single number is too little for NumPy: it looks at types and shapes before it multiplies.",
)
def one_number(lab, rng):
    x = float(rng.normal())
    return lambda: lab.double(x), lambda: np.multiply(2.0, x)
