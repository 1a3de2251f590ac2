"""Questions: asked, answered once, and kept as they were asked."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from groundup import actions
from groundup.catalog import load
from groundup.records import Marked
from groundup.workspace import Workspace
from tests.actions.conftest import PACK, Open, evidence, refusal, right_answer


def test_a_seed_asks_the_same_question_each_time(w: Workspace) -> None:
    assert actions.ask(w, "doubling/double-it", 4) == actions.ask(w, "double-it", 4)
    assert actions.ask(w, "double-it", 4).public != actions.ask(w, "double-it", 5).public


def test_without_a_seed_each_question_is_fresh(w: Workspace) -> None:
    assert actions.ask(w, "double-it").id != actions.ask(w, "double-it").id


def test_what_is_asked_does_not_hold_its_answer(w: Workspace) -> None:
    asked = actions.ask(w, "double-it", 4)
    assert {"answer", "typical", "solution"}.isdisjoint(asked.public)
    assert right_answer(asked) not in repr(asked.public).replace(asked.id, "")


def test_a_concept_asks_the_family_answered_least(road: Workspace) -> None:
    assert actions.ask(road, "counting").family == "counting/next-number"
    actions.answer(road, actions.ask(road, "next-number").id, "3")
    assert actions.ask(road, "counting").family == "counting/which-is-more"


@pytest.mark.parametrize("name", ["nothing", "doubling/nothing", "nothing/double-it", "endlessness", "", "/"])
def test_a_family_that_is_not_there_is_said(w: Workspace, name: str) -> None:
    refusal("not-found", lambda: actions.ask(w, name))


def test_a_family_of_several_concepts_must_be_named_whole(open_at: Open, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(PACK, tmp_path / "pack"))
    questions = pack / "concepts/halving/questions.py"
    questions.write_text(questions.read_text().replace("halve-it", "double-it"))
    w = open_at("mine", load((pack,)))
    said = refusal("invalid", lambda: actions.ask(w, "double-it"))
    assert "doubling/double-it or halving/double-it" in said


def test_a_right_answer_is_evidence_with_what_was_asked(road: Workspace) -> None:
    asked = actions.ask(road, "double-it", 4)
    marked = actions.answer(road, asked.id, right_answer(asked), 12)
    assert marked.result == "right" and marked.solution
    (fact,) = evidence(road)
    assert (fact.activity.name, fact.outcome.result, fact.duration_s) == ("doubling/double-it", "right", 12)
    assert fact.outcome.detail["seed"] == 4 and fact.activity.content
    assert actions.reopen(road, asked.id).closed


def test_a_typical_wrong_answer_is_named(road: Workspace) -> None:
    asked = actions.ask(road, "double-it", 4)
    n = int(right_answer(asked)) // 2
    marked = actions.answer(road, asked.id, str(n * n))
    assert (marked.result, marked.mistake) == ("wrong", "squares")
    assert "multiplied the number by itself" in marked.sentence and marked.solution
    assert evidence(road)[0].outcome.mistake == "squares"


def test_what_cannot_be_read_keeps_the_question_open(road: Workspace) -> None:
    asked = actions.ask(road, "double-it", 4)
    for text in ("", "twelve?", "1/0", "9" * 10_000, "\ud800"):
        marked = actions.answer(road, asked.id, text)
        assert marked.result == "invalid" and marked.sentence and not marked.solution, text[:20]
    assert evidence(road) == []
    assert not actions.reopen(road, asked.id).closed
    assert actions.answer(road, asked.id, right_answer(asked)).result == "right"


def test_i_do_not_know_is_an_answer_without_a_mistake(road: Workspace) -> None:
    asked = actions.ask(road, "double-it", 4)
    marked = actions.answer(road, asked.id, "", unknown=True)
    assert marked.mistake is None and marked.solution
    assert evidence(road)[0].outcome.result == "unknown"
    assert actions.reopen(road, asked.id).closed


def test_a_second_answer_is_marked_and_does_not_count(road: Workspace) -> None:
    asked = actions.ask(road, "double-it", 4)
    actions.answer(road, asked.id, "1")
    before = actions.concept(road, "doubling").mastery
    assert actions.answer(road, asked.id, right_answer(asked)).result == "right"
    assert len(evidence(road)) == 1
    assert actions.concept(road, "doubling").mastery == before
    assert actions.ask(road, "double-it", 4).closed


def test_answers_at_the_same_moment_count_once_and_are_all_marked(open_at: Open, road: Workspace) -> None:
    asked = actions.ask(road, "double-it", 4)
    windows = [road, open_at(), open_at()]
    together, marked = threading.Barrier(len(windows)), list[Marked]()

    def click(w: Workspace) -> None:
        together.wait()
        marked.append(actions.answer(w, asked.id, right_answer(asked)))

    clicks = [threading.Thread(target=click, args=(w,)) for w in windows]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert [one.result for one in marked] == ["right"] * 3
    assert len(evidence(road)) == 1


def test_a_question_stays_as_it_was_asked_when_its_generator_changes(
    open_at: Open, road: Workspace, tmp_path: Path
) -> None:
    asked = actions.ask(road, "double-it", 4)
    pack = Path(shutil.copytree(PACK, tmp_path / "pack"))
    questions = pack / "concepts/doubling/questions.py"
    questions.write_text(questions.read_text().replace("Number(2 * x)", "Number(3 * x)"))
    later = open_at("mine", load((pack,)))
    assert actions.ask(later, "double-it", 4).id != asked.id
    assert actions.reopen(later, asked.id).public == asked.public
    assert actions.answer(later, asked.id, right_answer(asked)).result == "right"


def test_a_question_is_answered_even_when_its_concept_is_gone(
    open_at: Open, road: Workspace, tmp_path: Path
) -> None:
    asked = actions.ask(road, "double-it", 4)
    pack = Path(shutil.copytree(PACK, tmp_path / "pack"))
    for concept in ("doubling", "halving", "endlessness"):
        shutil.rmtree(pack / "concepts" / concept)
    later = open_at("mine", load((pack,)))
    assert actions.answer(later, asked.id, right_answer(asked)).result == "right"
    assert [node.id for node in actions.roadmap(later).nodes] == ["counting"]


def test_an_unknown_question_says_to_ask_afresh(w: Workspace) -> None:
    assert "fresh" in refusal("not-found", lambda: actions.answer(w, "nothing", "1"))
    refusal("not-found", lambda: actions.reopen(w, "nothing"))
