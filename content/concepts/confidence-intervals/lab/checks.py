"""Checks of lab-intervals, against SciPy: Student's t, and the Wilson interval of its binomial test."""

import math

import numpy as np
from scipy import stats

from groundup.grading import array, check, close, echo, equal, probe, raises, that

SEEDS = [71.2, 69.8, 70.5, 72.1, 70.9]


def student(x, level):
    return stats.t.interval(level, len(x) - 1, np.mean(x), stats.sem(x))


def textbook(k, n, level):
    half = stats.norm.ppf((1 + level) / 2) * math.sqrt(k / n * (1 - k / n) / n)
    return k / n - half, k / n + half


def by_score(k, n, level):
    found = stats.binomtest(k, n).proportion_ci(level, method="wilson")
    return found.low, found.high


def refuse_levels(function, *args):
    for level in (0, 1, -0.5, 1.5, 95):
        raises(ValueError, function, *args, level)


# --- task 1 ------------------------------------------------------------------------------------


@check("t_interval: five training runs", task=1)
def five_runs(lab, rng):
    close(lab.t_interval(SEEDS), student(SEEDS, 0.95), "The level 0.95", abs_tol=1e-9)
    close(lab.t_interval(SEEDS, 0.95), student(SEEDS, 0.95), "The level 0.95, said", abs_tol=1e-9)
    close(lab.t_interval(SEEDS, level=0.8), student(SEEDS, 0.8), "The level 0.8", abs_tol=1e-9)


@check("t_interval: random samples and levels, against scipy.stats.t.interval", task=1)
def random_samples(lab, rng):
    for n in (2, 3, 8, 60):
        x = rng.normal(loc=5, scale=2, size=n)
        for level in (0.1, 0.9, float(rng.uniform(0.5, 0.99)), 0.999):
            close(lab.t_interval(x, level), student(x, level), f"{n} values, level {level:.3f}", rel_tol=1e-8)


@check("t_interval: the data may be integers, equal or large, and are not changed", task=1)
def other_data(lab, rng):
    close(lab.t_interval([1, 2, 4]), student([1, 2, 4], 0.95), "1, 2, 4", abs_tol=1e-9)
    close(lab.t_interval([3.0, 3.0, 3.0]), [3.0, 3.0], "3, 3, 3", abs_tol=1e-12)
    x = 1e6 + rng.normal(size=5)
    got, after = echo(lab.t_interval, x)
    close(got, student(x, 0.95), "Values near a million", rel_tol=1e-12)
    equal(after[0], x, "`t_interval` changed the data in place")


@check("t_interval: refuses fewer than two values and impossible levels", task=1)
def t_refusals(lab, rng):
    close(lab.t_interval([1.0, 3.0], 0.5), student([1.0, 3.0], 0.5), "1 and 3, level 0.5", abs_tol=1e-9)
    raises(ValueError, lab.t_interval, [1.0])
    raises(ValueError, lab.t_interval, [])
    refuse_levels(lab.t_interval, SEEDS)


# --- task 2 ------------------------------------------------------------------------------------


@check("wald: shares of 30, against the formula", task=2)
def walds(lab, rng):
    close(lab.wald(18, 30), textbook(18, 30, 0.95), "18 of 30", abs_tol=1e-9)
    for k, n, level in (
        (1, 4, 0.9),
        (3, 4, 0.99),
        (int(rng.integers(1, 200)), 200, float(rng.uniform(0.5, 0.99))),
    ):
        close(lab.wald(k, n, level), textbook(k, n, level), f"{k} of {n}, level {level:.3f}", abs_tol=1e-9)
    close(lab.wald(0, 30), [0, 0], "0 of 30: the width is 0, and that is its fault", abs_tol=1e-12)
    close(lab.wald(30, 30), [1, 1], "30 of 30", abs_tol=1e-12)


@check("wilson: every k of 1, 2, 7 and 30, against SciPy", task=2)
def wilsons(lab, rng):
    close(lab.wilson(18, 30), by_score(18, 30, 0.95), "18 of 30", abs_tol=1e-9)
    close(lab.wilson(0, 30), [0, by_score(0, 30, 0.95)[1]], "0 of 30", abs_tol=1e-9)
    for n in (1, 2, 7, 30):
        level = float(rng.uniform(0.5, 0.99))
        for k in range(n + 1):
            close(
                lab.wilson(k, n, level), by_score(k, n, level), f"{k} of {n}, level {level:.3f}", abs_tol=1e-9
            )


@check("wilson: large n, and a level of 0.999", task=2)
def large_n(lab, rng):
    k = int(rng.integers(1, 20))
    close(lab.wilson(k, 10**6), by_score(k, 10**6, 0.95), f"{k} of a million", rel_tol=1e-6)
    close(lab.wilson(3, 12, 0.999), by_score(3, 12, 0.999), "3 of 12, level 0.999", abs_tol=1e-9)


@check("wald, wilson: refuse impossible counts and levels", task=2)
def share_refusals(lab, rng):
    for function in (lab.wald, lab.wilson):
        array(function(1, 1), (2,))
        for k, n in ((-1, 5), (6, 5), (0, 0)):
            raises(ValueError, function, k, n)
        refuse_levels(function, 2, 5)
    raises(ValueError, lab.wilson, -1, 5, 0.999)


# --- task 3 ------------------------------------------------------------------------------------


def watched(lab, x, stat, level, B, seed):
    """(the interval, the values that stat gave)."""
    values = []

    def watch(sample):
        values.append(float(stat(array(sample, (len(x),)))))
        return values[-1]

    return lab.bootstrap_ci(x, watch, level, B, lab.MinStd(seed)), values


@check("bootstrap_ci: the quantiles of the values that stat gave", task=3)
def percentiles(lab, rng):
    for n, B, level, stat in ((6, 20, 0.9, np.mean), (9, 101, 0.5, np.median), (12, 200, 0.95, np.max)):
        x = rng.normal(size=n)
        got, values = watched(lab, x, stat, level, B, int(rng.integers(1, 2**30)))
        that(len(values) == B, f"`stat` was called {len(values)} times; with B = {B} it should be {B}.")
        right = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
        close(got, right, f"{stat.__name__} of {n} values, B = {B}, level {level}", abs_tol=1e-9)


@check("bootstrap_ci: the samples are drawn from x with replacement", task=3)
def resamples(lab, rng):
    got, values = watched(lab, [0.0, 1.0], np.sum, 0.9, 400, int(rng.integers(1, 2**30)))
    close(got, [0.0, 2.0], "Sums of two draws of 0 and 1", abs_tol=1e-9)
    counts = [values.count(total) for total in (0, 1, 2)]
    p = stats.chisquare(counts, [100, 200, 100]).pvalue if sum(counts) == 400 else 0.0
    that(bool(p > 1e-6), f"Sums 0, 1, 2 came {counts} times; 100, 200 and 100 are expected.")


@check("bootstrap_ci: lists, equal values, and impossible levels", task=3)
def bootstrap_edges(lab, rng):
    close(lab.bootstrap_ci([7, 7, 7], lambda x: float(np.mean(x)), 0.9, 5, lab.MinStd(1)), [7, 7], "7, 7, 7")
    for level in (0, 1, -0.5, 1.5):
        raises(ValueError, lab.bootstrap_ci, [1.0, 2.0], lambda x: 0.0, level, 5, lab.MinStd(1))


# --- task 4 ------------------------------------------------------------------------------------


def in_turn(values):
    """A sampler that hands out one of the values at each call."""
    left = list(values)
    return lambda rng: left.pop(0)


@check("coverage: counts the intervals that contain the truth, ends included", task=4)
def counts(lab, rng):
    def around(x):
        return x - 1, x + 1

    got = lab.coverage(around, in_turn([0.0, 0.5, 1.0, 2.0, 3.0, -4.0, 9.0, 5.0]), 1.0, 8, lab.MinStd(1))
    close(got, 0.5, "Truth 1; intervals 0 +- 1, 0.5 +- 1, 1 +- 1, 2 +- 1 and four others", abs_tol=1e-12)
    close(lab.coverage(around, in_turn([4.0]), 1.0, 1, lab.MinStd(1)), 0.0, "A single miss")
    close(lab.coverage(around, in_turn([1.5]), 1.0, 1, lab.MinStd(1)), 1.0, "A single hit")
    x = rng.normal(size=25)
    right = float(np.mean(np.abs(x - 0.3) <= 1))
    close(lab.coverage(around, in_turn(x.tolist()), 0.3, 25, lab.MinStd(1)), right, "25 draws", abs_tol=1e-12)


@check("coverage: hands rng to the sampler and the sample to the method", task=4)
def hands_on(lab, rng):
    seen = []

    def method(x):
        seen.append(array(x, (3,)).tolist())
        return 0.0, 1.0

    samples = rng.normal(size=(4, 3))
    close(lab.coverage(method, in_turn(samples), 0.5, 4, lab.MinStd(1)), 1.0, "Four samples", abs_tol=1e-12)
    equal(seen, samples.tolist(), "The samples that the method saw")
    generator, twin = lab.MinStd(7), lab.MinStd(7)
    low = lab.coverage(lambda x: (x, 1.0), lambda rng: rng.random(), 0.5, 20, generator)
    right = sum(twin.random() <= 0.5 for _ in range(20)) / 20
    close(low, right, "Draws by rng.random() of MinStd(7)", abs_tol=1e-12)


@check("coverage: t_interval keeps its word for five normal values, Wald does not for 30 trials", task=4)
def simulated(lab, rng):
    x = rng.normal(loc=3, size=(250, 5))
    right = float(np.mean([low <= 3 <= high for low, high in (student(row, 0.95) for row in x)]))
    close(lab.coverage(lab.t_interval, in_turn(x), 3.0, 250, lab.MinStd(1)), right, "t", abs_tol=1e-12)
    for method, oracle in ((lab.wald, textbook), (lab.wilson, by_score)):
        k = rng.binomial(30, 0.05, size=120).tolist()
        right = sum(low <= 0.05 <= high for low, high in (oracle(one, 30, 0.95) for one in k)) / 120
        got = lab.coverage(lambda k, method=method: method(k, 30), in_turn(k), 0.05, 120, lab.MinStd(1))
        close(got, right, "Shares of 30, p = 0.05", abs_tol=1e-12)


# --- probes: fixed inputs whose outputs tell the known mistakes apart ---------------------------


@probe
def runs(lab):
    return np.round(array(lab.t_interval(SEEDS), (2,)), 7)


@probe
def runs_at_80(lab):
    return np.round(array(lab.t_interval(SEEDS, 0.8), (2,)), 7)


@probe
def two_of_ten(lab):
    return np.round(array(lab.wilson(2, 10), (2,)), 7)


@probe
def textbook_share(lab):
    return np.round(array(lab.wald(2, 10), (2,)), 7)


@probe
def fixed_values(lab):
    """Values of stat that do not depend on the samples: 0 to 40, in turn."""
    values = iter(range(41))
    return list(lab.bootstrap_ci([1.0, 2.0], lambda x: float(next(values)), 0.8, 41, lab.MinStd(1)))


@probe
def edges(lab):
    return lab.coverage(lambda x: (x - 1, x + 1), in_turn([0.0, 0.5, 2.0, 9.0]), 1.0, 4, lab.MinStd(1))


@probe
def one_after_another(lab):
    return lab.coverage(lambda x: (x - 1, x + 1), in_turn([0.7, 9.0, 9.0, 1.2]), 1.0, 4, lab.MinStd(1))
