import json
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(Path(__file__).parents[1]))

from crossval import auroc, cross_validate, folds_by_ticket, inside, slice_table, spread_over_tickets, unseen
from model import fit, probabilities
from passengers import design, fit_columns, measurements, number, outcomes, title
from run import draw, write_report

MRS = {
    "Survived": "1", "Pclass": "1", "Name": "Weir, Mrs. Ada Ruth", "Sex": "female", "Age": "40", "SibSp": "1",
    "Parch": "0", "Ticket": "PC 1", "Fare": "80", "Cabin": "C2", "Embarked": "S",
}  # fmt: skip


def ship(n=150):
    rng = np.random.default_rng(4)
    rows = []
    for k in range(n):
        sex = str(rng.choice(["male", "female"]))
        rows.append(
            MRS
            | {
                "Survived": str(int(rng.random() < (0.85 if sex == "female" else 0.2))),
                "Sex": sex,
                "Pclass": str(rng.integers(1, 4)),
                "Age": "" if k % 9 == 0 else str(rng.integers(1, 70)),
                "Fare": "0" if k % 50 == 0 else str(rng.integers(5, 90)),
                "Ticket": f"T{k // 2}",
                "Name": f"Voss, {'Mr' if sex == 'male' else 'Miss'}. X",
                "SibSp": str(rng.integers(0, 3)),
            }
        )
    return rows


def test_numbers_and_titles_are_read_and_nothing_is_guessed():
    assert number("3.5") == 3.5 and np.isnan(number("")) and np.isnan(number(None)) and np.isnan(number("x"))
    assert title("Weir, Mrs. Ada") == "Mrs" and title("Weir, Col. Ada") == "rare" and title("") == "rare"


def test_measurements_of_a_passenger():
    age, child, per_head, family, large, cabin = measurements(MRS)
    assert (age, child, family, large, cabin) == (40, 0, 1, 0, 1)
    assert per_head == pytest.approx(np.log(40))
    child = measurements(MRS | {"Age": "13", "SibSp": "2", "Parch": "2", "Cabin": " "})
    assert child[1] == 1 and child[3] == 4 and child[4] == 1 and child[5] == 0
    assert measurements(MRS | {"Age": "14"})[1] == 0 and measurements(MRS | {"SibSp": "3"})[4] == 0


def test_a_fare_of_zero_is_a_gap():
    assert np.isnan(measurements(MRS | {"Fare": "0"})[2])


def test_columns_are_fitted_to_the_given_rows_alone():
    rows = ship()
    fitted = fit_columns(rows)
    X = design(rows, fitted)
    assert np.allclose(X[:, :6].mean(axis=0), 0) and np.allclose(X[:, [0, 2, 3]].std(axis=0), 1)
    gap = design([rows[0] | {"Age": ""}], fitted)
    middle = design([rows[0] | {"Age": str(fitted["medians"][0])}], fitted)
    assert gap[0, 0] == pytest.approx(middle[0, 0])
    assert gap[0, 6] == 1 and middle[0, 6] == 0
    assert np.array_equal(design(rows, fitted)[3], design(rows[3:4], fitted)[0])
    assert fitted["categories"]["SexInClass"][0] == "female1"
    strange = design([rows[0] | {"Embarked": "Z"}], fitted)
    assert strange.sum() == pytest.approx(design(rows[:1], fitted).sum() - 1)


def test_auroc_is_that_of_scikit_learn():
    y, p = np.array([0, 1, 1, 0, 1]), np.array([0.2, 0.2, 0.9, 0.5, 0.6])
    assert auroc(y, p) == pytest.approx(roc_auc_score(y, p))


def test_no_ticket_is_in_two_folds_and_folds_are_of_one_size():
    rows = ship()
    folds = folds_by_ticket(rows, 0)
    assert all(folds[k] == folds[k + 1] for k in range(0, 150, 2))
    assert sorted(np.bincount(folds)) == [24, 24, 24, 26, 26, 26]
    assert not np.array_equal(folds, folds_by_ticket(rows, 1))
    assert np.array_equal(folds, folds_by_ticket(rows, 0))


def test_rows_are_scored_by_a_model_of_the_other_folds():
    from sklearn.linear_model import LogisticRegression

    rows = ship()
    y, folds = outcomes(rows), folds_by_ticket(rows, 0)
    p = unseen(rows, y, folds, lambda seed: LogisticRegression(), 0)
    rest = [row for row, fold in zip(rows, folds, strict=True) if fold != 2]
    columns = fit_columns(rest)
    line = LogisticRegression().fit(design(rest, columns), outcomes(rest))
    out = [row for row, fold in zip(rows, folds, strict=True) if fold == 2]
    assert np.allclose(p[folds == 2], line.predict_proba(design(out, columns))[:, 1])


def test_the_interval_holds_the_value():
    rows = ship()
    y = outcomes(rows)
    p = np.array([0.8 if row["Sex"] == "female" else 0.3 for row in rows])
    low, high = spread_over_tickets(rows, y, p, 0)
    assert low < auroc(y, p) < high and 0.05 < high - low < 0.3


def test_slices_are_bounded_below_and_not_above():
    part = {"column": "Age", "from": 16, "below": 40}
    assert [inside({"Age": age}, part) for age in ("15.9", "16", "39", "40", "")] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert inside({"Age": "90"}, {"column": "Age", "from": 40}) and inside(
        {"Sex": "male"}, {"column": "Sex", "equals": "male"}
    )


def test_the_record_says_what_the_out_of_fold_rows_say():
    rows = ship()
    record, folds, p = cross_validate(rows, 0)
    y = outcomes(rows)
    line = next(one for one in record["models"] if one["name"] == record["chosen"])
    assert record["metric"]["value"] == pytest.approx(roc_auc_score(y, p))
    assert line["folds"][1] == pytest.approx(roc_auc_score(y[folds == 1], p[folds == 1]))
    assert line["mean"] == pytest.approx(np.mean(line["folds"])) and record["cv"]["mean"] == line["mean"]
    assert line["spread"] == pytest.approx(np.std(line["folds"]))
    assert record["cv"]["se"] == pytest.approx(np.std(line["folds"], ddof=1) / np.sqrt(6))
    women = next(one for one in slice_table(rows, y, p, 0) if one["name"] == "women")
    ladies = np.array([row["Sex"] == "female" for row in rows])
    assert women["n"] == ladies.sum() and women["value"] == pytest.approx(auroc(y[ladies], p[ladies]))
    assert record["baseline"]["value"] == pytest.approx(roc_auc_score(y, ladies))
    worst = min(record["slices"], key=lambda one: one["value"])
    assert f"The worst slice is {worst['name']} ({worst['value']:.3f} among {worst['n']})" in write_report(
        record
    )
    labels = [one.get_text() for one in draw(record).axes[0].get_yticklabels()]
    assert labels[3] == f"women, n={women['n']}"


def test_the_json_model_ranks_as_its_weights_say(tmp_path):
    rows = ship()
    model = json.loads(json.dumps(fit(rows, 0)))
    p = probabilities(model, rows)
    women = np.array([row["Sex"] == "female" for row in rows])
    assert p.min() > 0 and p.max() < 1 and p[women].mean() > p[~women].mean() + 0.3
    assert np.allclose(probabilities(model, rows[5:7]), p[5:7])
    assert np.array_equal(p, probabilities(fit(rows, 0), rows))
