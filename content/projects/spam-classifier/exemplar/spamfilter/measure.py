"""Recall at a false positive rate, its interval over templates, and the rule to beat."""

import re

import numpy as np

from spamfilter.mail import parse

FALSE_POSITIVES = 0.01
KEYWORDS = (
    "free",
    "viagra",
    "winner",
    "prize",
    "click",
    "loan",
    "password",
    "guaranteed",
    "bitcoin",
    "urgent",
)


def keyword_score(raw):
    """How many of the ten keywords stand in subject and body."""
    message = parse(raw)
    text = f"{message.subject} {message.body}".lower()
    return sum(bool(re.search(rf"\b{word}", text)) for word in KEYWORDS)


def recall_at(y, score, fpr=FALSE_POSITIVES):
    """The highest recall of a threshold that calls at most `fpr` of the ham spam."""
    thresholds = np.unique(score)[::-1]
    recalls = [np.mean(score[y == 1] >= t) for t in thresholds if np.mean(score[y == 0] >= t) <= fpr]
    return float(max(recalls, default=0.0))


def threshold_for(y, score, fpr=FALSE_POSITIVES / 2):
    """The lowest threshold with at most `fpr` false positives; half the promise, for new mail is worse."""
    fitting = [t for t in np.unique(score) if np.mean(score[y == 0] >= t) <= fpr]
    return float(fitting[0]) if fitting else 1.0


def f1(y, called):
    hits = np.sum(called & (y == 1))
    return float(2 * hits / (called.sum() + y.sum())) if hits else 0.0


def interval(metric, y, score, groups, seed, times=1000):
    """95 % percentile interval; whole templates are drawn, for messages of one are no new evidence."""
    rng = np.random.default_rng(seed)
    rows = [np.flatnonzero(groups == g) for g in np.unique(groups)]
    values = []
    while len(values) < times:
        drawn = np.concatenate([rows[i] for i in rng.integers(len(rows), size=len(rows))])
        if 0 < y[drawn].sum() < len(drawn):
            values.append(metric(y[drawn], score[drawn]))
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
