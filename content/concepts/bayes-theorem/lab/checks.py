"""Checks of lab-bayes-update: counts of people, exact fractions, and SciPy's logsumexp and binom."""

import math
from fractions import Fraction as F

import numpy as np
from scipy.special import logsumexp
from scipy.stats import binom

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that

# --- task 1 ------------------------------------------------------------------------------------


@check("ppv: the example of the brief", task=1)
def ppv_example(lab, rng):
    # Of 10,000 people 100 are sick, 90 of them positive; of 9,900 healthy ones 495 are positive.
    close(lab.ppv(0.01, 0.9, 0.95), 90 / 585, abs_tol=1e-12)
    close(lab.ppv(0.25, 0.5, 0.75), 0.4, abs_tol=1e-12)


@check("ppv: agrees with exact fractions on random tests", task=1)
def ppv_random(lab, rng):
    for _ in range(5):
        p, sens, spec = (F(int(k), 1000) for k in rng.integers(1, 1000, size=3))
        right = p * sens / (p * sens + (1 - p) * (1 - spec))
        close(lab.ppv(float(p), float(sens), float(spec)), float(right), rel_tol=1e-9)


@check("ppv: perfect and worthless tests, certain and impossible illness", task=1)
def ppv_edges(lab, rng):
    close(lab.ppv(0.3, 0.8, 1.0), 1.0, "Without false positives")
    close(lab.ppv(0.3, 0.0, 0.9), 0.0, "Without true positives")
    close(lab.ppv(0.3, 0.6, 0.4), 0.3, "A test that is positive for 60 % of the sick and of the healthy")
    close(lab.ppv(0.0, 0.9, 0.9), 0.0, "Nobody is sick")
    close(lab.ppv(1.0, 0.9, 0.9), 1.0, "Everybody is sick")
    close(lab.ppv(1, 1, 0), 1.0, "Whole numbers")


@check("ppv: refuses what is no probability, and tests that are never positive", task=1)
def ppv_refuses(lab, rng):
    close(lab.ppv(0.5, 0.5, 0.5), 0.5)
    for bad in ((-0.1, 0.9, 0.9), (1.1, 0.9, 0.9), (0.1, -0.1, 0.9), (0.1, 1.1, 0.9), (0.1, 0.9, -0.1)):
        raises(ValueError, lab.ppv, *bad)
    for bad in ((0.1, 0.9, 1.1), (0.0, 0.9, 1.0), (0.2, 0.0, 1.0), (1.0, 0.0, 0.5)):
        raises(ValueError, lab.ppv, *bad)


# --- task 2 ------------------------------------------------------------------------------------


@check("from_odds: the example of the brief, and no ratios", task=2)
def odds_example(lab, rng):
    close(lab.from_odds(0.5, [3, 2]), 0.75, abs_tol=1e-12)
    close(lab.from_odds(0.25, []), 0.2, "Prior odds 1 to 4, without data", abs_tol=1e-12)
    close(lab.from_odds(3, [0.5]), 0.6, "Odds 3, one ratio of 1/2", abs_tol=1e-12)


@check("from_odds: gives what counting gives", task=2)
def odds_random(lab, rng):
    for count in (1, 2, 4):
        odds, ratios = F(int(rng.integers(1, 9)), 7), [F(int(k), 10) for k in rng.integers(1, 60, size=count)]
        right = odds * math.prod(ratios)
        close(
            lab.from_odds(float(odds), [float(r) for r in ratios]), float(right / (1 + right)), rel_tol=1e-9
        )


@check("from_odds: thousands of ratios that cancel", task=2)
def odds_extremes(lab, rng):
    close(lab.from_odds(1.0, [10.0] * 500 + [0.1] * 500), 0.5, "500 ratios of 10, 500 of 0.1", abs_tol=1e-9)
    close(lab.from_odds(3.0, [0.1] * 500 + [10.0] * 500), 0.75, "500 ratios of 0.1, 500 of 10", abs_tol=1e-9)
    close(lab.from_odds(1.0, [10.0] * 400), 1.0, "400 ratios of 10")
    close(lab.from_odds(1.0, [0.1] * 400), 0.0, "400 ratios of 0.1", abs_tol=1e-300)


@check("from_odds: refuses odds and ratios that are not positive", task=2)
def odds_refuse(lab, rng):
    close(lab.from_odds(1.0, [1.0]), 0.5)
    for odds, ratios in ((0.0, [2.0]), (-1.0, [2.0]), (1.0, [2.0, 0.0]), (1.0, [-2.0]), (-1.0, [-2.0])):
        raises(ValueError, lab.from_odds, odds, ratios)


# --- task 3 ------------------------------------------------------------------------------------


def table(rows):
    """A likelihood function from {hypothesis: {observation: probability}}."""
    return lambda h, x: rows[h][x]


@check("posterior: the example of the brief", task=3)
def coins_example(lab, rng):
    close(lab.posterior({0.5: 1, 0.75: 1}, lab.coin, ["H", "H"]), {0.5: 4 / 13, 0.75: 9 / 13}, abs_tol=1e-12)


@check("posterior: a rare disease after one and after two positive tests", task=3)
def screening(lab, rng):
    test = table({"sick": {"+": 0.9, "-": 0.1}, "healthy": {"+": 0.05, "-": 0.95}})
    prior = {"sick": 0.01, "healthy": 0.99}
    once = F(90, 585)
    close(lab.posterior(prior, test, ["+"]), {"sick": float(once), "healthy": float(1 - once)}, abs_tol=1e-12)
    twice = F(81, 100) / (F(81, 100) + 99 * F(25, 10_000))
    close(
        item(lab.posterior(prior, test, ["+", "+"]), "sick"), float(twice), "After two tests", abs_tol=1e-12
    )


@check("posterior: without data it is the prior, divided by its sum", task=3)
def no_data(lab, rng):
    got = lab.posterior({"a": 3, "b": 1, "c": 0}, lambda h, x: 1.0, [])
    close(got, {"a": 0.75, "b": 0.25, "c": 0.0}, abs_tol=1e-12)
    that(
        list(got) == ["a", "b", "c"], f"The keys come as {list(got)}; the prior has them as ['a', 'b', 'c']."
    )


@check("posterior: agrees with exact fractions on random tables", task=3)
def random_tables(lab, rng):
    for hypotheses, n in ((1, 2), (2, 1), (3, 4), (4, 6)):
        weights = rng.integers(1, 9, size=hypotheses).tolist()
        rows = [[F(int(k), 20) for k in rng.integers(1, 20, size=3)] for _ in range(hypotheses)]
        data = rng.integers(0, 3, size=n).tolist()
        scores = [w * math.prod(row[x] for x in data) for w, row in zip(weights, rows, strict=True)]
        right = {h: float(s / sum(scores)) for h, s in enumerate(scores)}
        prior = dict(enumerate(weights))
        close(lab.posterior(prior, lambda h, x, rows=rows: float(rows[h][x]), data), right, abs_tol=1e-10)


@check("posterior: yesterday's posterior is today's prior, and the order does not matter", task=3)
def sequential(lab, rng):
    rows = {h: dict(zip("abc", rng.dirichlet([2, 2, 2]).tolist(), strict=True)) for h in "XYZ"}
    data = [str(x) for x in rng.choice(list("abc"), size=8)]
    prior = {"X": 1.0, "Y": 2.0, "Z": 3.0}
    at_once = lab.posterior(prior, table(rows), data)
    scores = {h: prior[h] * math.prod(rows[h][x] for x in data) for h in rows}
    right = {h: score / sum(scores.values()) for h, score in scores.items()}
    close(at_once, right, "All observations at once", abs_tol=1e-12)
    step = prior
    for x in data:
        step = lab.posterior(step, table(rows), [x])
    close(step, right, "One observation after the other", abs_tol=1e-12)
    close(lab.posterior(prior, table(rows), data[::-1]), right, "In the opposite order", abs_tol=1e-12)


@check("posterior: refuses a prior that is none, and data that nothing allows", task=3)
def posterior_refuses(lab, rng):
    close(lab.posterior({"a": 1}, lambda h, x: 0.5, [1]), {"a": 1.0})
    for bad in ({}, {"a": 0, "b": 0.0}, {"a": 2, "b": -1}, {"a": -1, "b": -2}):
        raises(ValueError, lab.posterior, bad, lambda h, x: 0.5, [1])
        raises(ValueError, lab.posterior, bad, lambda h, x: 0.5, [])
    raises(ValueError, lab.posterior, {"a": 1, "b": 1}, lambda h, x: 0.0, [1])
    only_b = table({"a": {1: 0.0}, "b": {1: 0.5}})
    raises(ValueError, lab.posterior, {"a": 1, "b": 0}, only_b, [1])


@check("posterior: leaves prior and data as they were", task=3)
def arguments_kept(lab, rng):
    prior, data = {0.2: 3, 0.8: 1}, ["T", "H", "T"]
    got, after = echo(lab.posterior, prior, lab.coin, data)
    close(got, {0.2: 12 / 13, 0.8: 1 / 13}, abs_tol=1e-12)
    equal(after[0], prior, "`posterior` changed the prior in place")
    equal(after[2], data, "`posterior` changed the data in place")


# --- task 4 ------------------------------------------------------------------------------------


@check("posterior: two thousand and ten thousand tosses", task=4)
def many_tosses(lab, rng):
    biases = np.linspace(0.05, 0.95, 7)
    weights = rng.uniform(0.5, 2, size=7)
    for n in (2_000, 10_000):
        bias = rng.uniform(0.3, 0.7)
        data = np.where(rng.random(n) < bias, "H", "T").tolist()
        scores = np.log(weights) + binom.logpmf(data.count("H"), n, biases)
        right = np.exp(scores - logsumexp(scores))
        prior = dict(zip(biases.tolist(), weights.tolist(), strict=True))
        got = lab.posterior(prior, lab.coin, data)
        close(got, dict(zip(prior, right.tolist(), strict=True)), abs_tol=1e-9)


@check("posterior: a hypothesis that fell far behind comes back", task=4)
def comes_back(lab, rng):
    prior = {0.2: 1, 0.8: 3}
    for data in (["H"] * 1500 + ["T"] * 1500, ["T"] * 1500 + ["H"] * 1500):
        got = lab.posterior(prior, lab.coin, data)
        close(got, {0.2: 0.25, 0.8: 0.75}, "After 1,500 tosses of each kind", abs_tol=1e-9)


@check("posterior: what is impossible gets exactly 0", task=4)
def impossible(lab, rng):
    got = lab.posterior({0.0: 1, 0.5: 1, 1.0: 1}, lab.coin, ["H", "H"])
    close(got, {0.0: 0.0, 0.5: 0.2, 1.0: 0.8}, abs_tol=1e-12)
    equal(item(got, 0.0), 0.0, "A coin without heads, after heads")
    both = lab.posterior({0.0: 1, 0.5: 0, 0.25: 1, 1.0: 1}, lab.coin, ["H", "T"] * 3)
    equal(both, {0.0: 0.0, 0.5: 0.0, 0.25: 1.0, 1.0: 0.0})


@check("posterior: tiny and huge likelihoods", task=4)
def densities(lab, rng):
    for size in (1e-200, 1e200):
        rows = {"a": {0: size, 1: 3 * size}, "b": {0: 2 * size, 1: size}}
        got = lab.posterior({"a": 1, "b": 1}, table(rows), [0, 1, 1, 0, 1])
        close(got, {"a": 27 / 31, "b": 4 / 31}, f"Likelihoods about {size:g}", abs_tol=1e-9)


@check("posterior: everything is a probability, and all together they are certain", task=4)
def sums_to_one(lab, rng):
    biases = np.linspace(0, 1, 11).tolist()
    data = np.where(rng.random(1500) < 0.5, "H", "T").tolist()
    got = lab.posterior(dict.fromkeys(biases, 1.0), lab.coin, data)
    that(isinstance(got, dict), "`posterior` must return a dictionary.")
    values = array(list(got.values()), (11,))
    that(bool(np.all((values >= 0) & (values <= 1))), "A posterior probability lies outside of [0, 1].")
    close(float(values.sum()), 1.0, "The sum of the posterior", abs_tol=1e-9)


# --- probes: fixed inputs whose outputs tell the known mistakes apart ---------------------------


@probe
def rare_disease(lab):
    return lab.ppv(0.01, 0.9, 0.95)


@probe
def common_disease(lab):
    return lab.ppv(0.5, 0.8, 0.7)


@probe
def never_positive(lab):
    return lab.ppv(0.0, 0.9, 1.0)


@probe
def odds_of_three(lab):
    return lab.from_odds(0.5, [3, 2])


@probe
def odds_that_cancel(lab):
    return lab.from_odds(1.0, [10.0] * 400 + [0.1] * 400)


@probe
def two_heads(lab):
    return lab.posterior({0.5: 1, 0.75: 1}, lab.coin, ["H", "H"])


@probe
def unequal_prior(lab):
    return lab.posterior({0.5: 3, 0.75: 1}, lab.coin, ["H", "T"])


@probe
def no_observations(lab):
    return lab.posterior({0.5: 3, 0.75: 1}, lab.coin, [])


@probe
def long_run(lab):
    return lab.posterior({0.4: 1, 0.6: 1}, lab.coin, ["H", "T"] * 700 + ["H"])


@probe
def back_again(lab):
    return lab.posterior({0.2: 1, 0.8: 1}, lab.coin, ["H"] * 900 + ["T"] * 900)


@probe
def impossible_heads(lab):
    return lab.posterior({0.0: 1, 0.5: 1}, lab.coin, ["H"])
