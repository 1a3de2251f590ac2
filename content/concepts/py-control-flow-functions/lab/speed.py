"""What is timed of this lab."""

from statistics import fmean

from groundup.grading import race


@race(
    "The mean of 20,000 numbers",
    against="statistics.fmean",
    why=(
        "`fmean` adds with `math.fsum`, in C, and carries the rounding errors along: it does more for "
        "each number, and no step of it goes through the interpreter."
    ),
)
def mean(lab, rng):
    numbers = rng.normal(size=20_000).tolist()
    return lambda: lab.mean(numbers), lambda: fmean(numbers)
