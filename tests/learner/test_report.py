"""How well it predicts: judged like any rule, and silent where chance would speak."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner_deeds import GRAPH, START, Diary, at
from sklearn.metrics import log_loss, roc_auc_score

from groundup import learner
from groundup.learner.baselines import Average, Sm2, bkt_step, sm2_recall, sm2_step
from groundup.learner.report import OURS, _walk, auc, judged

DAY = START.toordinal()


def life(days: int, chance: float = 0.7, seed: int = 0) -> Diary:
    """Three questions on each day, right by chance alone."""
    rng, diary = random.Random(seed), Diary()
    for n in range(days):
        for k, family in enumerate(("vectors/one", "norms/one", "matrices/easy")):
            diary.answer(family, "right" if rng.random() < chance else "wrong", at(n, k))
    return diary


def told(diary: Diary) -> learner.Report:
    return learner.report(learner.replay(GRAPH, diary.deeds))


# --- judging -------------------------------------------------------------------------------------


def test_of_few_answers_nothing_is_told_but_how_few_they_are() -> None:
    found = told(life(4))
    assert not found.answers.is_enough and found.answers.scores == found.answers.bins == ()
    assert found.answers.sentence.startswith("There are 12 answers so far.")
    assert found.memory.answers == 9


def test_where_all_answers_are_right_nothing_can_be_told_apart() -> None:
    found = told(life(30, chance=1.0))
    assert not found.answers.is_enough
    assert "only 0 were wrong" in found.answers.sentence


def test_every_answer_is_judged_once_beside_all_rules() -> None:
    diary = life(40)
    diary.answer("vectors/one", "wrong", at(40), seed=117)  # seen before: told again, not asked
    diary.answer("vectors/two", "right", at(41), placement=5)
    found = told(diary)
    assert found.answers.answers == 120
    assert [score.name for score in found.answers.scores] == [
        OURS,
        "average",
        "moving average",
        "knowledge tracing (BKT)",
    ]
    assert [score.name for score in found.memory.scores][-1] == "SM-2"
    assert sum(one.answers for one in found.answers.bins) == 120
    assert found.memory.answers == 117  # all but the first of each


def test_a_prediction_knows_nothing_that_comes_later() -> None:
    long, short = life(60), life(60)
    del short.deeds[150:]
    early = list(_walk(learner.replay(GRAPH, short.deeds), learner.USUAL))
    assert early == list(_walk(learner.replay(GRAPH, long.deeds), learner.USUAL))[:150]


def test_the_verdict_names_who_is_better_only_beyond_chance() -> None:
    rng = random.Random(3)

    def rows(ours: float, other: float) -> list[tuple[bool, dict[str, float]]]:
        results = [rng.random() < 0.5 for _ in range(200)]
        return [
            (right, {OURS: ours if right else 1 - ours, "average": other if right else 1 - other})
            for right in results
        ]

    assert "better than the best simple rule" in judged(rows(0.9, 0.6), "answers").sentence
    assert "A simple rule predicts them better" in judged(rows(0.5, 0.8), "answers").sentence
    noisy = [
        (rng.random() < 0.5, {OURS: rng.uniform(0.4, 0.6), "average": rng.uniform(0.4, 0.6)})
        for _ in range(60)
    ]
    assert "may be chance" in judged(noisy, "answers").sentence


@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from([0.1, 0.3, 0.5, 0.51, 0.9])), min_size=2, max_size=60)
)
def test_auc_is_that_of_scikit_learn(pairs: list[tuple[bool, float]]) -> None:
    y, p = np.array([right for right, _ in pairs]), np.array([p for _, p in pairs])
    if y.all() or not y.any():
        return
    assert auc(y, p) == pytest.approx(roc_auc_score(y, p))


def test_log_loss_is_that_of_scikit_learn() -> None:
    found = told(life(40))
    diary = life(40)
    results = [deed.outcome.result == "right" for deed in diary.deeds]
    average, chances = Average(), []
    for right in results:
        chances.append(average.chance())
        average.add(right)
    score = next(score for score in found.answers.scores if score.name == "average")
    assert score.log_loss == pytest.approx(log_loss(results, chances))


# --- the rules -----------------------------------------------------------------------------------


def test_an_average_forgets_what_is_beyond_its_window() -> None:
    whole, recent = Average(), Average(10)
    for n in range(40):
        for rule in (whole, recent):
            rule.add(n < 20)
    assert whole.chance() == pytest.approx((20 + 0.7) / 41)
    assert recent.chance() == pytest.approx(0.7 / 11)


def test_knowledge_tracing_rises_with_right_answers_and_falls_with_wrong_ones() -> None:
    known = 0.5
    p, after = bkt_step(known, True)
    assert p == pytest.approx(0.55) and after > known
    assert bkt_step(known, False)[1] < known


def test_sm2_waits_one_day_then_six_then_longer_and_begins_anew_after_a_failure() -> None:
    memory: Sm2 | None = None
    intervals = []
    for _ in range(4):
        memory = sm2_step(memory, True, DAY)
        intervals.append(memory.interval)
    assert intervals == [1, 6, 15, 37.5]
    assert memory is not None
    failed = sm2_step(memory, False, DAY)
    assert failed.interval == 1 and failed.ease < memory.ease
    assert sm2_recall(memory, DAY) == 1 and sm2_recall(memory, DAY + 37) == pytest.approx(0.9, abs=0.002)


# --- the week ------------------------------------------------------------------------------------


def week_of(diary: Diary, last: date) -> learner.Week:
    return learner.week(learner.replay(GRAPH, diary.deeds), last)


def test_a_week_tells_what_was_learned_and_what_faded() -> None:
    diary = Diary()
    diary.lab("vectors", "passed", at(0), seconds=600)
    diary.read("norms", at(30), seconds=1200)
    diary.lab("norms", "passed", at(31), seconds=1800)
    found = week_of(diary, date(2026, 4, 5))
    assert found.learned == ("norms",)
    assert (found.first, found.days, found.minutes) == (date(2026, 3, 30), 2, 50)
    assert (found.lessons, found.labs) == (("norms",), ("norms",))
    assert [change.concept for change in found.moved] == ["norms"]
    later = week_of(diary, date(2026, 9, 1))
    assert later.learned == () and later.days == 0


def test_what_fades_and_comes_back_is_told_in_its_week() -> None:
    diary = Diary()
    diary.lab("vectors", "passed", at(0))
    state = learner.replay(GRAPH, diary.deeds)
    due = learner.mastery(state, date(2026, 3, 2))["vectors"].due
    assert due is not None
    assert week_of(diary, due).faded in ((), ("vectors",))
    fading = next(n for n in range(60) if "vectors" in week_of(diary, date.fromordinal(DAY + n)).faded)
    diary.answer("vectors/one", "right", at(fading + 3))
    diary.answer("vectors/two", "right", at(fading + 3, 1))
    assert week_of(diary, date.fromordinal(DAY + fading + 9)).brought_back == ("vectors",)


def test_what_happens_after_a_week_does_not_change_it() -> None:
    diary = life(20)
    before = week_of(diary, date(2026, 3, 15))
    for n in range(30):
        diary.answer("vectors/two", "wrong", at(40, n))
    assert week_of(diary, date(2026, 3, 15)) == before
    assert before.questions == 21 and before.days == 7
