"""What is timed of this lab."""

from scipy.special import logsumexp

from groundup.grading import race


@race(
    "logsumexp over 1,000 rows of 100 numbers",
    against="scipy.special.logsumexp",
    why=(
        "Both are a few passes of NumPy over the array. SciPy also handles complex numbers, weights "
        "and signs, and looks at more special cases: a lean version can be faster."
    ),
)
def rows(lab, rng):
    x = 50 * rng.normal(size=(1000, 100))
    return lambda: lab.logsumexp(x), lambda: logsumexp(x, axis=-1)
