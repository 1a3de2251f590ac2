"""From columns to numbers. Everything that is fitted is a step of a scikit-learn pipeline: see models.py."""

from __future__ import annotations

import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

from survival.patients import CATEGORICAL, NUMERIC

RESERVE = "reserve"


def add_reserve(patients: pd.DataFrame) -> pd.DataFrame:
    """How far the highest heart rate stayed below the one expected at that age, 220 - age."""
    patients = patients.copy()
    patients[RESERVE] = 220 - patients["age"] - patients["thalch"]
    return patients


def preparation() -> Pipeline:
    """Reserve, medians and indicators for missing numbers, unit scale, one column for each category.

    A category that was not in the training rows becomes zeros: no opinion.
    """
    numbers = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
    categories = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    columns = ColumnTransformer(
        [("numbers", numbers, [*NUMERIC, RESERVE]), ("categories", categories, CATEGORICAL)]
    )
    return make_pipeline(FunctionTransformer(add_reserve), columns)
