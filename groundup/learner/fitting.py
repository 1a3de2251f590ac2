"""Own parameters of the memory: fitted on this learner's reviews, kept only if they predict better.

The first TRAINED of the reviews are fitted, the rest is held out and predicted with what was fitted and with
the published parameters. What wins there is fitted once more on everything and kept. The optimiser is that of
fsrs-rs (the extra `fit`); its seed is fixed, so that the same evidence gives the same parameters.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from fsrs import Rating

from groundup.learner.days import study_day
from groundup.learner.links import bare
from groundup.learner.memory import USUAL, Curve, curve_of
from groundup.learner.report import OURS, losses, reviews
from groundup.learner.state import State
from groundup.learner.tables import is_placement
from groundup.records import Evidence

ENOUGH_REVIEWS = 400
TRAINED = 0.75  # of the reviews; the rest is held out
DUE_AGAIN = 1.5  # times as many reviews as at the last fit

History = Sequence[tuple[int, int]]  # (study day, rating 1 to 4) of one family, in order


@dataclass(frozen=True)
class Fitted:
    """What came of it: `parameters` are those to use, None where the published ones stay.

    `own` and `usual` are log losses on the reviews that were held out.
    """

    reviews: int
    held_out: int
    own: float | None
    usual: float | None
    parameters: tuple[float, ...] | None
    sentence: str


def can_fit() -> bool:
    """Whether the optimiser is installed."""
    return importlib.util.find_spec("fsrs_rs_python") is not None


def count_reviews(state: State) -> int:
    """How many answers tell of memory: those on a later day than the practice before."""
    return len(reviews(state, USUAL))


def refit(state: State) -> Fitted:
    """Fit, compare, and say which parameters to use. A fraction of a second for some thousand reviews."""
    rows = reviews(state, USUAL)
    held_out = len(rows) - int(TRAINED * len(rows))
    if len(rows) < ENOUGH_REVIEWS:
        few = f"There are {len(rows)} reviews on a later day so far; own parameters take {ENOUGH_REVIEWS}."
        return Fitted(len(rows), 0, None, None, None, few)
    pieces = list(reversed(list(state.evidence())))
    first_held_out = rows[-held_out][2]
    trained = pieces[: pieces.index(first_held_out)]
    curve = _curve(fit(histories(state, trained).values()))
    usual = _loss(rows[-held_out:])
    own = None if curve is None else _loss(reviews(state, curve)[-held_out:])
    if own is None or own >= usual:
        stay = "The published parameters stay: own ones do not predict the reviews that were held out better"
        return Fitted(len(rows), held_out, own, usual, None, f"{stay}{_pair(own, usual)}.")
    final = fit(histories(state, pieces).values())
    better = f"Own parameters predict the {held_out} reviews that were held out better"
    return Fitted(len(rows), held_out, own, usual, final, f"{better}{_pair(own, usual)}.")


def fit(found: Iterable[History]) -> tuple[float, ...]:
    """The 21 parameters that fit these histories best, by fsrs-rs. Raises ImportError where it is missing."""
    from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview

    items = []
    for history in found:
        so_far: list[FSRSReview] = []
        before = None
        for day, rating in history:
            so_far.append(FSRSReview(rating, 0 if before is None else max(day - before, 0)))
            before = day
            item = FSRSItem(list(so_far))
            if item.long_term_review_cnt() > 0:
                items.append(item)
    return tuple(float(one) for one in FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(items))


def histories(state: State, pieces: Iterable[Evidence]) -> Mapping[tuple[str, str], History]:
    """What was practised of each family, and how it went: answers, lessons, passed labs; no shares."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for piece in pieces:
        concept, kind, day = piece.activity.concept, piece.activity.kind, study_day(piece.at).toordinal()
        if kind == "question" and not is_placement(piece):
            rating = Rating.Good if piece.outcome.result == "right" else Rating.Again
            found[concept, bare(piece.activity.name)].append((day, int(rating)))
        elif kind == "lesson" or (kind == "lab" and piece.outcome.result == "passed"):
            for name in state.links.families.get(concept, {}):
                if kind == "lab":
                    found[concept, name].append((day, int(Rating.Good)))
                elif not found[concept, name]:
                    found[concept, name].append((day, int(Rating.Hard)))
    return found


def _curve(parameters: tuple[float, ...]) -> Curve | None:
    """None where the optimiser went beyond what FSRS-6 allows."""
    try:
        return curve_of(parameters)
    except ValueError:
        return None


def _loss(rows: Sequence[tuple[bool, Mapping[str, float], Evidence]]) -> float:
    y = np.array([right for right, _, _ in rows])
    return float(losses(y, np.array([chances[OURS] for _, chances, _ in rows])).mean())


def _pair(own: float | None, usual: float) -> str:
    return "" if own is None else f" (log loss {own:.3f} against {usual:.3f})"
