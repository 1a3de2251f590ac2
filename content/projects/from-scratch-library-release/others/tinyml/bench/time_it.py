"""python bench/time_it.py NAMES OUT"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA
from sklearn.metrics import roc_auc_score
from sklearn.tree import DecisionTreeClassifier

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from tinyml.ml.components import variance_shares
from tinyml.ml.scores import auroc
from tinyml.ml.stumps import BoostedStumps

rng = np.random.default_rng(1)
X, y, s = rng.normal(size=(3000, 20)), rng.integers(0, 2, 3000), rng.normal(size=3000)
PAIRS = {
    "components": (lambda: variance_shares(X, 3), lambda: PCA(3, svd_solver="full").fit(X)),
    "stump": (lambda: BoostedStumps(1).fit(X, y), lambda: DecisionTreeClassifier(max_depth=1).fit(X, y)),
    "auroc": (lambda: auroc(y, s), lambda: roc_auc_score(y, s)),
}


def seconds(run):
    began = time.process_time()
    run()
    return time.process_time() - began


def main(names, out):
    rows = []
    for name in names.split(","):
        times = [[seconds(run) for run in PAIRS[name]] for _ in range(15)]
        mine, oracle = map(min, zip(*times, strict=True))
        rows.append({"name": name, "ratio": round(mine / oracle, 3)})
    Path(out).write_text(json.dumps(rows))


main(*(sys.argv[1:] or [",".join(PAIRS), "bench/ratios.json"]))
