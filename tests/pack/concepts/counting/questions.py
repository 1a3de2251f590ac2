"""What comes next, and which is more."""

from groundup.grading import Choice, Number, Question, Typical, family


@family("next-number", difficulty=-1)
def next_number(rng):
    """Says which number follows."""
    n = rng.randint(3, 90)
    return Question(
        prompt=f"Which number follows ${n}$?",
        answer=Number(n + 1),
        typical=[Typical(n - 1, "counts_backwards", "That is the number before it.")],
        solution=f"One more than ${n}$ is ${n + 1}$.",
    )


@family("which-is-more", difficulty=-1)
def which_is_more(rng):
    """Compares two numbers."""
    n = rng.randint(3, 90)
    answer = Choice.shuffled(rng, f"${n + 1}$", [f"${n}$"])
    return Question(
        prompt="Which is more?", answer=answer, typical=[], solution=f"${n + 1}$ comes after ${n}$."
    )
