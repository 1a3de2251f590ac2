"""The candidates, and the model that is shipped: boosted trees whose scores become probabilities.

Candidates are compared on rolling folds inside the training part. The shipped model is calibrated on the
validation part (Platt: a logistic curve of the log-odds, two numbers, because 95 frauds bear no more).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from risk.measures import auprc
from risk.payments import CATEGORICAL, NUMERIC, features, target
from risk.splitting import rolling_folds

COUNTED = [*NUMERIC, "hour"]
FOREST = {"n_estimators": 60, "min_samples_leaf": 4, "max_features": 0.4}
BOOSTED = {  # name: trees of this many leaves, each with this weight; all else is the same
    "boosted-small": {"max_leaf_nodes": 6, "learning_rate": 0.08},
    "boosted": {"max_leaf_nodes": 12, "learning_rate": 0.06},
    "boosted-large": {"max_leaf_nodes": 24, "learning_rate": 0.04},
}
ROUNDS = {"max_iter": 150, "min_samples_leaf": 20, "l2_regularization": 5.0, "early_stopping": False}
EDGE = 1e-6  # probabilities are kept this far from 0 and 1, where log-odds are infinite


def logistic(seed: int) -> Pipeline:
    """The baseline: every raw feature by itself."""
    numbers = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
    names = OneHotEncoder(handle_unknown="ignore")
    encode = make_column_transformer((numbers, COUNTED), (names, CATEGORICAL))
    return make_pipeline(encode, LogisticRegression(max_iter=2000, random_state=seed))


def forest(seed: int) -> Pipeline:
    names = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    numbers = SimpleImputer(strategy="constant", fill_value=-1.0)
    encode = make_column_transformer((numbers, COUNTED), (names, CATEGORICAL))
    trees = RandomForestClassifier(**FOREST, random_state=seed)
    return make_pipeline(encode, trees)


def boosted(name: str, seed: int) -> Pipeline:
    """Boosted trees: they find what works together, and take missing values as they are."""
    names = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan)
    encode = make_column_transformer((names, CATEGORICAL), ("passthrough", COUNTED))
    where = list(range(len(CATEGORICAL)))
    settings = {**BOOSTED[name], **ROUNDS}
    trees = HistGradientBoostingClassifier(**settings, categorical_features=where, random_state=seed)
    return make_pipeline(encode, trees)


FAMILIES = {"base-rate": "dummy", "logistic": "linear", "forest": "bagged trees"} | dict.fromkeys(
    BOOSTED, "boosted trees"
)
MAKE: dict[str, Callable[[int], object]] = {
    "base-rate": lambda seed: DummyClassifier(strategy="prior"),
    "logistic": logistic,
    "forest": forest,
    **{name: partial(boosted, name) for name in BOOSTED},
}


def compare(train: pd.DataFrame, seed: int) -> list[dict]:
    """AUPRC of every candidate on the same rolling folds of the training part."""
    X, y = features(train), target(train)
    folds = list(rolling_folds(train))
    return [
        {
            "name": name,
            "family": family,
            "folds": [_score(MAKE[name](seed), X, y, earlier, later) for earlier, later in folds],
        }
        for name, family in FAMILIES.items()
    ]


def _score(model, X: pd.DataFrame, y: np.ndarray, earlier: np.ndarray, later: np.ndarray) -> float:
    model.fit(X.iloc[earlier], y[earlier])
    return auprc(y[later], model.predict_proba(X.iloc[later])[:, 1])


def choose(models: list[dict]) -> str:
    """The earliest candidate whose mean shortfall to the best one is within one standard error of itself.

    FAMILIES go from simple to large, so a larger model has to be better by more than the folds disagree.
    """
    folds = {one["name"]: np.array(one["folds"]) for one in models}
    best = max(folds.values(), key=np.mean)
    for name, values in folds.items():
        short = best - values
        if short.mean() <= short.std(ddof=1) / np.sqrt(len(short)):
            return name
    raise ValueError("There are no candidates.")


@dataclass
class RiskModel:
    """A fitted candidate, the two numbers of its calibration curve, and the threshold of the decision."""

    name: str
    trees: Pipeline
    slope: float
    intercept: float
    threshold: float
    base_rate: float

    def probability(self, frame: pd.DataFrame) -> np.ndarray:
        """(n,) the probability of fraud, each row by itself."""
        odds = _log_odds(self.trees.predict_proba(features(frame))[:, 1])
        return 1 / (1 + np.exp(-(self.slope * odds + self.intercept)))


def fit_risk_model(
    name: str, train: pd.DataFrame, validation: pd.DataFrame, threshold: float, seed: int
) -> RiskModel:
    trees = MAKE[name](seed).fit(features(train), target(train))
    odds = _log_odds(trees.predict_proba(features(validation))[:, 1])
    curve = LogisticRegression(C=1e6).fit(odds[:, None], target(validation))
    base = float(target(train).mean())
    return RiskModel(name, trees, float(curve.coef_[0, 0]), float(curve.intercept_[0]), threshold, base)


def _log_odds(p: np.ndarray) -> np.ndarray:
    p = np.clip(p, EDGE, 1 - EDGE)
    return np.log(p / (1 - p))
