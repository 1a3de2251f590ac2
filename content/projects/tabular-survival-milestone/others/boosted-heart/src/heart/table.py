"""The CSV as floats that a boosted tree can read: a gap is NaN, a category its place in a fixed list."""

import pandas as pd

LEVELS = {
    "clinic": ["Cleveland", "Hungary", "Switzerland", "VA Long Beach"],
    "sex": ["Female", "Male"],
    "cp": ["typical angina", "atypical angina", "non-anginal", "asymptomatic"],
    "fbs": ["false", "true"],
    "restecg": ["normal", "st-t abnormality", "lv hypertrophy"],
    "exang": ["false", "true"],
    "slope": ["upsloping", "flat", "downsloping"],
    "thal": ["normal", "fixed defect", "reversable defect"],
}
MEASURED = ["age", "trestbps", "chol", "thalch", "oldpeak", "ca"]


def load(path):
    """Texts, one row for each patient, as they stand in the file."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def to_floats(texts):
    """One float column for each of MEASURED and LEVELS. What is not in a list of levels is a gap."""
    out = {}
    for name in MEASURED:
        out[name] = pd.to_numeric(texts.get(name), errors="coerce")
    for name, levels in LEVELS.items():
        out[name] = texts.get(name).map({level: float(k) for k, level in enumerate(levels)})
    return pd.DataFrame(out).astype(float)


def target(texts):
    return texts["disease"].astype(int).to_numpy()
