from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from groundup.records import GroundupError
from groundup.storage import Store, questions
from tests.storage.deeds import fact, facts_of, question


def test_a_question_comes_back_as_it_was_asked(store: Store) -> None:
    asked = question(3)
    store.save_instance(store.learner(), asked)
    found, closed = store.instance(asked.id)
    assert (found, found.question, closed) == (asked, asked.question, False)


def test_answering_closes_it_and_records_the_evidence(store: Store) -> None:
    store.save_instance(store.learner(), question(1))
    piece = fact(store.learner())
    seq = store.answer("q1", piece)
    assert store.evidence(store.learner()) == [(seq, piece)]
    assert store.instance("q1")[1] is True


def test_a_second_answer_is_refused_and_records_nothing(store: Store) -> None:
    store.save_instance(store.learner(), question(1))
    first = fact(store.learner())
    store.answer("q1", first)
    with pytest.raises(GroundupError, match="answered already") as refused:
        store.answer("q1", fact(store.learner()))
    assert refused.value.code == "conflict"
    assert facts_of(store) == [first]


def test_the_same_answer_delivered_again_is_told_its_seq(store: Store) -> None:
    store.save_instance(store.learner(), question(1))
    piece = fact(store.learner())
    assert store.answer("q1", piece) == store.answer("q1", piece)
    assert facts_of(store) == [piece]


def test_of_many_clicks_at_once_exactly_one_counts(store: Store) -> None:
    store.save_instance(store.learner(), question(1))

    def click(_: int) -> str:
        try:
            store.answer("q1", fact(store.learner()))
        except GroundupError as error:
            return error.code
        return "counted"

    with ThreadPoolExecutor(8) as clicks:
        ends = sorted(clicks.map(click, range(24)))
    assert ends == ["conflict"] * 23 + ["counted"]
    assert store.count(store.learner()) == 1


def test_an_answer_to_nothing_records_nothing(store: Store) -> None:
    with pytest.raises(GroundupError) as refused:
        store.answer("q404", fact(store.learner()))
    assert refused.value.code == "not-found"
    assert facts_of(store) == []
    with pytest.raises(GroundupError, match="no question q404"):
        store.instance("q404")


def test_saving_again_opens_nothing_that_is_closed(store: Store) -> None:
    store.save_instance(store.learner(), question(1))
    store.answer("q1", fact(store.learner()))
    store.save_instance(store.learner(), question(1))
    assert store.instance("q1")[1] is True


def test_a_question_may_be_closed_without_an_answer(store: Store) -> None:
    store.save_instance(store.learner(), question(1))
    store.close_instance("q1")
    store.close_instance("q1")
    assert store.instance("q1")[1] is True
    with pytest.raises(GroundupError, match="answered already"):
        store.answer("q1", fact(store.learner()))


def test_asking_alone_moves_no_revision(store: Store) -> None:
    before = store.revision()
    store.save_instance(store.learner(), question(1))
    assert store.revision() == before


def test_two_learners_may_be_asked_the_same(store: Store) -> None:
    store.save_instance(store.learner(), question(1))
    store.save_instance("another", question(1))
    store.answer("q1", fact("another"))
    assert store.instance("q1", "another")[1] is True
    assert store.instance("q1")[1] is False


def test_only_the_oldest_open_ones_are_let_go(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "KEPT_OPEN", 3)
    for number in range(6):
        store.save_instance(store.learner(), question(number))
        if number == 0:
            store.answer("q0", fact(store.learner()))
    kept = []
    for number in range(6):
        try:
            kept.append((number, store.instance(f"q{number}")[1]))
        except GroundupError:
            continue
    assert kept == [(0, True), (3, False), (4, False), (5, False)]


def test_a_seed_that_no_database_holds_is_refused(store: Store) -> None:
    with pytest.raises(GroundupError, match="too large") as refused:
        store.save_instance(store.learner(), replace(question(1), seed=2**70))
    assert refused.value.code == "invalid"
