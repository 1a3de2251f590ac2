"""Scores beside scikit-learn's, and the API page."""

import importlib
import inspect
import json
import pkgutil
from pathlib import Path

from examples import EXAMPLES
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

OUT = Path("out")


def baseline():
    digits, n = load_digits(), 1200
    model = LogisticRegression(max_iter=500).fit(digits.data[:n] / 16, digits.target[:n])
    return float(model.score(digits.data[n:] / 16, digits.target[n:]))


def api():
    import tinyml  # found since examples put src/ on the path

    lines = ["# tinyml"]
    for found in pkgutil.walk_packages(tinyml.__path__, "tinyml."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if getattr(value, "__module__", "") == found.name and not name.startswith("_"):
                lines.append(f"* `{found.name}.{name}`: {inspect.getdoc(value)}")
    return "\n".join(lines)


OUT.mkdir(exist_ok=True)
scores = {name: example() for name, example in EXAMPLES.items()}
p, n = scores["mlp"], 597
half = 1.96 * (p * (1 - p) / n) ** 0.5
record = {
    "metric": {"name": "accuracy", "value": p, "low": p - half, "high": p + half},
    "baseline": {"name": "logistic regression", "value": baseline()},
    "examples": [{"name": name, "score": score} for name, score in scores.items()],
}
(OUT / "record.json").write_text(json.dumps(record))
(OUT / "API.md").write_text(api())
print(record)
