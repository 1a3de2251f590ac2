"""One contract over everything in content/: what is added tomorrow is covered without a new test.

What can be read, and all question families, are checked here; labs, cells and figures run in
`test_running.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from groundup.catalog import check, content_roots, load
from groundup.records import Problem

ROOT = content_roots()[0]
FOLDERS = sorted(path.parent.name for path in ROOT.glob("concepts/*/concept.toml"))
SEEDS = 40


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return check([ROOT], seeds=SEEDS)


@pytest.mark.parametrize("concept", FOLDERS)
def test_a_concept_keeps_the_contract(problems, concept):
    inside = ROOT / "concepts" / concept
    assert [found for found in problems if inside in (at := _path(found)).parents or at == inside] == []


def test_everything_else_keeps_the_contract(problems):
    assert [found for found in problems if ROOT / "concepts" not in _path(found).parents] == []


def _path(found: Problem) -> Path:
    return Path(found.path.partition(":")[0]).absolute()


def test_the_roadmap_is_whole():
    catalog = load([ROOT])
    assert catalog.problems == []
    assert len(catalog.concepts) >= 192
    stages = [stage.id for stage in catalog.stages]
    order = [stages.index(concept.stage) for concept in catalog.concepts.values()]
    assert order == sorted(order)
    assert {concept.place.track for concept in catalog.concepts.values()} - {None} == {
        track.track for track in catalog.tracks.values() if track.kind == "specialisation"
    }


def test_every_stage_can_be_reached_in_order():
    """Walking the roadmap from top to bottom never meets a concept whose prerequisites are still ahead."""
    met: set[str] = set()
    for id, node in load([ROOT]).graph.items():
        assert set(node.prerequisites) <= met
        met.add(id)


def test_ships_come_at_least_every_three_weeks():
    weeks = [ship["week"] for ship in load([ROOT]).plans["fifty-two-week"].tables["ships"]]
    assert max(later - week for week, later in zip([0, *weeks], [*weeks, 52], strict=True)) <= 3
