"""Leakage: does anything reach a prediction that it could not know? Each probe returns a Finding.

shuffled_target   the project's own cross-validation on shuffled outcomes is at chance
flipped_target    trained on outcomes turned round, the model orders unseen rows the wrong way round
outside_fold      changing some rows of one fold changes no prediction of the other rows of that fold
other_rows        the prediction of a row does not depend on the rows beside it
overlap           no group, and hardly a copy of a row, lies in two folds
single_feature    no column alone tells the outcome

They need [commands] train, predict and evaluate; `folds` are the out-of-fold rows that `evaluate` writes,
a CSV with the columns row (counted from 0 in the given file), fold and probability (of a model that did
not see the fold). Rows that a project leaves out are simply not there.

A probe fails only on what has no honest explanation: what looks wrong is looked at again with other
draws, and a project whose evaluation is not the same twice is left to seed-reproducibility.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundup.audit.criteria import NotThere, failed, passed
from groundup.audit.inspection import Inspection
from groundup.audit.probes.metric import auroc
from groundup.audit.probes.predicting import Fitted, evaluated, fitted
from groundup.audit.probes.table import Table
from groundup.records import Finding

WHY = "A score that rests on leaked knowledge is not there on the first day of use."
CHANCE = 0.01  # p below which a draw is looked at again
DRAWS = 3  # shuffles that all have to look wrong
SAME = 1e-6  # probabilities further apart differ
COPIES = 0.01  # share of rows with a copy in another fold that is let pass
TELLING = 0.99  # AUROC of one column
FEW = 10  # distinct values up to which a numeric column is taken for a category
UNSEEN = "Whether preparation is fitted in each fold could not be seen"
Ints = NDArray[np.int64]


def first_failed(*looks: Callable[[], Finding]) -> Finding:
    """The first probe that fails, or one finding with the sentences and numbers of all of them."""
    seen: list[str] = []
    numbers: dict[str, Any] = {}
    for look in looks:
        found = look()
        if found.passed is False:
            return found
        seen.append(found.seen)
        numbers |= found.numbers
    return passed(" ".join(seen), **numbers)


# --- the target ---------------------------------------------------------------------------------


def shuffled_target(inspection: Inspection, data: Table, target: str) -> Finding:
    """Cross-validation of shuffled outcomes, as the project does it and reports it."""
    values, chances = [], []
    for draw in range(DRAWS):
        rng = np.random.default_rng([inspection.seed, draw])
        shuffled = data.with_column(target, rng.permutation(data.column(target)).tolist())
        said = evaluated(inspection, f"shuffled-{draw}", shuffled)
        value, chance = _above_chance(read_folds(said.folds, len(data)), shuffled.numbers(target))
        claimed = _claimed(said.record)
        if claimed is not None and claimed > value:
            value, chance = claimed, _tail(claimed, shuffled.numbers(target))
        values.append(value)
        chances.append(chance)
        if chance > CHANCE:
            return passed(
                f"Cross-validated on shuffled outcomes, AUROC is {value:.3f} (p = {chance:.2f}).",
                shuffled_auroc=value,
                shuffled_p=chance,
            )
    return failed(
        "Cross-validated on shuffled outcomes, where nothing can be learned, your `evaluate` still "
        "reports AUROC "
        f"{', '.join(f'{value:.3f}' for value in values)} in {DRAWS} shuffles (p <= {max(chances):.2g}).",
        "Something sees the outcome of rows that are scored: a selection of columns, an encoding by the "
        "outcome or "
        "copies made before the split. Put every step that is fitted into the pipeline that is fitted "
        "in each fold.",
        shuffled_auroc=min(values),
        shuffled_p=max(chances),
    )


def flipped_target(inspection: Inspection, data: Table, target: str, hidden: Table) -> Finding:
    """`hidden` holds the target too; it is taken off before anything is predicted."""
    flipped = data.with_column(target, [1 - int(value) for value in data.numbers(target)])
    own = data.only(*hidden.columns)
    everyone = Table(hidden.columns, (*hidden.rows, *own.rows))
    p = fitted(inspection, "flipped", flipped, {"all": everyone.without(target)}).get("all")
    for name, table, scores in (("hidden", hidden, p[: len(hidden)]), ("own", own, p[len(hidden) :])):
        value = auroc(table.numbers(target), scores)
        if value > 0.5:
            return failed(
                f"Trained on outcomes that were turned round (0 for 1 and 1 for 0), the model still orders "
                f"{'unseen' if name == 'hidden' else 'your own'} rows as they really were (AUROC "
                f"{value:.3f}).",
                "`train` or `predict` takes outcomes from elsewhere than {data}, or looks rows up. "
                "Learn from the "
                "file at {data} alone.",
                flipped_auroc=value,
            )
    return passed("Turned outcomes turn the order round.")


def _above_chance(folds: Folds, y: NDArray[np.float64]) -> tuple[float, float]:
    """(mean AUROC over the folds, one-sided p): the ranks of each fold have a known variance under chance."""
    values, variances = [], []
    for fold in np.unique(folds.fold):
        here = folds.fold == fold
        truth = y[folds.row[here]]
        positives = float(truth.sum())
        if 0 < positives < len(truth):
            values.append(auroc(truth, folds.probability[here]))
            variances.append((len(truth) + 1) / (12 * positives * (len(truth) - positives)))
    if not values:
        raise NotThere(
            "No fold that `evaluate` wrote holds both outcomes.", "Stratify the folds by the outcome."
        )
    mean = float(np.mean(values))
    return mean, _p(mean, float(np.sqrt(np.sum(variances)) / len(values)))


def _tail(value: float, y: NDArray[np.float64]) -> float:
    positives = float(y.sum())
    return _p(value, float(np.sqrt((len(y) + 1) / (12 * positives * (len(y) - positives)))))


def _p(value: float, spread: float) -> float:
    from scipy.stats import norm

    return float(norm.sf((value - 0.5) / spread))


def _claimed(record: object) -> float | None:
    """The cross-validated AUROC of a run record, if it has one."""
    cv = record.get("cv") if isinstance(record, dict) else None
    metric = record.get("metric") if isinstance(record, dict) else None
    is_auroc = isinstance(metric, dict) and metric.get("name") == "auroc"
    value = cv.get("mean") if isinstance(cv, dict) else None
    return float(value) if is_auroc and isinstance(value, int | float) and 0 <= value <= 1 else None


# --- rows that know of each other ---------------------------------------------------------------


@dataclass(frozen=True)
class Folds:
    """Out-of-fold rows, checked: three arrays of one length."""

    row: Ints
    fold: NDArray[np.str_]
    probability: NDArray[np.float64]


def read_folds(folds: Table, n: int) -> Folds:
    """Raises NotThere with what is wrong with the file."""
    for name in ("row", "fold", "probability"):
        if name not in folds.columns:
            raise NotThere(
                f"The out-of-fold file of `evaluate` has no column {name!r}.",
                "Write the columns row, fold and probability to the path in {folds}.",
            )
    row, p = folds.numbers("row"), folds.numbers("probability")
    if not np.isfinite(row).all() or (row != np.floor(row)).any() or (row < 0).any() or (row >= n).any():
        raise NotThere(
            f"The column row of the out-of-fold file holds numbers that are no rows of the {n} given.",
            "Count the rows of {data} from 0, before any of them is left out.",
        )
    if len(set(row.tolist())) < len(row) or len(row) < n / 2:
        raise NotThere(
            f"The out-of-fold file speaks of {len(set(row.tolist()))} of {n} rows in {len(row)} lines.",
            "Write each row once, with the fold in which it was tested.",
        )
    if not np.isfinite(p).all():
        raise NotThere(
            "The out-of-fold file holds probabilities that are no numbers.", "Write one for each row."
        )
    return Folds(row.astype(np.int64), np.array(folds.column("fold")), p)


def outside_fold(inspection: Inspection, data: Table, target: str, keep: Collection[str] = ()) -> Finding:
    """Half of the rows of one fold get other numbers; the other half of that fold must not notice.

    `keep` are columns that stay as they are: groups, ids. The numbers come from the upper quarter of
    their own column; missing and zero cells stay, so that honest cleaning does what it did.
    """
    said = evaluated(inspection, "learner", data)
    before = read_folds(said.folds, len(data))
    worst: list[float] = []
    for draw in range(2):
        rng = np.random.default_rng([inspection.seed, 7, draw])
        fold = rng.choice(np.unique(before.fold))
        marked, watched = _halves(before.row[before.fold == fold], rng)
        changed = _marked(data, marked, {target, *keep}, rng)
        says = evaluated(inspection, f"marked-{draw}", changed)
        if says.record.get("chosen") != said.record.get("chosen"):
            return passed(f"{UNSEEN}: with other numbers another model is chosen.")
        moved = _moved(before, read_folds(says.folds, len(data)), watched)
        if moved is None:
            return passed(f"{UNSEEN}: the folds moved.")
        worst.append(moved)
        if moved <= SAME:
            return passed(
                f"Changing {len(marked)} rows of a fold left the {len(watched)} others in it as they were.",
                marked_change=moved,
            )
    again = read_folds(evaluated(inspection, "learner-again", data).folds, len(data))
    if _moved(before, again, before.row) != 0.0:
        return passed(f"{UNSEEN}: two runs differ.")
    return failed(
        "Half of the rows of one fold were given other numbers. The predictions of the other half, by "
        "models that "
        f"should have seen none of these rows, moved by up to {min(worst):.3f}.",
        "Something is fitted or chosen on all rows before the split: an imputer, a scaler, an encoder, "
        "a selection "
        "of columns or settings. Make it a step of the pipeline that is fitted on the training rows of "
        "each fold.",
        marked_change=min(worst),
    )


def _halves(rows: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    order = rng.permutation(rows)
    return np.sort(order[: len(order) // 2]), np.sort(order[len(order) // 2 :])


def _marked(data: Table, rows: Ints, keep: Collection[str], rng: np.random.Generator) -> Table:
    """Other numbers in these rows, in every column that holds more than a few of them."""
    for name in data.columns:
        values = data.numbers(name)
        known = values[np.isfinite(values)]
        texts = data.column(name)
        is_number = all(np.isfinite(values) | np.array([not text.strip() for text in texts]))
        if name in keep or not is_number or len(np.unique(known)) <= FEW:
            continue
        upper = np.unique(known)[-max(2, len(np.unique(known)) // 4) :]
        for row in rows:
            if np.isfinite(values[row]) and values[row] != 0:
                texts[row] = f"{rng.choice(upper):g}"
        data = data.with_column(name, texts)
    return data


def _moved(before: Folds, after: Folds, watched: Ints) -> float | None:
    """The largest change among the watched rows; None where rows came to other folds."""
    one = dict(zip(before.row.tolist(), zip(before.fold, before.probability, strict=True), strict=True))
    other = dict(zip(after.row.tolist(), zip(after.fold, after.probability, strict=True), strict=True))
    if set(one) != set(other) or any(one[row][0] != other[row][0] for row in one):
        return None
    return max((abs(float(one[row][1] - other[row][1])) for row in watched.tolist()), default=0.0)


def beside_others(rows: Table, k: int = 12) -> tuple[Table, list[int]]:
    """The last k rows in reverse order, alone: (table, their places in `rows`). For `other_rows`."""
    places = list(range(len(rows)))[::-1][:k]
    return rows.take(places), places


def other_rows(model: Fitted, whole: str, part: str, places: Sequence[int]) -> Finding:
    """The rows at `places` of table `whole` have the same probabilities in table `part`."""
    together, alone = model.get(whole)[list(places)], model.get(part)
    gap = float(np.max(np.abs(together - alone)))
    if gap > SAME:
        at = int(np.argmax(np.abs(together - alone)))
        return failed(
            f"One and the same row is given {together[at]:.4f} among {len(model.get(whole))} rows and "
            f"{alone[at]:.4f} "
            f"among {len(places)}: its prediction depends on the rows beside it.",
            "`predict` must only use what was fitted in training: call transform there and never fit or "
            "fit_transform, and take no mean, rank or scale of the rows to predict.",
            other_rows_gap=gap,
        )
    return passed("A row's prediction does not depend on the rows beside it.", other_rows_gap=gap)


# --- splits and columns -------------------------------------------------------------------------


def overlap(folds: Table, data: Table, group: str = "", ignore: Collection[str] = ()) -> Finding:
    """Groups never, copies of a row hardly ever in two folds. In the columns `ignore` copies may differ."""
    found = read_folds(folds, len(data))
    place = dict(zip(found.row.tolist(), found.fold.tolist(), strict=True))
    if group:
        split = _parted(data.column(group), place)
        if split:
            return failed(
                f"{len(split)} groups of {group!r} lie in more than one fold; the first is {split[0]!r}.",
                f"Split by {group!r}: StratifiedGroupKFold with groups={group!r} keeps everyone of one "
                "together.",
                parted_groups=len(split),
            )
    cells = ["\0".join(row) for row in data.without(*ignore).rows]
    copied = _parted(cells, place)
    share = sum(cells.count(one) for one in copied) / len(data)
    if share > COPIES:
        return failed(
            f"{share:.1%} of the rows have an exact copy in another fold.",
            "Drop copies before the split, or keep all copies of a row in one fold.",
            copies=share,
        )
    said = f"no {group.lower()} lies in two folds and " if group else ""
    return passed(
        f"Among {len(set(place.values()))} folds {said}{share:.1%} of the rows have a copy elsewhere."
    )


def _parted(keys: Sequence[str], place: dict[int, str]) -> list[str]:
    """The keys whose rows lie in several folds; an empty key is no group."""
    folds: dict[str, set[str]] = defaultdict(set)
    for row, fold in place.items():
        if keys[row].strip():
            folds[keys[row]].add(fold)
    return [key for key, where in folds.items() if len(where) > 1]


def single_feature(data: Table, target: str, report: str = "") -> Finding:
    """No column alone orders the outcome above 0.99, unless `report` names and so explains it."""
    y = data.numbers(target)
    if set(y.tolist()) != {0.0, 1.0}:
        raise NotThere(
            f"The column {target!r} does not hold 0 and 1 alone.", "Keep the outcome as it was given."
        )
    best = ("", 0.5)
    for name in data.columns:
        if name != target:
            value = _alone(data, name, y)
            best = max(best, (name, value), key=lambda pair: pair[1])
            if value > TELLING and f"`{name}`" not in report:
                return failed(
                    f"The column {name!r} alone has AUROC {value:.3f} for {target!r}.",
                    f"It is known only after the outcome, or made from it: leave `{name}` out, or "
                    "explain in the "
                    "report why it is known before.",
                    feature=name,
                    feature_auroc=value,
                )
    return passed(
        f"No column alone tells the outcome (best: {best[0]!r}, {best[1]:.3f}).", feature_auroc=best[1]
    )


def _alone(data: Table, name: str, y: NDArray[np.float64]) -> float:
    """AUROC of one column, either way round.

    A category counts by its rate of the outcome among its other rows: a column of names tells nothing.
    """
    texts = data.column(name)
    values = data.numbers(name)
    known = np.isfinite(values)
    if known.any() and len(np.unique(values[known])) > FEW:
        value = auroc(y, np.where(known, values, np.median(values[known])))
        return max(value, 1 - value)
    count, hits = Counter(texts), Counter(text for text, one in zip(texts, y, strict=True) if one)
    rest = [(hits[t] - one + y.mean()) / count[t] for t, one in zip(texts, y, strict=True)]
    return auroc(y, np.array(rest))
