"""Where the learner is: overview, Today, plan, map and gaps, and how evidence moves them."""

from __future__ import annotations

import pytest

from groundup import actions, learner
from groundup.workspace import Workspace
from tests.actions.conftest import COUNTER, HALVER, MONDAY, Clock, Open, evidence, refusal, right_answer


def answer_right(w: Workspace, family: str, times: int) -> None:
    for _ in range(times):
        asked = actions.ask(w, family)
        assert actions.answer(w, asked.id, right_answer(asked), 30).result == "right"


def test_before_a_goal_is_chosen_everything_says_how_to_choose_one(w: Workspace) -> None:
    for act in (actions.today, actions.plan, actions.gaps):
        assert "groundup setup" in refusal("conflict", lambda act=act: act(w))
    view = actions.current(w)
    assert (view.goal, view.next, view.finish) == ("", None, None)
    assert [node.id for node in actions.roadmap(w).nodes] == [
        "counting",
        "doubling",
        "halving",
        "endlessness",
    ]


def test_today_begins_with_the_first_lesson(road: Workspace) -> None:
    first = actions.today(road).items[0]
    assert (first.item.id, first.url, first.command) == (
        "counting/lesson",
        "/lesson/counting",
        "groundup lesson counting",
    )
    assert actions.current(road).next == first


def test_what_the_labs_of_today_run_on_gets_warm(
    road: Workspace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected: list[str] = []
    monkeypatch.setattr(road.engine, "expect", expected.append)
    labs = 0
    for _ in range(14):
        work = [sitting.item.work for sitting in actions.today(road).items]
        labs += work.count("lab")
        assert expected == ["core"] * labs
        clock.sleep(days=1)
        actions.read(road, "counting", 300)
        actions.read(road, "doubling", 300)
    assert labs > 0


def test_what_is_done_today_is_shown_as_done(road: Workspace) -> None:
    actions.read(road, "counting", 300)
    items = {sitting.item.id: sitting for sitting in actions.today(road).items}
    assert items["counting/lesson"].done
    upcoming = actions.current(road).next
    assert upcoming is not None and upcoming.item.id == "counting/practice"


def test_the_plan_holds_what_is_on_the_path_in_the_order_of_what_rests_on_what(road: Workspace) -> None:
    ids = [s.item.id for week in actions.plan(road).weeks for day in week.days for s in day.sittings]
    work = [id for id in dict.fromkeys(ids) if not id.startswith("review/")]
    assert work[:2] == ["counting/lesson", "counting/practice"]
    assert work.index("doubling/lab") < work.index("halving/lesson")
    assert not any("endlessness" in id for id in work)


def test_the_plan_says_how_far_the_finish_moved(road: Workspace, clock: Clock) -> None:
    first = actions.plan(road)
    assert first.moved == ""
    clock.sleep(7)
    second = actions.plan(road)
    assert first.finish and second.finish
    days = (second.finish - first.finish).days
    assert days > 0 and second.moved == f"The finish moved {days} days later."


def test_missed_days_move_the_plan_and_nothing_is_overdue(road: Workspace, clock: Clock) -> None:
    clock.sleep(10)
    placed = [day.day for week in actions.plan(road).weeks for day in week.days]
    assert placed and min(placed) >= actions.current(road).today > MONDAY


def test_an_outlined_concept_is_on_path_and_plan_and_says_what_it_is(w: Workspace) -> None:
    actions.setup(w, COUNTER)
    node = next(node for node in actions.roadmap(w).nodes if node.id == "endlessness")
    assert node.on_path and not node.complete
    assert "no lesson yet" in refusal("not-found", lambda: actions.lesson(w, "endlessness"))
    actions.claim(w, ["counting", "doubling", "halving"])
    gap = next(gap for gap in actions.gaps(w) if gap.concept.id == "endlessness")
    assert not gap.complete


def test_gaps_name_what_blocks_the_goal_and_go_when_it_is_mastered(road: Workspace) -> None:
    gaps = actions.gaps(road)
    assert {gap.concept.id for gap in gaps} <= {"counting", "doubling", "halving"}
    first = next(gap for gap in gaps if gap.concept.id == "counting")
    assert first.unlocks == 2 and first.reason
    answer_right(road, "counting/next-number", 8)
    assert actions.concept(road, "counting").mastery.state == "mastered"
    assert "counting" not in {gap.concept.id for gap in actions.gaps(road)}


def test_answers_move_map_plan_and_overview_at_once(road: Workspace) -> None:
    before = actions.plan(road).minutes_left
    answer_right(road, "counting/next-number", 8)
    states = {node.id: node.mastery.state for node in actions.roadmap(road).nodes}
    assert states["counting"] == "mastered"
    assert actions.current(road).counts["mastered"] == 1
    assert actions.plan(road).minutes_left < before


def test_standing_from_scratch_is_standing_step_by_step(road: Workspace, clock: Clock) -> None:
    for family in ("counting/next-number", "doubling/double-it", "halving/halve-it"):
        answer_right(road, family, 2)
        actions.answer(road, actions.ask(road, family).id, "1", 20)
        actions.standing(road)  # step by step
        clock.sleep(1)
    actions.claim(road, ["halving"])
    step_by_step = actions.standing(road)
    road.derived.clear()
    from_scratch = actions.standing(road)
    assert from_scratch.state == step_by_step.state
    assert from_scratch.mastery == step_by_step.mastery
    assert from_scratch.plan == step_by_step.plan


def test_nothing_is_computed_while_nothing_moves(road: Workspace) -> None:
    assert actions.standing(road).plan is actions.standing(road).plan


def test_two_programs_on_one_database_see_each_other(open_at: Open, road: Workspace) -> None:
    other = open_at()
    assert actions.current(other).goal == "Halving"
    answer_right(road, "counting/next-number", 8)
    assert actions.concept(other, "counting").mastery.state == "mastered"
    answer_right(other, "doubling/double-it", 1)
    assert len(actions.concept(road, "doubling").evidence) == 1
    assert actions.standing(road).mastery == actions.standing(other).mastery


def test_evidence_that_arrives_late_counts_in_its_place(open_at: Open, road: Workspace, clock: Clock) -> None:
    """Work done elsewhere before, brought in after: as if it had always been there."""
    elsewhere = open_at("elsewhere")
    actions.setup(elsewhere, HALVER)
    answer_right(elsewhere, "counting/next-number", 3)
    clock.sleep(1)
    answer_right(road, "counting/next-number", 2)
    actions.standing(road)
    road.store.import_rows(elsewhere.store.export_rows())
    whole = learner.replay(road.catalog.graph, evidence(road), HALVER.retention)
    assert actions.standing(road).state == whole


def test_the_next_day_has_what_is_due(road: Workspace, clock: Clock) -> None:
    asked = actions.ask(road, "counting/next-number")
    actions.answer(road, asked.id, "0", 10)
    assert actions.review(road).due == ()
    clock.sleep(1)
    view = actions.review(road)
    assert [link.id for link in view.due] == ["counting"]
    assert view.asked is not None and view.asked.family.startswith("counting/")
    assert view.asked.id != asked.id
    first = actions.today(road).items[0]
    assert (first.item.id, first.command) == ("review/2026-01-06", "groundup review")
    assert actions.current(road).reviews_due == 1
    while (view := actions.review(road)).asked is not None:
        text = right_answer(view.asked) if view.asked.kind == "number" else "a"
        actions.answer(road, view.asked.id, text, 5, unknown=view.asked.kind != "number")
    assert view.due == () and view.done_today >= 1


def test_looking_at_reviews_asks_nothing(road: Workspace, clock: Clock) -> None:
    actions.read(road, "counting")
    clock.sleep(30)
    view = actions.review(road, fresh=False)
    assert view.due and view.asked is None
