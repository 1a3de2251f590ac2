"""Seed-reproducibility: one seed gives the same numbers, another one numbers that the report allows for.

`reproducible(measure, headline, low, high)`: `measure(seed)` trains anew with that seed, in a fresh room,
and returns the metrics that the audit computed itself, by name. Seeds are compared by the metric
`headline`. It does not ask for equal files: a model file may hold a date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from groundup.audit.criteria import failed, passed
from groundup.records import Finding

WHY = "A result that changes from run to run cannot be checked, by others or by you."
SAME = 1e-9


def reproducible(
    measure: Callable[[int], Mapping[str, float]],
    *,
    headline: str,
    low: float,
    high: float,
    seeds: tuple[int, int] = (0, 1),
) -> Finding:
    """`low` and `high` are the ends of the interval that the project reports for the headline metric.

    The other seed's value has to lie in it, moved to where the audit's own value of the first seed is: the
    interval is about other rows.
    """
    first, again = measure(seeds[0]), measure(seeds[0])
    for name in first:
        if abs(first[name] - again[name]) > SAME:
            return failed(
                f"Trained twice with seed {seeds[0]}, {name} is {first[name]:.9f} and {again[name]:.9f}.",
                "Hand {seed} to everything that draws: the split, each model's random_state, NumPy's "
                "generator.",
                first=first[name],
                again=again[name],
            )
    other = measure(seeds[1])
    gap, room = other[headline] - first[headline], (high - low) / 2
    if abs(gap) > room:
        return failed(
            f"Seed {seeds[1]} moves {headline} from {first[headline]:.3f} to {other[headline]:.3f}; the "
            "interval in "
            f"your record, {low:.3f} to {high:.3f}, allows for {room:.3f} either way.",
            "Report the mean and spread over several seeds, or choose a model that depends less on chance.",
            gap=gap,
        )
    return passed(
        f"Seed {seeds[0]} twice: {headline} {first[headline]:.4f} both times; seed {seeds[1]}: "
        f"{other[headline]:.4f}.",
        gap=gap,
    )
