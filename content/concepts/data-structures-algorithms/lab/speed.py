"""What is timed of this lab."""

from groundup.grading import race


@race(
    "Sorting 5,000 numbers",
    against="sorted",
    why=(
        "Both compare about n log n times. `sorted` is written in C, uses runs that are in order "
        "already, and compares floats without asking the interpreter."
    ),
)
def sorting(lab, rng):
    numbers = rng.normal(size=5000).tolist()
    return lambda: lab.merge_sort(numbers), lambda: sorted(numbers)
