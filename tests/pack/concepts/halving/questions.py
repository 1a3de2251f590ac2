"""Half a number."""

from fractions import Fraction

from groundup.grading import Number, Question, Typical, family


@family("halve-it", difficulty=0)
def halve_it(rng):
    """Halves a number."""
    x = rng.randint(3, 50)
    return Question(
        prompt=f"What is half of ${x}$?",
        answer=Number(Fraction(x, 2)),
        typical=[Typical(2 * x, "doubles", "You doubled it.")],
        solution=f"Twice ${x} / 2$ is ${x}$ again.",
    )
