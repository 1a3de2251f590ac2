"""What an author does: check content against its contract, and begin a new concept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from groundup import catalog
from groundup.engine import Engine
from groundup.records import Problem


def check_content(
    paths: Sequence[Path] = (), *, seeds: int = 50, progress: Callable[[str], None] = lambda _: None
) -> list[Problem]:
    """Every problem of the folders given (all content without any), each with rule and remedy."""
    engine = Engine()
    engine.start()
    try:
        return catalog.check(
            catalog.content_roots(), engine=engine, only=paths, seeds=seeds, progress=progress
        )
    finally:
        engine.close()


def new_concept(root: Path, id: str) -> Path:
    """A commented skeleton; the checker then says what is missing, one thing after another."""
    return catalog.new_concept(root, id)
