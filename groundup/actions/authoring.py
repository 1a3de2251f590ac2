"""What an author does: check content against its contract, measure its quality, and begin a new concept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from groundup import catalog
from groundup.catalog import Quality
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


def measure_content(
    paths: Sequence[Path] = (), *, seeds: int = 200, progress: Callable[[str], None] = lambda _: None
) -> Quality:
    """Every complete concept of the folders given (all content without any), measured against its bars."""
    with Engine() as engine:
        return catalog.measure(catalog.content_roots(), engine, only=paths, seeds=seeds, progress=progress)


def quality_table(quality: Quality) -> str:
    """The measured table as Markdown."""
    return catalog.as_markdown(quality)


def equivalent_entry(survivor: catalog.Survivor) -> str:
    """What to write into lab/equivalent.toml, but for the reason."""
    return catalog.written(survivor.name)


def new_concept(root: Path, id: str) -> Path:
    """A commented skeleton; the checker then says what is missing, one thing after another."""
    return catalog.new_concept(root, id)
