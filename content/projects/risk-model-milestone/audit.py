"""The audit of the risk model: what it is worth on a later month that nobody has seen, and whether it knows.

Shared probes look at what every project needs. What is written here trains the learner's program on the early
part (ground.py), scores rows of later days and other customers, and compares with what the run record says.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from groundup.audit import Inspection, NotThere, criterion, failed, passed, unseen
from groundup.audit.probes import leakage, metric, predicting, seeds
from groundup.audit.probes.card import CARD
from groundup.audit.probes.fresh import FRESH, built
from groundup.audit.probes.mutants import WHY as TESTS_WHY
from groundup.audit.probes.mutants import tests_notice
from groundup.audit.probes.readme import README
from groundup.audit.probes.record import Record
from groundup.audit.probes.secrets import SECRETS
from groundup.catalog.projects import load_project_source
from groundup.records import Finding

GROUND = load_project_source(Path(__file__).with_name("ground.py"))
ground_of, scores, baseline = (GROUND[name] for name in ("ground_of", "scores", "baseline"))

TIMES = 400  # draws of a bootstrap: its ends move by a thirtieth of the width between seeds
LIFT = 1.2  # over the logistic baseline, in AUPRC
CLOSE = 0.02  # below it, on a credit file that is close to logistic
LEAST_SKILL, MOST_ECE = 0.05, 0.03
NEAR_BEST = 1.10  # cost at the chosen threshold over that of the best one
ODDS = (1.5, 500.0)  # what a miss may cost, in false alarms
LEAST_SLICES, WORST = 8, 5
TOP, SHARED = 5, 3
TOGETHER = 0.75  # rank correlation from which columns have to be shuffled together; the brief says 0.7
LOWER_IS_BETTER = ("brier", "log_loss", "error", "error_rate", "ece", "cost", "cost_per_case")
NO_TIME = "The credit file has no time and nothing planted in it, so this could not be looked at."

FRESH_RUN, README_TRUE, MODEL_CARD, NO_SECRETS = FRESH, README, CARD, SECRETS


# --- the model ----------------------------------------------------------------------------------


@criterion(
    "held-out-auprc",
    why="A boosted model that does not beat a plain logistic one on later days is not worth its upkeep.",
)
def held_out_auprc(inspection: Inspection) -> Finding:
    ground = ground_of(inspection)
    p, q = scores(inspection), baseline(inspection)
    gain = metric.paired_bootstrap(metric.auprc, ground.y, p, q, seed=inspection.seed, times=TIMES)
    own, plain = metric.auprc(ground.y, p), metric.auprc(ground.y, q)
    numbers = {
        "auprc": own,
        "baseline": plain,
        "gain_low": gain.low,
        "gain_high": gain.high,
        "rows": len(p),
        "positives": int(ground.y.sum()),
    }
    seen = (
        f"On {len(p)} later rows with {int(ground.y.sum())} positives the AUPRC is {own:.3f}; the logistic "
        f"baseline has {plain:.3f} (difference {gain.value:+.3f}, 95 % interval {gain.low:+.3f} to "
        f"{gain.high:+.3f})."
    )
    if ground.world is None:
        enough = own >= plain - CLOSE
        todo = "Stay within 0.02 of the logistic baseline: simpler models, stronger regularisation."
    else:
        enough = own >= LIFT * plain and gain.low > 0
        todo = (
            f"Reach {LIFT * plain:.3f}, 1.2 times the baseline. Look at what fields do together, at the "
            "time of "
            "day, and at whether the model uses something that it does not have when it scores."
        )
    return passed(seen, **numbers) if enough else failed(seen, todo, **numbers)


@criterion(
    "calibration", why="A threshold that follows from costs needs probabilities that mean what they say."
)
def calibration(inspection: Inspection) -> Finding:
    ground, p = ground_of(inspection), scores(inspection)
    skill = metric.brier_skill(ground.y, p, ground.base_rate)
    error = metric.ece(ground.y, p)
    numbers = {
        "brier_skill": skill,
        "ece": error,
        "mean_probability": float(p.mean()),
        "rate": float(ground.y.mean()),
    }
    seen = (
        f"On the later rows the Brier skill is {skill:.3f} and the calibration error {error:.4f}; the mean "
        f"probability is {p.mean():.3f} and the rate {ground.y.mean():.3f}."
    )
    if skill > LEAST_SKILL and error <= MOST_ECE:
        return passed(seen, **numbers)
    todo = (
        "Probabilities after reweighting or resampling are shifted: train on the rows as they are, or "
        "calibrate "
        "on the validation part (Platt or isotonic), and look at the calibration plot."
    )
    return failed(f"{seen} More than {LEAST_SKILL} and at most {MOST_ECE} are asked.", todo, **numbers)


@criterion("cost-threshold", why="The model is used through one decision; that is where money is lost.")
def cost_threshold(inspection: Inspection) -> Finding:
    ground, p = ground_of(inspection), scores(inspection)
    said = built(inspection).record.inner("decision")
    threshold, alarm, miss = (said.number(n) for n in ("threshold", "cost_false_alarm", "cost_miss"))
    if not (0 < threshold < 1 and alarm > 0 and ODDS[0] <= miss / alarm <= ODDS[1]):
        raise NotThere(
            f"{said.path}: a threshold of {threshold:g} with costs of {alarm:g} and {miss:g} is no "
            "decision that "
            "can be priced.",
            f"A threshold between 0 and 1; a miss costs {ODDS[0]:g} to {ODDS[1]:g} false alarms.",
        )
    prices = {"false_alarm": alarm, "miss": miss}
    cost = metric.expected_cost(ground.y, p, threshold, **prices)
    half = metric.expected_cost(ground.y, p, 0.5, **prices)
    best_at, best = metric.best_threshold(ground.y, p, **prices)
    numbers = {
        "threshold": threshold,
        "cost": cost,
        "best": best,
        "best_threshold": best_at,
        "cost_at_half": half,
    }
    seen = (
        f"With costs of {alarm:g} and {miss:g}, a case costs {cost:.4g} at the threshold {threshold:.4g}, "
        f"{best:.4g} at the best one ({best_at:.4g}) and {half:.4g} at 0.5."
    )
    if cost <= NEAR_BEST * best and cost < half:
        return passed(seen, **numbers)
    todo = (
        f"With calibrated probabilities the threshold is false alarm / (false alarm + miss) = "
        f"{alarm / (alarm + miss):.4g}. Choose it so, or on the validation part, never on the test part."
    )
    return failed(seen, todo, **numbers)


@criterion("tests-mutation", why=TESTS_WHY)
def tests_mutation(inspection: Inspection) -> Finding:
    return tests_notice(inspection)


# --- what must not be known ---------------------------------------------------------------------


@criterion("leakage-probe", why=leakage.WHY)
def leakage_probe(inspection: Inspection) -> Finding:
    ground = ground_of(inspection)
    names = (ground.world.key, ground.world.customer, ground.world.time) if ground.world else ()
    few, places = leakage.beside_others(ground.later)

    def other_rows() -> Finding:
        answers = {"all": scores(inspection), "few": GROUND["predicted"](inspection, "few", few)}
        return leakage.other_rows(predicting.Fitted(answers), "all", "few", places)

    def overlap() -> Finding:
        folds = predicting.evaluated(inspection, "learner", ground.early).folds
        return leakage.overlap(folds, ground.early, ignore=names[:1])

    hidden = ground.later.with_column(ground.target, ground.y.astype(int).tolist())
    return leakage.first_failed(
        lambda: leakage.single_feature(ground.early, ground.target),
        other_rows,
        overlap,
        lambda: leakage.shuffled_target(inspection, ground.early, ground.target),
        lambda: leakage.outside_fold(inspection, ground.early, ground.target, names),
        lambda: leakage.flipped_target(inspection, ground.early, ground.target, hidden),
    )


@criterion("seed-reproducibility", why=seeds.WHY)
def seed_reproducibility(inspection: Inspection) -> Finding:
    ground, headline = ground_of(inspection), built(inspection).record.metric()
    before = [scores(inspection)]  # of seed 0, trained once already

    def measure(seed: int) -> dict[str, float]:
        p = before.pop() if before and seed == 0 else _with_seed(inspection, seed)
        return {"auprc": metric.auprc(ground.y, p), "brier": metric.brier(ground.y, p)}

    return seeds.reproducible(measure, headline="auprc", low=headline.low, high=headline.high)


def _with_seed(inspection: Inspection, seed: int) -> np.ndarray:
    ground = ground_of(inspection)
    with inspection.room() as room:
        model = predicting.train(inspection, room, ground.early, seed=seed)
        return predicting.predict(inspection, room, ground.later, model=model)


@criterion(
    "planted-leak",
    why="A field that is written after the outcome makes the best model on paper and the worst in service.",
)
def planted_leak(inspection: Inspection) -> Finding:
    ground = ground_of(inspection)
    if ground.world is None:
        return unseen(NO_TIME)
    before, rows = scores(inspection), ground.later
    cells = [f"{5 + (7 * k) % 60}" for k in range(len(rows))]  # what the field holds once all is over
    after = GROUND["predicted"](inspection, "leak", rows.with_column(ground.world.leak, cells))
    moved = int(np.sum(np.abs(after - before) > 1e-9))
    if moved:
        return failed(
            f"{moved} of {len(rows)} probabilities change when only {ground.world.leak} is filled in, "
            "which is "
            f"{ground.world.leak_before} until the outcome is known.",
            "Ask of every column who writes it and when. Leave out what comes after the decision, and "
            "train anew.",
            moved=moved,
        )
    path = inspection.manifest.output("report")
    text = built(inspection).content(path).decode("utf-8", errors="replace")
    if not _named_as_leak(text, ground.world.leak):
        return failed(
            f"No prediction uses the field from after the outcome, but {path} does not name "
            f"{ground.world.leak}.",
            f"Say in {path} which column is known only after the outcome, how that was seen, and that it "
            "is not used.",
            moved=0,
        )
    return passed(f"No prediction uses {ground.world.leak}, and {path} says why.", moved=0)


def _named_as_leak(text: str, column: str) -> bool:
    paragraphs = re.split(r"\n\s*\n", text)
    words = r"leak|outcome|after|afterwards|later|known|dispute|future|hindsight"
    return any(column in one and re.search(words, one.replace(column, ""), re.I) for one in paragraphs)


@criterion(
    "temporal",
    why="A split that mixes days, or ignores when labels are final, promises what nobody can keep.",
)
def temporal(inspection: Inspection) -> Finding:
    ground = ground_of(inspection)
    if ground.world is None:
        return unseen(NO_TIME)
    split, delay = built(inspection).record.inner("split"), ground.world.delay_days
    parts = {name: _days(split, name) for name in ("train", "validation", "test")}
    for name, (first, last) in parts.items():
        stated, there = split.whole(f"{name}.rows"), GROUND["rows_between"](ground, first, last)
        if abs(stated - there) > 0.01 * there:
            return failed(
                f"{split.path}: split.{name} says {stated} rows from {first:%Y-%m-%d} to {last:%Y-%m-%d}; "
                "the data "
                f"have {there} on these days.",
                "Let the parts be whole days, and write first day, last day and rows from the parts "
                "themselves.",
            )
    for one, other in (("train", "validation"), ("validation", "test")):
        gap = parts[other][0] - parts[one][1]
        if gap < timedelta(days=delay):
            return failed(
                f"{split.path}: {one} ends on {parts[one][1]:%Y-%m-%d} and {other} begins on "
                f"{parts[other][0]:%Y-%m-%d}, {gap.days} days later. A label is final after {delay} days.",
                f"Sort by time and leave at least {delay} days between the parts.",
                gap_days=gap.days,
            )
    days = ", ".join(f"{name} {first:%m-%d} to {last:%m-%d}" for name, (first, last) in parts.items())
    return passed(
        f"The parts follow one another with {delay} days or more between them: {days}.", delay_days=delay
    )


def _days(split: Record, name: str) -> tuple[datetime, datetime]:
    texts = [split.text(f"{name}.{end}") for end in ("from", "to")]
    try:
        first, last = (datetime.fromisoformat(text).replace(tzinfo=None) for text in texts)
    except ValueError as error:
        raise NotThere(
            f"{split.path}: split.{name} has a day that cannot be read: {error}.", "Write days as 2025-02-20."
        ) from error
    if last < first:
        raise NotThere(
            f"{split.path}: split.{name} ends before it begins.", "Write the first day under from."
        )
    midnight = {"hour": 0, "minute": 0, "second": 0, "microsecond": 0}
    return first.replace(**midnight), last.replace(**midnight)


# --- where it is weak ---------------------------------------------------------------------------


@criterion("slices", why="A good average hides the customers for whom the model does not work.")
def slices(inspection: Inspection) -> Finding:
    ground, record = ground_of(inspection), built(inspection).record
    rows = [row for row in record.rows("slices") if row.table.get("value") is not None]
    found = [
        (row.text("name"), row.whole("n"), *(row.number(n) for n in ("value", "low", "high"))) for row in rows
    ]
    for name, n, value, low, high in found:
        if n <= 0 or not low <= value <= high:
            return failed(
                f"{record.path}: the slice {name!r} (n = {n}) has no interval that holds {value:.4g}.",
                "Give each slice its number of rows, its value, and an interval from the bootstrap of them.",
            )
    if found and all(low == high for *_, low, high in found):
        return failed(
            f"{record.path}: every slice has an interval of no width.",
            "Draw the rows of each slice again and again.",
        )
    if len({name for name, *_ in found}) < LEAST_SLICES:
        return failed(
            f"{record.path} lists {len(found)} slices; {LEAST_SLICES} are asked.",
            "Slice by every categorical column, by hour, by amount, and name them column=value.",
        )
    low_first = not (record.has("slice_metric") and record.text("slice_metric") in LOWER_IS_BETTER)
    worst = sorted(found, key=lambda row: row[2] if low_first else -row[2])[:WORST]
    names = ", ".join(f"{name} ({value:.3f})" for name, _, value, *_ in worst)
    if ground.world is None or any(_is_slice(name, *ground.world.weak) for name, *_ in worst):
        return passed(f"{len(found)} slices with intervals; the worst are {names}.", slices=len(found))
    own, whole = _slice_auroc(inspection, *ground.world.weak), metric.auroc(ground.y, scores(inspection))
    return failed(
        f"Among the later rows with {ground.world.weak[0]} {ground.world.weak[1]} the AUROC is {own:.3f} "
        "(all rows: "
        f"{whole:.3f}), but that slice is not among the worst {WORST} of {record.path}: {names}.",
        "Go through every value of every categorical column, also of those that look technical, worst first.",
        weak=own,
        whole=whole,
    )


def _is_slice(name: str, column: str, value: str) -> bool:
    words = re.findall(r"[a-z0-9]+", name.lower().replace("_", ""))
    return column.lower().replace("_", "") in words and value.lower() in words


def _slice_auroc(inspection: Inspection, column: str, value: str) -> float:
    ground = ground_of(inspection)
    inside = np.array(ground.later.column(column)) == value
    return metric.auroc(ground.y[inside], scores(inspection)[inside])


@criterion(
    "attribution", why="Someone who acts on a score asks what it rests on; a wrong answer misleads them."
)
def attribution(inspection: Inspection) -> Finding:
    ground, record = ground_of(inspection), built(inspection).record
    rows = record.rows("attribution")
    said = {row.texts("columns"): row.number("value") for row in rows}
    if problem := _grouping_problem(ground, record, list(said)):
        return problem
    named = {column for group in said for column in group}
    left = [(name,) for name in (*ground.numeric, *ground.categorical) if name not in named]
    groups = [*said, *left]
    y, whole, parts = GROUND["shuffled_scores"](inspection, groups, inspection.seed)
    loss = {
        group: metric.auprc(y, whole) - metric.auprc(y, p) for group, p in zip(groups, parts, strict=True)
    }
    own, theirs = ([" + ".join(g) for g in sorted(t, key=lambda g: -t[g])[:TOP]] for t in (loss, said))
    shared = len(set(own) & set(theirs))
    seen = (
        f"{shared} of the five that {record.path} names first ({', '.join(theirs)}) are among the five whose "
        f"shuffling costs most on the later rows ({', '.join(own)})."
    )
    if shared >= SHARED:
        return passed(seen, shared=shared)
    todo = (
        "Measure importance on rows that the model has not seen, with the final model: permutation or SHAP."
    )
    return failed(seen, todo, shared=shared)


def _grouping_problem(ground, record: Record, said: list[tuple[str, ...]]) -> Finding | None:
    unknown = [name for group in said for name in group if name not in ground.later.columns]
    if len(said) > len(ground.later.columns):
        raise NotThere(
            f"{record.path}: attribution has {len(said)} entries for {len(ground.later.columns)} columns.",
            "List every column once.",
        )
    if unknown or len(said) < TOP:
        raise NotThere(
            f"{record.path}: attribution names {unknown[0]!r}, which is no column of the data."
            if unknown
            else f"{record.path}: attribution has {len(said)} entries; at least {TOP} are asked.",
            "List all columns of the data as they are called there, those that belong together in one entry.",
        )
    for a, b, rho in GROUND["strong_pairs"](ground, TOGETHER):
        homes = [{group for group in said if name in group} for name in (a, b)]
        if all(homes) and not homes[0] & homes[1]:
            return failed(
                f"{a} and {b} have a rank correlation of {rho:.2f} and stand in two entries of the "
                "attribution in "
                f"{record.path}: shuffled alone, each looks unimportant because the other speaks for it.",
                "Shuffle columns with a rank correlation above 0.7 together, and list them as one entry.",
                correlation=rho,
            )
    return None


FAIRNESS_CHECK = load_project_source(Path(__file__).with_name("fairness.py"))["fairness_check"]
