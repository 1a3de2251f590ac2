"""Each leak is named by its probe, and an honest project is named by none."""

from __future__ import annotations

import numpy as np
import pytest

from groundup.audit import NotThere
from groundup.audit.probes import leakage
from groundup.audit.probes.predicting import Fitted, evaluated, fitted
from groundup.audit.probes.table import Table
from tests.audit.toy import rows, toy

DATA = rows()
ON_ALL = ("apply(fit(X[fold != k], y[fold != k]), X[fold == k])", "apply(fit(X, y), X[fold == k])")
RANKED_FIRST = (
    "    fold = np.random",
    "    X = np.argsort(np.argsort(X, axis=0), axis=0) / len(X)\n    fold = np.random",
)
BY_HEART = (
    "p[fold == k] = apply(fit(X[fold != k], y[fold != k]), X[fold == k])",
    "p[fold == k] = 0.3 + 0.4 * y[fold == k]",
)


def folds(*lines: tuple[object, ...]) -> Table:
    return Table(("row", "fold", "probability"), tuple(tuple(str(cell) for cell in line) for line in lines))


def test_an_honest_project_passes_every_probe():
    inspection, hidden = toy(), rows(80, seed=1)
    part, places = leakage.beside_others(hidden.without("y"))
    model = fitted(inspection, "main", DATA, {"hidden": hidden.without("y"), "part": part})
    found = leakage.first_failed(
        lambda: leakage.single_feature(DATA, "y"),
        lambda: leakage.other_rows(model, "hidden", "part", places),
        lambda: leakage.flipped_target(inspection, DATA, "y", hidden),
        lambda: leakage.shuffled_target(inspection, DATA, "y"),
        lambda: leakage.outside_fold(inspection, DATA, "y"),
        lambda: leakage.overlap(evaluated(inspection, "learner", DATA).folds, DATA),
    )
    assert found.passed, found.seen
    assert "left the 25 others in it as they were" in found.seen
    assert found.numbers["shuffled_p"] > 0.01 and found.numbers["marked_change"] == 0


def test_outcomes_that_are_seen_survive_shuffling():
    found = leakage.shuffled_target(toy(BY_HEART), DATA, "y")
    assert found.passed is False and "AUROC 1.000, 1.000, 1.000 in 3 shuffles" in found.seen


def test_a_reported_score_counts_as_much_as_the_out_of_fold_rows():
    claim = '{"rows": len(y), "metric": {"name": "auroc"}, "cv": {"mean": 0.9}}'
    found = leakage.shuffled_target(toy(('{"rows": len(y)}', claim)), DATA, "y")
    assert found.passed is False and "0.900" in found.seen


def test_a_program_that_learns_from_a_file_of_its_own_is_found():
    inspection = toy(
        ('rows = read(data)\n    with open(model, "w")', 'rows = read("own.csv")\n    with open(model, "w")'),
        extra={"own.csv": DATA.to_csv().decode()},
    )
    found = leakage.flipped_target(inspection, DATA, "y", rows(80, seed=1))
    assert found.passed is False and "unseen rows as they really were" in found.seen


@pytest.mark.parametrize("leak", [ON_ALL, RANKED_FIRST])
def test_what_is_fitted_before_the_split_moves_rows_that_nobody_touched(leak):
    found = leakage.outside_fold(toy(leak), DATA, "y")
    assert found.passed is False and "before the split" in found.todo
    assert found.numbers["marked_change"] > 0.001


def test_folds_that_are_drawn_without_a_seed_are_no_leak():
    found = leakage.outside_fold(toy(("default_rng(int(seed))", "default_rng()")), DATA, "y")
    assert found.passed and "could not be seen" in found.seen


def test_another_model_that_is_chosen_for_other_numbers_is_no_leak():
    chosen = ('{"rows": len(y)}', '{"chosen": repr(X.sum())}')
    found = leakage.outside_fold(toy(chosen, ON_ALL), DATA, "y")
    assert found.passed and "another model is chosen" in found.seen


def test_a_model_that_is_noisy_is_no_leak():
    noise = "p[fold == k] = np.random.default_rng().random() * 1e-3 + apply(fit(X[fold != k]"
    found = leakage.outside_fold(toy(("p[fold == k] = apply(fit(X[fold != k]", noise)), DATA, "y")
    assert found.passed and "two runs differ" in found.seen


def test_changed_rows_keep_their_gaps_zeros_categories_and_groups():
    data = rows(40).with_column("a", ["", "0", *[f"{k}" for k in range(38)]])
    changed = leakage._marked(data, np.arange(40), {"y", "g"}, np.random.default_rng(0))
    assert changed.column("a")[:3] == ["", "0", "0"]
    assert changed.numbers("a")[4:].min() >= 28
    assert all(changed.column(name) == data.column(name) for name in ("c", "g", "y"))


def test_a_row_that_is_scored_by_its_neighbours_is_found():
    whole = np.linspace(0, 1, 20)
    model = Fitted({"all": whole, "same": whole[[19, 18]], "other": whole[[19, 18]] + [0, 0.1]})
    assert leakage.other_rows(model, "all", "same", [19, 18]).passed
    found = leakage.other_rows(model, "all", "other", [19, 18])
    assert found.passed is False and "0.9474 among 20 rows and 1.0474 among 2" in found.seen


def test_the_last_rows_are_taken_in_reverse():
    part, places = leakage.beside_others(DATA, 3)
    assert places == [199, 198, 197] and part.rows == DATA.rows[:-4:-1]


def test_a_group_in_two_folds_is_named():
    together = folds(*((k, k // 4 % 5, 0.5) for k in range(200)))
    assert leakage.overlap(together, DATA, "g").passed
    parted = folds(*((k, k % 5, 0.5) for k in range(200)))
    found = leakage.overlap(parted, DATA, "g")
    assert found.passed is False and "50 groups of 'g'" in found.seen
    assert leakage.overlap(parted, DATA).passed


def test_a_copy_or_two_pass_and_many_do_not():
    two = Table(DATA.columns, (*DATA.rows[:199], DATA.rows[0]))
    many = Table(DATA.columns, (*DATA.rows[:100], *DATA.rows[:100]))
    parted = folds(*((k, 0 if k < 100 else 1, 0.5) for k in range(200)))
    assert leakage.overlap(parted, two).passed
    found = leakage.overlap(parted, many)
    assert found.passed is False and "100.0% of the rows have an exact copy" in found.seen


def test_a_column_that_tells_the_outcome_is_named_unless_the_report_explains_it():
    leaky = DATA.with_column(
        "stent", [f"{float(cell) * 5 + k / 1000}" for k, cell in enumerate(DATA.column("y"))]
    )
    found = leakage.single_feature(leaky, "y")
    assert found.passed is False and "'stent' alone has AUROC 1.000" in found.seen
    assert leakage.single_feature(leaky, "y", "`stent` is known a year before").passed


def test_a_category_is_rated_by_its_other_rows_so_that_names_tell_nothing():
    named = DATA.with_column("name", [f"n{k}" for k in range(200)])
    assert leakage.single_feature(named, "y").passed
    code = DATA.with_column("code", ["yes" if cell == "1" else "no" for cell in DATA.column("y")])
    assert leakage.single_feature(code, "y").passed is False


def test_a_target_that_was_changed_is_said():
    with pytest.raises(NotThere, match="does not hold 0 and 1"):
        leakage.single_feature(DATA.with_column("y", ["2"] * 200), "y")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (Table(("row", "fold"), ()), "no column 'probability'"),
        (folds((0, 0, 0.5), (9, 1, 0.5)), "no rows of the 4"),
        (folds((0, 0, 0.5), (0, 1, 0.5), (1, 1, 0.5)), "2 of 4 rows in 3 lines"),
        (folds((0, 0, 0.5)), "1 of 4 rows"),
        (folds((0, 0, "x"), (1, 1, 0.5)), "no numbers"),
    ],
)
def test_out_of_fold_rows_that_cannot_be_read_are_said(table, says):
    with pytest.raises(NotThere, match=says.replace("'", ".")):
        leakage.read_folds(table, 4)
