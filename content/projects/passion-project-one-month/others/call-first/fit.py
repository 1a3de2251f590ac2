"""python fit.py DATA MODEL SEED: gradient of nothing hidden, a plain pipeline, kept with joblib."""

import sys

import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier, VotingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def build(seed):
    linear = make_pipeline(StandardScaler(), LogisticRegression(C=0.3))
    forest = RandomForestClassifier(150, min_samples_leaf=8, random_state=seed)
    return VotingClassifier([("linear", linear), ("forest", forest)], voting="soft")


def inputs(table):
    return table.drop(columns=["patient", "far"], errors="ignore")


if __name__ == "__main__":
    data, place, seed = sys.argv[1:]
    table = pd.read_csv(data)
    joblib.dump(build(int(seed)).fit(inputs(table), table["far"]), place)
