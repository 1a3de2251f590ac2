"""Checks of lab-monte-carlo: by hand with chosen numbers, and by SciPy's tests with chance.

A right solution fails a test of chance less than once in 100,000 submissions.
"""

import math

import numpy as np
from scipy import stats

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that


def seed_of(rng):
    return int(rng.integers(1, 2**30))


# --- task 1 ------------------------------------------------------------------------------------


def pairs_from(a, b):
    """The pairs that the numbers a and b may give: either may set the radius, as u or as 1 - u."""
    for u, v in ((1 - a, b), (a, b), (1 - b, a), (b, a)):
        radius, angle = math.sqrt(-2 * math.log(u)), 2 * math.pi * v
        yield radius * math.cos(angle), radius * math.sin(angle)


@check("box_muller: two values from two numbers", task=1)
def one_pair(lab, rng):
    close(
        np.sort(array(lab.box_muller(lab.Fixed([0.5, 0.5]), 2), (2,))),
        [-math.sqrt(2 * math.log(2)), 0.0],
        "Two values from 0.5 and 0.5, the smaller one first",
        abs_tol=1e-12,
    )
    for _ in range(3):
        a, b = rng.uniform(0.05, 0.95, size=2).tolist()
        got = np.sort(array(lab.box_muller(lab.Fixed([a, b]), 2), (2,)))
        that(
            any(np.allclose(got, sorted(pair), rtol=0, atol=1e-9) for pair in pairs_from(a, b)),
            f"{got} are not the cosine and the sine value of a radius and an angle from {a:.3f} and {b:.3f}.",
        )


@check("box_muller: odd and small n, and no number drawn too many", task=1)
def odd(lab, rng):
    a, b = rng.uniform(0.05, 0.95, size=2).tolist()
    single = array(lab.box_muller(lab.Fixed([a, b]), 1), (1,))[0]
    that(
        any(np.isclose(single, one, rtol=0, atol=1e-9) for pair in pairs_from(a, b) for one in pair),
        f"The single value {single:.4f} is neither value of the pair from {a:.3f} and {b:.3f}.",
    )
    array(lab.box_muller(lab.MinStd(seed_of(rng)), 0), (0,))
    for n in (3, 4, 7):
        source = lab.Fixed(rng.uniform(0.05, 0.95, size=2 * math.ceil(n / 2) + 1).tolist())
        array(lab.box_muller(source, n), (n,))
        close(len(source.numbers), 1, f"Numbers left over of {2 * math.ceil(n / 2) + 1}, for n = {n}")


@check("box_muller: finite also where the generator gives 0", task=1)
def zeros(lab, rng):
    got = array(lab.box_muller(lab.MinStd(1), 4), (4,))
    for numbers in ([0.0] * 4, [0.0, 0.5, 0.0, 0.5], [0.5, 0.0, 0.5, 0.0], [1 - 2.0**-53] * 4):
        got = array(lab.box_muller(lab.Fixed(numbers + [0.3] * 12), 4), (4,))
        that(bool(np.all(np.abs(got) < 9)), f"The numbers {numbers} gave the values {got}.")


@check("box_muller: 20,001 values pass tests for a normal distribution", task=1)
def normal(lab, rng):
    got = array(lab.box_muller(lab.MinStd(seed_of(rng)), 20_001), (20_001,))
    p = min(stats.kstest(got, stats.norm.cdf).pvalue, stats.normaltest(got).pvalue)
    that(bool(p > 1e-6), f"Standard normal values look like these with a probability of {p:.1g} only.")
    that(len(set(got.tolist())) > 20_000, "Some values occur twice: each pair should give two values.")


# --- task 2 ------------------------------------------------------------------------------------


def source_of(values):
    """A sampler that hands out `values`, or the first of them."""
    return lambda rng, size: np.array(values)[:size]


@check("monte_carlo: estimate and standard error of given draws", task=2)
def given_draws(lab, rng):
    got = lab.monte_carlo(lambda x: 10 * x, source_of([1.0, 2.0, 4.0, 5.0]), 4, lab.MinStd(1))
    close(item(got, 0), 30.0, "The estimate from 10, 20, 40, 50", abs_tol=1e-9)
    close(item(got, 1), math.sqrt(1000 / 3 / 4), "The standard error from 10, 20, 40, 50", abs_tol=1e-9)
    close(len(got), 2, "The number of results")
    for n in (2, 3, 10):
        x = rng.normal(loc=2, size=n)
        got = lab.monte_carlo(lambda x: x**2, source_of(x), n, lab.MinStd(1))
        right = (np.mean(x**2), stats.sem(x**2))
        close(got, right, f"X^2 of {n} draws: estimate and standard error", rel_tol=1e-9)


@check("monte_carlo: the probability of an event, and a constant", task=2)
def events(lab, rng):
    x = [3.0, -1.0, 2.0, 5.0, 0.0]
    got = lab.monte_carlo(lambda x: x > 1, source_of(x), 5, lab.MinStd(1))
    close(got, [0.6, math.sqrt(0.3 / 5)], "P(X > 1) from 3, -1, 2, 5, 0", rel_tol=1e-9)
    got = lab.monte_carlo(lambda x: 0 * x + 7.0, source_of(x), 5, lab.MinStd(1))
    close(got, [7.0, 0.0], "E[7]", abs_tol=1e-12)


@check("monte_carlo: large values keep their digits", task=2)
def shifted(lab, rng):
    x = 1e9 + rng.normal(size=50)
    got = lab.monte_carlo(lambda x: x, source_of(x), 50, lab.MinStd(1))
    close(item(got, 1), stats.sem(x), "The standard error of values near 1e9", rel_tol=1e-5)


@check("monte_carlo: the draws come from sampler(rng, n)", task=2)
def from_sampler(lab, rng):
    u = rng.uniform(0.05, 0.95, size=6)
    source = lab.Fixed([*u.tolist(), 0.5])
    got = lab.monte_carlo(lambda x: x**3, lab.Uniform(0, 4).sample, 6, source)
    close(got, [np.mean((4 * u) ** 3), stats.sem((4 * u) ** 3)], "X^3 of six uniform draws", rel_tol=1e-9)
    close(source.numbers, [0.5], "What is left in the generator after six draws")


@check("monte_carlo: estimate +- 1.96 standard errors covers an integral in about 95 % of 400 runs", task=2)
def covers(lab, rng):
    # f is 2 on average over [0, pi]; the sample mean of 60 such values is close to normal.
    generator, sampler = lab.MinStd(seed_of(rng)), lab.Uniform(0, math.pi).sample
    covered = 0
    for _ in range(400):
        got = array(lab.monte_carlo(lambda x: math.pi * np.sin(x), sampler, 60, generator), (2,))
        covered += bool(abs(got[0] - 2) <= 1.96 * got[1])
    that(0.875 <= covered / 400 <= 0.99, f"{covered} of 400 intervals covered the integral, 2.")


@check("monte_carlo: a single draw, or none, has no standard error", task=2)
def too_few(lab, rng):
    close(lab.monte_carlo(lambda x: x, source_of([1.0, 3.0]), 2, lab.MinStd(1)), [2.0, 1.0], "1 and 3")
    raises(ValueError, lab.monte_carlo, lambda x: x, source_of([1.0]), 1, lab.MinStd(1))
    raises(ValueError, lab.monte_carlo, lambda x: x, source_of([]), 0, lab.MinStd(1))


# --- task 3 ------------------------------------------------------------------------------------


def watched(lab, data, B, seed, stat=np.sum):
    """(what bootstrap gave, all samples that stat was called with)."""
    seen = []

    def watch(x):
        x = array(x, (len(data),))
        seen.append(x.tolist())
        return float(stat(x))

    return array(lab.bootstrap(data, watch, B, lab.MinStd(seed)), (B,)), seen


@check("bootstrap: B values of stat, each on a sample of the length of the data", task=3)
def replicates(lab, rng):
    data = rng.choice(1000, size=6, replace=False).astype(float)
    for stat in (np.sum, np.median):
        got, seen = watched(lab, data, 25, seed_of(rng), stat)
        that(len(seen) == 25, f"`stat` was called {len(seen)} times; with B = 25 it should be 25.")
        close(got, [float(stat(x)) for x in seen], "The values of `stat`, in the order of the calls")
        strangers = set(np.ravel(seen).tolist()) - set(data.tolist())
        that(not strangers, f"{sorted(strangers)[:3]} were drawn, which are not in the data.")


@check("bootstrap: every choice with repetition is equally likely", task=3)
def all_choices(lab, rng):
    for n, B in ((2, 400), (3, 1000)):
        data = np.arange(n) + 1.0
        _, seen = watched(lab, data, B, seed_of(rng))
        codes = [sum(int(v - 1) * n**i for i, v in enumerate(x)) for x in seen]
        counts = np.bincount(codes, minlength=n**n)
        p = stats.chisquare(counts).pvalue
        that(
            bool(p > 1e-6),
            f"Of {B} samples from {n} values, the {n**n} choices came unevenly: {counts.tolist()} times.",
        )


@check("bootstrap: the spread of medians is that of scipy.stats.bootstrap", task=3)
def against_scipy(lab, rng):
    data = rng.exponential(size=15)
    got, _ = watched(lab, data, 1200, seed_of(rng), np.median)
    right = stats.bootstrap((data,), np.median, n_resamples=5000, method="percentile", random_state=rng)
    p = stats.ks_2samp(got, right.bootstrap_distribution, method="asymp").pvalue
    that(bool(p > 1e-6), f"The medians differ from those of scipy.stats.bootstrap (p = {p:.1g}).")


@check("bootstrap: a single value, lists, integers, no replicate", task=3)
def small_data(lab, rng):
    close(lab.bootstrap([7.0], lambda x: float(np.mean(x)), 3, lab.MinStd(1)), [7, 7, 7], "Data 7.0")
    got = lab.bootstrap([3, 3, 3, 3], lambda x: int(np.sum(x)), 2, lab.MinStd(1))
    close(got, [12.0, 12.0], "Sums of 3, 3, 3, 3", dtype=np.float64)
    array(lab.bootstrap(np.array([1.0, 2.0]), lambda x: 0.0, 0, lab.MinStd(1)), (0,))


@check("bootstrap: leaves the data alone, and refuses empty data", task=3)
def data_kept(lab, rng):
    data = rng.choice(1000, size=5, replace=False).astype(float)
    got, after = echo(lab.bootstrap, data, lambda x: float(np.max(x)), 8, lab.MinStd(seed_of(rng)))
    that(bool(np.all(np.isin(array(got, (8,)), data))), "A largest value is not in the data.")
    equal(after[0], data, "`bootstrap` changed the data in place")
    raises(ValueError, lab.bootstrap, np.array([]), lambda x: 0.0, 3, lab.MinStd(1))


# --- probes: fixed inputs whose outputs tell the known mistakes apart ---------------------------


@probe
def halves(lab):
    return np.sort(array(lab.box_muller(lab.Fixed([0.5, 0.5]), 2), (2,))).round(9)


@probe
def after_zero(lab):
    got = [array(lab.box_muller(lab.Fixed([*z, 0.3, 0.3, 0.3]), 2), (2,)) for z in ([0.0, 0.3], [0.3, 0.0])]
    return bool(np.all(np.isfinite(got)))


@probe
def four_draws(lab):
    return list(lab.monte_carlo(lambda x: x**2, source_of([1.0, 2.0, 4.0, 5.0]), 4, lab.MinStd(1)))


@probe
def five_values(lab):
    data = [1.0, 2.0, 3.0, 4.0, 5.0]
    lengths, repeats, seen, last = set(), 0, set(), set()

    def watch(x):
        nonlocal repeats, last
        x = array(x, (None,)).tolist()
        lengths.add(len(x))
        repeats += len(set(x)) < len(x)
        seen.update(x)
        last = set(x)
        return sum(x)

    lab.bootstrap(data, watch, 120, lab.MinStd(7))
    return [sorted(lengths), repeats > 60, sorted(seen), len(last) > 1]
