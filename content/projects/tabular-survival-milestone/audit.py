"""The audit of the tabular milestone: what a hiring team would try, on rows that it has kept back.

The audit trains through the project's own entry points on its own copy of the learner's rows, and scores
what comes out on the hidden quarter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from groundup.audit import Inspection, NotThere, criterion, failed, passed
from groundup.audit.probes import leakage, missing, seeds, slices
from groundup.audit.probes.fresh import FRESH, built
from groundup.audit.probes.metric import Interval, auroc, bootstrap
from groundup.audit.probes.mutants import WHY as TESTED
from groundup.audit.probes.mutants import tests_notice
from groundup.audit.probes.predicting import Evaluated, Fitted, evaluated, fitted, predict, train
from groundup.audit.probes.readme import README
from groundup.audit.probes.secrets import SECRETS
from groundup.audit.probes.table import Table, read_table
from groundup.catalog.sources import import_source
from groundup.records import Finding

NUMBERS = {
    "heart-disease": ("age", "trestbps", "chol", "thalch", "oldpeak", "ca"),
    "titanic": ("Age", "SibSp", "Parch", "Fare"),
}
CATEGORIES = {
    "heart-disease": ("clinic", "sex", "cp", "fbs", "restecg", "exang", "slope", "thal"),
    "titanic": ("Pclass", "Sex", "Cabin", "Embarked"),
}
SENTINEL = {"heart-disease": "chol", "titanic": "Fare"}  # zero there means that nobody knows
KEEP = {"heart-disease": (), "titanic": ("PassengerId", "Ticket")}
LEAST, GAIN = {"heart-disease": 0.86, "titanic": 0.83}, {"heart-disease": 0.03, "titanic": 0.04}
RULE = {"heart-disease": "age and chest pain alone", "titanic": "sex alone"}
FAMILIES, SLICES = 4, 5
FEW = 40  # hidden rows that are shown once more with a zero, and with nothing there
DUMMY = re.compile(r"dummy|constant|majority|prior|base rate|baseline", re.IGNORECASE)
WORDS = 25  # of a paragraph that discusses something


@dataclass(frozen=True)
class Given:
    """The rows of one audit: the learner's and the hidden ones, both with the target."""

    name: str
    target: str
    group: str
    learner: Table
    hidden: Table


def given(inspection: Inspection) -> Given:
    """The data set that groundup.toml names. Raises NotThere where it is neither of the two."""
    source = inspection.once("data.py", lambda: import_source(inspection.folder / "data.py"))
    name = inspection.manifest.dataset
    if name not in source["SPLITS"]:
        raise NotThere(
            f"groundup.toml names the dataset {name!r}.",
            "Write heart-disease or titanic, whichever you work on.",
        )
    parts = inspection.once(
        f"split/{name}",
        lambda: [read_table(source["write_csv"](rows)) for rows in source["SPLITS"][name]()],
    )
    return Given(name, source["TARGET"][name], source["GROUP"][name], parts[0], parts[1])


def main_model(inspection: Inspection) -> Fitted:
    """One training for most criteria: the hidden rows, and rows with gaps, novelties and zeros."""
    data = given(inspection)
    rows = data.hidden.without(data.target)
    gaps = missing.with_missing(rows, (*NUMBERS[data.name], *CATEGORIES[data.name]))
    tables = {
        "hidden": Table(rows.columns, (*rows.rows, *zeros(data, "0").rows, *zeros(data, "").rows)),
        "beside": leakage.beside_others(rows)[0],
        "missing": gaps,
        "mixed": missing.among(gaps, rows.take(range(100, 140))),
        "unseen": missing.with_unseen(rows, CATEGORIES[data.name]),
    }
    return fitted(inspection, "main", data.learner, tables)


def zeros(data: Given, cell: str) -> Table:
    """Some hidden rows with a zero, or nothing, where a zero means that nobody knows."""
    return data.hidden.without(data.target).take(range(FEW)).with_column(SENTINEL[data.name], [cell] * FEW)


def hidden_probabilities(inspection: Inspection) -> Any:
    """Of the hidden rows; those behind them in the same table are about zeros."""
    return main_model(inspection).get("hidden")[: len(given(inspection).hidden)]


def learner_says(inspection: Inspection, name: str = "learner", seed: int = 0) -> Evaluated:
    """What the project's own evaluation says of the learner's rows."""
    return evaluated(inspection, name, given(inspection).learner, seed=seed)


def hidden_score(inspection: Inspection) -> Interval:
    """AUROC on the hidden rows, with an interval over them (over whole tickets where there are tickets)."""
    data = given(inspection)
    groups = data.hidden.column(data.group) if data.group else None
    y = data.hidden.numbers(data.target)
    return bootstrap(auroc, y, hidden_probabilities(inspection), seed=inspection.seed, groups=groups)


def rule_score(data: Given) -> float:
    """AUROC on the hidden rows of the simple rule that has to be beaten."""
    if data.name == "titanic":
        women = np.array([cell == "female" for cell in data.hidden.column("Sex")], dtype=float)
        return auroc(data.hidden.numbers(data.target), women)
    from sklearn.linear_model import LogisticRegression

    kinds = sorted(set(data.learner.column("cp")))

    def design(table: Table) -> Any:
        pain = np.array([[cell == kind for kind in kinds] for cell in table.column("cp")], dtype=float)
        return np.column_stack([table.numbers("age"), pain])

    simple = LogisticRegression(max_iter=2000).fit(design(data.learner), data.learner.numbers(data.target))
    return auroc(data.hidden.numbers(data.target), simple.predict_proba(design(data.hidden))[:, 1])


# --- criteria -----------------------------------------------------------------------------------


@criterion("held-out-metric", why="Only rows that nobody tuned on say what the model is worth.")
def held_out(inspection: Inspection) -> Finding:
    data = given(inspection)
    score, rule = hidden_score(inspection), rule_score(data)
    least, gain = LEAST[data.name], GAIN[data.name]
    numbers: dict[str, Any] = {"auroc": score.value, "low": score.low, "high": score.high, "rule": rule}
    seen = (
        f"AUROC {score} on {len(data.hidden)} hidden rows; {RULE[data.name]}: {rule:.3f}. Asked for: {least} "
        f"and {gain} more than the rule."
    )
    if score.value < least or score.value < rule + gain:
        return failed(
            seen,
            "Look at which columns the model uses and how missing cells reach it; compare with a logistic "
            "model on all columns, whose gap to yours tells where to search.",
            **numbers,
        )
    if data.name == "heart-disease":
        try:
            clinics = clinic_scores(inspection, data)
        except NotThere as missing_clinic:  # no threshold hangs on it, so nothing fails by it
            return passed(
                f"{seen} Leaving a clinic out could not be scored: {missing_clinic.seen}", **numbers
            )
        numbers["clinics"] = clinics
        each = ", ".join(f"{clinic} {value:.2f}" for clinic, value in clinics.items())
        seen += f" A clinic left out of training: {each}."
    return passed(seen, **numbers)


def clinic_scores(inspection: Inspection, data: Given) -> Mapping[str, float]:
    """AUROC on each clinic, trained on the others: what a fifth clinic would see. No threshold here."""
    everyone = Table(data.learner.columns, (*data.learner.rows, *data.hidden.rows))
    clinics = np.array(everyone.column("clinic"))
    scores = {}
    with inspection.room() as room:
        for clinic in sorted(set(clinics)):
            one = everyone.take(np.flatnonzero(clinics == clinic))
            model = train(inspection, room, everyone.take(np.flatnonzero(clinics != clinic)))
            p = predict(inspection, room, one.without(data.target), model=model)
            scores[str(clinic)] = auroc(one.numbers(data.target), p)
    return scores


@criterion("leakage-probe", why=leakage.WHY)
def leakage_probe(inspection: Inspection) -> Finding:
    data = given(inspection)
    places = leakage.beside_others(data.hidden)[1]
    return leakage.first_failed(
        *(
            partial(leakage.single_feature, table, data.target, inspection.text("report.md"))
            for table in tables_of(inspection, data)
        ),
        lambda: leakage.overlap(
            learner_says(inspection).folds, data.learner, data.group, KEEP[data.name][:1]
        ),
        lambda: leakage.other_rows(main_model(inspection), "hidden", "beside", places),
        lambda: leakage.flipped_target(inspection, data.learner, data.target, data.hidden),
        lambda: leakage.shuffled_target(inspection, data.learner, data.target),
        lambda: leakage.outside_fold(inspection, data.learner, data.target, KEEP[data.name]),
    )


def tables_of(inspection: Inspection, data: Given) -> list[Table]:
    """The CSV files of the repository that hold the target; the audit's own copy where there is none."""
    found = []
    for path, content in sorted(inspection.repository.files.items()):
        if path.endswith(".csv"):
            try:
                table = read_table(content)
            except ValueError:
                continue  # not a table: whatever it is, nothing is learned from it here
            if data.target in table.columns and len(table) >= 100:
                found.append(table)
    return found or [data.learner]


@criterion("model-basket", why="One model shows that it runs; several on the same folds, that you chose.")
def model_basket(inspection: Inspection) -> Finding:
    record = built(inspection).record
    models = record.rows("models")
    families = {one.text("family") for one in models}
    if len(families) < FAMILIES:
        return failed(
            f"{record.path} compares {len(families)} model families: {', '.join(sorted(families))}.",
            f"Compare at least {FAMILIES}, one of them a dummy: dummy, linear, neighbours, forest, boosting.",
        )
    if not any(DUMMY.search(one.text("family") + one.text("name")) for one in models):
        return failed(
            f"None of the {len(models)} models in {record.path} is a dummy.",
            'Add one that knows nothing (family "dummy"): it shows that the score means something.',
        )
    folds = {one.text("name"): one.numbers("folds") for one in models}
    if len({len(scores) for scores in folds.values()}) > 1 or min(map(len, folds.values())) < 3:
        lengths = ", ".join(f"{name} {len(scores)}" for name, scores in folds.items())
        return failed(
            f"The models were not scored on the same folds: {lengths}.", "Score all on the same folds."
        )
    for one in models:
        scores = one.numbers("folds")
        wrong = abs(one.number("mean") - np.mean(scores)) > 1e-6
        spread = {float(np.std(scores, ddof=ddof)) for ddof in (0, 1)}
        if wrong or min(abs(one.number("spread") - value) for value in spread) > 1e-6:
            return failed(
                f"Mean and spread of {one.text('name')!r} in {record.path} are not those of its fold scores "
                f"({np.mean(scores):.4f} and {max(spread):.4f}).",
                "Compute both from the list `folds`: mean, and standard deviation.",
            )
    return same_as_out_of_fold(inspection, len(models), len(families))


def same_as_out_of_fold(inspection: Inspection, n_models: int, n_families: int) -> Finding:
    """The fold scores of the chosen model, against its out-of-fold rows."""
    record, again = learner_says(inspection).record, fold_scores(inspection)
    listed = record.get("models") if isinstance(record.get("models"), list) else []
    chosen = next((one for one in listed if one.get("name") == record.get("chosen")), None)
    if chosen is None:
        return failed(
            f"The record's `chosen` is {record.get('chosen')!r}, which is no model of its list.",
            "Write the name of the model that is shipped.",
        )
    if len(chosen["folds"]) != len(again) or max(abs(np.sort(chosen["folds"]) - np.sort(again))) > 1e-3:
        return failed(
            f"The fold scores of {chosen['name']!r} in the record are not those of the out-of-fold rows "
            f"(AUROC {', '.join(f'{value:.3f}' for value in again)}).",
            "Write to {folds} the rows that these scores were computed from, with their fold.",
        )
    return passed(
        f"{n_models} models of {n_families} families on the same {len(again)} folds, a dummy among them."
    )


def fold_scores(inspection: Inspection) -> list[float]:
    """AUROC of each fold, from the out-of-fold rows. Raises NotThere where a fold has one outcome only."""
    data = given(inspection)
    folds = leakage.read_folds(learner_says(inspection).folds, len(data.learner))
    y = data.learner.numbers(data.target)[folds.row]
    scores = []
    for fold in np.unique(folds.fold):
        here = folds.fold == fold
        if not 0 < y[here].sum() < here.sum():
            raise NotThere(f"Fold {fold} holds one outcome only.", "Stratify the folds by the outcome.")
        scores.append(auroc(y[here], folds.probability[here]))
    return scores


@criterion("cv-honest", why="A cross-validation that flatters is found out on the first new rows.")
def cv_honest(inspection: Inspection) -> Finding:
    """The difference has two sources of chance: the folds, and which rows are hidden."""
    scores, hidden = fold_scores(inspection), hidden_score(inspection)
    cv = learner_says(inspection).record.get("cv")
    claimed = cv.get("mean") if isinstance(cv, dict) else None
    if not isinstance(claimed, int | float):
        raise NotThere("The run record has no number cv.mean.", "Write the mean over the folds there.")
    error = float(np.std(scores, ddof=1) / np.sqrt(len(scores)))
    both = float(np.hypot(error, (hidden.high - hidden.low) / 3.92))
    gap = claimed - hidden.value
    seen = (
        f"Cross-validation says {claimed:.3f}, the hidden rows {hidden.value:.3f}: {abs(gap) / both:.1f} "
        f"standard errors of {both:.3f} apart."
    )
    if abs(gap) > 2 * both:
        return failed(
            seen,
            "Find what the folds see and new rows do not: copies and groups on both sides, preparation or "
            "choice of settings on all rows, the best of many seeds.",
            claimed=claimed,
            hidden=hidden.value,
            standard_error=both,
        )
    return passed(seen, claimed=claimed, hidden=hidden.value, standard_error=both)


@criterion("missing-handled", why=missing.WHY)
def missing_handled(inspection: Inspection) -> Finding:
    return missing.handled(main_model(inspection), missing="missing", unseen="unseen", mixed="mixed")


@criterion("sentinels", why="A zero that means 'nobody measured' pulls every mean and every line towards it.")
def sentinels(inspection: Inspection) -> Finding:
    data = given(inspection)
    name = SENTINEL[data.name]
    p = main_model(inspection).get("hidden")[len(data.hidden) :]
    gap = float(np.max(np.abs(p[:FEW] - p[FEW:])))
    if gap <= missing.SAME:
        return passed(f"A zero in `{name}` is predicted like an empty cell: it is treated as missing.")
    if paragraph := justification(report_text(inspection), name):
        return passed(f"A zero in `{name}` is kept, and the report says why: {paragraph[:160]}")
    return failed(
        f"A zero in `{name}` changes predictions by up to {gap:.3f} against an empty cell, and the report "
        "does not say why it is taken as a number.",
        f"Turn zeros of `{name}` into missing cells before anything is fitted, or justify them in the "
        f"report: a paragraph with `{name}`, zero and because.",
        gap=gap,
    )


def justification(report: str, name: str) -> str:
    """The paragraph that names the column and its zeros and gives a reason."""
    reason = re.compile(r"\b(because|since|therefore|reason|deliberately|on purpose)\b", re.IGNORECASE)
    zero = re.compile(r"\bzeros?\b|\b0\b", re.IGNORECASE)
    for paragraph in re.split(r"\n\s*\n", report):
        is_about = re.search(rf"\b{name}\b", paragraph, re.IGNORECASE) and zero.search(paragraph)
        if is_about and reason.search(paragraph) and len(paragraph.split()) >= WORDS:
            return " ".join(paragraph.split())
    return ""


def report_text(inspection: Inspection) -> str:
    """The report that the fresh run makes; the committed one where the run does not make it."""
    path = inspection.manifest.output("report")
    run = built(inspection)
    return run.outputs[path].decode("utf-8", "replace") if path in run.outputs else inspection.text(path)


@criterion("error-analysis", why=slices.WHY)
def error_analysis(inspection: Inspection) -> Finding:
    data, says = given(inspection), learner_says(inspection)
    found = slices.slices_agree(says.record, says.folds, data.learner, data.target, at_least=SLICES)
    if found.passed is False:
        return found
    worst = slices.worst_slice(slices.complete_slices(built(inspection).record.table, SLICES))
    report = report_text(inspection)
    if not discussed(report, worst):
        return failed(
            f"The report does not discuss the worst slice, {worst['name']!r} ({worst['value']:.3f}, n = "
            f"{worst['n']}), in a paragraph of {WORDS} words or more.",
            f"Write what is different about {worst['name']!r}, and what follows for its use.",
        )
    return passed(f"{found.seen} The worst, {worst['name']!r} ({worst['value']:.3f}), is discussed.")


def discussed(report: str, worst: Mapping[str, Any]) -> bool:
    """Whether a paragraph, no table or list of pictures, is about this slice."""
    names = {str(worst["name"]).lower(), str(worst.get("equals", worst["name"])).lower()}
    for paragraph in re.split(r"\n\s*\n", report):
        prose = " ".join(line for line in paragraph.splitlines() if not line.lstrip().startswith(("|", "!")))
        if len(prose.split()) >= WORDS and any(name in prose.lower() for name in names):
            return True
    return False


@criterion("seed-reproducibility", why=seeds.WHY)
def seed_reproducibility(inspection: Inspection) -> Finding:
    record = learner_says(inspection).record
    metric = record.get("metric") if isinstance(record.get("metric"), dict) else {}
    low, high = metric.get("low"), metric.get("high")
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        raise NotThere("The run record has no metric.low and metric.high.", "Write the interval there.")
    runs = iter(("", "-again", "-seed-1"))
    return seeds.reproducible(
        lambda seed: measured(inspection, next(runs), seed), headline="hidden AUROC", low=low, high=high
    )


def measured(inspection: Inspection, run: str, seed: int) -> dict[str, float]:
    """Trained anew: the score on hidden rows, and the mean that the project's own evaluation reports."""
    data = given(inspection)
    if run:
        rows = {"hidden": data.hidden.without(data.target)}
        p = fitted(inspection, f"main{run}", data.learner, rows, seed=seed).get("hidden")
    else:
        p = hidden_probabilities(inspection)
    says = learner_says(inspection, f"learner{run}", seed).record
    cv = says.get("cv") if isinstance(says.get("cv"), dict) else {}
    return {
        "hidden AUROC": auroc(data.hidden.numbers(data.target), p),
        "cv.mean": float(cv.get("mean", np.nan)),
    }


@criterion("tests-mutation", why=TESTED)
def tests_mutation(inspection: Inspection) -> Finding:
    return tests_notice(inspection)


SHARED = [FRESH, README, SECRETS]
