"""Taking the learner's records away and bringing them back: plain JSON in, plain JSON out.

Import merges: what is there stays, what is missing is added, and importing again adds nothing. Records become
those of the local learner; a store in which nothing was done yet becomes the exported learner's instead, so
that export, wipe, import, export gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from groundup.grading import Instance
from groundup.records import Activity, Evidence, GroundupError, Outcome
from groundup.storage.agendas import agenda_from, agenda_text
from groundup.storage.questions import close
from groundup.storage.rows import canonical, evidence_row, instance_row, settings_from, settings_text
from groundup.storage.statements import local_learner, move, require_same
from groundup.storage.tables import about, agendas, evidence, instances, learners, settings

FORMAT = 1
CHUNK = 500


# --- export ------------------------------------------------------------------------------------


def export_rows(connection: Connection) -> dict[str, Any]:
    """Everything of the local learner, in the order in which it was recorded."""
    learner = local_learner(connection)
    created = select(learners.c.created).where(learners.c.id == learner)
    facts = select(evidence).where(evidence.c.learner == learner).order_by(evidence.c.seq)
    asked = select(instances).where(instances.c.learner == learner).order_by(instances.c.number)
    chosen = connection.execute(select(settings).where(settings.c.learner == learner)).one_or_none()
    fixed = connection.execute(select(agendas).where(agendas.c.learner == learner)).one_or_none()
    return {
        "format": FORMAT,
        "learner": {"id": learner, "created": connection.execute(created).scalar_one()},
        "settings": chosen and {"value": json.loads(chosen.value), "saved": chosen.saved},
        "agenda": fixed and {"value": json.loads(fixed.value), "saved": fixed.saved},
        "evidence": [_evidence_entry(row) for row in connection.execute(facts)],
        "questions": [_question_entry(row) for row in connection.execute(asked)],
    }


def _evidence_entry(row: Row[Any]) -> dict[str, Any]:
    names = ("id", "kind", "concept", "name", "content", "result", "mistake", "duration_s", "at")
    return {name: getattr(row, name) for name in names} | {"detail": json.loads(row.detail)}


def _question_entry(row: Row[Any]) -> dict[str, Any]:
    names = ("id", "concept", "family", "seed", "version", "opened", "closed", "evidence")
    return {name: getattr(row, name) for name in names} | {"question": json.loads(row.question)}


# --- import: parsed whole before anything is written -------------------------------------------


@dataclass(frozen=True)
class Archive:
    """What an export holds, checked; rows still without their learner."""

    learner: str
    created: str
    facts: tuple[dict[str, Any], ...]
    questions: tuple[dict[str, Any], ...]
    chosen: dict[str, Any] | None
    fixed: dict[str, Any] | None


def parse(rows: Mapping[str, Any]) -> Archive:
    """Raises GroundupError("invalid") unless it has the form of an export."""
    try:
        if rows["format"] != FORMAT:
            raise GroundupError(
                "invalid",
                f"These records have format {rows['format']!r}; this groundup reads {FORMAT}. "
                "Import them with the groundup that made them, or a newer one.",
            )
        _require_once(rows["evidence"])
        _require_once(rows["questions"])
        return Archive(
            learner=_text(rows["learner"], "id"),
            created=_moment(rows["learner"], "created"),
            facts=tuple(_fact(entry) for entry in rows["evidence"]),
            questions=tuple(_question(entry) for entry in rows["questions"]),
            chosen=rows["settings"] and _chosen(rows["settings"]),
            fixed=_fixed(rows.get("agenda")),  # exports of earlier versions have none
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise GroundupError("invalid", f"These are not records that groundup exported: {error}.") from error


def _require_once(entries: Sequence[Mapping[str, Any]]) -> None:
    ids = [entry["id"] for entry in entries]
    if len(set(ids)) < len(ids):
        raise ValueError("an id is there twice")


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry[name]
    if not isinstance(value, str):
        raise ValueError(f"{name} is {value!r}, not a text")
    return value


def _moment(entry: Mapping[str, Any], name: str) -> str:
    text = _text(entry, name)
    datetime.fromisoformat(text)
    return text


def _fact(entry: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(entry["detail"], dict) or isinstance(entry["duration_s"], bool):
        raise ValueError(f"evidence {entry['id']!r} is malformed")
    activity = Activity(*(_text(entry, name) for name in ("kind", "concept", "name", "content")))  # type: ignore[arg-type]  # kinds of later versions are kept
    mistake = None if entry["mistake"] is None else _text(entry, "mistake")
    outcome = Outcome(_text(entry, "result"), mistake, entry["detail"])  # type: ignore[arg-type]  # as above
    at = datetime.fromisoformat(_text(entry, "at"))
    return evidence_row(Evidence(_text(entry, "id"), "", activity, outcome, float(entry["duration_s"]), at))


def _question(entry: Mapping[str, Any]) -> dict[str, Any]:
    texts = {name: _text(entry, name) for name in ("id", "family", "concept", "version")}
    if not isinstance(entry["question"], dict) or type(entry["seed"]) is not int:
        raise ValueError(f"question {entry['id']!r} is malformed")
    asked = Instance(**texts, seed=entry["seed"], question=entry["question"])
    closed = None if entry["closed"] is None else _moment(entry, "closed")
    proof = None if entry["evidence"] is None else _text(entry, "evidence")
    return instance_row("", asked, _moment(entry, "opened")) | {"closed": closed, "evidence": proof}


def _chosen(entry: Mapping[str, Any]) -> dict[str, Any]:
    value = settings_text(settings_from(canonical(entry["value"])))
    return {"value": value, "saved": _moment(entry, "saved")}


def _fixed(entry: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    value = agenda_text(agenda_from(canonical(entry["value"])))
    return {"value": value, "saved": _moment(entry, "saved")}


# --- merge -------------------------------------------------------------------------------------


def merge(connection: Connection, archive: Archive) -> int:
    """How many records were new here."""
    move(connection)
    learner = _learner_for(connection, archive)
    return (
        _merge_evidence(connection, learner, archive.facts)
        + _merge_questions(connection, learner, archive.questions)
        + _merge_later(connection, settings, learner, archive.chosen)
        + _merge_later(connection, agendas, learner, archive.fixed)
    )


def _learner_for(connection: Connection, archive: Archive) -> str:
    """The local learner, who becomes the exported one where nothing was done yet."""
    ours = local_learner(connection)
    if ours == archive.learner or _has_done_something(connection, ours):
        return ours
    theirs = select(learners.c.id).where(learners.c.id == archive.learner)
    if connection.execute(theirs).first() is None:
        connection.execute(insert(learners).values(id=archive.learner, created=archive.created))
    connection.execute(update(about).where(about.c.key == "learner").values(value=archive.learner))
    connection.execute(delete(learners).where(learners.c.id == ours))
    return archive.learner


def _has_done_something(connection: Connection, learner: str) -> bool:
    return any(
        connection.execute(select(table.c.learner).where(table.c.learner == learner).limit(1)).first()
        for table in (evidence, settings, agendas, instances)
    )


def _merge_evidence(connection: Connection, learner: str, facts: Sequence[dict[str, Any]]) -> int:
    added = 0
    for chunk in _chunks(facts):
        ids = [row["id"] for row in chunk]
        known = {row.id: row for row in connection.execute(select(evidence).where(evidence.c.id.in_(ids)))}
        for row in chunk:
            if row["id"] in known:
                require_same(row, known[row["id"]])
        fresh = {row["id"]: row | {"learner": learner} for row in chunk if row["id"] not in known}
        if fresh:
            connection.execute(insert(evidence), list(fresh.values()))
        added += len(fresh)
    return added


def _merge_questions(connection: Connection, learner: str, questions: Sequence[dict[str, Any]]) -> int:
    added = 0
    for chunk in _chunks(questions):
        _require_proofs(connection, chunk)
        ids = [row["id"] for row in chunk]
        here = (instances.c.learner == learner) & instances.c.id.in_(ids)
        known = {row.id: row for row in connection.execute(select(instances).where(here))}
        fresh = {row["id"]: row | {"learner": learner} for row in chunk if row["id"] not in known}
        if fresh:
            connection.execute(insert(instances), list(fresh.values()))
        for row in chunk:
            if row["id"] in known and row["closed"] and known[row["id"]].closed is None:
                close(connection, learner, row["id"], row["closed"], row["evidence"])
                added += 1
        added += len(fresh)
    return added


def _require_proofs(connection: Connection, chunk: Sequence[dict[str, Any]]) -> None:
    wanted = {row["evidence"] for row in chunk if row["evidence"] is not None}
    found = set(connection.execute(select(evidence.c.id).where(evidence.c.id.in_(wanted))).scalars())
    if wanted - found:
        raise GroundupError(
            "invalid", f"The evidence {min(wanted - found)} of an answer is not in the archive."
        )


def _merge_later(connection: Connection, table: Table, learner: str, theirs: dict[str, Any] | None) -> int:
    """The later choice stands."""
    if theirs is None:
        return 0
    saved = select(table.c.saved).where(table.c.learner == learner)
    ours = connection.execute(saved).scalar_one_or_none()
    if ours is not None and datetime.fromisoformat(ours) >= datetime.fromisoformat(theirs["saved"]):
        return 0
    connection.execute(delete(table).where(table.c.learner == learner))
    connection.execute(insert(table).values(learner=learner, **theirs))
    return 1


def _chunks(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
