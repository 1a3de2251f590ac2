"""What placements concluded, computed from their answers and kept until one is added.

A round counts for mastery and plan once it is over, or has COUNTS_FROM answers; of those that count the
latest one does. Nothing of it is stored: the answers are evidence, everything else follows from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from threadpoolctl import ThreadpoolController

from groundup import learner
from groundup.learner import Answer, Bank, Placement, State
from groundup.records import Conclusion
from groundup.workspace import Workspace

COUNTS_FROM = 10
KEPT = 2  # rounds that are held ready: one that counts, one that goes on


@dataclass(frozen=True)
class Placed:
    """The round that counts: its conclusions, and how likely each concept can be learned now.

    `round` is the seed of the round; None, and nothing is concluded, before there is one.
    """

    conclusions: Mapping[str, Conclusion]
    ready: Mapping[str, float]
    round: int | None = None


NOTHING = Placed({}, {})


def rounds(w: Workspace, state: State) -> dict[int, tuple[Answer, ...]]:
    """The answers of each round by its seed, the latest round last."""
    kept: tuple[State, dict[int, tuple[Answer, ...]]] | None = w.derived.get("rounds")
    if kept is None or kept[0] is not state:
        kept = (state, learner.rounds(state.evidence()))
        w.derived["rounds"] = kept
    return kept[1]


def placed(w: Workspace, state: State) -> Placed:
    """The round that counts; NOTHING before there is one. As fast as a look-up while no answer is added."""
    made = rounds(w, state)
    key = (w.catalog.version, tuple(made.items()))
    kept: tuple[object, Placed] | None = w.derived.get("placed")
    if kept is None or kept[0] != key:
        kept = (key, _placed(w, made))
        w.derived["placed"] = kept
    return kept[1]


def _placed(w: Workspace, made: Mapping[int, tuple[Answer, ...]]) -> Placed:
    for seed, answers in reversed(list(made.items())):
        course = course_of(w, seed, answers)
        if len(answers) >= COUNTS_FROM or learner.is_over(course):
            return Placed(learner.findings(course).conclusions, learner.ready(course), seed)
    return NOTHING


def course_of(w: Workspace, seed: int, answers: Iterable[Answer], claims: Iterable[str] = ()) -> Placement:
    """The placement after these answers: one step where the last one asked for was a step before."""
    wanted = tuple(answer for answer in answers if answer.concept in w.catalog.graph)
    key = (w.catalog.version, seed)
    with (
        w.lock,
        _threads().limit(limits=1, user_api="blas"),
    ):  # for matrices this small more threads only wait
        kept: dict[object, Placement] = w.derived.setdefault("placements", {})
        course = kept.pop(key, None)
        if course is None or course.answers != wanted[: len(course.answers)]:
            course = learner.begin_placement(w.catalog.graph, bank(w), seed)
        for answer in wanted[len(course.answers) :]:
            course = learner.answered(course, answer)
        w.derived["placements"] = dict([*kept.items(), (key, course)][-KEPT:])
    return replace(course, claims=frozenset(claims) & w.catalog.graph.keys())


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def bank(w: Workspace) -> Bank:
    """What can be asked: for each concept with questions its families, and the chance to guess an answer."""
    found = {}
    for id, node in w.catalog.graph.items():
        if node.families:
            kinds = {question.id: question.kind for question in w.catalog.concept(id).questions}
            found[id] = {name: learner.GUESS_RATES.get(kinds.get(name, ""), 0.0) for name in node.families}
    return found
