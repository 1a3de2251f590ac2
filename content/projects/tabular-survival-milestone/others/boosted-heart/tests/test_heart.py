import json

import numpy as np
import pandas as pd
import pytest
from heart.__main__ import main
from heart.basket import CHOSEN, basket, filled
from heart.judge import error_of_auroc, folds_of, held_out, judge, measured, rows_of
from heart.page import picture, row, weakest, write_page
from heart.table import LEVELS, MEASURED, load, target, to_floats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score


@pytest.fixture(scope="module")
def texts():
    """150 made-up patients, every tenth without cholesterol; the first is there twice."""
    rng = np.random.default_rng(2)
    made = pd.DataFrame({name: rng.integers(40, 70, 150).astype(str) for name in MEASURED})
    for name, levels in LEVELS.items():
        made[name] = rng.choice(levels, 150)
    ill = (made["oldpeak"].astype(float) + rng.normal(0, 6, 150) > 55).astype(int)
    made["disease"] = ill.astype(str)
    made.loc[::10, "chol"] = ""
    return made.loc[[0, *made.index]].reset_index(drop=True)


@pytest.fixture(scope="module")
def judged(texts):
    return judge(texts, 0)


def test_gaps_and_unknown_levels_are_nan_and_levels_keep_their_order(texts):
    strange = texts.head(2).copy()
    strange.loc[0, ["cp", "age"]] = ["new", "?"]
    floats = to_floats(strange)
    assert np.isnan(floats.loc[0, ["cp", "age", "chol"]]).all()
    assert floats.loc[1, "sex"] == LEVELS["sex"].index(strange.loc[1, "sex"])
    assert list(floats.columns) == [*MEASURED, *LEVELS]


def test_copies_share_a_fold_and_folds_come_again_with_the_seed(texts):
    fold = folds_of(texts, 0)
    assert fold[0] == fold[1] and set(fold) == set(range(6))
    assert np.array_equal(fold, folds_of(texts, 0)) and not np.array_equal(fold, folds_of(texts, 1))
    rates = [target(texts)[fold == k].mean() for k in range(6)]
    assert max(rates) - min(rates) < 0.15


def test_a_row_is_scored_without_its_fold(texts):
    X, y, fold = to_floats(texts), target(texts), folds_of(texts, 0)
    p = held_out(filled(LogisticRegression(max_iter=2000), scale=True), X, y, fold)
    out = fold == 3
    alone = filled(LogisticRegression(max_iter=2000), scale=True).fit(X[~out], y[~out])
    assert np.allclose(p[out], alone.predict_proba(X[out])[:, 1])


def test_means_fill_gaps_and_flags_say_so(texts):
    X = to_floats(texts)
    model = filled(LogisticRegression(), scale=True).fit(X, target(texts))
    first = model.named_steps["fill"].transform(X.head(1))[0]
    assert first[X.columns.get_loc("chol")] == pytest.approx(X["chol"].mean())
    assert first[-1] == 1 and len(first) == len(X.columns) + 1
    assert [name for name, _ in model.steps] == ["fill", "scale", "model"]
    assert [name for name, _ in filled(LogisticRegression()).steps] == ["fill", "model"]


def test_the_interval_is_as_wide_as_the_bootstrap_says():
    rng = np.random.default_rng(0)
    y = np.arange(300) % 2
    p = y + rng.normal(0, 1.2, 300)
    draws = [rng.integers(300, size=300) for _ in range(400)]
    spread = np.std([roc_auc_score(y[rows], p[rows]) for rows in draws])
    assert error_of_auroc(y, p) == pytest.approx(spread, rel=0.15)
    said = measured(y, p)
    assert said["value"] == pytest.approx(roc_auc_score(y, p))
    assert said["high"] - said["low"] == pytest.approx(3.92 * error_of_auroc(y, p))
    assert measured(np.array([0, 0, 1]), p[:3])["value"] is None
    assert measured(np.array([0, 0, 1, 1]), np.array([0.1, 0.2, 0.3, 0.4])) == {
        "value": 1.0,
        "low": 1.0,
        "high": 1.0,
    }


def test_parts_hold_from_and_not_below(texts):
    few = pd.DataFrame({"age": ["53", "54", "", "60"], "sex": ["Male", "Female", "Male", "Male"]})
    assert list(rows_of(few, "age", {"below": 54})) == [True, False, False, False]
    assert list(rows_of(few, "age", {"from": 54})) == [False, True, False, True]
    assert list(rows_of(few, "sex", {"equals": "Female"})) == [False, True, False, False]


def test_the_record_is_about_its_own_rows(texts, judged):
    record, rows = judged
    y = target(texts)
    assert list(rows["row"]) == list(range(151))
    assert record["metric"]["value"] == pytest.approx(roc_auc_score(y, rows["probability"]))
    chosen = next(one for one in record["models"] if one["name"] == CHOSEN)
    out = rows["fold"] == 4
    assert chosen["folds"][4] == pytest.approx(roc_auc_score(y[out], rows["probability"][out]))
    assert chosen["mean"] == pytest.approx(np.mean(chosen["folds"])) == record["cv"]["mean"]
    assert record["cv"]["se"] == pytest.approx(np.std(chosen["folds"], ddof=1) / np.sqrt(6))
    assert {one["name"] for one in record["models"]} == set(basket(0))
    old = next(one for one in record["slices"] if one["name"] == "54 and older")
    kept = pd.to_numeric(texts["age"]) >= 54
    assert old["n"] == kept.sum() and old["value"] == pytest.approx(
        roc_auc_score(y[kept], rows["probability"][kept])
    )
    assert record["baseline"]["value"] < record["metric"]["value"]


def test_the_page_says_what_the_record_says(judged):
    record, _ = judged
    page, worst = write_page(record), weakest(record)
    assert all(one["value"] >= worst["value"] for one in record["slices"])
    assert f"The weakest part is {worst['name']} with {worst['n']} patients and {worst['value']:.3f}" in page
    assert row({"name": "x", "n": 3, "value": None}) == "| x | 3 | too few | |"
    assert row(record["slices"][0]) in page
    axes = picture(record).axes[0]
    assert len(axes.patches) == len(record["slices"])
    assert axes.patches[0].get_width() == pytest.approx(record["slices"][0]["value"])
    assert axes.lines[0].get_xdata()[1] == record["slices"][0]["high"]


def test_commands_fit_score_and_judge(texts, tmp_path):
    data, model, out = tmp_path / "p.csv", tmp_path / "deep" / "m.joblib", tmp_path / "o.csv"
    texts.to_csv(data, index=False)
    main(["fit", "--data", str(data), "--model", str(model), "--seed", "1"])
    main(["score", "--data", str(data), "--model", str(model), "--out", str(out)])
    p = pd.read_csv(out)["probability"]
    assert len(p) == 151 and p.between(0, 1).all()
    assert roc_auc_score(target(load(data)), p) > 0.8
    record, folds = tmp_path / "r.json", tmp_path / "f.csv"
    main(["judge", "--data", str(data), "--out", str(record), "--folds", str(folds)])
    assert json.loads(record.read_text())["seed"] == 0 and len(pd.read_csv(folds)) == 151


def test_all_makes_every_output(texts, judged, tmp_path, monkeypatch):
    asked = []

    def quick(rows, seed):
        asked.append((len(rows), seed))
        return judged

    (tmp_path / "data").mkdir()
    texts.to_csv(tmp_path / "data" / "patients.csv", index=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("heart.__main__.judge", quick)
    main(["all"])
    assert asked == [(151, 0)]
    made = sorted(path.name for path in (tmp_path / "results").iterdir())
    assert made == ["folds.csv", "model.joblib", "record.json", "slices.png"]
    assert (tmp_path / "report.md").read_text() == write_page(judged[0])
    main(["all", "--seed", "5"])
    assert asked[-1] == (151, 5)


def test_commands_ask_for_what_they_need_and_score_takes_no_seed(capsys):
    for words, lacks in (
        (["fit"], "--data, --model"),
        (["judge"], "--data, --out, --folds"),
        ([], "command"),
    ):
        with pytest.raises(SystemExit):
            main(words)
        assert f"required: {lacks}" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["score", "--data", "a", "--model", "b", "--out", "c", "--seed", "1"])
    assert "unrecognized" in capsys.readouterr().err


def test_the_basket_holds_five_families_and_hands_the_seed_on():
    models = basket(7)
    assert [family for family, _ in models.values()] == [
        "dummy", "tree", "linear", "bagging", "boosting", "boosting",
    ]  # fmt: skip
    seeds = [
        value
        for _, model in models.values()
        for key, value in model.get_params().items()
        if "random_state" in key
    ]
    assert seeds.count(7) == 4 and CHOSEN in models
    assert "scale" in dict(models["logistic"][1].steps) and "scale" not in dict(models["one tree"][1].steps)


def test_a_model_learns_a_copy_once_and_the_seed_is_kept(texts, tmp_path):
    once, twice = tmp_path / "once.csv", tmp_path / "twice.csv"
    texts.drop_duplicates().to_csv(once, index=False)
    pd.concat([texts, texts.head(60)]).to_csv(twice, index=False)
    for data in (once, twice):
        main(["fit", "--data", str(data), "--model", f"{data}.joblib"])
        main(["score", "--data", str(once), "--model", f"{data}.joblib", "--out", f"{data}.out"])
    first, second = (pd.read_csv(f"{data}.out")["probability"] for data in (once, twice))
    assert np.allclose(first, second)


def test_the_picture_names_each_part_and_its_axes(judged):
    axes = picture(judged[0]).axes[0]
    first = judged[0]["slices"][0]
    assert axes.get_yticklabels()[0].get_text() == f"{first['name']} ({first['n']})"
    assert "AUROC" in axes.get_xlabel() and axes.get_title()
    assert axes.get_xlim() == (0.3, 1.0)
    assert [list(line.get_ydata()) for line in axes.lines[:2]] == [[0, 0], [1, 1]]
