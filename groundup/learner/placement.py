"""Placement: a few questions over the whole graph, and what they say about every concept.

A placement is a function of (graph, bank, seed, answers): replaying the answers in their order gives the same
one, so that pausing, resuming and redoing need nothing but evidence. Claims order the questions and nothing
else: they lean the choice of the next question, by no more than CLAIMS_AT_MOST answers would, and have no
part in what is concluded.

Each question is the one expected to take most variance off all concepts together. Within a concept an answer
that must be constructed comes before one that can be chosen. What is concluded is never mastery.
No clock, no disk; chance comes from the seed alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from groundup.learner.cloud import Cloud, reweighed, scattered, stirred
from groundup.learner.links import bare
from groundup.learner.memory import SLIP
from groundup.learner.standing import KNOWN_ENOUGH
from groundup.learner.tables import guess_rate, instance_key, is_placement
from groundup.learner.terrain import Places, Terrain, terrain
from groundup.records import Conclusion, Evidence, Graph, Result

Bank = Mapping[str, Mapping[str, float]]  # concept -> its families -> the chance to guess an answer
Relation = Literal["itself", "rests on it", "it rests on", "near"]

ENOUGH = 0.93  # expected accuracy at which nothing more needs to be asked
MOST_OPEN = 0.1  # of the concepts, beside that: whole regions that nobody knows make the accuracy high
LEAST_QUESTIONS, MOST_QUESTIONS = 15, 25  # who failed three deep questions may know all at the foot
MOST_TIMES = 2  # questions on one concept: three different ones could already be mastery
LEAST_GUESS = 0.02
UNKNOWN_IF_KNOWN, UNKNOWN_IF_NOT = 0.03, 0.5  # "I don't know", from those who know it and those who do not
MODESTY = 0.03  # of each chance that is not believed: the prior was fitted to nobody;
MODESTY_UNASKED = 0.1  # and of that of a concept for which its neighbours have to speak
CLAIM_ODDS, CLAIMS_AT_MOST = 3.0, 4
MOST_CANDIDATES = 200
LEAST_WEIGHT = 0.1  # in natural logs: an answer that moves the odds by less is no reason


@dataclass(frozen=True)
class Answer:
    """What was answered on a concept; `guess`: the chance of a right answer without any knowledge."""

    concept: str
    result: Result
    guess: float = 0.0
    family: str = ""


@dataclass(frozen=True)
class Ask:
    """The next question: its seed is that of the placement and of how much was answered, nothing else."""

    concept: str
    family: str
    seed: int


@dataclass(frozen=True)
class Findings:
    """All conclusions; `expected`: the share of them that is expected to be right, were all decided."""

    conclusions: Mapping[str, Conclusion]
    expected: float
    asked: int
    is_sure: bool
    sentence: str


@dataclass(frozen=True)
class Reason:
    """An answer that bears on a conclusion. `weight`: by how much it moves the log odds, by itself."""

    answer: Answer
    relation: Relation
    weight: float
    sentence: str


@dataclass(frozen=True, eq=False)
class Placement:
    """Where the questions have led so far; two of equal seed and answers are the same."""

    graph: Graph
    bank: Bank
    seed: int
    claims: frozenset[str]
    answers: tuple[Answer, ...]
    land: Terrain
    first: Cloud  # before any answer
    cloud: Cloud


def begin_placement(graph: Graph, bank: Bank, seed: int, claims: Iterable[str] = ()) -> Placement:
    """Before the first question. `seed` is not negative; concepts without families are not in the bank."""
    land = terrain(graph)
    cloud = scattered(land, np.random.default_rng([seed, 0]))
    askable = {concept: families for concept, families in bank.items() if families and concept in graph}
    return Placement(graph, askable, seed, frozenset(claims) & graph.keys(), (), land, cloud, cloud)


def answered(placement: Placement, answer: Answer) -> Placement:
    """After one more answer; one on a concept that the graph no longer has changes nothing."""
    if answer.concept not in placement.land.place:
        return placement
    answers = (*placement.answers, answer)
    cloud = reweighed(placement.cloud, placement.land.place[answer.concept], *_chances(answer))
    if cloud.is_stale:
        rng = np.random.default_rng([placement.seed, len(answers)])
        cloud = stirred(placement.land, cloud, _odds(placement.land, answers), rng)
    return replace(placement, answers=answers, cloud=cloud)


def placement_after(
    graph: Graph, bank: Bank, seed: int, answers: Iterable[Answer], claims: Iterable[str] = ()
) -> Placement:
    """The placement after these answers, in their order."""
    found = begin_placement(graph, bank, seed, claims)
    for answer in answers:
        found = answered(found, answer)
    return found


def rounds(evidence: Iterable[Evidence]) -> dict[int, tuple[Answer, ...]]:
    """The placements in the evidence: their answers by seed, the latest round last.

    An answer belongs to the round that `detail["placement"]` names; a question counts once, by its first.
    """
    found: dict[int, list[Answer]] = {}
    seen: set[tuple[int, str, str]] = set()
    answers = [piece for piece in evidence if is_placement(piece)]
    for piece in sorted(answers, key=lambda piece: (piece.at.astimezone(UTC), piece.id)):
        seed = piece.outcome.detail["placement"]
        if not isinstance(seed, int):
            continue
        concept, key = piece.activity.concept, (seed, piece.activity.concept, instance_key(piece))
        if key not in seen:
            seen.add(key)
            answer = Answer(concept, piece.outcome.result, guess_rate(piece), bare(piece.activity.name))
            found.setdefault(seed, []).append(answer)
    return {seed: tuple(answers) for seed, answers in found.items()}


# --- what is asked -------------------------------------------------------------------------------


def next_question(placement: Placement) -> Ask | None:
    """The question expected to tell most, whether or not enough is known; None if none is left to ask."""
    families = _next_families(placement)
    if not families:
        return None
    weights = _leaning(placement)
    known = placement.cloud.known.astype(np.float32)
    p = known @ weights
    places = np.array([placement.land.place[concept] for concept in families], dtype=np.intp)
    guesses = np.array([_guess(placement.bank[concept][name]) for concept, name in families.items()])
    telling = np.argsort(-(p * (1 - p))[places], kind="stable")[:MOST_CANDIDATES]
    gains = _gains(known, weights, p, places[telling], guesses[telling])
    concept = placement.land.ids[places[telling[int(gains.argmax())]]]
    rng = np.random.default_rng([placement.seed, len(placement.answers), 1])
    return Ask(concept, families[concept], int(rng.integers(2**31)))


def _gains(
    known: NDArray[np.float32],
    weights: NDArray[np.float32],
    p: NDArray[np.float32],
    places: Places,
    guesses: NDArray[np.float64],
) -> NDArray[np.float64]:
    """How much variance an answer on each of these is expected to take off all concepts together.

    For a right answer of chance r on i, it takes Cov(j, answer)^2 / (r (1 - r)) off concept j.
    """
    covariance = (known[places] * weights) @ known.T - np.outer(p[places], p)
    tells = 1 - SLIP - guesses
    r = guesses + tells * p[places]
    found: NDArray[np.float64] = tells**2 * (covariance**2).sum(axis=1) / (r * (1 - r))
    return found


def _next_families(placement: Placement) -> dict[str, str]:
    """For each concept that may be asked its family: the least asked, constructed, of middle difficulty."""
    asked = Counter(answer.concept for answer in placement.answers)
    used = Counter((answer.concept, answer.family) for answer in placement.answers)

    def rank(concept: str, name: str) -> tuple[int, float, int]:
        difficulty = placement.graph[concept].families.get(name, 0)
        return used[concept, name], _guess(placement.bank[concept][name]), abs(difficulty)

    return {
        concept: min(families, key=lambda name: rank(concept, name))
        for concept, families in placement.bank.items()
        if asked[concept] < MOST_TIMES
    }


def _leaning(placement: Placement) -> NDArray[np.float32]:
    """The weights of the states, leaning towards what is claimed: for choosing questions only."""
    if not placement.claims:
        return placement.cloud.weights.astype(np.float32)
    places = [placement.land.place[concept] for concept in sorted(placement.claims)]
    each = math.log(CLAIM_ODDS) * min(1.0, CLAIMS_AT_MOST / len(places))
    held = placement.cloud.known[places].sum(axis=0)
    weights = placement.cloud.weights * np.exp(each * (held - held.max()))
    return np.asarray(weights / weights.sum(), dtype=np.float32)


# --- what an answer says -------------------------------------------------------------------------


def _chances(answer: Answer) -> tuple[float, float]:
    """How likely this answer is from those who know the concept, and from those who do not."""
    if answer.result == "right":
        return 1 - SLIP, _guess(answer.guess)
    if answer.result == "unknown":
        return UNKNOWN_IF_KNOWN, UNKNOWN_IF_NOT
    return SLIP, 1 - _guess(answer.guess)


def _guess(rate: float) -> float:
    return min(max(rate, LEAST_GUESS), 0.85)


def _odds(land: Terrain, answers: Iterable[Answer]) -> NDArray[np.float32]:
    odds = np.zeros(len(land.ids), dtype=np.float32)
    for answer in answers:
        if_known, if_not = _chances(answer)
        odds[land.place[answer.concept]] += math.log(if_known / if_not)
    return odds


# --- what is concluded ---------------------------------------------------------------------------


def is_over(placement: Placement) -> bool:
    """Whether enough is known, or enough was asked. Going on is possible all the same."""
    if len(placement.answers) >= MOST_QUESTIONS or not _next_families(placement):
        return True
    if len(placement.answers) < LEAST_QUESTIONS or _expected(_believed(placement)) < ENOUGH:
        return False
    conclusions = findings(placement).conclusions.values()
    return sum(one.finding == "open" for one in conclusions) <= MOST_OPEN * len(conclusions)


def findings(placement: Placement) -> Findings:
    """What is concluded so far, how far it can be trusted, and a sentence that says so.

    Nothing is known before an answer has spoken for it, however likely it is: the prior alone is open.
    """
    believed = _believed(placement)
    asked = Counter(answer.concept for answer in placement.answers)
    backed = _backed(placement)
    conclusions = {
        concept: _conclusion(
            concept, p, asked[concept], concept not in placement.bank and not asked[concept], is_backed
        )
        for concept, p, is_backed in zip(placement.land.ids, believed.tolist(), backed, strict=True)
    }
    expected = _expected(believed)
    is_sure = expected >= ENOUGH
    sentence = _summary(conclusions.values(), expected, is_sure)
    return Findings(conclusions, expected, len(placement.answers), is_sure, sentence)


def because(placement: Placement, concept: str) -> tuple[Reason, ...]:
    """The answers from which a conclusion follows: those that speak for it, then those against.

    The weight of each is what it does by itself to the odds, before any other answer. Empty when nothing that
    was answered bears on the concept: then the conclusion is the prior's.
    """
    place = placement.land.place[concept]
    leans = 1 if _believed(placement)[place] >= 0.5 else -1
    found = [_reason(placement, place, answer) for answer in placement.answers]
    found = [reason for reason in found if abs(reason.weight) >= LEAST_WEIGHT]
    return tuple(sorted(found, key=lambda reason: -leans * reason.weight))


def ready(placement: Placement) -> dict[str, float]:
    """For each concept the chance that it can be learned now: not known, while all that it rests on is."""
    land, cloud = placement.land, placement.cloud
    found = {}
    for n, concept in enumerate(land.ids):
        may_begin = cloud.known[land.parents[n]].all(axis=0) & ~cloud.known[n]
        found[concept] = float(may_begin @ cloud.weights)
    return found


def _believed(placement: Placement) -> NDArray[np.float64]:
    askable = (id in placement.bank for id in placement.land.ids)
    modesty = np.array([MODESTY if can_be_asked else MODESTY_UNASKED for can_be_asked in askable])
    found: NDArray[np.float64] = placement.cloud.chances * (1 - modesty) + modesty / 2
    return found


def _expected(believed: NDArray[np.float64]) -> float:
    return float(np.maximum(believed, 1 - believed).mean()) if len(believed) else 1.0


def _backed(placement: Placement) -> list[bool]:
    """For each concept whether a right answer speaks for it, by itself."""
    known = placement.first.known.astype(np.float32)
    held = known.sum(axis=1)
    backed = np.zeros(len(held), dtype=np.bool_)
    for answer in placement.answers:
        if answer.result == "right":
            at, (if_known, if_not) = placement.land.place[answer.concept], _chances(answer)
            both = known @ known[at]
            with_it = (1 + both) / (2 + held)
            without = (1 + held[at] - both) / (2 + known.shape[1] - held)
            odds = (if_not + (if_known - if_not) * with_it) / (if_not + (if_known - if_not) * without)
            backed |= np.log(odds) >= LEAST_WEIGHT
            backed[at] = True
    found: list[bool] = backed.tolist()
    return found


def _conclusion(concept: str, chance: float, asked: int, spoken_for: bool, backed: bool) -> Conclusion:
    if chance >= KNOWN_ENOUGH and backed:
        return Conclusion(concept, "known", chance, asked, spoken_for)
    finding: Literal["not known", "open"] = "not known" if chance <= 1 - KNOWN_ENOUGH else "open"
    return Conclusion(concept, finding, chance, asked, spoken_for)


def _summary(conclusions: Iterable[Conclusion], expected: float, is_sure: bool) -> str:
    counts = Counter(conclusion.finding for conclusion in conclusions)
    silent = sum(conclusion.spoken_for for conclusion in conclusions)
    parts = [f"{counts['known']} concepts seem known, {counts['not known']} not, {counts['open']} are open."]
    share = f"about {round(100 * expected)} of 100 of these conclusions should be right"
    parts.append(f"{share[0].upper()}{share[1:]}." if is_sure else f"This is not sure yet: {share}.")
    if silent:
        have = "concept has" if silent == 1 else "concepts have"
        parts.append(
            f"{silent} {have} no questions here yet; what is said of them follows from their neighbours."
        )
    return " ".join(parts)


def _reason(placement: Placement, place: int, answer: Answer) -> Reason:
    land, cloud = placement.land, placement.first
    at = land.place[answer.concept]
    here, there = cloud.known[place], cloud.known[at]
    if_known, if_not = _chances(answer)
    with_it = (1 + (there & here).sum()) / (2 + here.sum()) if at != place else 1.0
    without = (1 + (there & ~here).sum()) / (2 + (~here).sum()) if at != place else 0.0
    weight = math.log((if_not + (if_known - if_not) * with_it) / (if_not + (if_known - if_not) * without))
    relation = _relation(land, place, at)
    return Reason(answer, relation, weight, _sentence(placement.graph, land.ids[place], answer, relation))


def _relation(land: Terrain, place: int, at: int) -> Relation:
    if at == place:
        return "itself"
    if land.cones[place, at]:
        return "rests on it"
    return "it rests on" if land.cones[at, place] else "near"


def _sentence(graph: Graph, concept: str, answer: Answer, relation: Relation) -> str:
    asked, title = graph[answer.concept].title, graph[concept].title
    if relation == "itself":
        own = {"right": "right", "unknown": 'with "I don\'t know"'}.get(answer.result, "wrong")
        return f"You answered a question on {title} itself {own}."
    how = {
        "rests on it": f"which rests on {title}",
        "it rests on": f"on which {title} rests",
        "near": f"which is often known together with {title}",
    }[relation]
    told = {"right": "You answered right on", "unknown": 'You said "I don\'t know" to'}.get(
        answer.result, "You answered wrong on"
    )
    return f"{told} {asked}, {how}."
