"""python -m spamfilter.train --data mail.csv --model model.json --seed 0"""

import argparse

import numpy as np
from mylib.ml.logistic import LogisticRegression
from mylib.text.tfidf import CSR

from spamfilter.features import tokens
from spamfilter.mail import read_table
from spamfilter.measure import threshold_for
from spamfilter.model import Filter
from spamfilter.split import parts, templates

CHOSEN = "naive-bayes-words"  # by the cross-validation of `python -m spamfilter.run`
FOLDS = 5


def out_of_fold(name, documents, y, fold):
    """(n,): the log odds of each message from a filter that saw none of its template."""
    z = np.zeros(len(y))
    for k in np.unique(fold):
        learn, judge = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        fitted = Filter(name).fit_tokens([documents[i] for i in learn], y[learn])
        z[judge] = fitted.log_odds([documents[i] for i in judge])
    return z


def calibrate(z, y):
    """Platt's scaling: a logistic model of one feature, the log odds; C is large, it has two weights."""
    column = CSR(z, np.zeros(len(z), dtype=int), np.arange(len(z) + 1), (len(z), 1))
    model = LogisticRegression(C=1e3).fit(column, y)
    return float(model.coef_[0]), model.intercept_


def fit(texts, y, groups, seed, name=CHOSEN):
    """The filter fitted on all of it; scale and threshold come from predictions that were out of fold."""
    shipped = Filter(name)
    documents = [tokens(text, **shipped.kinds) for text in texts]
    z = out_of_fold(name, documents, y, parts(groups, y, FOLDS, seed))
    shipped.fit_tokens(documents, y)
    shipped.scale, shipped.shift = calibrate(z, y)
    shipped.threshold = threshold_for(y, shipped.calibrated(z))
    return shipped


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    _, labels, texts = read_table(args.data)
    fit(texts, np.array(labels), templates(texts), args.seed).save(args.model)


if __name__ == "__main__":
    main()
