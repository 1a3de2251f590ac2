"""Placement for people: begun, left, taken up again, redone; what becomes of its answers."""

from __future__ import annotations

import pytest

from groundup import actions
from groundup.actions import placed as placed_rounds
from groundup.records import GroundupError
from groundup.workspace import Workspace
from tests.actions.conftest import Clock, Open, evidence, refusal, right_answer


def give(w: Workspace, round: int, result: str) -> actions.PlacementQuestion:
    """Answer the question that waits; returns what waits then."""
    waiting = actions.placement_question(w, round)
    assert waiting.asked is not None
    text = right_answer(waiting.asked) if waiting.asked.kind == "number" else "a"
    unknown = result == "unknown"
    marked = actions.answer_placement(
        w, round, waiting.asked.id, "" if unknown else text, 20, unknown=unknown
    )
    assert marked is not None and marked.result != "invalid"
    return actions.placement_question(w, round)


def whole(w: Workspace, result: str) -> int:
    """A round until it is over."""
    waiting = actions.placement_question(w)
    while waiting.asked is not None and not waiting.progress.over:
        waiting = give(w, waiting.round, result)
    return waiting.round


def states(w: Workspace) -> dict[str, str]:
    return {node.id: node.mastery.state for node in actions.roadmap(w).nodes}


def test_before_the_first_question_nothing_is_concluded(road: Workspace) -> None:
    view = actions.placement(road)
    assert (view.round, view.areas, view.counts) == (None, (), False)
    assert actions.placement_offer(road).offer == "begin"
    assert evidence(road) == []


def test_looking_at_the_question_again_asks_the_same_one_and_begins_nothing(road: Workspace) -> None:
    first, again = actions.placement_question(road), actions.placement_question(road)
    assert first == again
    assert actions.placement(road).round is None


def test_an_answer_is_evidence_that_names_its_round(road: Workspace) -> None:
    waiting = actions.placement_question(road)
    give(road, waiting.round, "unknown")
    (fact,) = evidence(road)
    assert fact.outcome.detail["placement"] == waiting.round
    assert fact.outcome.result == "unknown"
    assert waiting.asked is not None and fact.outcome.detail["instance"] == waiting.asked.id


def test_leaving_is_pausing_and_another_program_goes_on_where_one_left(
    open_at: Open, road: Workspace
) -> None:
    waiting = actions.placement_question(road)
    after = give(road, waiting.round, "unknown")
    road.derived.clear()
    other = open_at()
    assert actions.placement_question(other) == after == actions.placement_question(road)
    assert actions.placement_offer(other).offer == ("" if after.progress.over else "resume")


def test_an_answer_that_cannot_be_read_leaves_the_question_open(road: Workspace) -> None:
    waiting = actions.placement_question(road)
    assert waiting.asked is not None
    marked = actions.answer_placement(road, waiting.round, waiting.asked.id, "two words ((")
    assert marked is not None and marked.result == "invalid"
    assert evidence(road) == [] and actions.placement_question(road) == waiting


def test_an_answer_to_another_question_than_that_which_waits_is_not_recorded(road: Workspace) -> None:
    waiting = actions.placement_question(road)
    other = actions.ask(road, "halving/halve-it", 77)
    assert actions.answer_placement(road, waiting.round, other.id, "1") is None
    give(road, waiting.round, "unknown")
    assert waiting.asked is not None
    assert actions.answer_placement(road, waiting.round, waiting.asked.id, "1") is None  # sent twice
    assert len(evidence(road)) == 1


def test_a_question_that_was_answered_elsewhere_does_not_hold_the_placement_up(road: Workspace) -> None:
    waiting = actions.placement_question(road)
    assert waiting.asked is not None
    actions.answer(road, waiting.asked.id, "", unknown=True)
    again = actions.placement_question(road, waiting.round)
    assert again.asked is not None and not again.asked.closed and again.asked.id != waiting.asked.id


def test_what_seems_known_is_inferred_and_leaves_the_plan_but_for_its_practice(road: Workspace) -> None:
    before = actions.plan(road)
    whole(road, "right")
    inferred = [id for id, state in states(road).items() if state == "inferred"]
    assert inferred and "mastered" not in states(road).values()
    after = actions.plan(road)
    ids = {s.item.id for week in after.weeks for day in week.days for s in day.sittings}
    assert not {f"{id}/{work}" for id in inferred for work in ("lesson", "lab")} & ids
    assert after.minutes_left < before.minutes_left
    assert any("Your placement says that you know" in note for note in after.notes)
    assert set(actions.placement_offer(road).inferred) == set(inferred) & set(actions.standing(road).path)
    assert actions.lesson(road, inferred[0]).blocks  # it can be studied all the same


def test_who_knows_nothing_keeps_the_whole_plan(road: Workspace) -> None:
    before = {s.item.id for week in actions.plan(road).weeks for day in week.days for s in day.sittings}
    whole(road, "unknown")
    after = {s.item.id for week in actions.plan(road).weeks for day in week.days for s in day.sittings}
    assert after == before
    assert "inferred" not in states(road).values()


def test_the_result_says_of_every_concept_from_which_answers_it_follows(road: Workspace) -> None:
    whole(road, "right")
    view = actions.placement(road)
    concepts = {one.link.id: one for area in view.areas for one in area.concepts}
    assert set(concepts) == set(road.catalog.graph)
    assert all(one.because for one in concepts.values())
    assert concepts["endlessness"].conclusion.spoken_for
    assert [len(area.concepts) for area in view.areas] == [a.known + a.not_known + a.open for a in view.areas]
    assert view.counts and view.progress.over


def test_what_speaks_against_a_conclusion_is_said_too(road: Workspace) -> None:
    round = actions.placement_question(road).round
    for result in ("right", "unknown", "right"):
        if actions.placement_question(road, round).asked is not None:
            give(road, round, result)
    said = [line for area in actions.placement(road).areas for one in area.concepts for line in one.because]
    assert any(line.startswith("Against it: ") for line in said)


def test_a_redo_is_a_round_of_its_own_and_counts_once_it_is_over(road: Workspace, clock: Clock) -> None:
    first = whole(road, "unknown")
    assert actions.standing(road).placed.round == first
    fresh = actions.placement(road).fresh
    assert fresh != first
    clock.sleep(1)
    waiting = actions.placement_question(road, fresh)
    while waiting.asked is not None and not waiting.progress.over:
        assert actions.standing(road).placed.round == first
        waiting = give(road, fresh, "right")
    assert actions.standing(road).placed.round == fresh
    assert actions.placement(road).round == fresh
    assert actions.placement(road, first).counts is False


def test_a_round_that_nobody_began_is_refused(road: Workspace) -> None:
    assert "groundup placement" in refusal("not-found", lambda: actions.placement(road, 12345))


def test_conclusions_are_the_same_from_scratch_and_step_by_step(road: Workspace) -> None:
    round = actions.placement_question(road).round
    for _ in range(3):
        if actions.placement_question(road, round).asked is not None:
            give(road, round, "right")
        actions.standing(road)
    step_by_step = actions.standing(road)
    road.derived.clear()
    from_scratch = actions.standing(road)
    assert from_scratch.placed == step_by_step.placed
    assert from_scratch.mastery == step_by_step.mastery


def test_evidence_that_arrives_from_elsewhere_brings_its_placement_along(
    open_at: Open, road: Workspace
) -> None:
    whole(road, "right")
    other = open_at("elsewhere")
    other.store.import_rows(road.store.export_rows())
    assert actions.standing(other).placed == actions.standing(road).placed


def test_claims_order_the_questions_and_have_no_part_in_what_is_concluded(road: Workspace) -> None:
    round = whole(road, "unknown")
    before = actions.standing(road).placed
    actions.claim(road, ["halving", "endlessness"])
    assert actions.standing(road).placed == before
    assert actions.placement(road, round).sentence == actions.placement(road).sentence
    assert states(road)["halving"] == "new"  # the answers outweigh the claim


def test_a_paused_round_of_few_answers_does_not_count_yet(
    road: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = actions.placement_question(road)
    after = give(road, waiting.round, "right")
    if after.progress.over:
        pytest.skip("this pack is so small that one answer is enough")
    assert actions.standing(road).placed == placed_rounds.NOTHING
    monkeypatch.setattr(placed_rounds, "COUNTS_FROM", 1)
    road.derived.clear()
    assert actions.standing(road).placed.round == waiting.round


def test_without_any_questions_nothing_is_asked(open_at: Open, w: Workspace) -> None:
    from dataclasses import replace

    from groundup.catalog import Catalog

    bare = [
        replace(c, node=replace(c.node, families={}), complete=False) for c in w.catalog.concepts.values()
    ]
    other = open_at("bare", Catalog(w.catalog.roots, bare, []))
    assert actions.placement_question(other).asked is None
    assert actions.placement_offer(other).offer == ""
    with pytest.raises(GroundupError):
        actions.placement(other, 3)
