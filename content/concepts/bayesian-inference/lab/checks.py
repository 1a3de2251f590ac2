"""Checks of lab-conjugate: SciPy's distributions, exact fractions, and areas under a grid."""

import math
from fractions import Fraction as F

import numpy as np
from scipy import special, stats

from groundup.grading import array, check, close, echo, equal, probe, raises, that


def part(belief, name):
    """An attribute of the learner's object; None where there is none."""
    return getattr(belief, name, None)


def same(belief, names, right, what="", rel_tol=1e-10):
    for name, value in zip(names, right, strict=True):
        close(part(belief, name), value, f"{what} `{name}`".strip(), rel_tol=rel_tol)


AB, MTS = ("a", "b"), ("mu0", "tau0", "sigma")

# --- task 1 ------------------------------------------------------------------------------------


@check("BetaBinomial: the example of the brief", task=1)
def beta_example(lab, rng):
    belief = lab.BetaBinomial(2, 3).update(7, 10)
    same(belief, AB, (9.0, 6.0), "After 7 of 10:")
    close(part(belief, "mean"), 0.6, "The mean of Beta(9, 6)", abs_tol=1e-12)
    close(part(belief, "mode"), 8 / 13, "The mode of Beta(9, 6)", abs_tol=1e-12)
    that(type(part(belief, "a")) is float, "`a` must be a float.")


@check("BetaBinomial: random updates, at once or one after the other", task=1)
def beta_random(lab, rng):
    for _ in range(4):
        a, b = rng.uniform(0.3, 8, size=2).tolist()
        n1, n2 = rng.integers(1, 20, size=2).tolist()
        k1, k2 = int(rng.integers(0, n1 + 1)), int(rng.integers(0, n2 + 1))
        right = (a + k1 + k2, b + n1 + n2 - k1 - k2)
        same(lab.BetaBinomial(a, b).update(k1 + k2, n1 + n2), AB, right, "All at once:")
        same(lab.BetaBinomial(a, b).update(k1, n1).update(k2, n2), AB, right, "In two parts:")
        same(lab.BetaBinomial(a, b).update(k2, n2).update(k1, n1), AB, right, "The other way round:")
        close(part(lab.BetaBinomial(a, b), "mean"), a / (a + b), "`mean`", rel_tol=1e-10)


@check("BetaBinomial: an update leaves the prior as it was; no data change nothing", task=1)
def beta_kept(lab, rng):
    prior = lab.BetaBinomial(2, 3)
    same(prior.update(1, 4), AB, (3.0, 6.0), "After 1 of 4:")
    same(prior, AB, (2.0, 3.0), "The prior after its update:")
    same(prior.update(0, 0), AB, (2.0, 3.0), "After 0 of 0:")
    same(prior.update(5, 5), AB, (7.0, 3.0), "After 5 of 5:")
    same(prior.update(0, 5), AB, (2.0, 8.0), "After 0 of 5:")


@check("BetaBinomial: the mode, inside and at the ends", task=1)
def beta_mode(lab, rng):
    for a, b in ((2, 2), (2, 5), (1, 3), (3, 1), (1, 1.5), (1.5, 1)):
        close(part(lab.BetaBinomial(a, b), "mode"), (a - 1) / (a + b - 2), f"The mode of Beta({a}, {b})")
    a, b = rng.uniform(1.2, 9, size=2).tolist()
    density, at = stats.beta(a, b).pdf, float(array(part(lab.BetaBinomial(a, b), "mode"), ()))
    close(at, (a - 1) / (a + b - 2), "`mode`", rel_tol=1e-10)
    that(bool(density(at) >= max(density(at - 0.01), density(at + 0.01))), "The density is higher beside it.")


@check("BetaBinomial: refuses what is impossible", task=1)
def beta_refuses(lab, rng):
    same(lab.BetaBinomial(1, 1).update(1, 1), AB, (2.0, 1.0))
    for bad in ((0, 1), (1, 0), (-1, 2), (2, -1)):
        raises(ValueError, lab.BetaBinomial, *bad)
    for bad in ((-1, 3), (4, 3), (1, 0), (0, -1), (-2, -1)):
        raises(ValueError, lab.BetaBinomial(5, 6).update, *bad)
    for a, b in ((1, 1), (0.5, 0.5), (0.5, 2), (2, 0.5), (0.5, 1.5)):
        raises(ValueError, getattr, lab.BetaBinomial(a, b), "mode")


# --- task 2 ------------------------------------------------------------------------------------


@check("interval: the example of the brief", task=2)
def interval_example(lab, rng):
    close(lab.BetaBinomial(11, 2).interval(0.9), stats.beta.interval(0.9, 11, 2), abs_tol=1e-10)


@check("interval: agrees with SciPy, from vague to sharp beliefs", task=2)
def interval_random(lab, rng):
    beliefs = [(1, 1), (0.5, 0.5), (1, 9), (300, 80)]
    beliefs.append(tuple(rng.uniform(0.4, 12, size=2).tolist()))
    for a, b in beliefs:
        for level in (0.5, 0.95):
            right = stats.beta.interval(level, a, b)
            close(lab.BetaBinomial(a, b).interval(level), right, f"Beta({a:.3g}, {b:.3g})", abs_tol=1e-10)


@check("interval: refuses levels that are none", task=2)
def interval_refuses(lab, rng):
    close(lab.BetaBinomial(1, 1).interval(0.8), [0.1, 0.9], abs_tol=1e-10)
    for level in (0, 1, 0.0, 1.0, -0.1, 1.5, 95):
        raises(ValueError, lab.BetaBinomial(2, 2).interval, level)


@check("predictive: the example of the brief; with Beta(1, 1) every number is equally likely", task=2)
def predictive_example(lab, rng):
    close(lab.BetaBinomial(1, 1).predictive(2, 3), 0.25, abs_tol=1e-12)
    for n in (1, 4):
        for k in range(n + 1):
            close(lab.BetaBinomial(1, 1).predictive(k, n), 1 / (n + 1), f"{k} of {n}", rel_tol=1e-10)
    close(lab.BetaBinomial(2, 1).predictive(0, 0), 1.0, "0 of 0", rel_tol=1e-10)


@check("predictive: the beta-binomial distribution, long runs too, and the belief stays", task=2)
def predictive_random(lab, rng):
    a, b = rng.uniform(0.5, 6, size=2).tolist()
    belief = lab.BetaBinomial(a, b)
    for n in (1, 2, 6, 900):
        k = int(rng.integers(0, n + 1))
        right = float(stats.betabinom(n, a, b).pmf(k))
        close(belief.predictive(k, n), right, f"{k} of {n}", rel_tol=1e-8)
    same(belief, AB, (a, b), "After the predictions:")
    close(lab.BetaBinomial(2000, 3000).predictive(1, 1), 0.4, "1 of 1 with Beta(2000, 3000)", rel_tol=1e-8)
    for bad in ((-1, 3), (4, 3)):
        raises(ValueError, belief.predictive, *bad)


@check("log_beta and beta_cdf are as they were given", task=2)
def given(lab, rng):
    close(lab.BetaBinomial(3, 1).predictive(1, 1), 0.75, abs_tol=1e-12)
    for a, b in ((0.5, 0.5), (2.0, 5.0), (40.0, 3.0), (3.0, 3.0)):
        close(lab.log_beta(a, b), float(special.betaln(a, b)), f"log_beta({a}, {b})", abs_tol=1e-11)
        for x in (1e-9, 0.05, 0.4, 0.5, 0.95):
            right = float(stats.beta.cdf(x, a, b))
            close(lab.beta_cdf(x, a, b), right, f"beta_cdf({x}, {a}, {b})", abs_tol=1e-300, rel_tol=1e-11)


# --- task 3 ------------------------------------------------------------------------------------


@check("GammaPoisson: the example of the brief", task=3)
def gamma_example(lab, rng):
    prior = lab.GammaPoisson(2, 1)
    belief = prior.update([3, 0, 4])
    same(belief, AB, (9.0, 4.0), "After 3, 0, 4:")
    close(part(belief, "mean"), 2.25, "The mean", abs_tol=1e-12)
    same(prior, AB, (2.0, 1.0), "The prior after its update:")
    that(type(part(belief, "b")) is float, "`b` must be a float.")


@check("GammaPoisson: counts at once or one by one, arrays, and none at all", task=3)
def gamma_random(lab, rng):
    a, b = rng.uniform(0.5, 5, size=2).tolist()
    counts = rng.poisson(3, size=6)
    right = (a + int(counts.sum()), b + 6)
    same(lab.GammaPoisson(a, b).update(counts), AB, right, "All at once:")
    belief = lab.GammaPoisson(a, b)
    for count in counts.tolist():
        belief = belief.update([count])
    same(belief, AB, right, "One by one:")
    same(lab.GammaPoisson(a, b).update([]), AB, (a, b), "Without data:")
    close(part(lab.GammaPoisson(a, b), "mean"), a / b, "`mean`", rel_tol=1e-10)


@check("GammaPoisson: the next count is negative binomial", task=3)
def gamma_predictive(lab, rng):
    for a, b in ((1.0, 1.0), (2.5, 0.4), tuple(rng.uniform(0.5, 9, size=2).tolist())):
        belief = lab.GammaPoisson(a, b)
        for k in (0, 1, 2, 7, 400):
            right = float(stats.nbinom.pmf(k, a, b / (b + 1)))
            close(belief.predictive(k), right, f"The next count is {k}", abs_tol=1e-250, rel_tol=1e-8)


@check("GammaPoisson: refuses what is impossible", task=3)
def gamma_refuses(lab, rng):
    same(lab.GammaPoisson(1, 1).update([0, 0]), AB, (1.0, 3.0))
    for bad in ((0, 1), (1, 0), (-1, 2), (2, -1)):
        raises(ValueError, lab.GammaPoisson, *bad)
    for bad in ([1, -1], [0.5], [[1, 2], [3, 4]], 3):
        raises(ValueError, lab.GammaPoisson(1, 1).update, bad)
    raises(ValueError, lab.GammaPoisson(1, 1).predictive, -1)


# --- task 4 ------------------------------------------------------------------------------------


@check("NormalKnownVar: the example of the brief", task=4)
def normal_example(lab, rng):
    prior = lab.NormalKnownVar(10, 2, 2)
    belief = prior.update([14.0, 18.0, 16.0])
    same(belief, MTS, (14.5, 1.0, 2.0), "After three values:")
    same(prior, MTS, (10.0, 2.0, 2.0), "The prior after its update:")
    that(type(part(prior, "mu0")) is float, "`mu0` must be a float.")


@check("NormalKnownVar: precisions add up; at once or one by one; none at all", task=4)
def normal_random(lab, rng):
    mu0, tau0, sigma = rng.normal(), rng.uniform(0.3, 4), rng.uniform(0.3, 4)
    x = rng.normal(2, sigma, size=7)
    precision = F(1) / F(tau0) ** 2 + 7 / F(sigma) ** 2
    mu = (F(float(mu0)) / F(tau0) ** 2 + sum(map(F, x.tolist())) / F(sigma) ** 2) / precision
    right = (float(mu), 1 / math.sqrt(precision), sigma)
    start = lab.NormalKnownVar(float(mu0), tau0, sigma)
    same(start.update(x), MTS, right, "All at once:", rel_tol=1e-9)
    same(start.update(x[:2]).update(x[2:]), MTS, right, "In two parts:", rel_tol=1e-9)
    same(start.update([]), MTS, (float(mu0), tau0, sigma), "Without data:")
    same(start.update(x[::-1].tolist()), MTS, right, "In the other order:", rel_tol=1e-9)
    single = (1000 + x).astype(np.float32)
    double = (F(float(mu0)) / F(tau0) ** 2 + sum(map(F, single.tolist())) / F(sigma) ** 2) / precision
    same(start.update(single), MTS, (float(double), *right[1:]), "From float32:", rel_tol=1e-11)


@check("NormalKnownVar: many data outweigh any prior, and a sharp prior a single value", task=4)
def normal_limits(lab, rng):
    x = rng.normal(5, 1, size=100_000)
    close(part(lab.NormalKnownVar(-50, 1, 1).update(x), "mu0"), float(np.mean(x)), "`mu0`", abs_tol=1e-2)
    close(part(lab.NormalKnownVar(3, 1e-6, 1).update([9]), "mu0"), 3.0, "`mu0`", abs_tol=1e-9)


@check("NormalKnownVar: intervals, and the spread of the next observation", task=4)
def normal_uses(lab, rng):
    mu0, tau0, sigma = rng.normal(), rng.uniform(0.5, 3), rng.uniform(0.5, 3)
    belief = lab.NormalKnownVar(float(mu0), tau0, sigma)
    for level in (0.5, 0.95):
        close(belief.interval(level), stats.norm.interval(level, mu0, tau0), "`interval`", abs_tol=1e-9)
    close(belief.predictive(), [mu0, math.sqrt(tau0**2 + sigma**2)], "`predictive`", rel_tol=1e-10)
    close(lab.NormalKnownVar(1, 3, 4).predictive(), [1.0, 5.0], "`predictive`", rel_tol=1e-10)


@check("NormalKnownVar: refuses what is impossible", task=4)
def normal_refuses(lab, rng):
    same(lab.NormalKnownVar(-1, 1, 1), MTS, (-1.0, 1.0, 1.0))
    for bad in ((0, 0, 1), (0, -1, 1), (0, 1, 0), (0, 1, -2)):
        raises(ValueError, lab.NormalKnownVar, *bad)
    for level in (0, 1, -0.5, 2):
        raises(ValueError, lab.NormalKnownVar(0, 1, 1).interval, level)
    for bad in ([[1.0, 2.0]], 3.0):
        raises(ValueError, lab.NormalKnownVar(0, 1, 1).update, bad)


# --- task 5 ------------------------------------------------------------------------------------


def flat(t):
    return 0 * t


@check("grid_posterior: the example of the brief, and a triangle", task=5)
def grid_example(lab, rng):
    close(lab.grid_posterior(flat, flat, [0.0, 1.0, 4.0]), [0.25, 0.25, 0.25], abs_tol=1e-12)
    got = lab.grid_posterior(lambda t: np.log(np.array([1.0, 2.0, 1.0])), flat, [0, 1, 2])
    close(got, [1 / 3, 2 / 3, 1 / 3], abs_tol=1e-12)
    got = lab.grid_posterior(flat, lambda t: np.log(np.array([1.0, 3.0])), [0.0, 0.5])
    close(got, [1.0, 3.0], abs_tol=1e-12)


@check("grid_posterior: agrees with the closed form, on even and uneven grids", task=5)
def grid_conjugate(lab, rng):
    a, b, k, n = 2.0, 3.0, int(rng.integers(3, 12)), 15
    right = stats.beta(a + k, b + n - k)
    even = np.linspace(0.0005, 0.9995, 1500)
    for grid in (even, even**2):
        got = lab.grid_posterior(
            lambda t: (a - 1) * np.log(t) + (b - 1) * np.log(1 - t) + 7.0,
            lambda t: k * np.log(t) + (n - k) * np.log(1 - t),
            grid,
        )
        close(got, right.pdf(grid), abs_tol=1e-3)


@check("grid_posterior: thousands of observations, and what is impossible", task=5)
def grid_extremes(lab, rng):
    grid = np.linspace(0, 1, 401)
    shift = rng.uniform(-1, 1)
    for level in (-5000.0, 5000.0):
        score = level - 800 * (grid - 0.4 - 0.1 * shift) ** 2
        got = lab.grid_posterior(flat, lambda t, s=score: s, grid)
        height = np.exp(score - level)
        close(got, height / np.sum(0.0025 * (height[1:] + height[:-1]) / 2), rel_tol=1e-8, abs_tol=1e-12)
    cut = lab.grid_posterior(
        lambda t: np.where(t < 0.5, -np.inf, 0.0), lambda t: -(t**2), np.linspace(0, 1, 5)
    )
    height = np.array([0.0, 0.0, math.exp(-0.25), math.exp(-0.5625), math.exp(-1.0)])
    close(cut, height / np.sum(0.25 * (height[1:] + height[:-1]) / 2), abs_tol=1e-12)


@check("grid_posterior: refuses grids that are none, and what is impossible everywhere", task=5)
def grid_refuses(lab, rng):
    close(lab.grid_posterior(flat, flat, [0.0, 2.0]), [0.5, 0.5], abs_tol=1e-12)
    for bad in ([], [1.0], [1.0, 1.0], [0.0, 2.0, 1.0], [2.0, 1.0], [[0.0, 1.0]], np.zeros((3, 2))):
        raises(ValueError, lab.grid_posterior, flat, flat, bad)
    raises(ValueError, lab.grid_posterior, flat, lambda t: np.full(3, -np.inf), [0.0, 1.0, 2.0])
    grid = np.array([0.0, 1.0, 3.0])
    got, after = echo(lab.grid_posterior, flat, flat, grid)
    close(got, np.full(3, 1 / 3), abs_tol=1e-12)
    equal(after[2], grid, "`grid_posterior` changed the grid in place")


# --- probes ------------------------------------------------------------------------------------


@probe
def seven_of_ten(lab):
    belief = lab.BetaBinomial(2, 3).update(7, 10)
    return [belief.a, belief.b]


@probe
def prior_afterwards(lab):
    prior = lab.BetaBinomial(2, 3)
    prior.update(7, 10)
    return [prior.a, prior.b]


@probe
def highest_point(lab):
    return round(lab.BetaBinomial(2, 5).mode, 9)


@probe
def nine_tenths(lab):
    return np.round(lab.BetaBinomial(11, 2).interval(0.9), 8)


@probe
def two_of_three(lab):
    return round(lab.BetaBinomial(1, 1).predictive(2, 3), 9)


@probe
def three_of_three(lab):
    return round(lab.BetaBinomial(2, 1).predictive(3, 3), 9)


@probe
def three_counts(lab):
    belief = lab.GammaPoisson(2, 1).update([3, 0, 4])
    return [belief.a, belief.b]


@probe
def three_values(lab):
    belief = lab.NormalKnownVar(10, 2, 2).update([14.0, 18.0, 16.0])
    return np.round([belief.mu0, belief.tau0], 9)


@probe
def next_value(lab):
    return np.round(lab.NormalKnownVar(1, 3, 4).predictive(), 9)


@probe
def uneven_grid(lab):
    return np.round(lab.grid_posterior(flat, flat, [0.0, 1.0, 4.0]), 9)


@probe
def far_down(lab):
    return np.round(lab.grid_posterior(flat, lambda t: -2000 - t, [0.0, 1.0, 2.0]), 9)
