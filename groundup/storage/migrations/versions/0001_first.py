"""The first schema: learners, evidence, instances, settings, and a counter that moves with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REALS: TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")

# Refused by the database itself, so that no later mistake in the program can change what happened.
APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER evidence_is_not_changed BEFORE UPDATE ON evidence "
        "BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END",
        "CREATE TRIGGER evidence_is_not_removed BEFORE DELETE ON evidence "
        "BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION evidence_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'evidence is append-only'; END $$",
        "CREATE TRIGGER evidence_is_not_changed BEFORE UPDATE OR DELETE ON evidence "
        "FOR EACH ROW EXECUTE FUNCTION evidence_is_append_only()",
        "CREATE TRIGGER evidence_is_not_removed BEFORE TRUNCATE ON evidence "
        "FOR EACH STATEMENT EXECUTE FUNCTION evidence_is_append_only()",
    ),
}


def upgrade() -> None:
    _make_people()
    _make_evidence()
    _make_instances()
    for statement in APPEND_ONLY[op.get_context().dialect.name]:
        op.execute(statement)
    op.execute("INSERT INTO revision (id, value) VALUES (1, 0)")


def _make_people() -> None:
    op.create_table(
        "about",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "revision",
        sa.Column("id", WHOLE, primary_key=True, autoincrement=False),
        sa.Column("value", WHOLE, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "learners",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("created", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "settings",
        sa.Column("learner", sa.Text, sa.ForeignKey("learners.id"), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("saved", sa.Text, nullable=False),
        sqlite_strict=True,
    )


def _make_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("seq", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("learner", sa.Text, sa.ForeignKey("learners.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("concept", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("mistake", sa.Text),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("duration_s", REALS, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("at_utc_us", WHOLE, nullable=False),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("evidence_by_learner", "evidence", ["learner", "seq"])
    op.create_index("evidence_by_concept", "evidence", ["learner", "concept", "seq"])
    op.create_index("evidence_by_name", "evidence", ["learner", "name", "seq"])


def _make_instances() -> None:
    op.create_table(
        "instances",
        sa.Column("number", WHOLE, primary_key=True, autoincrement=True),
        sa.Column("learner", sa.Text, sa.ForeignKey("learners.id"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("concept", sa.Text, nullable=False),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("seed", WHOLE, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("opened", sa.Text, nullable=False),
        sa.Column("closed", sa.Text),
        sa.Column("evidence", sa.Text, sa.ForeignKey("evidence.id")),
        sa.UniqueConstraint("learner", "id", name="instance_once"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("instances_by_state", "instances", ["learner", "closed", "number"])
