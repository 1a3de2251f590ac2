"""Facts, questions and settings, written shortly."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta, timezone
from typing import Any

from groundup.grading import Instance
from groundup.records import (
    Activity,
    Evidence,
    Goal,
    Outcome,
    Rhythm,
    Settings,
    Slot,
    uuid7,
)
from groundup.storage import Store

BERLIN = timezone(timedelta(hours=1))
START = datetime(2026, 3, 2, 9, tzinfo=BERLIN)
_numbers = itertools.count()


def fact(learner: str, **changes: Any) -> Evidence:
    number = next(_numbers)
    values: dict[str, Any] = {
        "id": uuid7(),
        "learner": learner,
        "activity": Activity("question", "vectors", "vectors/combo", "c0ffee"),
        "outcome": Outcome("wrong", "adds_coefficients", {"seed": number, "guess": 0.25}),
        "duration_s": 12.5,
        "at": START + timedelta(seconds=number),
    }
    return Evidence(**values | changes)


def facts_of(store: Store) -> list[Evidence]:
    return [piece for _, piece in store.evidence(store.learner())]


def question(number: int) -> Instance:
    asked = {"prompt": f"$1 + {number}$?", "answer": {"kind": "number", "value": str(1 + number)}}
    return Instance(f"q{number}", "combo", "vectors", number, "c0ffee", asked)


def chosen(hours: float = 6.0) -> Settings:
    evening = Slot(2, "evening", 90, ("math", "ml"), ("lesson", "lab"))
    return Settings(
        goal=Goal("track", "engineer"),
        hours_per_week=hours,
        rhythm=Rhythm("own", (evening, Slot(5, "morning", 120))),
        start=date(2026, 3, 2),
        deadline=date(2027, 3, 1),
        days_off=(date(2026, 12, 24), date(2026, 12, 25)),
        zone="Europe/Berlin",
        retention=0.9,
    )
