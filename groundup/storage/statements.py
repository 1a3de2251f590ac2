"""Statements that more than one part of the room needs; each runs in its caller's transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from groundup.records import GroundupError
from groundup.storage.tables import about, evidence, learners, revision

SAME = ("kind", "concept", "name", "content", "result", "mistake", "detail", "duration_s", "at")


def move(connection: Connection) -> None:
    """Say that something known of a learner changes. Called before the change, see tables.revision."""
    connection.execute(update(revision).values(value=revision.c.value + 1))


def local_learner(connection: Connection) -> str:
    return str(connection.execute(select(about.c.value).where(about.c.key == "learner")).scalar_one())


def know(connection: Connection, learner: str) -> None:
    """A learner exists from their first record on."""
    if connection.execute(select(learners.c.id).where(learners.c.id == learner)).first() is None:
        created = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(insert(learners).values(id=learner, created=created))


def recorded(connection: Connection, id: str) -> Row[Any] | None:
    return connection.execute(select(evidence).where(evidence.c.id == id)).one_or_none()


def require_same(row: dict[str, Any], old: Row[Any]) -> None:
    """Evidence is never changed: the same id with other content is a conflict, not an update."""
    differing = [name for name in SAME if row[name] != getattr(old, name)]
    if differing:
        raise GroundupError(
            "conflict",
            f"Evidence {row['id']} is recorded already, with another {' and '.join(differing)}. "
            "It was left as it is.",
        )


def add(connection: Connection, row: dict[str, Any]) -> int:
    """Record once: a second time is told the first one's seq."""
    old = recorded(connection, row["id"])
    if old is not None:
        require_same(row, old)
        return int(old.seq)
    move(connection)
    know(connection, row["learner"])
    made = connection.execute(insert(evidence).values(row)).inserted_primary_key
    assert made is not None
    return int(made[0])
