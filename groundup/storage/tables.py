"""The tables as the program sees them; the migrations make them.

Types and statements stay within what SQLite and PostgreSQL share. Evidence is append-only: triggers made by
the first migration refuse UPDATE and DELETE, whoever asks.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

WHOLE = BigInteger().with_variant(Integer(), "sqlite")  # 64 bits in both
REALS: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")

metadata = MetaData()

# What every past and future groundup can read: which version made this, and who the local learner is.
about = Table(
    "about",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)

# One row. Each transaction that changes what is known of a learner adds one to it, first of all: in a
# database with many writers that row orders them, so that a smaller seq is never committed after a larger.
revision = Table(
    "revision",
    metadata,
    Column("id", WHOLE, primary_key=True, autoincrement=False),
    Column("value", WHOLE, nullable=False),
    sqlite_strict=True,
)

learners = Table(
    "learners",
    metadata,
    Column("id", Text, primary_key=True),
    Column("created", Text, nullable=False),
    sqlite_strict=True,
)

evidence = Table(
    "evidence",
    metadata,
    Column("seq", WHOLE, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("learner", Text, ForeignKey("learners.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("concept", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("mistake", Text),
    Column("detail", Text, nullable=False),  # JSON, keys sorted
    Column("duration_s", REALS, nullable=False),
    Column("at", Text, nullable=False),  # ISO 8601 with the offset that was valid there and then
    Column("at_utc_us", WHOLE, nullable=False),  # the same instant in microseconds since 1970, UTC
    Index("evidence_by_learner", "learner", "seq"),
    Index("evidence_by_concept", "learner", "concept", "seq"),
    Index("evidence_by_name", "learner", "name", "seq"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

instances = Table(
    "instances",
    metadata,
    Column("number", WHOLE, primary_key=True, autoincrement=True),
    Column("learner", Text, ForeignKey("learners.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("concept", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("seed", WHOLE, nullable=False),
    Column("version", Text, nullable=False),
    Column("question", Text, nullable=False),  # JSON, as rendered when it was asked
    Column("opened", Text, nullable=False),
    Column("closed", Text),
    Column("evidence", Text, ForeignKey("evidence.id")),
    UniqueConstraint("learner", "id", name="instance_once"),
    Index("instances_by_state", "learner", "closed", "number"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

settings = Table(
    "settings",
    metadata,
    Column("learner", Text, ForeignKey("learners.id"), primary_key=True),
    Column("value", Text, nullable=False),  # JSON, keys sorted
    Column("saved", Text, nullable=False),
    sqlite_strict=True,
)

# What the learner fixed in the calendar, and what was told of it. One row a learner, like settings.
agendas = Table(
    "agendas",
    metadata,
    Column("learner", Text, ForeignKey("learners.id"), primary_key=True),
    Column("value", Text, nullable=False),  # JSON, keys sorted
    Column("saved", Text, nullable=False),
    sqlite_strict=True,
)
