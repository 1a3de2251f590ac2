"""Which tumours should be looked at first? A logistic model, judged at one false alarm in fifty."""

import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).parent
ALARMS, DRAWS = 0.02, 1000  # one benign case in fifty; draws of the bootstrap


def load():
    """Measurements and 1 for malignant, checked for gaps and for rows that occur twice."""
    data = load_breast_cancer()
    if not np.isfinite(data.data).all() or len(np.unique(data.data, axis=0)) != len(data.data):
        raise ValueError("A measurement is missing, or a row occurs twice.")
    return data.data, (data.target == 0).astype(int), list(data.feature_names)


def models():
    """The scaler lies inside the pipeline, so that no fold sees the spread of another."""
    return {
        "logistic": make_pipeline(
            StandardScaler(), LogisticRegression(C=0.3, class_weight="balanced", max_iter=500)
        ),
        "boosted": GradientBoostingClassifier(n_estimators=50, max_depth=2, random_state=0),
    }


def out_of_fold(model, x, y):
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    return cross_val_predict(model, x, y, cv=folds, method="predict_proba")[:, 1]


def threshold(scores, y):
    """The lowest value above which at most the allowed share of benign cases lies."""
    benign = np.sort(scores[y == 0])[::-1]
    return float(benign[int(ALARMS * len(benign))])


def found(scores, y):
    """Share of the malignant above the threshold; the rare class counts and not the accuracy."""
    return float((scores[y == 1] > threshold(scores, y)).mean())


def interval(values, seed=0):
    """95 % of a statistic of rows drawn again: `values` is a function of row numbers."""
    return [float(end) for end in np.quantile(values(np.random.default_rng(seed)), [0.025, 0.975])]


def resampled(scores, y):
    def draw(rng):
        rows = (rng.integers(0, len(y), len(y)) for _ in range(DRAWS))
        return [found(scores[i], y[i]) for i in rows]

    return draw


def reliability(p, y, bins=5):
    """Said and seen probability of malignancy, in five bins."""
    at = np.minimum((p * bins).astype(int), bins - 1)
    return [
        {"said": float(p[at == b].mean()), "seen": float(y[at == b].mean()), "n": int((at == b).sum())}
        for b in range(bins)
        if (at == b).any()
    ]


def missed(p, y, x, names):
    """The malignant cases that stay below the threshold: how do they differ from those that are found?"""
    lost = (y == 1) & (p <= threshold(p, y))
    caught = (y == 1) & ~lost
    radius = x[:, names.index("worst radius")]
    return {
        "n": int(lost.sum()),
        "radius": float(radius[lost].mean()),
        "radius_found": float(radius[caught].mean()),
    }


def draw(bars, path):
    """A bar for each rival, from zero, with its number."""
    marks = []
    for n, (name, value) in enumerate(bars.items()):
        y = 90 + 62 * n
        marks.append(f'<text x="170" y="{y + 22}" text-anchor="end">{name}</text>')
        marks.append(f'<rect x="180" y="{y}" width="{380 * value:.1f}" height="34" fill="#1f5fa8"/>')
        marks.append(f'<text x="{188 + 380 * value:.1f}" y="{y + 22}">{value:.3f}</text>')
    words = [
        (320, 30, "Thirty measurements find what the radius misses"),
        (320, 54, "at one false alarm in fifty benign cases"),
        (370, 300, "share of malignant tumours found (proportion)"),
    ]
    marks += [f'<text x="{a}" y="{b}" text-anchor="middle">{text}</text>' for a, b, text in words]
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" '
        'font-family="sans-serif" font-size="14">'
    )
    path.write_text("\n".join([head, *marks, "</svg>", ""]))


def keep(model, scores, y, names, path):
    """The fitted model as plain numbers, which the service reads without this library."""
    scaler, logistic = model.steps[0][1], model.steps[1][1]
    kept = {
        "names": names,
        "mean": scaler.mean_.tolist(),
        "scale": scaler.scale_.tolist(),
        "weights": logistic.coef_[0].tolist(),
        "bias": float(logistic.intercept_[0]),
        "threshold": threshold(scores, y),
    }
    path.write_text(json.dumps(kept, indent=1) + "\n")


def main():
    guess = next(
        line for line in (HERE / "question.md").read_text().splitlines() if line.startswith("Guess:")
    )
    x, y, names = load()
    scores = {name: out_of_fold(model, x, y) for name, model in models().items()}
    radius = x[:, names.index("worst radius")]
    p = scores["logistic"]
    low, high = interval(resampled(p, y))
    shares = {name: found(values, y) for name, values in scores.items()}
    record = {
        "guess": float(guess.partition(":")[2]),
        "result": shares["logistic"],
        "seed": 0,
        "metric": {"name": "share found", "value": shares["logistic"], "low": low, "high": high},
        "baseline": {"name": "worst radius alone", "value": found(radius, y)},
        "rivals": [{"name": name, "share": value} for name, value in shares.items()],
        "brier": float(((p - y) ** 2).mean()),
        "reliability": reliability(p, y),
        "missed": missed(p, y, x, names),
        "rows": len(y),
    }
    (HERE / "result.json").write_text(json.dumps(record, indent=2) + "\n")
    draw({"worst radius": found(radius, y), **shares}, HERE / "figure.svg")
    keep(models()["logistic"].fit(x, y), p, y, names, HERE / "model.json")
    print(f"found {record['result']:.3f} ({low:.3f} to {high:.3f}); the radius alone {found(radius, y):.3f}")


if __name__ == "__main__":
    main()
