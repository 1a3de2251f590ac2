"""How days, times and states are said on a terminal."""

from __future__ import annotations

from datetime import date

from groundup.records import MasteryState

# (mark, style) by state of mastery; the mark alone must tell them apart, for those who see no colour.
STATES: dict[MasteryState, tuple[str, str]] = {
    "mastered": ("●", "green"),
    "fading": ("◑", "yellow"),
    "learning": ("◐", "blue"),
    "inferred": ("◎", "magenta"),
    "claimed": ("◌", "cyan"),
    "new": ("○", "dim"),
}


def day(when: date) -> str:
    return f"{when:%A} {when.day} {when:%B %Y}"


def short_day(when: date) -> str:
    return f"{when:%a} {when.day:2d} {when:%b}"


def hours(minutes: float) -> str:
    """90 -> "1 h 30 min"."""
    whole = round(minutes)
    if whole < 60:
        return f"{whole} min"
    return f"{whole // 60} h" if whole % 60 == 0 else f"{whole // 60} h {whole % 60} min"


def plural(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
