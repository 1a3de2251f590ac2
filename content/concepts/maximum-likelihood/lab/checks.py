"""Checks of lab-mle: SciPy's fits and special functions as oracles, and gradients that vanish."""

import math

import numpy as np
from scipy import special, stats

from groundup.grading import array, check, close, echo, equal, probe, raises, that

NO_SAMPLES = ([], np.zeros((2, 2)), np.ones((3, 1)), 2.0)
STEP = 2.0**-52  # the distance from 1 to the next float


def standard_normal(x):
    return -0.5 * x**2 - 0.5 * math.log(2 * math.pi)


def line(x):
    return -x


# --- task 1 ------------------------------------------------------------------------------------


@check("nll: the example of the brief", task=1)
def nll_example(lab, rng):
    close(lab.nll(line, [1.0, 2.0, 6.0]), 3.0, abs_tol=1e-12)
    close(lab.nll(line, [5.0]), 5.0, abs_tol=1e-12)


@check("nll: the mean of the negative log-densities, as SciPy gives them", task=1)
def nll_random(lab, rng):
    for n in (1, 2, 7, 40):
        mu, sigma = rng.normal(), rng.uniform(0.5, 3)
        x = rng.normal(mu, sigma, size=n)
        model = stats.norm(mu, sigma)
        close(lab.nll(model.logpdf, x), -float(np.mean(model.logpdf(x))), abs_tol=1e-10)
    counts = rng.poisson(4, size=9)
    close(lab.nll(stats.poisson(4).logpmf, counts), -float(np.mean(stats.poisson(4).logpmf(counts))))


@check("nll: thousands of observations, tiny and huge densities", task=1)
def nll_long(lab, rng):
    for n in (1_000, 5_000):
        x = rng.normal(size=n)
        close(lab.nll(standard_normal, x), -float(np.mean(standard_normal(x))), abs_tol=1e-9)
    close(lab.nll(lambda x: -1000.0 * x, [1.0, 2.0]), 1500.0)
    close(lab.nll(lambda x: 1000.0 * x, [1.0, 2.0]), -1500.0)


@check("nll: what is impossible costs inf; whole numbers and lists are welcome", task=1)
def nll_impossible(lab, rng):
    got = lab.nll(lambda x: np.where(x >= 0, -x, -np.inf), [1.0, -1.0, 2.0])
    that(got == math.inf, f"With an impossible observation the result should be inf; got {got}.")
    close(lab.nll(line, [1, 2, 6]), 3.0)
    close(lab.nll(line, np.array([1, 2, 6], dtype=np.float32)), 3.0)


@check("nll: refuses what is no sample", task=1)
def nll_refuses(lab, rng):
    close(lab.nll(line, [4.0]), 4.0)
    for bad in NO_SAMPLES:
        raises(ValueError, lab.nll, line, bad)


# --- task 2 ------------------------------------------------------------------------------------


@check("fit_normal, fit_poisson, fit_exponential: the examples of the brief", task=2)
def closed_examples(lab, rng):
    close(lab.fit_normal([1.0, 2.0, 6.0, 7.0]), [4.0, math.sqrt(6.5)], abs_tol=1e-12)
    close(lab.fit_poisson([2, 0, 3, 1, 3]), 1.8, abs_tol=1e-12)
    close(lab.fit_exponential([1.0, 2.0, 9.0]), 0.25, abs_tol=1e-12)


@check("fit_normal: two values, and random samples against SciPy", task=2)
def normal_random(lab, rng):
    close(lab.fit_normal([3, 5]), [4.0, 1.0], abs_tol=1e-12)
    for n in (2, 3, 10, 200):
        x = rng.normal(rng.normal(), rng.uniform(0.1, 5), size=n)
        close(lab.fit_normal(x), stats.norm.fit(x), abs_tol=1e-12)
    single = x.astype(np.float32)
    close(lab.fit_normal(single), stats.norm.fit(single.astype(float)), "float32", abs_tol=1e-12)


@check("fit_normal: values far from 0", task=2)
def normal_far(lab, rng):
    x = np.array([4.0, 7.0, 13.0, 16.0])
    close(lab.fit_normal(1e9 + x), [1e9 + 10, math.sqrt(22.5)], rel_tol=1e-9)
    close(lab.fit_normal(1e-9 * x), [1e-8, 1e-9 * math.sqrt(22.5)], rel_tol=1e-9)


@check("fit_poisson and fit_exponential: random samples", task=2)
def counts_and_times(lab, rng):
    for n in (1, 3, 50):
        counts = rng.poisson(3, size=n)
        close(lab.fit_poisson(counts), float(np.mean(counts)), abs_tol=1e-12)
        times = rng.exponential(rng.uniform(0.2, 5), size=n)
        close(lab.fit_exponential(times), 1 / stats.expon.fit(times, floc=0)[1], rel_tol=1e-9)
    close(lab.fit_poisson([0, 0, 0]), 0.0, "No event at all")
    close(lab.fit_exponential([0.0, 0.5]), 4.0, "A waiting time of 0 among others")


@check("the closed forms: nothing near them is more likely", task=2)
def closed_best(lab, rng):
    x = rng.gamma(2, 1.5, size=30)
    mu, sigma = array(lab.fit_normal(x), (2,))
    rate = array(lab.fit_exponential(x), ())
    counts = rng.poisson(2.5, size=30)
    lam = array(lab.fit_poisson(counts), ())
    for t in (0.98, 1.02):
        cases = [
            ("mu", stats.norm(mu, sigma).logpdf(x), stats.norm(t * mu, sigma).logpdf(x)),
            ("sigma", stats.norm(mu, sigma).logpdf(x), stats.norm(mu, t * sigma).logpdf(x)),
            ("rate", stats.expon(scale=1 / rate).logpdf(x), stats.expon(scale=1 / (t * rate)).logpdf(x)),
            ("lam", stats.poisson(lam).logpmf(counts), stats.poisson(t * lam).logpmf(counts)),
        ]
        for name, here, there in cases:
            what = f"With {name} times {t} the data are more likely than at your estimate."
            that(bool(np.sum(here) > np.sum(there)), what)


@check("the closed forms: refuse what no parameter explains", task=2)
def closed_refuse(lab, rng):
    close(lab.fit_normal([1.0, 3.0]), [2.0, 1.0])
    for bad in ([2.0], [0.1, 0.1, 0.1], *NO_SAMPLES):
        raises(ValueError, lab.fit_normal, bad)
    close(lab.fit_poisson([3.0]), 3.0)
    for bad in ([1, -1], [-2], [0.5, 1.0], [2, 2.5], *NO_SAMPLES[:3]):
        raises(ValueError, lab.fit_poisson, bad)
    raises(ValueError, lab.fit_poisson, 2.0)
    close(lab.fit_exponential([2.0]), 0.5)
    for bad in ([3.0, -1.0], [-1.0], [0.0, 0.0], *NO_SAMPLES):
        raises(ValueError, lab.fit_exponential, bad)


# --- task 3 ------------------------------------------------------------------------------------


def newton(x, n_steps):
    """The walk of the brief, with SciPy's functions."""
    mean = np.mean(x)
    s = -np.mean(np.log(x / mean))
    k = 1 / (2 * s)
    for _ in range(n_steps):
        k -= (np.log(k) - special.digamma(k) - s) / (1 / k - special.polygamma(1, k))
    return [float(k), float(mean / k)]


@check("fit_gamma: the example of the brief", task=3)
def gamma_example(lab, rng):
    close(lab.fit_gamma([1.0, 2.0, 4.0, 8.0]), [1.9227709872, 1.9503102683], abs_tol=1e-7)
    close(lab.fit_gamma([1, 2, 4, 8]), [1.9227709872, 1.9503102683], abs_tol=1e-7)


@check("fit_gamma: begins at 1 / (2 s), and takes as many Newton steps as asked", task=3)
def gamma_steps(lab, rng):
    for shape in (0.3, 2.0, 40.0):
        x = rng.gamma(shape, rng.uniform(0.5, 3), size=25)
        for n_steps in (0, 1, 2, 3):
            close(lab.fit_gamma(x, n_steps), newton(x, n_steps), f"After {n_steps} steps", rel_tol=1e-7)
    close(lab.fit_gamma(x, n_steps=1), newton(x, 1), "With n_steps=1", rel_tol=1e-7)


@check("fit_gamma: agrees with SciPy, from exponential decay to near-symmetry", task=3)
def gamma_oracle(lab, rng):
    for shape in (0.15, 0.8, 3.0, 150.0):
        x = rng.gamma(shape, rng.uniform(0.1, 10), size=60) + 1e-12
        right = stats.gamma.fit(x, floc=0)
        close(lab.fit_gamma(x), [right[0], right[2]], rel_tol=1e-6)


@check("fit_gamma: the gradient of the likelihood is zero there", task=3)
def gamma_score(lab, rng):
    for shape in (0.5, 5.0):
        x = rng.gamma(shape, 2.0, size=40)
        k, theta = array(lab.fit_gamma(x), (2,))
        that(bool(k > 0 and theta > 0), f"Both parameters must be positive; got {k:g} and {theta:g}.")
        in_shape = math.log(theta) + float(special.digamma(k)) - float(np.mean(np.log(x)))
        in_scale = k / theta - float(np.mean(x)) / theta**2
        close([in_shape, in_scale], [0.0, 0.0], "The derivatives in shape and scale", abs_tol=1e-8)


@check("fit_gamma: another unit changes the scale only, and nearly equal values are no obstacle", task=3)
def gamma_units(lab, rng):
    x = rng.gamma(2.0, 1.0, size=20)
    k, theta = array(lab.fit_gamma(x), (2,))
    close([k, theta], newton(x, 30), rel_tol=1e-7)
    for unit in (1e-150, 1e150):
        close(lab.fit_gamma(unit * x), [k, unit * theta], f"Everything times {unit:g}", rel_tol=1e-7)
    near = 5 + 1e-4 * np.array([-1.0, 1.0, -1.0, 1.0])
    shape, scale = array(lab.fit_gamma(near), (2,))
    close([shape * 1e-9, shape * scale], [2.5, 5.0], "Values of 5 with deviations of 0.0001", rel_tol=1e-4)


@check("fit_gamma: refuses values that are not positive, or all equal", task=3)
def gamma_refuses(lab, rng):
    close(lab.fit_gamma([1.0, 2.0], 0), newton(np.array([1.0, 2.0]), 0), rel_tol=1e-9)
    for bad in ([1.0, 0.0], [1.0, -2.0], [-1.0, -2.0], [2.0], [0.1, 0.1, 0.1], *NO_SAMPLES):
        raises(ValueError, lab.fit_gamma, bad)
        raises(ValueError, lab.fit_gamma, bad, 0)
    raises(ValueError, lab.fit_gamma, [1.0, 1 + STEP], n_steps=0)


@check("digamma and trigamma are as they were given", task=3)
def given(lab, rng):
    close(lab.fit_gamma([1.0, 2.0]), newton(np.array([1.0, 2.0]), 30), rel_tol=1e-7)
    for x in (0.2, 1.0, 5.0, 5.5, 6.0, 6.5, 30.0):
        close(lab.digamma(x), psi(x), f"digamma({x})", rel_tol=1e-13)
        close(lab.trigamma(x), psi_slope(x), f"trigamma({x})", rel_tol=1e-13)


def psi(x):
    below = 0.0
    while x < 6:
        below, x = below + 1 / x, x + 1
    terms = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132]
    return math.log(x) - 1 / (2 * x) - sum(c / x ** (2 * i + 2) for i, c in enumerate(terms)) - below


def psi_slope(x):
    below = 0.0
    while x < 6:
        below, x = below + 1 / x**2, x + 1
    terms = [1 / 6, -1 / 30, 1 / 42, -1 / 30]
    return 1 / x + 1 / (2 * x * x) + sum(c / x ** (2 * i + 3) for i, c in enumerate(terms)) + below


# --- task 4 ------------------------------------------------------------------------------------


def unit_normal(x, theta):
    return -0.5 * (x - theta[0]) ** 2


def normal(x, theta):
    """theta: mu and log sigma."""
    with np.errstate(all="ignore"):  # a walk that runs away is told by its end, not by warnings
        return -0.5 * ((x - theta[0]) / np.exp(theta[1])) ** 2 - theta[1]


@check("fit: the example of the brief, and no step at all", task=4)
def fit_example(lab, rng):
    close(lab.fit(unit_normal, [1.0, 2.0, 6.0], [0.0], lr=0.5, n_steps=2), [2.25], abs_tol=1e-7)
    close(lab.fit(unit_normal, [1.0, 2.0, 6.0], [7], lr=0.5, n_steps=0), [7.0], dtype=np.float64)


@check("fit: every step is lr times the gradient of the mean, at one point for all parameters", task=4)
def fit_steps(lab, rng):
    x = rng.normal(1.0, 2.0, size=8)
    theta = np.array([rng.normal(), 0.3])
    start = theta.copy()
    for n_steps in (1, 2, 3):
        sigma2 = math.exp(2 * theta[1])
        slopes = [(theta[0] - np.mean(x)) / sigma2, 1 - np.mean((x - theta[0]) ** 2) / sigma2]
        theta = theta - 0.15 * np.array(slopes)
        close(lab.fit(normal, x, start, 0.15, n_steps), theta, f"After {n_steps} steps", abs_tol=1e-6)


@check("fit: arrives at the closed form", task=4)
def fit_arrives(lab, rng):
    x = rng.normal(rng.uniform(-1, 1), rng.uniform(0.8, 1.5), size=20)
    mu, log_sigma = array(lab.fit(normal, x, [0.0, 0.0], lr=0.5, n_steps=120), (2,))
    close([mu, math.exp(log_sigma)], stats.norm.fit(x), abs_tol=1e-4)


@check("fit: 200 steps of 0.1 unless told otherwise", task=4)
def fit_defaults(lab, rng):
    m = rng.uniform(2, 4)
    got = lab.fit(lambda x, t: -0.05 * (x - t[0]) ** 2, [m], [0.0])
    close(got, [m * (1 - 0.99**200)], abs_tol=1e-6)


@check("fit: theta0 is not changed, may be a list of whole numbers, and the data must be a sample", task=4)
def fit_arguments(lab, rng):
    start = np.array([1.0])
    got, after = echo(lab.fit, unit_normal, np.array([3.0, 5.0]), start, 0.5, 1)
    close(got, [2.5], abs_tol=1e-7)
    equal(after[2], start, "`fit` changed theta0 in place")
    close(lab.fit(unit_normal, [3, 5], [1], 0.5, 1), [2.5], abs_tol=1e-7)
    for bad in NO_SAMPLES:
        raises(ValueError, lab.fit, unit_normal, bad, [0.0])


# --- probes ------------------------------------------------------------------------------------


@probe
def mean_of_three(lab):
    return lab.nll(line, [1.0, 2.0, 6.0])


@probe
def long_product(lab):
    return lab.nll(line, [1.0, 3.0] * 600)


@probe
def four_values(lab):
    return np.round(lab.fit_normal([1.0, 2.0, 6.0, 7.0]), 9)


@probe
def three_times(lab):
    return lab.fit_exponential([1.0, 2.0, 9.0])


@probe
def powers_of_two(lab):
    return np.round(lab.fit_gamma([1.0, 2.0, 4.0, 8.0]), 6)


@probe
def tiny_shape(lab):
    return np.round(lab.fit_gamma([1.0, 1e-6, 1e-9, 2.0]), 6)


@probe
def two_steps(lab):
    return np.round(lab.fit(unit_normal, [1.0, 2.0, 6.0], [0.0], 0.5, 2), 5)


@probe
def both_at_once(lab):
    return np.round(lab.fit(normal, [1.0, 2.0, 6.0], [0.0, 0.0], 0.1, 1), 5)
