"""What any prediction has to beat: averages, knowledge tracing with customary constants, SM-2.

Each takes the answers one by one, in their order, and knows nothing that came later.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

BKT_KNOWN, BKT_LEARNS, BKT_SLIPS, BKT_GUESSES = 0.5, 0.1, 0.1, 0.2  # customary constants, fitted to nothing
RECENT = 50  # answers that the moving average looks back
SM2_EASE, SM2_LEAST_EASE, SM2_FIRST, SM2_SECOND = 2.5, 1.3, 1, 6
SM2_RECALL = 0.9  # at the end of an interval: SM-2 says when to ask and not how likely it is


def bkt_step(known: float, right: bool) -> tuple[float, float]:
    """Bayesian knowledge tracing: the chance of a right answer, and of knowing after it was given."""
    p = known * (1 - BKT_SLIPS) + (1 - known) * BKT_GUESSES
    known = known * (1 - BKT_SLIPS) / p if right else known * BKT_SLIPS / (1 - p)
    return p, known + (1 - known) * BKT_LEARNS


class Average:
    """The share of right answers so far; of the last `most` only, if it is given."""

    def __init__(self, most: int | None = None) -> None:
        self._results: deque[bool] = deque(maxlen=most)
        self._right = 0

    def chance(self) -> float:
        return (self._right + 0.7) / (len(self._results) + 1)

    def add(self, right: bool) -> None:
        if len(self._results) == self._results.maxlen:
            self._right -= self._results[0]
        self._results.append(right)
        self._right += right


class Sm2(NamedTuple):
    """SuperMemo 2 (Wozniak, 1990) on study days: interval in days, ease, day of the last review."""

    interval: float
    ease: float
    last: int
    streak: int = 1


def sm2_step(before: Sm2 | None, right: bool, day: int) -> Sm2:
    """After a review; right is quality 4 of 5, which leaves the ease as it is, wrong is quality 2."""
    if before is None or not right:
        ease = SM2_EASE if before is None else max(before.ease - 0.32, SM2_LEAST_EASE)
        return Sm2(SM2_FIRST, ease, day, int(right))
    streak = before.streak + 1
    usual = {1: SM2_FIRST, 2: SM2_SECOND}
    return Sm2(usual.get(streak, before.interval * before.ease), before.ease, day, streak)


def sm2_recall(memory: Sm2, day: int) -> float:
    return float(SM2_RECALL ** (max(day - memory.last, 0) / memory.interval))
