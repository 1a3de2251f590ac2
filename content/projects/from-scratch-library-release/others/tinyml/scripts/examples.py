"""python scripts/examples.py pca|boosting|mlp"""

import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from tinyml.ml.components import variance_shares
from tinyml.ml.scores import auroc
from tinyml.ml.stumps import BoostedStumps
from tinyml.nn.network import Network


def pca():
    return float(variance_shares(load_digits().data, 10).sum())


def boosting():
    X, y = load_breast_cancer(return_X_y=True)
    learned = np.random.default_rng(5).permutation(len(X)) < len(X) // 2
    return auroc(y[~learned], BoostedStumps().fit(X[learned], y[learned]).score(X[~learned]))


def mlp():
    digits = load_digits()
    X, y, n = digits.data / 16, digits.target, 1200
    return float((Network(64, 48, 10).fit(X[:n], y[:n]).predict(X[n:]) == y[n:]).mean())


EXAMPLES = {"pca": pca, "boosting": boosting, "mlp": mlp}

if __name__ == "__main__":
    print(EXAMPLES[sys.argv[1]]())
