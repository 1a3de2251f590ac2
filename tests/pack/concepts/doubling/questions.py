"""Twice a number."""

from groundup.grading import Number, Question, Typical, family


@family("double-it", difficulty=0)
def double_it(rng):
    """Doubles a number."""
    x = rng.randint(3, 50)
    return Question(
        prompt=f"What is twice ${x}$?",
        answer=Number(2 * x),
        typical=[Typical(x * x, "squares", "You multiplied the number by itself.")],
        solution=f"${x} + {x} = {2 * x}$.",
    )
