"""Questions as they were asked: open until they are answered, closed together with the evidence of it.

Each runs in its caller's transaction.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from groundup.records import GroundupError
from groundup.storage.statements import add, know
from groundup.storage.tables import instances

KEPT_OPEN = 1000  # a page that is opened leaves questions nobody answers; older ones than these go


def find(connection: Connection, learner: str, id: str) -> Row[Any]:
    is_it = (instances.c.learner == learner) & (instances.c.id == id)
    row = connection.execute(select(instances).where(is_it)).one_or_none()
    if row is None:
        raise GroundupError("not-found", f"There is no question {id}. Ask for a fresh one.")
    return row


def save(connection: Connection, row: dict[str, Any]) -> None:
    """Keep a question as it was asked; one that is kept already stays as it is, open or closed."""
    know(connection, row["learner"])
    same = (instances.c.learner == row["learner"]) & (instances.c.id == row["id"])
    if connection.execute(select(instances.c.number).where(same)).first() is None:
        connection.execute(insert(instances).values(row))
        forget_oldest(connection, row["learner"])


def forget_oldest(connection: Connection, learner: str) -> None:
    """Let go of open questions beyond the newest KEPT_OPEN; closed ones stay for ever."""
    is_open = (instances.c.learner == learner) & instances.c.closed.is_(None)
    numbers = select(instances.c.number).where(is_open).order_by(instances.c.number.desc())
    edge = connection.execute(numbers.offset(KEPT_OPEN).limit(1)).scalar_one_or_none()
    if edge is not None:
        connection.execute(delete(instances).where(is_open & (instances.c.number <= edge)))


def close_with(connection: Connection, id: str, evidence_row: dict[str, Any]) -> int:
    """Close and record in one transaction; whoever comes second with other evidence is refused."""
    learner = evidence_row["learner"]
    found = find(connection, learner, id)
    if found.closed is not None and found.evidence != evidence_row["id"]:
        raise GroundupError("conflict", "This question was answered already; the first answer counts.")
    seq = add(connection, evidence_row)
    close(connection, learner, id, evidence_row["at"], evidence_row["id"])
    return seq


def close(connection: Connection, learner: str, id: str, at: str, evidence: str | None = None) -> None:
    is_it = (instances.c.learner == learner) & (instances.c.id == id) & instances.c.closed.is_(None)
    connection.execute(update(instances).where(is_it).values(closed=at, evidence=evidence))
