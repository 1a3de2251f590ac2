"""Interviews: what is drawn, the answer before its points, scores that are claims, drills and stories."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from groundup import actions
from groundup.actions import prompting
from groundup.actions.recording import record
from groundup.catalog import Catalog, Prompt, Theme, load
from groundup.records import Activity, Outcome
from groundup.workspace import Workspace
from tests.actions.conftest import COUNTER, PACK, Clock, Open, evidence, refusal, right_answer
from tests.web.local_engine import LocalEngine

COUNTING = "interview-counting"
DOUBLING = "def double(x):\n    return 2 * x\n"


def theme(id: str, **concepts: tuple[str, ...]) -> Theme:
    prompts = tuple(
        Prompt(name, f"What of {name}?", c, (f"{name} one", f"{name} two")) for name, c in concepts.items()
    )
    return Theme(id, id.removeprefix("interview-").title(), 5, prompts)


@pytest.fixture
def several(open_at: Open) -> Workspace:
    """Two themes: of four concepts one each, and one for stories."""
    catalog = load((PACK,))
    catalog.interview.clear()
    for made in (
        theme("interview-numbers", c1=("counting",), c2=("doubling",), c3=("halving",), c4=("endlessness",)),
        theme(prompting.STORIES, s1=("endlessness",)),
    ):
        catalog.interview[made.id] = made
    return open_at("several", catalog)


def met(w: Workspace, concept: str, times: int = 1) -> None:
    for _ in range(times):
        asked = actions.ask(w, concept)
        actions.answer(w, asked.id, right_answer(asked))


def drawn(w: Workspace, which: str = "", draws: int = 60) -> Counter[str]:
    return Counter(actions.begin_turn(w, which, seed=seed).turn.shown.prompt for seed in range(draws))


def answered(w: Workspace, which: str, scores: list[int] | None = None) -> actions.TurnView:
    begun = actions.begin_turn(w, which)
    ended = actions.end_turn(w, begun.turn.id, "One, two, three.")
    return ended if scores is None else actions.score_turn(w, begun.turn.id, scores)


# --- one turn ------------------------------------------------------------------------------------


def test_a_prompt_is_answered_against_the_clock_and_its_points_are_shown_only_then(
    w: Workspace, clock: Clock
) -> None:
    begun = actions.begin_turn(w, "c01")
    assert begun.turn.state == "open" and begun.turn.shown.question == "How many are there?"
    assert begun.turn.shown.minutes == 5 and begun.turn.shown.rubric == ()
    clock.now += timedelta(minutes=7)
    assert 420 <= actions.turn(w, begun.turn.id).seconds < 421
    ended = actions.end_turn(w, begun.turn.id, "  One,\r\ntwo. ")
    assert ended.turn.state == "answered" and ended.turn.answer is not None
    assert ended.turn.answer.text == "One,\ntwo." and 420 <= ended.turn.answer.seconds < 421
    assert 120 <= ended.turn.over_s < 121
    assert ended.turn.shown.rubric == ("points at each thing once", "says the last number")
    scored = actions.score_turn(w, begun.turn.id, [2, 1])
    assert scored.turn.state == "scored" and scored.turn.points == (3, 4) and scored.turn.share == 0.75


def test_answer_and_scores_are_evidence_and_move_no_mastery(w: Workspace) -> None:
    before = actions.standing(w).mastery
    answered(w, "c01", [2, 2])
    facts = evidence(w)
    assert [(f.activity.kind, f.activity.name, f.outcome.result) for f in facts] == [
        ("interview", "interview-counting/c01", "answered"),
        ("interview", "interview-counting/c01", "scored"),
    ]
    assert facts[0].outcome.detail["answer"] == "One, two, three." and facts[0].activity.content
    assert facts[1].outcome.detail["scores"] == [2, 2]
    assert actions.standing(w).mastery == before
    assert all(one.state == "new" for one in before.values())


def test_an_answer_said_aloud_is_kept_as_such(w: Workspace) -> None:
    begun = actions.begin_turn(w)
    ended = actions.end_turn(w, begun.turn.id, " \n ")
    assert ended.turn.answer is not None and ended.turn.answer.text == ""


def test_the_first_answer_counts_and_the_last_scores(w: Workspace) -> None:
    id = answered(w, "c01", [0, 0]).turn.id
    assert actions.end_turn(w, id, "Something better.").turn.answer.text == "One, two, three."  # type: ignore[union-attr]
    assert actions.score_turn(w, id, [1, 2]).turn.scores == (1, 2)
    assert len(evidence(w)) == 3


def test_a_point_is_scored_0_1_or_2_and_all_of_them_once(w: Workspace) -> None:
    begun = actions.begin_turn(w, "c01")
    assert "Answer first" in refusal("conflict", lambda: actions.score_turn(w, begun.turn.id, [1, 1]))
    actions.end_turn(w, begun.turn.id, "")
    for scores in ([1], [1, 1, 1], [1, 3], [-1, 0]):
        assert "each of the 2 points" in refusal(
            "invalid", lambda scores=scores: actions.score_turn(w, begun.turn.id, scores)
        )
    assert actions.turn(w, begun.turn.id).turn.state == "answered"


@pytest.mark.parametrize("text", ["x" * 20_001, "nothing\0here", "half of \ud800"])
def test_what_cannot_be_kept_is_refused_and_the_clock_runs_on(w: Workspace, text: str) -> None:
    begun = actions.begin_turn(w)
    refusal("invalid", lambda: actions.end_turn(w, begun.turn.id, text))
    assert actions.turn(w, begun.turn.id).turn.state == "open" and evidence(w) == []


def test_a_prompt_that_is_reworded_later_stays_as_it_was_shown(open_at: Open) -> None:
    id = answered(open_at(), "c01", [2, 0]).turn.id
    changed = load((PACK,))
    [kept] = changed.interview.values()
    reworded = replace(kept.prompts[0], question="How many now?", rubric=("another point",))
    changed.interview[kept.id] = replace(kept, prompts=(reworded,))
    later = open_at(teaches=changed)
    assert actions.turn(later, id).turn.shown.question == "How many are there?"
    assert actions.turn(later, id).turn.points == (2, 4)


def test_an_export_carries_answers_and_scores(w: Workspace, open_at: Open, tmp_path: Path) -> None:
    id = answered(w, "c01", [2, 1]).turn.id
    other = open_at("other")
    actions.import_archive(other, actions.export(w, tmp_path / "all.zip"))
    found = actions.turn(other, id).turn
    assert found == actions.turn(w, id).turn and found.scores == (2, 1)


def test_a_prompt_is_no_question_and_a_question_no_prompt(w: Workspace) -> None:
    begun, asked = actions.begin_turn(w), actions.ask(w, "counting")
    refusal("not-found", lambda: actions.reopen(w, begun.turn.id))
    refusal("not-found", lambda: actions.answer(w, begun.turn.id, "3"))
    refusal("not-found", lambda: actions.turn(w, asked.id))
    refusal("not-found", lambda: actions.end_turn(w, "no-such-prompt", "x"))


# --- what is drawn -------------------------------------------------------------------------------


def test_a_prompt_a_theme_or_everything_can_be_asked_for(several: Workspace) -> None:
    assert actions.begin_turn(several, "c3").turn.shown.prompt == "c3"
    assert actions.begin_turn(several, "interview-numbers/c3").turn.reason == "You asked for this one."
    assert set(drawn(several, "numbers")) <= {"c1", "c2", "c3", "c4"}
    assert "The themes: numbers, project-storytelling." in refusal(
        "not-found", lambda: actions.begin_turn(several, "poetry")
    )


def test_the_same_seed_on_the_same_evidence_draws_the_same_prompt(several: Workspace) -> None:
    assert drawn(several) == drawn(several)
    assert len(drawn(several)) > 1


def test_what_was_learned_is_drawn_and_nothing_else_while_there_is_any(several: Workspace) -> None:
    met(several, "counting")
    met(several, "doubling")
    assert set(drawn(several)) == {"c1", "c2"}


def test_without_evidence_the_way_to_the_goal_is_drawn_and_said_to_lie_ahead(several: Workspace) -> None:
    actions.setup(several, replace(COUNTER, goal=replace(COUNTER.goal, kind="concept", id="doubling")))
    assert set(drawn(several)) == {"c1", "c2"}
    assert "take it as a look ahead" in actions.begin_turn(several).turn.reason


@pytest.fixture
def learned(several: Workspace) -> Workspace:
    """Three of the four concepts are met."""
    for concept in ("counting", "doubling", "halving"):
        met(several, concept)
    return several


def test_a_weak_spot_is_drawn_more_often(learned: Workspace, clock: Clock) -> None:
    for prompt, scores in (("c1", [2, 2]), ("c2", [0, 0]), ("c3", [1, 1])):
        answered(learned, prompt, scores)
    clock.sleep(5)
    counts = drawn(learned, draws=200)
    assert counts["c2"] > 1.3 * counts["c1"]


def test_what_was_answered_just_now_comes_back_later(learned: Workspace) -> None:
    answered(learned, "c2", [0, 0])
    answered(learned, "c1", [2, 2])
    counts = drawn(learned)
    assert counts["c3"] > counts["c2"] and counts["c1"] == 0


def test_the_only_prompt_that_fits_is_drawn_again(several: Workspace) -> None:
    met(several, "counting")
    answered(several, "c1", [2, 2])
    assert set(drawn(several, draws=5)) == {"c1"}


def test_a_prompt_is_left_for_another_one(several: Workspace) -> None:
    met(several, "counting")
    met(several, "doubling")
    for seed in range(10):
        first = actions.begin_turn(several, seed=seed).turn
        second = actions.begin_turn(several, seed=seed, instead_of=first.id).turn
        assert second.shown.prompt != first.shown.prompt
        refusal("not-found", lambda id=first.id: actions.turn(several, id))
    assert len(evidence(several)) == 2  # the two questions alone


def test_content_without_prompts_says_so(several: Workspace) -> None:
    several.catalog.interview.clear()
    assert "no prompts" in refusal("not-found", lambda: actions.begin_turn(several))
    assert actions.interview(several).themes == ()


# --- code and stories ----------------------------------------------------------------------------


@pytest.fixture
def drill(w: Workspace, monkeypatch: pytest.MonkeyPatch) -> actions.TurnView:
    """A prompt that asks for the code of a lab."""
    w.engine = LocalEngine()  # type: ignore[assignment]  # it answers as the engine does
    monkeypatch.setattr(prompting, "FROM_SCRATCH", COUNTING)
    return actions.begin_turn(w)


def solution(catalog: Catalog) -> str:
    return catalog.lab("lab-doubling").solution


def test_code_is_asked_for_from_the_starter_and_away_from_the_library(
    w: Workspace, drill: actions.TurnView
) -> None:
    assert drill.drill is not None and drill.drill.lab == "lab-doubling"
    assert drill.drill.starter == actions.lab(w, "lab-doubling").starter
    checked = actions.try_drill(w, drill.turn.id, solution(w.catalog))
    assert checked.verdict.passed
    assert not actions.lab(w, "lab-doubling").saved
    path = actions.drill_file(w, drill.turn.id)
    assert path.is_relative_to(w.root / "practice") and path.read_text() == drill.drill.starter
    path.write_text("mine")
    assert actions.drill_file(w, drill.turn.id).read_text() == "mine"


def test_the_checks_of_the_lab_judge_the_code_and_that_is_evidence(
    w: Workspace, drill: actions.TurnView
) -> None:
    ended = actions.end_turn(w, drill.turn.id, "Twice.", solution(w.catalog))
    found = ended.turn.answer
    assert found is not None and found.drilled is not None
    assert found.drilled.passed and found.drilled.checks == found.drilled.of > 0
    assert found.drilled.source == solution(w.catalog)
    assert [(f.activity.kind, f.outcome.result) for f in evidence(w)] == [
        ("lab", "passed"),
        ("interview", "answered"),
    ]
    refusal("conflict", lambda: actions.try_drill(w, drill.turn.id, "x = 1"))


def test_wrong_code_is_said_to_be_wrong_and_no_code_is_no_code(w: Workspace, drill: actions.TurnView) -> None:
    ended = actions.end_turn(w, drill.turn.id, "", "def double(x):\n    return x\n")
    assert ended.turn.answer is not None and ended.turn.answer.drilled is not None
    assert not ended.turn.answer.drilled.passed and ended.turn.answer.drilled.sentence
    again = actions.begin_turn(w)
    assert again.drill is not None
    ended = actions.end_turn(w, again.turn.id, "", again.drill.starter)
    assert ended.turn.answer is not None and ended.turn.answer.drilled is None


def test_a_prompt_without_a_lab_asks_for_no_code(w: Workspace) -> None:
    begun = actions.begin_turn(w)
    assert begun.drill is None
    refusal("conflict", lambda: actions.try_drill(w, begun.turn.id, DOUBLING))
    refusal("conflict", lambda: actions.drill_file(w, begun.turn.id))


def audited(w: Workspace, project: str, result: str, *, at: int) -> None:
    finding = {
        "criterion": "total",
        "passed": result == "passed",
        "seen": f"It printed {at}.",
        "numbers": {"mean_error": 0.123456, "marbles": 3, "exact": True, "folds": [1, 2]},
    }
    other = {"criterion": "licence", "passed": True, "seen": "A licence."}
    detail = {"findings": [other, finding], "path": "/x", "tier": "walls"}
    record(w, Activity("audit", project, f"{at:040x}"), Outcome(result, detail=detail), 1.0)


def test_a_story_has_the_numbers_of_the_newest_audit_that_passed(several: Workspace) -> None:
    assert actions.begin_turn(several, "s1").stories == ()
    audited(several, "abacus", "passed", at=1)
    audited(several, "abacus", "failed", at=2)
    [story] = actions.begin_turn(several, "s1").stories
    assert story.report.passed and story.project == "abacus"
    told = {one.criterion: one for one in story.told}
    assert told["total"].seen == "It printed 1."
    assert told["total"].numbers == (("marbles", "3"), ("mean error", "0.1235"))
    assert actions.begin_turn(several, "c1").stories == ()


def test_an_audited_project_makes_its_story_fit(several: Workspace) -> None:
    met(several, "counting")
    assert set(drawn(several)) == {"c1"}
    audited(several, "abacus", "failed", at=1)
    assert set(drawn(several)) == {"c1", "s1"}


# --- how it went ---------------------------------------------------------------------------------


def test_progress_is_told_by_theme_over_time(several: Workspace, clock: Clock) -> None:
    met(several, "counting")
    for scores in ([0, 0], [1, 0], [2, 2]):
        answered(several, "c1", scores)
        clock.sleep(1)
    answered(several, "c2", [1, 1])
    numbers, stories = actions.interview(several).themes
    assert [turn.share for turn in numbers.scored] == [0.0, 0.25, 1.0, 0.5]
    assert numbers.latest == 0.75 and (numbers.answered, numbers.prompts, numbers.fits) == (2, 4, 1)
    assert stories.latest is None and stories.scored == ()


def test_what_is_missed_most_comes_first_until_it_is_made(several: Workspace, clock: Clock) -> None:
    answered(several, "c1", [0, 1])
    clock.sleep(1)
    answered(several, "c1", [0, 2])
    answered(several, "c2", [1, 2])
    missed = actions.interview(several).missed
    assert [(one.point, one.lost, one.of) for one in missed] == [("c1 one", 4, 4), ("c2 one", 1, 2)]
    assert [link.id for link in missed[0].concepts] == ["counting"]


def test_the_time_before_stands_beside_the_new_scores(several: Workspace, clock: Clock) -> None:
    first = answered(several, "c1", [0, 1])
    assert first.before is None
    clock.sleep(1)
    again = actions.begin_turn(several, "c1")
    assert again.before is None  # nothing is told before the answer
    now = actions.end_turn(several, again.turn.id, "")
    assert now.before is not None and now.before.points == (1, 4)


def test_what_is_unfinished_is_remembered(several: Workspace) -> None:
    begun = actions.begin_turn(several, "c1").turn
    assert actions.interview(several).now == begun
    actions.end_turn(several, begun.id, "x")
    view = actions.interview(several)
    assert view.now is None and [turn.id for turn in view.unscored] == [begun.id]
    actions.score_turn(several, begun.id, [1, 1])
    assert actions.interview(several).unscored == ()
    assert [turn.id for turn in actions.interview(several).recent] == [begun.id]
