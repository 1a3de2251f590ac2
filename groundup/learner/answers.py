"""The answer model: how likely is the next answer right, from the learner's own history alone.

A logistic model with shipped constants, for one learner has no population to fit on. It knows no item ids:
all of its 14 features are counted from the answers given before. Three things are added to it: the difficulty
that the author gave the family, the chance to guess an answer of its kind, and an intercept that is
recalibrated for this learner with each answer.

The constants were fitted once, by plain logistic regression, on 240,000 answers of four public logs: Statics
2011, ASSISTments 2015, Algebra 2005 and ASSISTments 2017. The features follow Gervet et al., "When is deep
learning the best approach to knowledge tracing?" (JEDM 2020), with decayed rates for recency.
"""

from __future__ import annotations

import math
from typing import NamedTuple

INTERCEPT = 0.4320251342214309
COEFFICIENTS = (
    0.1428090775795411,  # log1p of all right answers
    -0.18292683490635828,  # log1p of all wrong answers
    0.31697132335212636,  # log1p of right answers on the concept
    -0.37601149691494834,  # log1p of wrong answers on the concept
    0.05922191674523032,  # log1p of right answers on the question family
    0.057662622427640746,  # log1p of wrong answers on the question family
    0.048160442587202194,  # logit of the success rate on the concept, decay .7
    0.09891662299394054,  # logit of the success rate overall, decay .98
    0.3199864699058082,  # logit of the success rate overall, decay .9
    0.08813221895810992,  # log1p of the decayed count on the concept
    0.2524398238923651,  # streak on the concept, clipped to -4..4, divided by 4
    -0.5222562833444352,  # 1 for the first time on the concept
    -0.1325707925295357,  # log1p of answers since the concept was last seen
    0.09127373151025722,  # logit of the success rate on the concept, if it was seen before
)
CONCEPT_DECAY, SLOW_DECAY, FAST_DECAY = 0.7, 0.98, 0.9

# A label of three equally frequent levels (standard deviation .82) that agrees with the true difficulty
# (standard deviation about 1 in logits) at r = .5 is worth .5 * 1 / .82 logits a level.
LOGITS_PER_LEVEL = 0.6

# The learner's own intercept is a running estimate around the shipped one. Both numbers are prior counts in
# units of curvature p(1 - p), of which an answer brings at most .25: it moves slowly and never quite stops.
# Chosen by size only (of 8 to 60, 200 to 1000) on the Spanish log of benchmarks/learner.py.
FIRST_PRECISION, LAST_PRECISION = 30.0, 300.0

GUESS_RATES = {"choice": 0.25, "choices": 0.07, "ordering": 0.1, "printed": 0.03}  # by kind; else 0


class Overall(NamedTuple):
    """All answers of the learner: counts, decayed counts, and the recalibrated intercept."""

    wins: int = 0
    fails: int = 0
    slow_wins: float = 0.0
    slow_count: float = 0.0
    fast_wins: float = 0.0
    fast_count: float = 0.0
    shift: float = 0.0
    precision: float = FIRST_PRECISION

    @property
    def asked(self) -> int:
        return self.wins + self.fails


class Tally(NamedTuple):
    """The answers on one concept. Counts may be fractional: practising a concept credits what it contains."""

    wins: float = 0.0
    fails: float = 0.0
    recent_wins: float = 0.0
    recent_count: float = 0.0
    streak: float = 0.0
    last_asked: int = 0  # how many answers had been given when the last one here was counted; 0 for never


def features(overall: Overall, tally: Tally, family_wins: float, family_fails: float) -> tuple[float, ...]:
    """The 14 features in the order of COEFFICIENTS, all counted before the answer."""
    seen = tally.last_asked > 0
    concept_logit = _rate_logit(tally.recent_wins, tally.recent_count)
    return (
        math.log1p(overall.wins),
        math.log1p(overall.fails),
        math.log1p(tally.wins),
        math.log1p(tally.fails),
        math.log1p(family_wins),
        math.log1p(family_fails),
        concept_logit,
        _rate_logit(overall.slow_wins, overall.slow_count),
        _rate_logit(overall.fast_wins, overall.fast_count),
        math.log1p(tally.recent_count),
        min(4.0, max(-4.0, tally.streak)) / 4,
        0.0 if seen else 1.0,
        math.log1p(overall.asked - tally.last_asked) if seen else 0.0,
        concept_logit if seen else 0.0,
    )


def chance(
    overall: Overall,
    tally: Tally,
    family_wins: float = 0.0,
    family_fails: float = 0.0,
    *,
    difficulty: int = 0,
    guess: float = 0.0,
) -> float:
    """The chance that the next answer is right.

    `difficulty` is -1 easy, 0 or 1 hard; `guess` the chance to guess it right.
    """
    values = features(overall, tally, family_wins, family_fails)
    z = INTERCEPT + overall.shift - LOGITS_PER_LEVEL * difficulty
    for coefficient, value in zip(COEFFICIENTS, values, strict=True):
        z += coefficient * value
    return guess + (1 - guess) / (1 + math.exp(-z))


def after_answer(overall: Overall, right: bool, predicted: float) -> Overall:
    """All answers with one more; `predicted` was the chance given to it, and moves the intercept."""
    win = 1.0 if right else 0.0
    precision = min(overall.precision + predicted * (1 - predicted), LAST_PRECISION)
    return Overall(
        overall.wins + right,
        overall.fails + (not right),
        overall.slow_wins * SLOW_DECAY + win,
        overall.slow_count * SLOW_DECAY + 1,
        overall.fast_wins * FAST_DECAY + win,
        overall.fast_count * FAST_DECAY + 1,
        overall.shift + (win - predicted) / precision,
        precision,
    )


def counted(tally: Tally, right: bool, weight: float = 1.0, asked: int | None = None) -> Tally:
    """The tally with `weight` more answers; `asked` (all answers, this one included) if it was given here."""
    keep = CONCEPT_DECAY**weight
    added = (1 - keep) / (1 - CONCEPT_DECAY)  # 1 for a weight of 1, 1 + .7 for 2, and between for parts
    streak = max(tally.streak, 0) + weight if right else min(tally.streak, 0) - weight
    return Tally(
        tally.wins + weight * right,
        tally.fails + weight * (not right),
        tally.recent_wins * keep + added * right,
        tally.recent_count * keep + added,
        streak,
        tally.last_asked if asked is None else asked,
    )


def _rate_logit(wins: float, count: float) -> float:
    rate = min(0.99, max(0.01, (wins + 0.7) / (count + 1)))
    return math.log(rate / (1 - rate))
