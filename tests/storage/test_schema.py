"""The migrations make what the program expects, and say nothing that PostgreSQL does not understand."""

from __future__ import annotations

import importlib
import io

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from groundup.storage import Store
from groundup.storage.schema import SCHEMA, SCRIPTS
from groundup.storage.tables import metadata


def test_the_revisions_known_are_those_of_the_scripts() -> None:
    scripts = ScriptDirectory(str(SCRIPTS), version_locations=[str(f) for f in SCHEMA.folders])
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == SCHEMA.revisions


def test_the_migrations_make_the_tables_that_the_program_uses(store: Store) -> None:
    with store._readers.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def postgresql_script() -> str:
    out = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": out}
    )
    with Operations.context(context):
        for script in sorted((SCRIPTS / "versions").glob("[0-9]*.py")):
            importlib.import_module(f"groundup.storage.migrations.versions.{script.stem}").upgrade()
    return out.getvalue()


def test_the_same_migrations_speak_postgresql() -> None:
    script = postgresql_script()
    assert script.count("CREATE TABLE") == len(metadata.tables)
    assert script.count("append_only()") == 3  # the function and its two triggers
    for word in ("AUTOINCREMENT", "STRICT", "PRAGMA", "RAISE(ABORT"):
        assert word not in script
