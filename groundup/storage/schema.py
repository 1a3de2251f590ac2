"""Which schema this program speaks, and the way up to it.

Alembic is imported only when there is something to migrate: at every other start, comparing one row with
`Schema.head` is enough. Going down is not offered; the backup made before each upgrade is the way back.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from groundup import __version__

SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Schema:
    """The revisions known here, oldest first, and the folders that hold their scripts."""

    revisions: tuple[str, ...] = ("0001", "0002")
    folders: tuple[Path, ...] = (SCRIPTS / "versions",)

    @property
    def head(self) -> str:
        return self.revisions[-1]


SCHEMA = Schema()


def upgrade(connection: Connection, schema: Schema) -> None:
    """Bring the database to `schema.head`, each migration in one transaction with its version row."""
    from alembic import command  # 0.2 s that an ordinary start does not pay
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _escaped(str(SCRIPTS)))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", _escaped(os.pathsep.join(map(str, schema.folders))))
    command.upgrade(config, schema.head)
    with connection.begin():
        connection.execute(text("DELETE FROM about WHERE key = 'made_by'"))
        connection.execute(text("INSERT INTO about VALUES ('made_by', :version)"), {"version": __version__})


def _escaped(value: str) -> str:
    return value.replace("%", "%%")  # ConfigParser's own character
