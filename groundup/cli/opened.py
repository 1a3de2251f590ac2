"""Opening the workspace for one command, and closing it whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from groundup.workspace import Workspace


def place(ctx: typer.Context) -> Path:
    """Where the workspace is, or would be."""
    from groundup.workspace import find_workspace

    given: Path | None = ctx.find_root().obj
    return find_workspace(given)


@contextmanager
def opened(ctx: typer.Context) -> Iterator[Workspace]:
    """The workspace, open. Raises GroundupError with the way out."""
    from groundup.workspace import open_workspace

    with open_workspace(place(ctx)) as workspace:
        yield workspace
