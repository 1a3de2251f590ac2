"""Time each part beside its oracle, in turns: python -m benchmarks.bench [--rows svd,tree] [--out table.json]

The ratio is what travels between machines; milliseconds do not. Each number is the best of nine runs, in time
of the processor, so that a busy machine changes little.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from mylib.linalg.svd import svd
from mylib.ml.boosting import BoostedTrees
from mylib.ml.metrics import auroc
from mylib.ml.pca import PCA
from mylib.ml.tree import RegressionTree
from sklearn.decomposition import PCA as OraclePCA
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.tree import DecisionTreeRegressor

REPEATS = 9
Timed = Callable[[], object]


def pairs() -> dict[str, tuple[Timed, Timed]]:
    """Mine and the oracle's, on the same data."""
    rng = np.random.default_rng(0)
    A, X = rng.normal(size=(60, 20)), rng.normal(size=(1500, 12))
    t = X[:, 0] + rng.normal(size=1500)
    y, score = rng.integers(0, 2, 20_000), rng.normal(size=20_000).round(3)
    label = (t > 0).astype(int)
    oracle_trees = GradientBoostingClassifier(n_estimators=10, max_depth=3)
    return {
        "svd": (lambda: svd(A), lambda: np.linalg.svd(A, full_matrices=False)),
        "pca": (lambda: PCA(3).fit(X), lambda: OraclePCA(3, svd_solver="full").fit(X)),
        "tree": (
            lambda: RegressionTree(4, 5).fit(X, t),
            lambda: DecisionTreeRegressor(max_depth=4, min_samples_leaf=5).fit(X, t),
        ),
        "boosting": (lambda: BoostedTrees(10).fit(X, label), lambda: oracle_trees.fit(X, label)),
        "auroc": (lambda: auroc(y, score), lambda: roc_auc_score(y, score)),
    }


def best(mine: Timed, oracle: Timed) -> tuple[float, float]:
    """Milliseconds of both, run in turns so that both meet the same machine."""
    times: list[list[float]] = [[], []]
    for _ in range(REPEATS):
        for kept, run in zip(times, (mine, oracle), strict=True):
            began = time.process_time()
            run()
            kept.append(1000 * (time.process_time() - began))
    return min(times[0]), min(times[1])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", default="")
    parser.add_argument("--out", default="benchmarks/table.json")
    given = parser.parse_args()
    wanted = [name for name in given.rows.split(",") if name]
    table = []
    for name, (mine, oracle) in pairs().items():
        if not wanted or name in wanted:
            ms, oracle_ms = best(mine, oracle)
            row = {"name": name, "mylib_ms": ms, "oracle_ms": oracle_ms, "ratio": ms / oracle_ms}
            table.append({key: round(value, 4) if key != "name" else value for key, value in row.items()})
    Path(given.out).write_text(json.dumps(table, indent=1) + "\n")
    for row in table:
        print(row)


if __name__ == "__main__":
    main()
