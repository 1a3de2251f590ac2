"""Everything in content/ that runs, run inside the walls: labs from both sides, cells, figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from groundup.catalog import check, content_roots
from groundup.engine import Engine

ROOT = content_roots()[0]
TAUGHT = sorted(
    folder.name
    for folder in (ROOT / "concepts").iterdir()
    if (folder / "lesson.md").is_file() or (folder / "lab" / "checks.py").is_file()
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = Engine(profiles=("core", "sci"))
    opened.start()
    yield opened
    opened.close()


@pytest.mark.parametrize("concept", TAUGHT)
def test_what_a_concept_runs_keeps_the_contract(engine, concept):
    assert check([ROOT], engine, seeds=1, only=[ROOT / "concepts" / concept]) == []
