"""A schema of the future: the real one and one migration more, of six statements."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from groundup.storage.schema import SCHEMA, Schema

NEXT = "9001"
SCRIPT = f'''
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{SCHEMA.head}"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("drafts", sa.Column("id", sa.Text, primary_key=True), sa.Column("text", sa.Text))
    op.add_column("learners", sa.Column("name", sa.Text))
    op.create_index("learners_by_name", "learners", ["name"])
    op.execute("UPDATE learners SET name = 'me'")
    op.execute("INSERT INTO drafts SELECT id, concept FROM evidence")
    op.create_index("drafts_by_text", "drafts", ["text"])
'''


def grown(folder: Path) -> Schema:
    """The schema whose newest migration lies in `folder`, put there if it is not."""
    script = folder / f"{NEXT}_next.py"
    if not script.exists():
        script.write_text(SCRIPT)
    return replace(SCHEMA, revisions=(*SCHEMA.revisions, NEXT), folders=(*SCHEMA.folders, folder))
