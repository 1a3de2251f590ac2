"""How well does it know this learner: every answer predicted from the ones before it, and judged.

Two questions, each beside what it has to beat on the same answers: is the next answer right, and is something
still remembered when it is asked again on another study day. Questions of a placement are left out of both,
for it has a model of its own. Memory is judged with the published parameters: own ones were fitted on some
of the same answers (`fitting` judges those). Nothing is told of few answers: chance would tell it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundup.learner.answers import Overall
from groundup.learner.baselines import BKT_KNOWN, RECENT, Average, Sm2, bkt_step, sm2_recall, sm2_step
from groundup.learner.days import study_day
from groundup.learner.links import bare
from groundup.learner.memory import USUAL, Curve, right_chance
from groundup.learner.standing import predict
from groundup.learner.state import State
from groundup.learner.tables import Family, Tables, apply, guess_rate, instance_key, is_placement
from groundup.records import Evidence

ENOUGH_ANSWERS = 50
ENOUGH_OF_EACH = 5  # right and wrong ones
MOST_BINS, LEAST_IN_BIN = 10, 15
OURS = "groundup"
Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Score:
    """`log_loss` is better when smaller, `auc` when larger: .5 is chance."""

    name: str
    log_loss: float
    auc: float


@dataclass(frozen=True)
class Bin:
    """Answers that were given similar chances: the mean chance, and the share that was right."""

    predicted: float
    right: float
    answers: int


@dataclass(frozen=True)
class Judged:
    """One of the two questions. Without enough answers there is nothing but the sentence."""

    answers: int
    right: int
    is_enough: bool
    sentence: str
    scores: tuple[Score, ...] = ()  # ours first
    bins: tuple[Bin, ...] = ()
    calibration: float = 0.0  # mean distance between chance and share, over the bins


@dataclass(frozen=True)
class Report:
    answers: Judged
    memory: Judged


_Row = tuple[bool, dict[str, float]]  # what came, and the chance that each gave it


def report(state: State) -> Report:
    """Replays all evidence."""
    answers: list[_Row] = []
    memory: list[_Row] = []
    for row, recalled, _ in _walk(state, USUAL):
        answers.append(row)
        if recalled is not None:
            memory.append(recalled)
    return Report(judged(answers, "answers"), judged(memory, "reviews on a later day"))


def reviews(state: State, curve: Curve) -> list[tuple[bool, dict[str, float], Evidence]]:
    """The answers on a later day than the practice before: what came, and the chance that each gave it."""
    return [(*recalled, piece) for _, recalled, piece in _walk(state, curve) if recalled is not None]


def _walk(state: State, curve: Curve) -> Iterator[tuple[_Row, _Row | None, Evidence]]:
    overall, tables = Overall(), Tables(curve=curve)
    average, moving = Average(), Average(RECENT)
    remembered, lately = Average(), Average(RECENT)
    known: dict[str, float] = defaultdict(lambda: BKT_KNOWN)
    sm2: dict[tuple[str, str], Sm2] = {}
    for piece in reversed(list(state.evidence())):
        day = study_day(piece.at).toordinal()
        if _counts(tables, piece):
            concept, name = piece.activity.concept, bare(piece.activity.name)
            right = piece.outcome.result == "right"
            now = State(state.graph, state.retention, overall, tables, state.links)
            chances = {
                OURS: predict(now, concept, name, guess_rate(piece)),
                "average": average.chance(),
                "moving average": moving.chance(),
            }
            chances["knowledge tracing (BKT)"], known[concept] = bkt_step(known[concept], right)
            average.add(right)
            moving.add(right)
            family, old = tables.families.get((concept, name), Family()).memory, sm2.get((concept, name))
            recalled = None
            if family is not None and day > family.last:
                recalls = {
                    OURS: right_chance(family, guess_rate(piece), day, curve),
                    "average": remembered.chance(),
                    "moving average": lately.chance(),
                }
                recalls["SM-2"] = sm2_recall(old, day) if old is not None else recalls["average"]
                remembered.add(right)
                lately.add(right)
                recalled = (right, recalls)
            yield (right, chances), recalled, piece
        overall = apply(state.links, overall, tables, piece, day)
        _practised(state, sm2, piece, day)


def _counts(tables: Tables, piece: Evidence) -> bool:
    """Whether it is the first answer to a question, and none of a placement."""
    if piece.activity.kind != "question" or is_placement(piece):
        return False
    family = tables.families.get((piece.activity.concept, bare(piece.activity.name)), Family())
    return instance_key(piece) not in family.instances


def _practised(state: State, sm2: dict[tuple[str, str], Sm2], piece: Evidence, day: int) -> None:
    """SM-2 is told of the same practice: answers, lessons, passed labs."""
    concept, kind = piece.activity.concept, piece.activity.kind
    if kind == "question" and not is_placement(piece):
        key = (concept, bare(piece.activity.name))
        sm2[key] = sm2_step(sm2.get(key), piece.outcome.result == "right", day)
    elif kind == "lesson" or (kind == "lab" and piece.outcome.result == "passed"):
        for name in state.links.families.get(concept, {}):
            if kind == "lab" or (concept, name) not in sm2:
                sm2[concept, name] = sm2_step(sm2.get((concept, name)), True, day)


# --- judging -------------------------------------------------------------------------------------


def judged(rows: Sequence[_Row], what: str) -> Judged:
    """Scores beside their anchors, and one sentence; `what` names the rows ("answers")."""
    y = np.array([right for right, _ in rows], dtype=np.bool_)
    right = int(y.sum())
    if len(rows) < ENOUGH_ANSWERS or min(right, len(rows) - right) < ENOUGH_OF_EACH:
        return Judged(len(rows), right, False, _too_few(len(rows), right, what))
    chances = {name: np.array([chances[name] for _, chances in rows]) for name in rows[0][1]}
    off_by = {name: losses(y, p) for name, p in chances.items()}
    scores = tuple(Score(name, float(off_by[name].mean()), auc(y, p)) for name, p in chances.items())
    bins = _bins(y, chances[OURS])
    off = sum(one.answers * abs(one.predicted - one.right) for one in bins) / len(rows)
    return Judged(len(rows), right, True, _verdict(off_by, what), scores, bins, off)


def auc(y: NDArray[np.bool_], p: Reals) -> float:
    """The chance that a right answer was given a higher chance than a wrong one; ties count half."""
    values, inverse, counts = np.unique(p, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    right, wrong = int(y.sum()), int((~y).sum())
    return float((ranks[y].sum() - right * (right + 1) / 2) / (right * wrong)) if len(values) else 0.5


def losses(y: NDArray[np.bool_], p: Reals) -> Reals:
    """The log loss of each answer."""
    clipped = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(-np.log(np.where(y, clipped, 1 - clipped)), dtype=np.float64)


def _bins(y: NDArray[np.bool_], p: Reals) -> tuple[Bin, ...]:
    number = max(1, min(MOST_BINS, len(y) // LEAST_IN_BIN))
    parts = np.array_split(np.argsort(p, kind="stable"), number)
    return tuple(Bin(float(p[part].mean()), float(y[part].mean()), len(part)) for part in parts)


def _too_few(number: int, right: int, what: str) -> str:
    if number < ENOUGH_ANSWERS:
        return f"There are {number} {what} so far. With fewer than {ENOUGH_ANSWERS}, chance would speak."
    rare = "wrong" if number - right < right else "right"
    few = min(right, number - right)
    return f"Of {number} {what} only {few} were {rare}: too few to tell a good prediction from a bad one."


def _verdict(off_by: Mapping[str, Reals], what: str) -> str:
    """Against the best of the others; a difference within two standard errors may be chance."""
    ours = off_by[OURS]
    best = min((name for name in off_by if name != OURS), key=lambda name: float(off_by[name].mean()))
    gain = off_by[best] - ours
    mean, error = float(gain.mean()), float(gain.std()) / math.sqrt(len(gain))
    pair = f"log loss {ours.mean():.3f} against {off_by[best].mean():.3f}, {len(gain)} {what}"
    if mean > 2 * error:
        return f"It predicts them better than the best simple rule, the {best} ({pair})."
    if mean < -2 * error:
        return f"A simple rule predicts them better than it does: the {best} ({pair}). Trust it less here."
    return f"Between it and the best simple rule, the {best}, the difference may be chance ({pair})."
