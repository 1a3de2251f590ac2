"""Placement: what is asked, what is concluded, from what, and that it can be replayed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learner_deeds import Diary, at, node

from groundup import learner
from groundup.learner import Answer, Placement, State
from groundup.learner import placement as placement_module
from groundup.learner.cloud import Cloud, reweighed, scattered, stirred
from groundup.learner.terrain import Terrain, terrain
from groundup.records import Evidence, Graph

TODAY = date(2026, 3, 2)
EDGES = {
    "a1": "", "a2": "a1", "a3": "a2", "a4": "a3", "a5": "a4",
    "b1": "", "b2": "b1", "b3": "b2", "b4": "b3 a1",
    "c1": "a1 b1", "c2": "c1", "c3": "c2",
}  # fmt: skip
GRAPH: Graph = {id: node(id, tuple(below.split())) for id, below in EDGES.items()}
BANK = {id: {"one": 0.0, "two": 0.25} for id in GRAPH}


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    size = draw(st.integers(1, 9))
    below = [draw(st.sets(st.integers(0, n - 1), max_size=3)) if n else set() for n in range(size)]
    return {f"k{n}": node(f"k{n}", tuple(f"k{p}" for p in sorted(rests))) for n, rests in enumerate(below)}


def results() -> st.SearchStrategy[str]:
    return st.sampled_from(["right", "wrong", "unknown"])


def is_closed(land: Terrain, cloud: Cloud) -> bool:
    return all(
        cloud.known[p][cloud.known[n]].all() for n, parents in enumerate(land.parents) for p in parents
    )


def chances(placement: Placement) -> dict[str, float]:
    return {id: found.chance for id, found in learner.findings(placement).conclusions.items()}


def answers(*said: str) -> list[Answer]:
    """ "a3 right" -> an answer."""
    return [Answer(concept, result) for concept, _, result in (one.partition(" ") for one in said)]  # type: ignore[arg-type]


def walk(placement: Placement, known: set[str], steps: int) -> Placement:
    """Answer the placement's own questions, without slips or guesses."""
    for _ in range(steps):
        question = learner.next_question(placement)
        if question is None or learner.is_over(placement):
            break
        result = "right" if question.concept in known else "unknown"
        placement = learner.answered(placement, Answer(question.concept, result, 0.0, question.family))
    return placement


# --- the states ----------------------------------------------------------------------------------


@given(graphs(), st.lists(st.tuples(st.integers(0, 8), results()), max_size=6), st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_every_state_holds_a_concept_only_with_all_that_it_rests_on(
    graph: Graph, said: list[tuple[int, str]], seed: int
) -> None:
    ids = list(graph)
    found = learner.begin_placement(graph, {}, seed)
    for n, result in said:
        found = learner.answered(found, *answers(f"{ids[n % len(ids)]} {result}"))
        assert is_closed(found.land, found.cloud)
        assert found.cloud.weights.sum() == pytest.approx(1)
    p = chances(found)
    assert all(p[id] <= p[below] + 1e-9 for id in graph for below in graph[id].prerequisites)


def test_stirring_keeps_to_the_prior_where_nothing_was_answered() -> None:
    land = terrain(GRAPH)
    cloud = scattered(land, np.random.default_rng(0), 20_000)
    again = stirred(land, cloud, np.zeros(len(GRAPH), np.float32), np.random.default_rng(1))
    assert not np.array_equal(again.known, cloud.known)
    assert np.abs(again.chances - cloud.chances).max() < 0.015
    assert np.abs(np.corrcoef(again.known) - np.corrcoef(cloud.known)).max() < 0.03


def test_stirring_keeps_to_what_bayes_rule_says() -> None:
    """Against the same answers applied to 300,000 states of the prior, none of which is redrawn."""
    said = answers("a3 right", "b2 wrong", "c1 right", "a4 wrong", "b1 unknown", "a2 right")
    land = terrain(GRAPH)
    exact = scattered(land, np.random.default_rng(0), 300_000)
    for answer in said:
        if_known, if_not = {"right": (0.9, 0.02), "wrong": (0.1, 0.98), "unknown": (0.03, 0.5)}[answer.result]
        exact = reweighed(exact, land.place[answer.concept], if_known, if_not)
    assert 1 / (exact.weights**2).sum() > 1500
    runs = [learner.placement_after(GRAPH, BANK, seed, said).cloud.chances for seed in range(40)]
    assert np.abs(np.mean(runs, axis=0) - exact.chances).max() < 0.03


def test_a_graph_that_runs_in_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        terrain({"x": node("x", ("y",)), "y": node("y", ("x",))})


# --- replaying -----------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from(sorted(GRAPH)), results()), max_size=8), st.integers(0, 10))
@settings(max_examples=15, deadline=None)
def test_replaying_the_answers_gives_the_same_placement(said: list[tuple[str, str]], seed: int) -> None:
    given_ = answers(*(f"{concept} {result}" for concept, result in said))
    stepped = learner.begin_placement(GRAPH, BANK, seed)
    for answer in given_:
        learner.next_question(stepped)  # asking changes nothing
        stepped = learner.answered(stepped, answer)
    replayed = learner.placement_after(GRAPH, BANK, seed, given_)
    assert np.array_equal(stepped.cloud.known, replayed.cloud.known)
    assert learner.findings(stepped) == learner.findings(replayed)
    assert learner.next_question(stepped) == learner.next_question(replayed)


def test_a_placement_resumed_from_evidence_goes_on_as_if_it_had_never_paused() -> None:
    going, diary = learner.begin_placement(GRAPH, BANK, 7), Diary()
    for n in range(6):
        question = learner.next_question(going)
        assert question is not None
        family = f"{question.concept}/{question.family}"
        diary.answer(family, "right", at(n), question.seed, guess=0.25, placement=7)
        diary.answer("a1/one", "right", at(n, 1))  # practised in between: not of the placement
        going = learner.answered(going, Answer(question.concept, "right", 0.25, question.family))
        resumed = learner.placement_after(GRAPH, BANK, *rounds_of(diary.deeds)[-1])
        assert resumed.answers == going.answers
        assert learner.next_question(resumed) == learner.next_question(going)
        assert learner.findings(resumed) == learner.findings(going)


def rounds_of(evidence: list[Evidence]) -> list[tuple[int, tuple[Answer, ...]]]:
    return list(learner.rounds(evidence).items())


def test_a_placement_is_redone_as_a_round_of_its_own_and_the_last_one_comes_last() -> None:
    diary = Diary()
    diary.answer("a1/one", "right", at(0), placement=9)
    diary.answer("a1/one", "wrong", at(1), placement=3)
    diary.answer("a2/one", "unknown", at(1, 1), placement=3)
    late_first = [diary.deeds[2], diary.deeds[0], diary.deeds[1]]
    assert rounds_of(late_first) == [
        (9, (Answer("a1", "right", 0.0, "one"),)),
        (3, (Answer("a1", "wrong", 0.0, "one"), Answer("a2", "unknown", 0.0, "one"))),
    ]


def test_a_question_of_a_round_counts_once() -> None:
    diary = Diary()
    diary.answer("a1/one", "right", at(0), seed=5, placement=1)
    diary.answer("a1/one", "wrong", at(0, 1), seed=5, placement=1)
    diary.claim("a2", at(0, 2))
    assert rounds_of(diary.deeds) == [(1, (Answer("a1", "right", 0.0, "one"),))]


def test_an_answer_on_a_concept_that_is_gone_changes_nothing() -> None:
    begun = learner.begin_placement(GRAPH, BANK, 0)
    assert learner.answered(begun, Answer("gone", "right")) is begun


# --- what is asked -------------------------------------------------------------------------------


def test_what_must_be_constructed_is_asked_before_what_can_be_chosen() -> None:
    bank = {id: {"choose": 0.25, "write": 0.0} for id in GRAPH}
    found = learner.begin_placement(GRAPH, bank, 0)
    seen: dict[str, list[str]] = {}
    for _ in range(25):
        question = learner.next_question(found)
        if question is None:
            break
        seen.setdefault(question.concept, []).append(question.family)
        found = learner.answered(found, Answer(question.concept, "wrong", 0.0, question.family))
    assert all(families in (["write"], ["write", "choose"]) for families in seen.values())
    assert ["write", "choose"] in seen.values()
    assert learner.next_question(found) is None and learner.is_over(found)  # twice each at most


def test_of_families_alike_one_of_middle_difficulty_is_asked_first() -> None:
    graph = {id: replace(one, families={"hard": 1, "middle": 0}) for id, one in GRAPH.items()}
    bank = {id: {"hard": 0.0, "middle": 0.0} for id in graph}
    question = learner.next_question(learner.begin_placement(graph, bank, 0))
    assert question is not None and question.family == "middle"


def test_a_question_tells_more_where_it_can_not_be_guessed() -> None:
    graph = {"x": node("x"), "y": node("y")}
    for guessed, sure in (("x", "y"), ("y", "x")):
        bank = {guessed: {"one": 0.5}, sure: {"one": 0.0}}
        question = learner.next_question(learner.begin_placement(graph, bank, 0))
        assert question is not None and question.concept == sure


def test_claims_order_the_questions_and_have_no_part_in_what_is_concluded() -> None:
    said = answers("b2 right", "a3 wrong", "c1 unknown")
    plain = learner.placement_after(GRAPH, BANK, 4, said)
    claimed = learner.placement_after(GRAPH, BANK, 4, said, claims=["a4", "a5", "nowhere"])
    assert learner.findings(plain) == learner.findings(claimed)
    assert learner.because(plain, "a5") == learner.because(claimed, "a5")
    fresh = [learner.begin_placement(GRAPH, BANK, 4, claims) for claims in ((), ("a5", "b4", "c3"))]
    asked = [learner.next_question(one) for one in fresh]
    assert asked[0] is not None and asked[1] is not None
    depth = dict(zip(GRAPH, terrain(GRAPH).depth.tolist(), strict=True))
    assert depth[asked[1].concept] > depth[asked[0].concept]


def test_whoever_claims_everything_and_knows_nothing_is_found_out() -> None:
    honest = walk(learner.begin_placement(GRAPH, BANK, 1, claims=GRAPH), set(), 25)
    assert {c.finding for c in learner.findings(honest).conclusions.values()} <= {"not known", "open"}


# --- what is concluded ---------------------------------------------------------------------------


@given(graphs(), st.integers(0, 8), st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_i_do_not_know_never_raises_belief_and_right_never_lowers_it(graph: Graph, n: int, seed: int) -> None:
    land = terrain(graph)
    place = n % len(graph)
    cloud = scattered(land, np.random.default_rng(seed), 200)
    before = cloud.chances[place]
    if 0 < before < 1:
        assert reweighed(cloud, place, 0.03, 0.5).chances[place] < before
        assert reweighed(cloud, place, 0.9, 0.02).chances[place] > before


@pytest.mark.parametrize("concept", sorted(GRAPH))
def test_an_answer_moves_what_it_is_about_and_what_hangs_together_with_it(concept: str) -> None:
    begun = learner.begin_placement(GRAPH, BANK, 2)
    before = chances(begun)
    right, wrong, unknown = (
        chances(learner.answered(begun, *answers(f"{concept} {result}")))
        for result in ("right", "wrong", "unknown")
    )
    assert unknown[concept] < wrong[concept] < before[concept] < right[concept]
    for below in GRAPH[concept].prerequisites:
        assert right[below] > before[below]
    for above in (id for id, one in GRAPH.items() if concept in one.prerequisites):
        assert unknown[above] < before[above]


@pytest.mark.parametrize("known", [set(), {"a1", "a2", "a3", "b1"}, set(GRAPH)])
def test_it_finds_what_is_known_and_stops(known: set[str]) -> None:
    found = walk(learner.begin_placement(GRAPH, BANK, 3), known, 25)
    assert learner.is_over(found)
    told = learner.findings(found)
    wrong = [id for id, c in told.conclusions.items() if (c.chance > 0.5) != (id in known)]
    assert len(wrong) <= 1
    assert told.is_sure and told.expected >= learner.ENOUGH
    assert "should be right" in told.sentence


def test_it_does_not_stop_while_much_is_open_that_could_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wide map of which nearly all is out of reach: that much is soon sure, and it is not enough."""
    monkeypatch.setattr(placement_module, "LEAST_QUESTIONS", 0)
    wide = {f"w{n}": node(f"w{n}") for n in range(12)}
    deep = {f"d{n}": node(f"d{n}", (f"d{n - 1}",) if n else ("w0", "w1", "w2")) for n in range(80)}
    graph = {**GRAPH, **wide, **deep}
    bank = {id: {"one": 0.0} for id in graph}
    found = learner.begin_placement(graph, bank, 1)
    went_on = False
    while not learner.is_over(found):
        question = learner.next_question(found)
        assert question is not None
        found = learner.answered(found, Answer(question.concept, "unknown"))
        told = learner.findings(found)
        open_ones = sum(c.finding == "open" for c in told.conclusions.values())
        if told.is_sure and len(found.answers) < learner.MOST_QUESTIONS:
            assert learner.is_over(found) == (open_ones <= 0.1 * len(graph))
            went_on |= open_ones > 0.1 * len(graph)
    assert went_on


def test_three_failures_are_not_enough_to_say_that_nothing_is_known() -> None:
    """A long chain: who does not know what is far up is soon sure to know next to nothing."""
    graph = {f"d{n}": node(f"d{n}", (f"d{n - 1}",) if n else ()) for n in range(80)}
    found = learner.begin_placement(graph, {id: {"one": 0.0} for id in graph}, 1)
    early = False
    for n in range(placement_module.LEAST_QUESTIONS):
        early |= learner.findings(found).is_sure
        assert not learner.is_over(found), n
        question = learner.next_question(found)
        assert question is not None
        found = learner.answered(found, Answer(question.concept, "unknown"))
    assert early


def test_it_stops_after_enough_questions_and_says_that_it_is_not_sure() -> None:
    graph = {f"k{n}": node(f"k{n}") for n in range(40)}
    bank = {id: {"one": 0.0} for id in graph}
    said = [Answer(f"k{n}", "right" if n % 2 else "wrong") for n in range(learner.MOST_QUESTIONS)]
    found = learner.placement_after(graph, bank, 0, said)
    assert learner.is_over(found)
    told = learner.findings(found)
    assert not told.is_sure and "not sure yet" in told.sentence
    assert learner.next_question(found) is not None  # going on is possible


def test_concepts_without_questions_are_never_asked_and_their_neighbours_speak_for_them() -> None:
    bank = {id: families for id, families in BANK.items() if id not in ("a2", "c2")}
    found = walk(learner.begin_placement(GRAPH, bank, 0), {"a1", "a2", "a3", "b1"}, 25)
    assert {answer.concept for answer in found.answers}.isdisjoint({"a2", "c2"})
    told = learner.findings(found)
    assert {id for id, c in told.conclusions.items() if c.spoken_for} == {"a2", "c2"}
    assert told.conclusions["a2"].finding == "known"
    assert "2 concepts have no questions here yet" in told.sentence


def test_without_any_questions_there_is_nothing_to_ask_and_nothing_is_sure() -> None:
    begun = learner.begin_placement(GRAPH, {}, 0)
    assert learner.next_question(begun) is None and learner.is_over(begun)
    assert not learner.findings(begun).is_sure


# --- why -----------------------------------------------------------------------------------------


def test_every_conclusion_says_from_which_answers_it_follows() -> None:
    found = learner.placement_after(GRAPH, BANK, 0, answers("a4 right", "b1 unknown", "c1 wrong"))
    why = learner.because(found, "a2")
    assert why[0].answer.concept == "a4" and why[0].relation == "rests on it"
    assert why[0].sentence == "You answered right on A4, which rests on A2."
    assert why[0].weight > 0 > why[-1].weight
    why = learner.because(found, "b3")
    assert why[0].answer.concept == "b1" and why[0].relation == "it rests on" and why[0].weight < 0
    assert why[0].sentence == 'You said "I don\'t know" to B1, on which B3 rests.'
    why = learner.because(found, "c1")
    assert {reason.relation for reason in why} >= {"itself", "it rests on"}
    own = next(reason for reason in why if reason.relation == "itself")
    assert own.sentence == "You answered a question on C1 itself wrong."


def test_nothing_is_known_before_an_answer_has_spoken_for_it() -> None:
    told = learner.findings(learner.placement_after(GRAPH, BANK, 0, answers("c3 unknown")))
    likely = [id for id, c in told.conclusions.items() if c.chance >= learner.KNOWN_ENOUGH]
    assert {told.conclusions[id].finding for id in likely} <= {"open"}
    for said in (answers("a1 right"), answers("a4 right", "c1 wrong", "b2 right")):
        found = learner.placement_after(GRAPH, BANK, 0, said)
        for id, conclusion in learner.findings(found).conclusions.items():
            speaks_for = any(reason.weight > 0 for reason in learner.because(found, id))
            if conclusion.chance >= learner.KNOWN_ENOUGH:
                assert (conclusion.finding == "known") == speaks_for, id


def test_before_any_answer_nothing_follows() -> None:
    assert learner.because(learner.begin_placement(GRAPH, BANK, 0), "a1") == ()


# --- what becomes of it --------------------------------------------------------------------------


def known_to_be(placement: Placement) -> dict[str, str]:
    return {id: c.finding for id, c in learner.findings(placement).conclusions.items()}


def after(diary: Diary) -> State:
    return learner.replay(GRAPH, diary.deeds)


def placed_diary() -> tuple[Diary, Placement]:
    diary, said = Diary(), answers("a4 right", "a5 wrong", "b1 unknown", "a3 right", "c1 wrong", "a4 right")
    for n, answer in enumerate(said):
        diary.answer(f"{answer.concept}/one", answer.result, at(0, n), placement=0)
    return diary, learner.placement_after(GRAPH, BANK, 0, said)


def test_what_is_inferred_is_shown_as_inferred_and_is_never_mastery() -> None:
    diary, found = placed_diary()
    told = learner.findings(found).conclusions
    mastery = learner.mastery(after(diary), TODAY, told)
    assert told["a2"].finding == "known" and told["b2"].finding == "not known"
    assert {id for id, m in mastery.items() if m.state == "inferred"} == {
        id for id, c in told.items() if c.finding == "known"
    }
    assert {m.state for m in mastery.values()} == {"inferred", "new"}
    assert mastery["a2"].known == pytest.approx(told["a2"].chance)
    assert mastery["a2"].pieces == 0 and mastery["a4"].pieces == 2


def test_own_evidence_speaks_louder_than_a_placement() -> None:
    diary, found = placed_diary()
    for n in range(3):
        diary.answer("a2/one", "wrong", at(1, n))
    mastery = learner.mastery(after(diary), TODAY, learner.findings(found).conclusions)
    assert mastery["a2"].state == "learning" and mastery["a2"].known < 0.5
    assert mastery["a3"].known <= mastery["a2"].known  # not known better than what it rests on


def test_an_answer_that_says_otherwise_outweighs_a_claim() -> None:
    diary, found = placed_diary()
    diary.claim("b2", at(1))
    diary.claim("b3", at(1, 1))
    told = learner.findings(found).conclusions
    state = after(diary)
    assert learner.mastery(state, TODAY, told)["b2"].state == "new"
    assert learner.mastery(state, TODAY)["b2"].state == "claimed"
    assert not {"b2/lesson", "b3/lab"} & learner.done_items(state, placed=told)
    assert {"b2/lesson", "b3/lab"} <= learner.done_items(state)


def test_what_is_inferred_leaves_the_plan_but_for_its_practice() -> None:
    diary, found = placed_diary()
    done = learner.done_items(after(diary), placed=learner.findings(found).conclusions)
    assert {"a2/lesson", "a2/lab"} <= done and "a2/practice" not in done
    assert not {id for id in done if id.startswith("b")}
    assert learner.done_items(after(diary), on=TODAY, placed=learner.findings(found).conclusions) == set()


def test_a_placement_starts_no_review_of_what_was_never_learned() -> None:
    diary, _ = placed_diary()
    state = after(diary)
    assert state.family("b1", "one").memory is None and state.family("a3", "one").memory is not None
    assert {concept for concept, _ in learner.due(state, date(2027, 1, 1))} == {"a3", "a4"}


def test_a_placement_has_no_part_in_how_answers_go_while_learning() -> None:
    placed, plain = Diary(), Diary()
    for n, concept in enumerate(id for id in GRAPH if id != "c3"):
        placed.answer(f"{concept}/one", "unknown", at(0, n), placement=1)
    for diary in (placed, plain):
        for n in range(3):
            diary.answer("c3/one", "right", at(1, n))
    for diary in (placed, plain):
        found = learner.mastery(after(diary), TODAY)["c3"]
        assert found.state == "mastered"
        assert found.known == learner.mastery(after(plain), TODAY)["c3"].known


def test_gaps_after_a_placement_are_what_can_be_learned_now() -> None:
    diary, found = placed_diary()
    mastery = learner.mastery(after(diary), TODAY, learner.findings(found).conclusions)
    ready = learner.ready(found)
    assert all(0 <= chance <= 1 for chance in ready.values())
    first = learner.gaps(GRAPH, mastery, tuple(GRAPH), ready)
    assert first[0].concept == "b1" and first[0].reason.endswith("you are ready for it.")
    inferred = next(gap for gap in first if gap.concept == "a1")
    assert "your placement says that you know it" in inferred.reason
    assert inferred.score < first[0].score / 100


def test_what_a_placement_found_ready_gives_way_to_what_was_learned_since() -> None:
    diary, found = placed_diary()
    diary.lab("b1", "passed", at(1))
    mastery = learner.mastery(after(diary), TODAY, learner.findings(found).conclusions)
    ready = learner.ready(found)
    order = [gap.concept for gap in learner.gaps(GRAPH, mastery, tuple(GRAPH), ready)]
    assert ready["b2"] < 0.2
    assert "b1" not in order and set(order[:2]) == {"b2", "c1"}
