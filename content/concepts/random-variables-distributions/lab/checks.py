"""Checks of lab-distributions against scipy.stats, scipy.integrate and a Kolmogorov-Smirnov test."""

import numpy as np
from scipy import stats
from scipy.integrate import simpson

from groundup.grading import array, check, close, echo, probe, raises, that

INF = np.inf
INPUTS = (1, 2.0, [0, 3], np.array([1, 2, 7]), np.array([[0.0, 0.5], [1.0, 2.0]]), np.zeros((0,)))

# --- task 1 ------------------------------------------------------------------------------------


@check("integrate: cubes exactly, with two strips and with four", task=1)
def cubes(lab, rng):
    close(lab.integrate(lambda x: x**3, 0, 2, n=2), 4.0, abs_tol=1e-12)
    close(lab.integrate(lambda x: x**2, -1, 2, n=2), 3.0, abs_tol=1e-12)
    c = rng.normal(size=4)
    a, b = sorted(rng.uniform(-3, 3, size=2).tolist())
    whole = np.polynomial.Polynomial(c).integ()
    for n in (2, 4, 10):
        got = lab.integrate(lambda x: c[0] + c[1] * x + c[2] * x**2 + c[3] * x**3, a, b, n)
        close(got, float(whole(b) - whole(a)), f"A polynomial of degree 3, {n} strips", abs_tol=1e-10)


@check("integrate: agrees with scipy.integrate.simpson", task=1)
def against_simpson(lab, rng):
    k = rng.uniform(1, 3)
    for n in (2, 4, 6, 50, 1000):
        x = np.linspace(0.3, 2.1, n + 1)
        close(
            lab.integrate(lambda x: np.exp(np.sin(k * x)), 0.3, 2.1, n),
            simpson(np.exp(np.sin(k * x)), x=x),
            f"exp(sin(kx)) with {n} strips",
            abs_tol=1e-10,
        )
    x = np.linspace(0, 40, 1001)
    rough = simpson(np.cos(9 * x) ** 2, x=x)
    close(lab.integrate(lambda x: np.cos(9 * x) ** 2, 0, 40), rough, "Without n, 1000 strips", abs_tol=1e-10)


@check("integrate: backwards, and over nothing", task=1)
def backwards(lab, rng):
    close(lab.integrate(lambda x: x**2, 2, 0, 4), -8 / 3, abs_tol=1e-12)
    close(lab.integrate(lambda x: x + 1, 1.5, 1.5, 2), 0.0, abs_tol=1e-12)


@check("integrate: refuses a number of strips that is odd or not positive", task=1)
def strips(lab, rng):
    close(lab.integrate(lambda x: x, 0, 1, 2), 0.5)
    for n in (1, 3, 0, -2):
        raises(ValueError, lab.integrate, lambda x: x, 0, 1, n)


# --- tasks 2 and 3: continuous -----------------------------------------------------------------


def compare(lab, name, parameters, twin, x):
    """logpdf or logpmf, and cdf, at x, against SciPy's frozen distribution."""
    dist = getattr(lab, name)(*parameters)
    called = f"{name}({', '.join(f'{p:g}' for p in parameters)})"
    kind = "logpmf" if hasattr(twin, "pmf") and hasattr(twin.dist, "_pmf") else "logpdf"
    close(getattr(dist, kind)(x), getattr(twin, kind)(x), f"{called}.{kind}", abs_tol=1e-10)
    close(dist.cdf(x), twin.cdf(x), f"{called}.cdf", abs_tol=1e-9)
    return dist, called


def inverse(dist, called, twin, q, abs_tol=1e-9):
    close(dist.ppf(q), twin.ppf(q), f"{called}.ppf", abs_tol=abs_tol)


@check("Uniform: density, cdf and quantiles, also at and outside the ends", task=2)
def uniform(lab, rng):
    x = np.array([-INF, 1.9, 2.0, 3.0, 6.0, 6.1, INF])
    dist, called = compare(lab, "Uniform", (2, 6), stats.uniform(2, 4), x)
    inverse(dist, called, stats.uniform(2, 4), np.array([1e-9, 0.25, 0.5, 0.9]))
    a, width = rng.normal(), rng.uniform(0.1, 3)
    x = rng.uniform(a - width, a + 2 * width, size=8)
    dist, called = compare(lab, "Uniform", (a, a + width), stats.uniform(a, width), x)
    inverse(dist, called, stats.uniform(a, width), rng.uniform(0.01, 0.99, size=5))


@check("Exponential: density, cdf and quantiles, also below 0", task=2)
def exponential(lab, rng):
    x = np.array([-INF, -1.0, 0.0, 1.0, 50.0, INF])
    dist, called = compare(lab, "Exponential", (2.0,), stats.expon(scale=0.5), x)
    inverse(dist, called, stats.expon(scale=0.5), np.array([1e-9, 0.5, 0.99]))
    rate = rng.uniform(0.1, 5)
    twin = stats.expon(scale=1 / rate)
    dist, called = compare(lab, "Exponential", (rate,), twin, rng.uniform(-1, 4, size=8))
    inverse(dist, called, twin, rng.uniform(0.01, 0.99, size=5))


@check("Uniform and Exponential: one number, lists, integers and tables keep their shape", task=2)
def shapes(lab, rng):
    for dist, twin in (
        (lab.Uniform(0, 4), stats.uniform(0, 4)),
        (lab.Exponential(0.5), stats.expon(scale=2)),
    ):
        for x in INPUTS:
            close(dist.logpdf(x), twin.logpdf(x), "logpdf", abs_tol=1e-10)
            close(dist.cdf(x), twin.cdf(x), "cdf", abs_tol=1e-10)
        for q in (0.5, [0.25, 0.75], rng.uniform(0.1, 0.9, size=(2, 3)), np.zeros((0,))):
            close(dist.ppf(q), twin.ppf(q), "ppf", abs_tol=1e-9)


@check("Uniform and Exponential: refuse impossible parameters and probabilities", task=2)
def continuous_refusals(lab, rng):
    close(lab.Uniform(0, 1).cdf(0.5), 0.5)
    for a, b in ((1, 1), (2, 1)):
        raises(ValueError, lab.Uniform, a, b)
    for rate in (0.0, -1.0):
        raises(ValueError, lab.Exponential, rate)
    refuse_probabilities(lab.Uniform(0, 1))
    refuse_probabilities(lab.Exponential(1.0))


def refuse_probabilities(dist):
    for q in (0.0, 1.0, -0.1, 1.1, [0.5, 1.0], [0.0, 0.5]):
        raises(ValueError, dist.ppf, q)


@check("Normal: density and cdf, with mu and sigma", task=3)
def normal(lab, rng):
    x = np.linspace(-4, 4, 9)
    dist, _ = compare(lab, "Normal", (0, 1), stats.norm(0, 1), x)
    close(dist.cdf([-INF, 0.0, INF]), [0.0, 0.5, 1.0], "Normal(0, 1).cdf at -inf, 0, inf", abs_tol=1e-12)
    mu, sigma = rng.normal(scale=3), rng.uniform(0.05, 4)
    x = mu + sigma * rng.normal(size=(2, 4))
    dist, called = compare(lab, "Normal", (mu, sigma), stats.norm(mu, sigma), x)
    grid = np.linspace(mu - sigma, mu + 2 * sigma, 401)
    density = np.exp(array(dist.logpdf(grid), (401,)))
    area = float(array(dist.cdf(grid[-1])) - array(dist.cdf(grid[0])))
    close(area, simpson(density, x=grid), f"{called}: the area under the density", abs_tol=1e-9)


@check("Normal: the cdf keeps its digits in the far tail", task=3)
def tail(lab, rng):
    x = np.array([-30.0, -20.0, -10.0, -9.0, -6.0])
    close(lab.Normal(0, 1).cdf(x), stats.norm.cdf(x), "Normal(0, 1).cdf", rel_tol=1e-9)
    close(lab.Normal(5, 2).cdf(5 + 2 * x), stats.norm.cdf(x), "Normal(5, 2).cdf", rel_tol=1e-9)


@check("Normal: quantiles", task=3)
def normal_quantiles(lab, rng):
    q = np.array([0.025, 0.5, 0.8, 0.975])
    inverse(lab.Normal(0, 1), "Normal(0, 1)", stats.norm(0, 1), q)
    inverse(lab.Normal(100, 15), "Normal(100, 15)", stats.norm(100, 15), q, abs_tol=15e-9)
    extreme = np.array([[1e-12, 1e-9], [1e-3, 1 - 1e-6]])
    inverse(lab.Normal(0, 1), "Normal(0, 1)", stats.norm(0, 1), extreme)
    mu, sigma = rng.normal(scale=3), rng.uniform(0.5, 2)
    inverse(lab.Normal(mu, sigma), "Normal", stats.norm(mu, sigma), rng.uniform(0.001, 0.999, size=6), 2e-9)


@check("Normal: one number, lists, integers, tables and empty arrays keep their shape", task=3)
def normal_shapes(lab, rng):
    dist, twin = lab.Normal(1, 2), stats.norm(1, 2)
    for x in INPUTS:
        close(dist.logpdf(x), twin.logpdf(x), "Normal(1, 2).logpdf", abs_tol=1e-10)
        close(dist.cdf(x), twin.cdf(x), "Normal(1, 2).cdf", abs_tol=1e-9)
    for q in (0.3, [0.25, 0.75], np.array([[0.1, 0.5], [0.6, 0.9]]), np.zeros((0,))):
        close(dist.ppf(q), twin.ppf(q), "Normal(1, 2).ppf", abs_tol=2e-9)


@check("Normal: refuses a sigma that is not positive, and impossible probabilities", task=3)
def normal_refusals(lab, rng):
    close(lab.Normal(1, 1).cdf(1), 0.5)
    for sigma in (0.0, -1.0):
        raises(ValueError, lab.Normal, 0.0, sigma)
    refuse_probabilities(lab.Normal(0, 1))


# --- task 4: discrete --------------------------------------------------------------------------


@check("Bernoulli: both values and nothing else", task=4)
def bernoulli(lab, rng):
    x = np.array([-1.0, 0.0, 0.5, 1.0, 2.0])
    for p in (0.3, float(rng.uniform(0.05, 0.95)), 0.0, 1.0):
        compare(lab, "Bernoulli", (p,), stats.bernoulli(p), x)
    close(lab.Bernoulli(0.25).ppf([0.1, 0.74, 0.76]), [0, 0, 1], "Bernoulli(0.25).ppf")


@check("Binomial: masses and cdf at every number, whole or not", task=4)
def binomial(lab, rng):
    close(lab.Binomial(2, 0.5).cdf(1.5), 0.75, abs_tol=1e-12)
    x = np.array([-INF, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 3.5, 4.0, INF])
    compare(lab, "Binomial", (3, 0.2), stats.binom(3, 0.2), x)
    n, p = int(rng.integers(5, 40)), float(rng.uniform(0.05, 0.95))
    compare(lab, "Binomial", (n, p), stats.binom(n, p), np.arange(-1, n + 2))
    compare(lab, "Binomial", (n, p), stats.binom(n, p), rng.integers(0, n + 1, size=(2, 3)))
    compare(lab, "Binomial", (n, p), stats.binom(n, p), 2)


@check("Binomial: p of 0 and 1, and no trials at all", task=4)
def certain(lab, rng):
    close(lab.Binomial(3, 0.0).logpmf([0, 1, 3]), [0.0, -INF, -INF], "Binomial(3, 0).logpmf")
    close(lab.Binomial(3, 1.0).logpmf([0, 2, 3]), [-INF, -INF, 0.0], "Binomial(3, 1).logpmf")
    close(lab.Binomial(3, 0.0).cdf([-1, 0, 1, 3]), [0, 1, 1, 1], "Binomial(3, 0).cdf")
    close(lab.Binomial(3, 1.0).cdf([0, 2, 2.5, 3]), [0, 0, 0, 1], "Binomial(3, 1).cdf")
    close(lab.Binomial(0, 0.4).logpmf([0, 1]), [0.0, -INF], "Binomial(0, 0.4).logpmf")
    close(lab.Binomial(0, 0.4).cdf([-1, 0, 1]), [0, 1, 1], "Binomial(0, 0.4).cdf")


@check("Poisson: masses and cdf at every number, whole or not", task=4)
def poisson(lab, rng):
    x = np.array([-INF, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 2.5, 7.0, 60.0])
    for lam in (0.01, 3.0, float(rng.uniform(1, 20))):
        dist, called = compare(lab, "Poisson", (lam,), stats.poisson(lam), x)
        close(dist.cdf([INF, 1e6]), [1.0, 1.0], f"{called}.cdf far out", abs_tol=1e-9)
        close(dist.logpmf([INF]), [-INF], f"{called}.logpmf at infinity")


@check("Discrete distributions: one number, lists, tables and empty arrays keep their shape", task=4)
def discrete_shapes(lab, rng):
    for x in INPUTS:
        compare(lab, "Binomial", (4, 0.3), stats.binom(4, 0.3), x)
        compare(lab, "Bernoulli", (0.3,), stats.bernoulli(0.3), x)
        compare(lab, "Poisson", (2.5,), stats.poisson(2.5), x)
    for q in (0.3, [0.1, 0.8], np.array([[0.1, 0.5], [0.6, 0.9]]), np.zeros((0,))):
        close(lab.Binomial(4, 0.3).ppf(q), stats.binom.ppf(q, 4, 0.3), "Binomial(4, 0.3).ppf")
        close(lab.Poisson(2.5).ppf(q), stats.poisson.ppf(q, 2.5), "Poisson(2.5).ppf")


@check("Large parameters: Binomial(2000, 0.5) and Poisson(500)", task=4)
def large(lab, rng):
    k = np.array([0, 1, 900, 1000, 1050, 2000])
    compare(lab, "Binomial", (2000, 0.5), stats.binom(2000, 0.5), k)
    compare(lab, "Poisson", (500.0,), stats.poisson(500.0), np.array([0, 100, 480, 500, 560, 700, 900]))


@check("Quantiles of whole numbers: the smallest k with cdf(k) >= q", task=4)
def discrete_quantiles(lab, rng):
    fair = lab.Binomial(2, 0.5)
    close(fair.ppf([0.2, 0.24, 0.26, 0.74, 0.76, 0.999]), [0, 0, 1, 1, 2, 2], "Binomial(2, 0.5).ppf")
    n, p, lam = int(rng.integers(5, 40)), float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.5, 30))
    q = rng.uniform(0.001, 0.999, size=(2, 6))
    close(lab.Binomial(n, p).ppf(q), stats.binom.ppf(q, n, p), f"Binomial({n}, {p:.3f}).ppf")
    close(lab.Poisson(lam).ppf(q), stats.poisson.ppf(q, lam), f"Poisson({lam:.3f}).ppf")
    close(lab.Poisson(lam).ppf(0.5), stats.poisson.ppf(0.5, lam), f"Poisson({lam:.3f}).ppf(0.5)")
    nearly = 1 - 2.0**-53
    for n in range(1, 30):
        most = float(array(lab.Binomial(n, 0.3).ppf(nearly), ()))
        that(most <= n, f"Binomial({n}, 0.3).ppf({nearly}) is {most:g}, and more than {n} cannot happen.")


@check("Discrete distributions: refuse impossible parameters and probabilities", task=4)
def discrete_refusals(lab, rng):
    close(lab.Binomial(1, 0.5).cdf(0), 0.5)
    for p in (-0.1, 1.1):
        raises(ValueError, lab.Bernoulli, p)
        raises(ValueError, lab.Binomial, 3, p)
    raises(ValueError, lab.Binomial, -1, 0.5)
    for lam in (0.0, -2.0):
        raises(ValueError, lab.Poisson, lam)
    refuse_probabilities(lab.Binomial(3, 0.5))
    refuse_probabilities(lab.Poisson(3.0))


# --- task 5 ------------------------------------------------------------------------------------

SIX = [
    ("Uniform", (-1.0, 3.0), stats.uniform(-1, 4)),
    ("Exponential", (2.5,), stats.expon(scale=0.4)),
    ("Normal", (1.0, 3.0), stats.norm(1, 3)),
    ("Bernoulli", (0.3,), stats.bernoulli(0.3)),
    ("Binomial", (12, 0.4), stats.binom(12, 0.4)),
    ("Poisson", (4.5,), stats.poisson(4.5)),
]


@check("sample: the quantiles of the numbers that rng gives, in order", task=5)
def inverse_cdf(lab, rng):
    got = lab.Exponential(1.0).sample(lab.Fixed([0.5, 0.75]), 2)
    close(got, np.log([2, 4]), "Exponential(1).sample of 0.5 and 0.75", abs_tol=1e-9)
    u = rng.uniform(0.02, 0.98, size=9)
    for name, parameters, twin in SIX:
        got = getattr(lab, name)(*parameters).sample(lab.Fixed(u.tolist()), 9)
        close(got, twin.ppf(u), f"{name}{parameters}.sample of {u.round(3).tolist()}", abs_tol=1e-8)


@check("sample: a 0 is drawn again, and no number is drawn too many", task=5)
def zero_drawn_again(lab, rng):
    for name, parameters, twin in SIX:
        source = lab.Fixed([0.0, 0.3, 0.0, 0.0, 0.6, 0.9, 0.1])
        got = getattr(lab, name)(*parameters).sample(source, 3)
        close(got, twin.ppf([0.3, 0.6, 0.9]), f"{name}: three values of 0, 0.3, 0, 0, 0.6, 0.9", abs_tol=1e-8)
        close(source.numbers, [0.1], "What is left in the generator after three values")
    none = lab.Uniform(0, 1).sample(lab.Fixed([0.5]), 0)
    array(none, (0,))


@check("sample: 20,000 values pass a Kolmogorov-Smirnov test", task=5)
def passes_ks(lab, rng):
    for name, parameters, twin in SIX[:3]:
        seed = int(rng.integers(1, 2**30))
        got = array(getattr(lab, name)(*parameters).sample(lab.MinStd(seed), 20_000), (20_000,))
        p = stats.kstest(got, twin.cdf).pvalue
        # A right sampler falls below 1e-6 once in a million submissions.
        that(bool(p > 1e-6), f"{name}{parameters}: p = {p:.2g} that such a sample comes from it.")


@check("sample: 20,000 counts have the right frequencies", task=5)
def frequencies(lab, rng):
    for name, parameters, twin in SIX[3:]:
        seed = int(rng.integers(1, 2**30))
        got = array(getattr(lab, name)(*parameters).sample(lab.MinStd(seed), 20_000), (20_000,))
        top = int(twin.ppf(0.99))
        edges = np.arange(top + 1)
        seen = [int(np.sum(got == k)) for k in edges] + [int(np.sum(got > top))]
        wanted = [20_000 * float(twin.pmf(k)) for k in edges] + [20_000 * float(twin.sf(top))]
        if wanted[-1] == 0:
            seen, wanted = seen[:-1], wanted[:-1]
        that(sum(seen) == 20_000, f"{name}{parameters}: {20_000 - sum(seen)} values are impossible.")
        p = stats.chisquare(seen, np.array(wanted) * (20_000 / sum(wanted))).pvalue
        that(
            bool(p > 1e-6), f"{name}{parameters}: the counts {seen} differ from {np.round(wanted)} too much."
        )


@check("between: both ends are included, where that matters", task=5)
def intervals(lab, rng):
    close(lab.between(lab.Binomial(4, 0.5), 1, 2), 10 / 16, "P(1 <= X <= 2)", abs_tol=1e-9)
    close(lab.between(lab.Normal(0, 1), -1, 1), 0.6826894921370859, "P(-1 <= Z <= 1)", abs_tol=1e-9)
    close(lab.between(lab.Normal(0, 0.1), 0, 0), 0.0, "P(X = 0) of a normal", abs_tol=1e-12)
    close(lab.between(lab.Poisson(3.0), 2, 2), float(stats.poisson.pmf(2, 3)), "P(X = 2)", abs_tol=1e-9)
    close(lab.between(lab.Binomial(4, 0.5), 0.5, 2.5), 10 / 16, "P(0.5 <= X <= 2.5)", abs_tol=1e-9)
    close(lab.between(lab.Poisson(3.0), -2, 1), float(stats.poisson.cdf(1, 3)), abs_tol=1e-9)
    close(lab.between(lab.Bernoulli(0.3), 1, 5), 0.3, "P(1 <= X <= 5)", abs_tol=1e-9)
    for name, parameters, twin in SIX[:3]:
        a, b = twin.ppf(0.2), twin.ppf(0.7)
        got = lab.between(getattr(lab, name)(*parameters), float(a), float(b))
        close(got, 0.5, f"{name}{parameters} from its 20 % to its 70 % quantile", abs_tol=1e-9)
    raises(ValueError, lab.between, lab.Normal(0, 1), 1, 0)
    raises(ValueError, lab.between, lab.Binomial(4, 0.5), 3, 2)


# --- task 6 ------------------------------------------------------------------------------------


def straight(x):
    return np.clip(x, 0, 1)


@check("ks_distance: samples by hand", task=6)
def by_hand(lab, rng):
    close(lab.ks_distance(np.array([0.5]), straight), 0.5, abs_tol=1e-12)
    close(
        lab.ks_distance(np.array([0.9]), straight), 0.9, "All of the gap is before the value", abs_tol=1e-12
    )
    close(lab.ks_distance(np.array([0.1]), straight), 0.9, "All of the gap is after the value", abs_tol=1e-12)
    close(lab.ks_distance(np.array([0.75, 0.25]), straight), 0.25, "Not sorted", abs_tol=1e-12)
    close(
        lab.ks_distance(np.array([0.2, 0.95]), straight), 0.45, "Just before the second value", abs_tol=1e-12
    )
    close(lab.ks_distance(np.array([0.05, 0.8]), straight), 0.45, "Just after the first value", abs_tol=1e-12)


@check("ks_distance: agrees with scipy.stats.kstest", task=6)
def against_kstest(lab, rng):
    for n in (2, 5, 40):
        x = rng.normal(size=n)
        shift = float(rng.normal())
        right = stats.kstest(x, stats.norm(shift, 1).cdf).statistic
        got = lab.ks_distance(x, lambda x, shift=shift: stats.norm.cdf(x, shift, 1))
        close(got, right, f"{n} values against a normal around {shift:.2f}", abs_tol=1e-12)


@check("ks_distance: keeps the sample, and refuses an empty one", task=6)
def sample_kept(lab, rng):
    x = np.array([0.9, 0.1, 0.5])
    got, after = echo(lab.ks_distance, x, straight)
    close(got, 0.9 - 2 / 3, abs_tol=1e-12)
    close(after[0], x, "`ks_distance` changed the sample in place", abs_tol=0)
    raises(ValueError, lab.ks_distance, np.array([]), straight)


# --- probes: fixed inputs whose outputs tell the known mistakes apart ---------------------------


@probe
def cube(lab):
    return lab.integrate(lambda x: x**3, 0, 2, 4)


@probe
def exponential_cdf(lab):
    return lab.Exponential(2.0).cdf([0.5, 1.0])


@probe
def exponential_sample(lab):
    return lab.Exponential(2.0).sample(lab.Fixed([0.5, 0.75, 0.2]), 3)


@probe
def wide_normal(lab):
    dist = lab.Normal(1.0, 4.0)
    return [dist.logpdf([1.0, 5.0]), dist.cdf([1.0, 5.0])]


@probe
def far_tail(lab):
    return np.log10(np.maximum(array(lab.Normal(0, 1).cdf([-10.0, -9.0])), 1e-300))


@probe
def impossible_success(lab):
    return lab.Binomial(3, 0.0).logpmf([0, 1])


@probe
def small_poisson(lab):
    return lab.Poisson(3.0).logpmf([0, 2])


@probe
def large_poisson(lab):
    return lab.Poisson(500.0).logpmf([500.0])


@probe
def two_coins(lab):
    return lab.Binomial(2, 0.5).cdf([0, 1, 1.5])


@probe
def at_one_point(lab):
    return lab.between(lab.Normal(0, 0.1), 0, 0)


@probe
def one_or_two(lab):
    return lab.between(lab.Binomial(4, 0.5), 1, 2)


@probe
def late_value(lab):
    return lab.ks_distance(np.array([0.9]), straight)


@probe
def early_value(lab):
    return lab.ks_distance(np.array([0.1]), straight)
