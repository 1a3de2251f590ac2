"""Agendas: what the learner fixed in the calendar beside goal and rhythm."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agendas",
        sa.Column("learner", sa.Text, sa.ForeignKey("learners.id"), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("saved", sa.Text, nullable=False),
        sqlite_strict=True,
    )
