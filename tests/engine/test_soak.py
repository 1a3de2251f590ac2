"""Forty hostile submissions among forty honest ones: every honest verdict is right, and nothing is left.

The large version, `python -m benchmarks.soak`, goes on for half an hour.
"""

from __future__ import annotations

import contextlib

from benchmarks import soak


def forty() -> soak.Soak:
    return soak.soaked(has_not_begun, each=40)


def has_not_begun(seen: soak.Soak) -> bool:
    return seen.rounds == 0


def test_honest_verdicts_stay_right_among_attacks_and_nothing_leaks(room) -> None:
    seen = room.ask(forty)
    assert (seen.honest, seen.hostile, seen.killed) == (40 + len(soak.HONEST) + 1, 40, 1)
    assert (seen.wrong, seen.breaches, seen.leaks) == ({}, {}, {})
    assert seen.passed


def test_a_leak_is_noticed() -> None:
    before = soak.belongings("/nonexistent")
    with contextlib.ExitStack() as kept:
        for _ in range(soak.SPARE_DESCRIPTORS + 5):
            kept.enter_context(open("/dev/null"))
        assert "descriptors" in soak._more(before, soak.belongings("/nonexistent"))
