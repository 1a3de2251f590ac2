"""python -m heart fit | score | judge | all: see --help of each."""

import argparse
import json
from pathlib import Path

import joblib
import pandas as pd

from heart.basket import CHOSEN, basket
from heart.judge import judge
from heart.page import picture, write_page
from heart.table import load, target, to_floats


def fit(data, model, seed=0):
    texts = load(data).drop_duplicates()
    fitted = basket(seed)[CHOSEN][1].fit(to_floats(texts), target(texts))
    Path(model).parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(fitted, model)


def score(data, model, out):
    p = joblib.load(model).predict_proba(to_floats(load(data)))[:, 1]
    pd.DataFrame({"probability": p}).to_csv(out, index=False)


def judge_to(data, out, folds, seed=0):
    record, rows = judge(load(data), seed)
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    Path(out).write_text(json.dumps(record, indent=2))
    rows.to_csv(folds, index=False)


def everything(data="data/patients.csv", seed=0):
    judge_to(data, "results/record.json", "results/folds.csv", seed)
    fit(data, "results/model.joblib", seed)
    record = json.loads(Path("results/record.json").read_text())
    picture(record).savefig("results/slices.png", dpi=90)
    Path("report.md").write_text(write_page(record))


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    wanted = {
        "fit": (fit, ["data", "model"]),
        "score": (score, ["data", "model", "out"]),
        "judge": (judge_to, ["data", "out", "folds"]),
        "all": (everything, []),
    }
    for name, (_, needed) in wanted.items():
        command = commands.add_parser(name)
        for one in needed:
            command.add_argument(f"--{one}", required=True)
        if name != "score":
            command.add_argument("--seed", type=int, default=0)
    given = vars(parser.parse_args(words))
    wanted[given.pop("command")][0](**given)


if __name__ == "__main__":
    main()
