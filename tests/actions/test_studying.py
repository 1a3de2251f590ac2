"""Reading: the lesson, its cells in a child of their own, and its moving figures."""

from __future__ import annotations

import pytest

from groundup import actions
from groundup.catalog import Cell
from groundup.records import CellRun
from groundup.workspace import OPEN_LESSONS, Workspace
from tests.actions.conftest import evidence, refusal


def text(ran: CellRun) -> str:
    return "".join(output.content for output in ran.outputs if output.kind == "text").strip()


def first_cell(w: Workspace, concept: str) -> str:
    return next(block.id for block in w.catalog.lesson(concept).blocks if isinstance(block, Cell))


def test_a_lesson_knows_its_neighbours_its_figures_and_its_lab(w: Workspace) -> None:
    view = actions.lesson(w, "doubling")
    assert view.previous and view.next
    assert (view.previous.id, view.next.id, view.lab) == ("counting", "halving", "lab-doubling")
    assert set(view.figures) == {"bars"}
    assert not view.read
    assert actions.lesson(w, "counting").previous is None


def test_a_lesson_that_is_read_is_evidence_of_reading_and_no_mastery(road: Workspace) -> None:
    actions.read(road, "counting", duration_s=600)
    (fact,) = evidence(road)
    assert (fact.activity.kind, fact.activity.name, fact.outcome.result) == ("lesson", "counting", "read")
    assert fact.duration_s == 600 and fact.activity.content
    assert actions.lesson(road, "counting").read
    assert actions.concept(road, "counting").mastery.state != "mastered"


def test_a_page_left_open_overnight_is_not_a_night_of_work(road: Workspace) -> None:
    actions.read(road, "counting", duration_s=50_000)
    actions.read(road, "counting", duration_s=-5)
    assert [fact.duration_s for fact in evidence(road)] == [4 * 3600, 0]


@pytest.mark.parametrize("act", [actions.concept, actions.lesson, actions.read, actions.project])
def test_what_is_not_there_is_said_by_name(w: Workspace, act: object) -> None:
    assert "nothing-such" in refusal("not-found", lambda: act(w, "nothing-such"))  # type: ignore[operator]  # one of four actions


def test_a_concept_names_what_it_rests_on_what_it_unlocks_and_its_evidence(road: Workspace) -> None:
    actions.read(road, "doubling")
    view = actions.concept(road, "doubling")
    assert [link.id for link in view.prerequisites] == ["counting"]
    assert [link.id for link in view.unlocks] == ["halving", "endlessness"]
    assert [fact.activity.kind for fact in view.evidence] == ["lesson"]
    assert view.on_path and view.complete and view.families == ("double-it",)
    assert view.resources[0].title == "How to Count"


def test_a_project_shows_where_its_concepts_stand(w: Workspace) -> None:
    view = actions.project(w, "tally")
    assert [(link.id, link.state) for link in view.concepts] == [("counting", "new")]
    assert [(task.id, task.passes) for task in view.rubric] == [("total", "The same total")]


def test_search_finds_concept_lab_resource_and_project(w: Workspace) -> None:
    kinds = {found.kind for word in ("doubl", "count", "tally") for found in actions.search(w, word)}
    assert kinds == {"concept", "lab", "resource", "project"}
    assert actions.search(w, "  ") == ()
    assert actions.search(w, "counting no-such-word") == ()


# --- cells


def test_a_cell_runs_as_it_stands_and_as_it_was_changed(w: Workspace) -> None:
    cell = first_cell(w, "doubling")
    assert text(actions.run_cell(w, "doubling", cell)) == "1024"
    assert text(actions.run_cell(w, "doubling", cell, "print('mine')")) == "mine"


def test_the_cells_above_run_first_and_only_once(w: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    above, asked = Cell("above", "n = globals().get('n', 0) + 1", None), Cell("asked", "n", None)
    lesson = w.catalog.lesson("doubling")
    monkeypatch.setattr(w.catalog, "lesson", lambda id: type(lesson)(lesson.title, (above, asked)))
    assert text(actions.run_cell(w, "doubling", "asked")) == "1"
    assert text(actions.run_cell(w, "doubling", "asked")) == "1"
    actions.restart_cells(w, "doubling")
    assert text(actions.run_cell(w, "doubling", "asked")) == "1"


def test_a_cell_above_that_fails_is_what_comes_back(w: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    above, asked = Cell("above", "1 / 0", None), Cell("asked", "2", None)
    lesson = w.catalog.lesson("doubling")
    monkeypatch.setattr(w.catalog, "lesson", lambda id: type(lesson)(lesson.title, (above, asked)))
    ran = actions.run_cell(w, "doubling", "asked")
    assert ran.run.fault is not None and ran.run.fault.kind == "ZeroDivisionError"


def test_an_endless_cell_is_stopped_and_the_next_one_runs(w: Workspace) -> None:
    cell = first_cell(w, "doubling")
    assert text(actions.run_cell(w, "doubling", cell, "kept = 7; kept")) == "7"
    w.cells("doubling").run("pass")
    stopped = w.cells("doubling").run("while True: pass", timeout_s=0.5)
    assert stopped.run.status == "timeout"
    assert text(actions.run_cell(w, "doubling", cell, "kept")) == "7"


def test_a_cell_that_kills_its_child_is_survived(w: Workspace) -> None:
    cell = first_cell(w, "doubling")
    actions.run_cell(w, "doubling", cell, "kept = 7")
    killed = actions.run_cell(w, "doubling", cell, "import os; os._exit(9)")
    assert killed.run.status == "crashed"
    assert text(actions.run_cell(w, "doubling", cell)) == "1024"


@pytest.mark.parametrize("source", ["x = '\ud800'", "x = '\0'", "", "print(", "raise SystemExit"])
def test_odd_text_in_a_cell_comes_back_as_a_run(w: Workspace, source: str) -> None:
    ran = actions.run_cell(w, "doubling", first_cell(w, "doubling"), source)
    assert not ran.run.ours
    assert text(actions.run_cell(w, "doubling", first_cell(w, "doubling"))) == "1024"


def test_lessons_do_not_share_variables(w: Workspace) -> None:
    actions.run_cell(w, "doubling", first_cell(w, "doubling"), "secret = 1")
    ran = actions.run_cell(w, "halving", first_cell(w, "halving"), "'secret' in globals()")
    assert text(ran) == "False"


def test_only_a_few_lessons_keep_a_child(w: Workspace) -> None:
    opened = [w.cells(str(number)) for number in range(OPEN_LESSONS + 1)]
    assert len(w.open_cells) == OPEN_LESSONS and "0" not in w.open_cells
    assert w.cells("1") is opened[1]


def test_a_cell_that_is_not_there_is_refused(w: Workspace) -> None:
    assert "'nowhere'" in refusal("not-found", lambda: actions.run_cell(w, "doubling", "nowhere"))


# --- figures


def test_a_figure_stands_at_its_defaults_until_it_is_moved(w: Workspace) -> None:
    drawing = actions.draw(w, "doubling", "bars", {})
    assert drawing.alt == "A bar of length 1 and one of length 2."
    assert drawing.svg.startswith("<svg") and "<script" not in drawing.svg
    moved = actions.draw(w, "doubling", "bars", {"x": "2.5", "unknown": 3})
    assert moved.alt == "A bar of length 2.5 and one of length 5."


def test_a_control_is_kept_inside_its_range(w: Workspace) -> None:
    assert actions.draw(w, "doubling", "bars", {"x": 99}).alt == "A bar of length 4 and one of length 8."
    assert actions.draw(w, "doubling", "bars", {"x": -float("inf")}).alt.startswith("A bar of length 0")
    assert actions.draw(w, "counting", "dots", {"n": 2.6}).alt == "A row of 3 dots."


@pytest.mark.parametrize("value", ["wide", None, [1], float("nan"), "nan", 10**400])
def test_what_is_no_setting_is_refused_by_name(w: Workspace, value: object) -> None:
    assert "is not a setting of x" in refusal(
        "invalid", lambda: actions.draw(w, "doubling", "bars", {"x": value})
    )


def test_a_figure_that_is_not_there_is_refused(w: Workspace) -> None:
    assert "'pie'" in refusal("not-found", lambda: actions.draw(w, "doubling", "pie", {}))
    refusal("not-found", lambda: actions.draw(w, "endlessness", "bars", {}))


def test_the_first_look_at_a_figure_is_kept(w: Workspace) -> None:
    first = actions.draw(w, "doubling", "bars", {})
    assert actions.draw(w, "doubling", "bars", {"x": 1}) is first
