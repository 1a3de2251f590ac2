"""Models that are compared. Each takes floats with gaps."""

from sklearn.dummy import DummyClassifier
from sklearn.ensemble import (
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

CHOSEN = "boosted trees"


def filled(model, scale=False):
    """A model that cannot read gaps, behind means and flags."""
    steps = [("fill", SimpleImputer(strategy="mean", add_indicator=True))]
    if scale:
        steps.append(("scale", StandardScaler()))
    return Pipeline([*steps, ("model", model)])


def basket(seed):
    """name: (family, model)."""
    return {
        "constant": ("dummy", DummyClassifier(strategy="prior")),
        "one tree": ("tree", filled(DecisionTreeClassifier(max_depth=4, random_state=seed))),
        "logistic": ("linear", filled(LogisticRegression(max_iter=2000), scale=True)),
        "random forest": (
            "bagging",
            filled(RandomForestClassifier(80, random_state=seed, min_samples_leaf=2)),
        ),
        "boosted trees": (
            "boosting",
            HistGradientBoostingClassifier(
                max_iter=60, learning_rate=0.1, max_leaf_nodes=8, min_samples_leaf=15, random_state=seed
            ),
        ),
        "small steps": (
            "boosting",
            filled(GradientBoostingClassifier(n_estimators=60, max_depth=3, random_state=seed)),
        ),
    }
