"""The basket: five families, from no model at all to trees. One of them is shipped."""

from __future__ import annotations

from collections.abc import Callable

from sklearn.base import ClassifierMixin
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder

from survival.features import preparation

FAMILIES: dict[str, tuple[str, Callable[[int], ClassifierMixin]]] = {
    "base rate": ("dummy", lambda seed: DummyClassifier(strategy="prior")),
    "logistic": ("linear", lambda seed: LogisticRegression(C=0.3, max_iter=2000)),
    "neighbours": ("neighbours", lambda seed: KNeighborsClassifier(n_neighbors=31)),
    "forest": ("forest", lambda seed: RandomForestClassifier(100, min_samples_leaf=3, random_state=seed)),
    "boosting": (
        "boosting",
        lambda seed: GradientBoostingClassifier(
            n_estimators=80, max_depth=2, learning_rate=0.1, random_state=seed
        ),
    ),
}
SHIPPED = "logistic"


def build(name: str, seed: int) -> Pipeline:
    """An unfitted model of the basket with its own preparation in front: fitted together or not at all."""
    return make_pipeline(preparation(), FAMILIES[name][1](seed))


def baseline() -> Pipeline:
    """What the project has to beat: a logistic model on age and type of chest pain."""
    columns = ColumnTransformer(
        [
            ("age", SimpleImputer(strategy="median"), ["age"]),
            ("cp", OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["cp"]),
        ]
    )
    return make_pipeline(columns, LogisticRegression(max_iter=2000))
