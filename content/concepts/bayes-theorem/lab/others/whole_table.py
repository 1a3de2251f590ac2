"""All log-likelihoods in one array, hypotheses by observations; a test is a case of the general rule."""

import numpy as np


def coin(bias, toss):
    return bias if toss == "H" else 1 - bias


def ppv(prevalence, sensitivity, specificity):
    given = np.array([prevalence, sensitivity, specificity], dtype=float)
    if np.any(given < 0) or np.any(given > 1):
        raise ValueError("a share outside of [0, 1]")
    rows = {True: given[1], False: 1 - given[2]}
    return posterior({True: given[0], False: 1 - given[0]}, lambda sick, _: rows[sick], ["positive"])[True]


def from_odds(prior_odds, ratios):
    factors = np.array([prior_odds, *ratios], dtype=float)
    if not np.all(factors > 0):
        raise ValueError("factors must be positive")
    against = np.logaddexp(0.0, -np.log(factors).sum())  # log(1 + 1/odds)
    return float(np.exp(-against))


def posterior(prior, likelihood, data):
    weights = np.array(list(prior.values()), dtype=float)
    if np.any(weights < 0):
        raise ValueError("negative weights")
    if not weights.size or not weights.any():
        raise ValueError("no weight is positive")
    chances = np.array([[likelihood(h, x) for x in data] for h in prior], dtype=float)
    chances = chances.reshape(len(prior), len(data))  # (h, n), also for n = 0
    with np.errstate(divide="ignore"):
        scores = np.log(weights) + np.log(chances).sum(axis=1)  # (h,)
    top = scores.max()
    if np.isneginf(top):
        raise ValueError("no hypothesis allows the data")
    shares = np.exp(scores - top)
    return {h: float(p) for h, p in zip(prior, shares / shares.sum(), strict=True)}
