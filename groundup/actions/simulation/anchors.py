"""What groundup is compared with: two roadmaps that do not adapt, and an oracle that looks into the mind.

- *A*: every concept in order, its stated minutes, no reviews. What fails is repeated at once; when the map is
  through, each concept is tried again with one question, and repeated if that fails, round after round.
- *B*: the same with one day of the week for questions on what was learned, the longest untouched first; when
  the map is through, every day is such a day.
- *O*: skips what is truly known, repeats what truly did not stick and nothing else, and reviews what would
  truly be recalled with less than the desired chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from groundup import learner
from groundup.actions.simulation.life import ROUND, Life, Steps

ENOUGH_RIGHT = 3  # of a round of practice
MOST_ROUNDS = 3  # of questions, or goes at a lab, before one goes on
STUDY_DAYS = 6  # between two days of review


def static(life: Life) -> Steps:
    for concept in life.course.graph:
        yield from _study(life, concept)
    while True:
        for concept in life.course.graph:
            yield from _try_again(life, concept, life.day)


def weekly(life: Life) -> Steps:
    touched: dict[str, int] = {}  # concept to the day on which it was last worked on
    next_review = STUDY_DAYS
    for concept in life.course.graph:
        if life.day >= next_review:
            yield from _review_day(life, touched)
            next_review = life.day + STUDY_DAYS
        yield from _study(life, concept)
        touched[concept] = life.day
    while True:
        today = life.day
        yield from _review_day(life, touched)
        if life.day == today:
            life.rest()
        yield


def oracle(life: Life) -> Steps:
    for concept in [c for c in life.course.graph if not life.mind.knows(c)]:
        yield from _bring_back(life)
        yield from _learn(life, concept)
    while True:
        yield from _bring_back(life)
        recalls = life.mind.recalls(life.day)
        concept = list(life.course.graph)[int(recalls.argmin())]
        life.review(concept, _weakest(life, concept))
        yield


ANCHORS = {"A": static, "B": weekly, "O": oracle}


# --- A and B -------------------------------------------------------------------------------------


def _study(life: Life, concept: str) -> Steps:
    """The stated round of questions, and more of them until enough were right."""
    life.read(concept)
    yield
    asked = right = 0
    while asked < ROUND or (right < ENOUGH_RIGHT and asked < MOST_ROUNDS * ROUND):
        result, _ = life.practise(concept, _family(life, concept, asked), by_the_book=True)
        asked, right = asked + 1, right + (result == "right")
        yield
    yield from _build(life, concept)


def _build(life: Life, concept: str) -> Steps:
    if not life.course.graph[concept].minutes.lab:
        return
    for _ in range(MOST_ROUNDS):
        passed, _ = life.build(concept)
        yield
        if passed:
            break


def _try_again(life: Life, concept: str, first: int) -> Steps:
    """A question; where it fails, others until one is right."""
    for n in range(ROUND):
        result, _ = life.review(concept, _family(life, concept, first + n))
        yield
        if result == "right":
            return


def _review_day(life: Life, touched: dict[str, int]) -> Steps:
    """A day's worth of questions, each concept once at most, the longest untouched first."""
    end = life.spent + life.a_day
    for concept in sorted(touched, key=touched.__getitem__):
        if life.spent >= end:
            return
        yield from _try_again(life, concept, life.day // STUDY_DAYS)
        touched[concept] = life.day


def _family(life: Life, concept: str, n: int) -> str:
    families = list(life.course.kinds[concept])
    return families[n % len(families)]


# --- O -------------------------------------------------------------------------------------------


def _learn(life: Life, concept: str) -> Steps:
    """Everything once; then questions until it is known."""
    life.read(concept)
    yield
    for n in range(ROUND):
        life.practise(concept, _family(life, concept, n))
        yield
    if life.course.graph[concept].minutes.lab:
        life.build(concept)
        yield
    n = 0
    while not life.mind.knows(concept):
        life.practise(concept, _family(life, concept, n))
        n += 1
        yield


def _bring_back(life: Life) -> Steps:
    for concept in _forgotten(life):
        life.review(concept, _weakest(life, concept))
        yield


def _forgotten(life: Life) -> Iterator[str]:
    recalls = life.mind.recalls(life.day)
    for concept, recall, known in zip(life.course.graph, recalls, life.mind.known, strict=True):
        if known and recall < learner.DEFAULT_RETENTION:
            yield concept


def _weakest(life: Life, concept: str) -> str:
    return life.mind.weakest(concept, life.day)
