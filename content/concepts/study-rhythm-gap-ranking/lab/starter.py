"""What to review and when, by the SM-2 rule, and which gap to close next."""


def sm2(reps: int, ease: float, interval: int, grade: int) -> tuple[int, float, int]:
    """The next (reps, ease, interval in days) of an item, after a recall with this grade.

    reps is the number of successes in a row, ease the factor by which intervals grow, interval the
    number of days since the last review, grade a whole number from 0 (nothing) to 5 (at once).

    A grade below 3 is a lapse: reps 0, the ease as it was, interval 1. Any other grade is a success:

        missed   = 5 - grade
        ease     = max(1.3, ease + 0.1 - missed * (0.08 + missed * 0.02))
        interval = 1 after the first success in a row, 6 after the second,
                   and from the third on the old interval times the new ease, rounded to whole days

    Raises ValueError if the grade is not one of 0, 1, 2, 3, 4, 5.

    >>> sm2(2, 2.5, 6, 4)
    (3, 2.5, 15)
    >>> sm2(4, 2.2, 30, 1)
    (0, 2.2, 1)
    """
    raise NotImplementedError("task 1")


def rank_gaps(graph: dict[str, list[str]], error_rate: dict[str, float]) -> list[str]:
    """The names of `error_rate`, the most useful gap first.

    graph[name] lists what `name` directly needs. The score of a gap is its error rate times the number
    of different concepts that need it, directly or through others. Equal scores are ordered by name.

    Raises ValueError if a name is nowhere in the graph, or a rate is not from 0 to 1.

    >>> rank_gaps({"lists": ["loops"], "plots": ["lists"]}, {"lists": 0.5, "loops": 0.5, "plots": 1.0})
    ['loops', 'lists', 'plots']
    """
    raise NotImplementedError("task 2")
