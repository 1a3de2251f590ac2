"""Records to rows and back. A row that is no record any more was changed from outside: ValueError.

JSON is canonical (sorted keys, no NaN), so that the same record is the same text on every machine.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from groundup.grading import Instance
from groundup.records import Activity, Evidence, Goal, GroundupError, Outcome, Rhythm, Settings, Slot

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST_WHOLE = 2**63 - 1


def canonical(value: Any) -> str:
    """Raises GroundupError("invalid") for what JSON cannot hold."""
    try:
        return json.dumps(value, allow_nan=False, sort_keys=True, separators=(",", ":"), default=_plain)
    except (TypeError, ValueError, RecursionError) as error:
        raise GroundupError("invalid", f"This cannot be recorded: {error}.") from error


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    """Refuse text that not every database can hold: NUL and lone surrogates."""
    for name, value in row.items():
        if isinstance(value, str) and ("\0" in value or not _is_utf8(value)):
            raise GroundupError("invalid", f"The {name} {value!r} holds characters that cannot be recorded.")
    return row


def _is_utf8(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


# --- evidence ----------------------------------------------------------------------------------


def evidence_row(evidence: Evidence) -> dict[str, Any]:
    """Raises GroundupError("invalid") for evidence without a zone, or with a duration that is none."""
    if evidence.at.utcoffset() is None:
        raise GroundupError("invalid", "Evidence needs a time with its zone.")
    if not (math.isfinite(evidence.duration_s) and evidence.duration_s >= 0):
        raise GroundupError("invalid", f"{evidence.duration_s} s is not a duration.")
    if not evidence.id:
        raise GroundupError("invalid", "Evidence needs an id.")
    return _checked(
        {
            "id": evidence.id,
            "learner": evidence.learner,
            **asdict(evidence.activity),
            "result": evidence.outcome.result,
            "mistake": evidence.outcome.mistake,
            "detail": canonical(evidence.outcome.detail),
            "duration_s": float(evidence.duration_s),
            "at": evidence.at.isoformat(),
            "at_utc_us": (evidence.at - EPOCH) // timedelta(microseconds=1),
        }
    )


def evidence_from(row: Row[Any]) -> Evidence:
    return Evidence(
        row.id,
        row.learner,
        Activity(row.kind, row.concept, row.name, row.content),
        Outcome(row.result, row.mistake, _object(row.detail)),
        row.duration_s,
        datetime.fromisoformat(row.at),
    )


def _object(text: str) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError(f"{text[:40]!r} is not an object")
    return value


# --- question instances ------------------------------------------------------------------------


def instance_row(learner: str, instance: Instance, opened: str) -> dict[str, Any]:
    if not -LARGEST_WHOLE <= instance.seed <= LARGEST_WHOLE:
        raise GroundupError("invalid", f"The seed {instance.seed} is too large: at most {LARGEST_WHOLE}.")
    return _checked(
        {
            "learner": learner,
            "id": instance.id,
            "concept": instance.concept,
            "family": instance.family,
            "seed": instance.seed,
            "version": instance.version,
            "question": canonical(instance.question),
            "opened": opened,
        }
    )


def instance_from(row: Row[Any]) -> Instance:
    return Instance(
        id=row.id,
        family=row.family,
        concept=row.concept,
        seed=row.seed,
        version=row.version,
        question=_object(row.question),
    )


# --- settings ----------------------------------------------------------------------------------


def settings_text(settings: Settings) -> str:
    return canonical(asdict(settings))


def settings_from(text: str) -> Settings:
    found = _object(text)
    slots = tuple(
        Slot(
            **{
                **slot,
                "strands": tuple(slot.get("strands", ())),
                "works": tuple(slot.get("works", ())),
            }
        )
        for slot in found["rhythm"]["slots"]
    )
    return Settings(
        **{
            **found,
            "goal": Goal(**found["goal"]),
            "rhythm": Rhythm(found["rhythm"]["name"], slots),
            "start": date.fromisoformat(found["start"]),
            "deadline": None if found["deadline"] is None else date.fromisoformat(found["deadline"]),
            "days_off": tuple(date.fromisoformat(day) for day in found["days_off"]),
        }
    )
