"""Wilson's ends as roots of a quadratic, the t quantile by interpolating a fine table, arrays throughout."""

import math

import numpy as np
from mylib.stats.distributions import Normal
from mylib.stats.montecarlo import MinStd as MinStd
from mylib.stats.montecarlo import bootstrap


def tails(level):
    if not (level > 0 and level < 1):
        raise ValueError(f"level {level}")
    return np.array([(1 - level) / 2, (1 + level) / 2])


def t_quantile(q, df):
    """Trapezoids on a grid of angles; the rule is refined by Richardson's step."""
    constant = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(math.pi)
    low, high = 0.0, math.pi / 2
    for _ in range(55):
        a = 0.5 * (low + high)
        fine = np.cos(np.linspace(0.0, a, 2001)) ** (df - 1)
        sums = [a / 2000 * k * (np.sum(fine[::k]) - (fine[0] + fine[-1]) / 2) for k in (1, 2)]
        below = 0.5 + constant * (4 * sums[0] - sums[1]) / 3
        low, high = (a, high) if below < q else (low, a)
    return math.sqrt(df) * math.tan(low)


def around(centre, half):
    return tuple((centre + half * np.array([-1.0, 1.0])).tolist())


def t_interval(x, level=0.95):
    q = float(tails(level)[1])
    x = np.asarray(x, dtype=np.float64).ravel()
    if x.size <= 1:
        raise ValueError("at least two values")
    deviations = x - x.mean()
    error = math.sqrt(float(np.sum(deviations**2)) / (x.size - 1) / x.size)
    return around(x.mean(), t_quantile(q, x.size - 1) * error)


def trials(k, n):
    if n < 1 or k < 0 or n < k:
        raise ValueError(f"{k} of {n}")


def wald(k, n, level=0.95):
    trials(k, n)
    z = -Normal(0, 1).ppf(tails(level)[0])
    return around(k / n, float(z) * math.sqrt(k * (n - k) / n) / n)


def wilson(k, n, level=0.95):
    """(k - n p)^2 = z^2 n p (1 - p), a quadratic in p; the product of its roots gives the small one."""
    trials(k, n)
    z2 = float(Normal(0, 1).ppf(tails(level)[1])) ** 2
    a, b, c = n * (n + z2), -n * (2 * k + z2), float(k * k)
    root = math.sqrt(max(b * b - 4 * a * c, 0.0))
    large = (-b + root) / (2 * a)
    return c / (a * large), large


def bootstrap_ci(x, stat, level, B, rng):
    q = tails(level)
    return tuple(float(v) for v in np.percentile(bootstrap(np.array(x), stat, B, rng), 100 * q))


def coverage(method, sampler, truth, reps, rng):
    ends = np.array([method(sampler(rng)) for _ in range(reps)])
    return float(np.mean((ends[:, 0] <= truth) & (truth <= ends[:, 1])))
