"""One contract over everything in content/: what is added tomorrow is covered without a new test.

What can be read, and all question families, are checked here; labs, cells and figures run behind the walls
when `groundup content check` does, which `make check` calls.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from groundup.catalog import check, content_roots, load
from groundup.planner import RHYTHMS
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


def test_every_named_plan_to_begin_from_sets_what_there_is() -> None:
    found = [plan.tables["preset"] for plan in load([ROOT]).plans.values() if "preset" in plan.tables]
    assert len(found) >= 5
    for preset in found:
        assert set(preset) <= {"hours", "rhythm", "ship_every", "rest_every", "days", "needs_deadline"}
        assert preset["rhythm"] in RHYTHMS
        assert 0.5 <= preset.get("hours", 1) <= 80
        assert all(preset.get(name, 0) in (0, *range(2, 53)) for name in ("ship_every", "rest_every"))


NAMED = re.compile(r"\\(?:operatorname\*?|mathrm)\{([^{}]{2,})\}")


def test_every_named_function_of_the_lessons_stands_on_the_page_of_symbols():
    """Also those written upright without being operators, such as variance and degrees of freedom."""
    catalog = load([ROOT])
    explained = set(NAMED.findall(catalog.notation()))
    used = {
        (name, concept.id)
        for concept in catalog.concepts.values()
        if concept.complete
        for text in (concept.path / "lesson.md", *concept.path.glob("*/brief.md"))
        for name in NAMED.findall(text.read_text(encoding="utf-8"))
    }
    assert {(name, id) for name, id in used if name not in explained} == set()
