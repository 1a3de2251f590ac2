"""Every lab in content/, inside the walls: its solution passes, its starter and its known mistakes do not.

The rest of what runs (other solutions, more seeds, cells, figures) runs when `groundup content check` does,
which `make check` calls.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from groundup.catalog import content_roots, load
from groundup.catalog.contract.labs import lent_files
from groundup.catalog.contract.trying import attempt
from groundup.engine import Engine

CATALOG = load(content_roots())


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = Engine(profiles=("core", "sci"))
    opened.start()
    yield opened
    opened.close()


@pytest.mark.parametrize("id", CATALOG.labs)
def test_what_is_right_passes_and_what_is_wrong_does_not(engine, id):
    lab = CATALOG.lab(id)
    files = lent_files(lab, CATALOG)
    sources = {"the solution": lab.solution, "the starter": lab.starter}
    sources |= {mistake.id: mistake.source for mistake in lab.mistakes}
    passed = [name for name, source in sources.items() if attempt(lab, source, files, engine, seed=11).passed]
    assert passed == ["the solution"]
