"""How well does the learner model predict, and how long do a replay and a new plan take?

    python -m benchmarks.learner [--data DIR] [--json]

Always measured: replaying 10,000 pieces of evidence, one step, mastery of every concept, and planning the
whole map. With `--data`, a folder that holds two public logs, also how well memory and answers are predicted:

- `py-fsrs_review_log.csv`: 12,580 reviews of one person's flash cards over six months, published with the
  tests of py-fsrs (MIT). Columns card_id, review_rating (1 to 4), review_time (ISO 8601).
- `spanish_lpp_test.csv`: 103,561 answers of 37 learners of Spanish vocabulary, from the data of Lindsey,
  Shroyer, Pashler and Mozer (2014), as split by the learner-performance-prediction project. Tab-separated
  user_id, item_id, timestamp, correct, skill_id, in the order in which they were given.

The constants of the answer model were fitted on four other logs; only the pace of its running intercept was
chosen on the Spanish one. Each row stands beside its anchors, computed in the same run on the same answers.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import numpy as np
from fsrs import Card, Rating, Scheduler
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sklearn.metrics import log_loss, roc_auc_score

from groundup import learner, planner
from groundup.catalog import content_roots, load
from groundup.learner.answers import Overall, Tally, after_answer, chance, counted
from groundup.learner.baselines import BKT_KNOWN, Sm2, bkt_step, sm2_recall, sm2_step
from groundup.learner.fitting import fit
from groundup.learner.memory import USUAL, Curve, Memory, retrievability, reviewed
from groundup.planner.week import planned
from groundup.records import Activity, Evidence, Goal, Graph, Outcome, Settings

PIECES = 10_000
HOURS = 9
START = datetime(2026, 1, 5, 9, tzinfo=UTC)  # a Monday
Probabilities = NDArray[np.float64]
Results = NDArray[np.int64]
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    measure: str
    value: float
    target: str
    met: bool
    anchors: dict[str, float] = field(default_factory=dict)


def at_most(measure: str, value: float, target: float, **anchors: float) -> Row:
    return Row(measure, value, f"<= {target:g}", value <= target, anchors)


def at_least(measure: str, value: float, target: float, **anchors: float) -> Row:
    return Row(measure, value, f">= {target:g}", value >= target, anchors)


# --- how long it takes ---------------------------------------------------------------------------


def speed(graph: Graph) -> Iterator[Row]:
    evidence = history(graph, random.Random(0))
    state = learner.replay(graph, evidence)
    today = evidence[-1].at.date()
    late = Evidence(
        "z", "me", evidence[0].activity, Outcome("right", None, {"seed": -1}), 5.0, evidence[-1].at
    )
    replay_s = median_s(lambda: learner.replay(graph, evidence), 3)
    step_s = median_s(lambda: learner.step(state, late), 50)
    mastery_s = median_s(lambda: learner.mastery(state, today), 20)
    yield at_most("replay of 10,000 pieces, s", replay_s, 1.0)
    yield at_most("one step after 10,000 pieces, ms", 1e3 * step_s, 1.0, replay=1e3 * replay_s)
    yield at_most("mastery of every concept, ms", 1e3 * mastery_s, 20)
    yield from plans(graph)


def plans(graph: Graph) -> Iterator[Row]:
    """Planning the whole map anew for every preset, and how far its end is from what nothing can beat.

    The bound: every planned minute of the week used, from the first day to the last.
    """
    work = planner.items(planner.path_to(graph, graph), graph)
    times, ratios = [], {}
    for name in planner.RHYTHMS:
        settings = Settings(Goal("role", ""), HOURS, planner.rhythm(name, HOURS), START.date())
        made = planner.plan(work, graph, settings, START.date())
        for day in range(15):
            then = START.date() + timedelta(day)
            began = time.perf_counter()
            again = planner.items(planner.path_to(graph, graph), graph)
            planner.plan(again, graph, settings, then, previous=made)
            times.append(time.perf_counter() - began)
        a_week = sum(planned(slot.minutes) for slot in settings.rhythm.slots)
        minutes = sum(sitting.minutes for sitting in made.placed)  # reviews are work too
        assert made.finish is not None
        ratios[name] = ((made.finish - START.date()).days + 1) / (minutes / a_week * 7)
    p95 = 1e3 * float(np.quantile(times, 0.95))
    median = 1e3 * statistics.median(times)
    yield at_most(f"new plan of {len(graph)} concepts, p95 ms", p95, 50, median=median)
    yield at_most("end of the plan / bound, any work in any slot", ratios["evenings"], 1.05, **ratios)


def median_s(work: Callable[[], object], times: int) -> float:
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return statistics.median(found)


def history(graph: Graph, rng: random.Random) -> list[Evidence]:
    """A learner's way through the whole map: lessons, questions and labs, half an hour apart on average."""
    concepts, at, found = list(graph), START, []
    for n in range(PIECES):
        at += timedelta(minutes=rng.expovariate(1 / 30))
        concept = concepts[max(0, n * len(concepts) // PIECES - rng.randrange(12))]
        families = list(graph[concept].families) or ["one", "two", "three"]
        draw = rng.random()
        if draw < 0.9:
            activity = Activity("question", concept, f"{concept}/{rng.choice(families)}")
            outcome = Outcome("right" if rng.random() < 0.8 else "wrong", None, {"seed": n})
        elif draw < 0.93:
            activity, outcome = Activity("lesson", concept, concept), Outcome("read")
        else:
            activity = Activity("lab", concept, f"lab-{concept}")
            outcome = Outcome(rng.choice(["passed", "failed", "failed"]), None, {"source": str(n)})
        found.append(Evidence(f"{n:08}", "me", activity, outcome, 60.0, at))
    return found


# --- memory --------------------------------------------------------------------------------------


def memory(path: Path) -> Iterator[Row]:
    """Is the card recalled? On the last 40 % of the log, reviews on another study day than the last one."""
    reviews = sorted(read_reviews(path), key=lambda review: review[2])
    cut = len(reviews) * 6 // 10
    p, moving, y, average = recalls(reviews, cut, USUAL)
    anchor = loss(y, np.full(len(y), average))
    yield at_most(
        "memory: log loss / AVG, default parameters",
        loss(y, p) / anchor,
        0.905,
        log_loss=loss(y, p),
        AVG=anchor,
        moving_AVG=loss(y, moving),
        SM_2=loss(y, sm2(reviews, cut)),
        raw_timestamps=raw_timestamps(reviews, cut),
    )
    yield at_least("memory: AUC, default parameters", float(roc_auc_score(y, p)), 0.655, AVG=0.5)
    if learner.can_fit():
        yield from own_parameters(reviews, cut, loss(y, p), anchor)


Review = tuple[str, Rating, datetime]


def recalls(
    reviews: list[Review], cut: int, curve: Curve
) -> tuple[Probabilities, Probabilities, Results, float]:
    """(chances by the curve, by the last 200, what came, share recalled before the cut)"""
    memories: dict[str, Memory] = {}
    earlier: list[int] = []
    predicted: list[tuple[float, float, int]] = []
    for n, (card, rating, at) in enumerate(shown(reviews, "memory")):
        day, recalled = learner.study_day(at).toordinal(), int(rating > Rating.Again)
        before = memories.get(card)
        if before is not None and day > before.last:
            if n >= cut:
                recent = float(np.mean(earlier[-200:]))
                predicted.append((retrievability(before, day, curve), recent, recalled))
            earlier.append(recalled)
        memories[card] = reviewed(before, rating, day, curve)
    p, moving, y = (np.array(column) for column in zip(*predicted, strict=True))
    return p, moving, y, float(np.mean(earlier[: len(earlier) - len(y)]))


def own_parameters(reviews: list[Review], cut: int, usual: float, anchor: float) -> Iterator[Row]:
    """Fitted on what comes before the cut, judged on what comes after it."""
    histories: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for card, rating, at in reviews[:cut]:
        histories[card].append((learner.study_day(at).toordinal(), int(rating)))
    began = time.perf_counter()
    curve = learner.curve_of(fit(histories.values()))
    took = time.perf_counter() - began
    p, _, y, _ = recalls(reviews, cut, curve)
    yield at_most(
        "memory: log loss / AVG, own parameters",
        loss(y, p) / anchor,
        0.90,
        log_loss=loss(y, p),
        default=usual,
    )
    yield at_most(f"memory: fitting on {cut} reviews, s", took, 1.0)


def sm2(reviews: list[Review], cut: int) -> Probabilities:
    """What SM-2 gives the same reviews, where an interval ends with a chance of .9."""
    memories: dict[str, Sm2] = {}
    found = []
    for n, (card, rating, at) in enumerate(reviews):
        day, before = learner.study_day(at).toordinal(), memories.get(card)
        if before is not None and day > before.last and n >= cut:
            found.append(sm2_recall(before, day))
        memories[card] = sm2_step(before, rating > Rating.Again, day)
    return np.array(found)


def raw_timestamps(reviews: list[Review], cut: int) -> float:
    """Log loss of the package on the same reviews, with instants instead of study days."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    cards: dict[str, Card] = {}
    p, y = [], []
    for n, (id, rating, at) in enumerate(reviews):
        card = cards.get(id)
        seen = card.last_review if card is not None else None
        if (
            card is not None
            and seen is not None
            and n >= cut
            and learner.study_day(at) > learner.study_day(seen)
        ):
            p.append(scheduler.get_card_retrievability(card, at))
            y.append(int(rating > Rating.Again))
        cards[id], _ = scheduler.review_card(card or Card(card_id=1), rating, at)
    return loss(np.array(y), np.array(p))


def read_reviews(path: Path) -> Iterator[tuple[str, Rating, datetime]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = datetime.fromisoformat(row["review_time"]).astimezone(UTC)
            yield row["card_id"], Rating(int(row["review_rating"])), at


# --- answers -------------------------------------------------------------------------------------


def answers(path: Path) -> Iterator[Row]:
    """Is the next answer right? Every answer is predicted from the ones before it, by people never seen."""
    y, ours, plain, bkt = predictions(path)
    auc = {"constants": float(roc_auc_score(y, plain)), "BKT": float(roc_auc_score(y, bkt))}
    yield at_least("answers: AUC", float(roc_auc_score(y, ours)), 0.835, **auc)
    yield at_most(
        "answers: log loss / default BKT",
        loss(y, ours) / loss(y, bkt),
        0.965,
        log_loss=loss(y, ours),
        constants=loss(y, plain),
        BKT=loss(y, bkt),
    )
    yield at_most("answers: calibration error", calibration(y, ours), 0.03, constants=calibration(y, plain))


def predictions(path: Path) -> tuple[Results, Probabilities, Probabilities, Probabilities]:
    """The results; and the chances by the model, by its constants without the running intercept, by BKT."""
    overall: dict[str, Overall] = defaultdict(Overall)
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    families: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    known: dict[tuple[str, str], float] = defaultdict(lambda: BKT_KNOWN)
    found = []
    for user, item, skill, right in shown(list(read_answers(path)), "answers"):
        so_far, tally, family = overall[user], tallies[user, skill], families[user, item]
        ours = chance(so_far, tally, *family)
        plain = chance(so_far._replace(shift=0.0), tally, *family)
        bkt, known[user, skill] = bkt_step(known[user, skill], right)
        found.append((int(right), ours, plain, bkt))
        overall[user] = after_answer(so_far, right, ours)
        tallies[user, skill] = counted(tally, right, asked=overall[user].asked)
        family[0 if right else 1] += 1
    y, ours_, plain_, bkt_ = (np.array(column) for column in zip(*found, strict=True))
    return y, ours_, plain_, bkt_


def calibration(y: Results, p: Probabilities) -> float:
    """Mean distance between chance and share of right answers, over ten bins of equal size."""
    bins = np.array_split(np.argsort(p), 10)
    return float(sum(len(b) * abs(p[b].mean() - y[b].mean()) for b in bins) / len(y))


def read_answers(path: Path) -> Iterator[tuple[str, str, str, bool]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield row["user_id"], row["item_id"], row["skill_id"], row["correct"] == "1"


# --- the table -----------------------------------------------------------------------------------


def loss(y: Results, p: Probabilities) -> float:
    return float(log_loss(y, np.clip(p, 1e-6, 1 - 1e-6)))


def shown(rows: list[T], what: str) -> Iterable[T]:
    return track(rows, what, console=Console(stderr=True), transient=True)


def measured(data: Path | None) -> Iterator[Row]:
    yield from speed(load(content_roots()).graph)
    if data is not None:
        yield from memory(data / "py-fsrs_review_log.csv")
        yield from answers(data / "spanish_lpp_test.csv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder with the two public logs")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    chosen = parser.parse_args()
    rows = list(measured(chosen.data))
    if chosen.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    table = Table("measure", "value", "target", "met", "anchors")
    for row in rows:
        anchors = ", ".join(f"{name} {value:.3f}" for name, value in row.anchors.items())
        table.add_row(row.measure, f"{row.value:.4g}", row.target, "yes" if row.met else "no", anchors)
    Console().print(table)


if __name__ == "__main__":
    main()
