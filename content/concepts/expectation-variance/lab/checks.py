"""Checks of lab-moments: exact fractions for distributions, NumPy and the statistics module for streams."""

import statistics
from fractions import Fraction as F

import numpy as np

from groundup.grading import check, close, probe, raises, that

DIE = dict.fromkeys(range(1, 7), 1)


def text_of(p):
    """'7/2' for the learner's fraction 7/2 in lowest terms; None for anything else."""
    n, d = getattr(p, "n", None), getattr(p, "d", None)
    return f"{n}/{d}" if type(n) is int and type(d) is int else None


def exact(got, expected, what):
    """`got` is the learner's Fraction equal to `expected`."""
    wanted = f"{expected.numerator}/{expected.denominator}"
    found = text_of(got)
    that(found is not None, f"{what} must be a Fraction, here {wanted}; something else came.")
    that(found == wanted, f"{what}: got {found}; expected {wanted}.")


def random_table(rng, size):
    """(weights for FiniteDist, the same as Python's fractions that sum to 1)."""
    outcomes = rng.choice(np.arange(-9, 10), size=size, replace=False).tolist()
    weights = {x: int(rng.integers(1, 10)) for x in outcomes}
    return weights, {x: F(w, sum(weights.values())) for x, w in weights.items()}


def square(x):
    return x * x


# --- task 1 ------------------------------------------------------------------------------------


@check("expectation: a fair die, and a table with unequal weights", task=1)
def dice(lab, rng):
    exact(lab.expectation(lab.FiniteDist({1: 1, 2: 1, 6: 2})), F(15, 4), "E[X] for weights 1: 1, 2: 1, 6: 2")
    exact(lab.expectation(lab.FiniteDist(DIE)), F(7, 2), "E[X] of a fair die")
    exact(lab.expectation(lab.FiniteDist({-2: 1, 2: 1})), F(0), "E[X] of -2 or 2")
    exact(lab.expectation(lab.FiniteDist({5: 3})), F(5), "E[X] of a single outcome 5")


@check("expectation: of a function of the outcome", task=1)
def of_functions(lab, rng):
    die = lab.FiniteDist(DIE)
    exact(lab.expectation(die, square), F(91, 6), "E[X^2] of a fair die")
    exact(lab.expectation(die, lambda x: 1), F(1), "E[1]")
    exact(lab.expectation(die, lambda x: int(x == 6)), F(1, 6), "E of 1 for a six and 0 otherwise")
    exact(
        lab.expectation(lab.FiniteDist({"win": 1, "lose": 3}), lambda x: {"win": 9, "lose": -1}[x]),
        F(3, 2),
        "E of a prize",
    )


@check("expectation: random tables, against Python's fractions, and linear", task=1)
def random_expectations(lab, rng):
    for size in (1, 2, 4, 7):
        weights, p = random_table(rng, size)
        dist = lab.FiniteDist(weights)
        mean = sum((x * q for x, q in p.items()), F(0))
        exact(lab.expectation(dist), mean, f"E[X] for {weights}")
        cubes = sum((x**3 * q for x, q in p.items()), F(0))
        exact(lab.expectation(dist, lambda x: x * x * x), cubes, f"E[X^3] for {weights}")
        a, b = int(rng.integers(-5, 6)), int(rng.integers(-5, 6))
        exact(
            lab.expectation(dist, lambda x, a=a, b=b: a * x + b),
            a * mean + b,
            f"E[{a} X + {b}] for {weights}",
        )


# --- task 2 ------------------------------------------------------------------------------------


@check("variance: a fair die, two values, and a single one", task=2)
def variances(lab, rng):
    exact(lab.variance(lab.FiniteDist({0: 1, 4: 3})), F(3), "Var(X) for 0 with 1/4, 4 with 3/4")
    exact(lab.variance(lab.FiniteDist(DIE)), F(35, 12), "Var(X) of a fair die")
    exact(lab.variance(lab.FiniteDist({7: 2})), F(0), "Var(X) of a single outcome")


@check("variance: random tables, shifted and stretched", task=2)
def random_variances(lab, rng):
    for size in (2, 3, 6):
        weights, p = random_table(rng, size)
        mean = sum((x * q for x, q in p.items()), F(0))
        right = sum(((x - mean) ** 2 * q for x, q in p.items()), F(0))
        dist = lab.FiniteDist(weights)
        exact(lab.variance(dist), right, f"Var(X) for {weights}")
        a, b = int(rng.integers(2, 6)), int(rng.integers(-9, 10))
        moved = lab.FiniteDist({-a * x + b: w for x, w in weights.items()})
        exact(lab.variance(moved), a * a * right, f"Var({-a} X + {b}) for {weights}")


@check("variance: outcomes that are fractions", task=2)
def fraction_outcomes(lab, rng):
    halves = lab.FiniteDist({1: 1, 2: 1}).map(lambda x: lab.Fraction(x, 2))
    that(getattr(halves, "table", None) is not None, "FiniteDist.map must return a FiniteDist.")
    exact(lab.expectation(halves), F(3, 4), "E[X] of 1/2 or 1")
    exact(lab.variance(halves), F(1, 16), "Var(X) of 1/2 or 1")


# --- task 3 ------------------------------------------------------------------------------------


def pushed(lab, xs):
    moments = lab.RunningMoments()
    for x in xs:
        moments.push(x)
    return moments


def same_moments(moments, xs, what, rel_tol=1e-9):
    """n, mean and both variances are those of all values xs."""
    xs = np.asarray(xs, dtype=float)
    size = float(np.max(np.abs(xs)))
    close(getattr(moments, "n", None), len(xs), f"{what}: `n`", abs_tol=0)
    close(moments.mean, float(np.mean(xs)), f"{what}: `mean`", abs_tol=1e-12 * max(size, 1e-9))
    close(moments.var(), float(np.var(xs)), f"{what}: `var()`", rel_tol=rel_tol)
    if len(xs) > 1:
        right = statistics.variance(xs.tolist())
        close(moments.var(ddof=1), right, f"{what}: `var(ddof=1)`", rel_tol=rel_tol)


@check("RunningMoments: the example of the brief", task=3)
def stream_example(lab, rng):
    moments = pushed(lab, [2.0, 4.0, 9.0])
    close(moments.n, 3, "`n` after 2, 4, 9", abs_tol=0)
    close(moments.mean, 5.0, "`mean` after 2, 4, 9", abs_tol=1e-12)
    close(moments.var(ddof=1), 13.0, "`var(ddof=1)` after 2, 4, 9", abs_tol=1e-12)
    close(moments.var(), 26 / 3, "`var()` after 2, 4, 9", abs_tol=1e-12)
    close(moments.var(1), 13.0, "`var(1)` after 2, 4, 9", abs_tol=1e-12)
    close(moments.var(ddof=0), 26 / 3, "`var(ddof=0)` after 2, 4, 9", abs_tol=1e-12)


@check("RunningMoments: right after every push", task=3)
def every_push(lab, rng):
    xs = rng.normal(loc=3, scale=2, size=7).tolist()
    moments = lab.RunningMoments()
    for count, x in enumerate(xs, start=1):
        moments.push(x)
        if count > 1:
            same_moments(moments, xs[:count], f"After {count} values")
    single = pushed(lab, [3.5])
    close(single.mean, 3.5, "`mean` of the single value 3.5", abs_tol=1e-12)
    close(single.var(), 0.0, "`var()` of a single value", abs_tol=1e-12)
    close(pushed(lab, [4, 4, 4]).var(ddof=1), 0.0, "`var(ddof=1)` of 4, 4, 4", abs_tol=1e-12)


@check("RunningMoments: integers, large, tiny and negative values", task=3)
def scales(lab, rng):
    same_moments(pushed(lab, [1, 2, 4, 8]), [1, 2, 4, 8], "Integers")
    xs = rng.normal(size=30)
    for scale in (1e-100, 1e100, -1e5):
        same_moments(pushed(lab, (scale * xs).tolist()), scale * xs, f"Values of the size {abs(scale):g}")


@check("RunningMoments: keeps its digits for values near a billion", task=3)
def shifted(lab, rng):
    xs = [1e9 + x for x in (4.0, 7.0, 13.0, 16.0)]
    moments = pushed(lab, xs)
    close(moments.var(), 22.5, "`var()` of 1e9 plus 4, 7, 13, 16", rel_tol=1e-6)
    close(moments.var(ddof=1), 30.0, "`var(ddof=1)` of 1e9 plus 4, 7, 13, 16", rel_tol=1e-6)
    xs = (1e9 + rng.normal(scale=3, size=200)).tolist()
    same_moments(pushed(lab, xs), xs, "200 values near 1e9", rel_tol=1e-6)


@check("RunningMoments: refuses what has no mean or variance", task=3)
def refusals(lab, rng):
    moments = lab.RunningMoments()
    close(moments.n, 0, "`n` at the start", abs_tol=0)
    raises(ValueError, lambda: moments.mean, message="`mean` without any value")
    raises(ValueError, moments.var)
    moments.push(1.0)
    close(moments.mean, 1.0, "`mean` of the single value 1")
    raises(ValueError, moments.var, ddof=1)
    moments.push(2.0)
    close(moments.var(ddof=1), 0.5, "`var(ddof=1)` of 1 and 2")
    for ddof in (2, -1):
        raises(ValueError, moments.var, ddof=ddof)


# --- task 4 ------------------------------------------------------------------------------------


@check("merge: the example of the brief", task=4)
def merge_example(lab, rng):
    both = pushed(lab, [1.0, 2.0]).merge(pushed(lab, [10.0, 12.0]))
    same_moments(both, [1, 2, 10, 12], "1, 2 merged with 10, 12")
    same_moments(
        pushed(lab, [5.0]).merge(pushed(lab, [1.0, 2.0, 9.0])), [5, 1, 2, 9], "5 merged with 1, 2, 9"
    )


@check("merge: every split of the values gives what all of them give", task=4)
def splits(lab, rng):
    xs = rng.normal(loc=-2, scale=3, size=9).tolist()
    for cut in range(10):
        both = pushed(lab, xs[:cut]).merge(pushed(lab, xs[cut:]))
        same_moments(both, xs, f"{cut} values merged with {9 - cut}")
    parts = [pushed(lab, xs[i::3]) for i in range(3)]
    same_moments(parts[0].merge(parts[1]).merge(parts[2]), xs, "Three parts, from the left")
    same_moments(parts[0].merge(parts[1].merge(parts[2])), xs, "Three parts, from the right")


@check("merge: groups far apart, and groups near a billion", task=4)
def far_groups(lab, rng):
    a, b = rng.normal(size=20), 1000 + rng.normal(size=5)
    same_moments(
        pushed(lab, a.tolist()).merge(pushed(lab, b.tolist())), [*a, *b], "20 values and 5, 1000 apart"
    )
    near = 1e9 + rng.normal(scale=3, size=60)
    both = pushed(lab, near[:45].tolist()).merge(pushed(lab, near[45:].tolist()))
    same_moments(both, near, "45 and 15 values near 1e9", rel_tol=1e-6)


@check("merge: empty summaries", task=4)
def empty_merges(lab, rng):
    full, empty = pushed(lab, [3.0, 7.0]), lab.RunningMoments()
    same_moments(full.merge(empty), [3, 7], "3, 7 merged with nothing")
    same_moments(empty.merge(full), [3, 7], "Nothing merged with 3, 7")
    for single in (pushed(lab, [5.0]).merge(empty), empty.merge(pushed(lab, [5.0]))):
        close(single.n, 1, "`n` of 5 merged with nothing", abs_tol=0)
        close(single.mean, 5.0, "`mean` of 5 merged with nothing", abs_tol=1e-12)
        close(single.var(), 0.0, "`var()` of 5 merged with nothing", abs_tol=1e-12)
    nothing = empty.merge(lab.RunningMoments())
    close(nothing.n, 0, "`n` of nothing merged with nothing", abs_tol=0)
    nothing.push(4.0)
    close(nothing.mean, 4.0, "`mean` after nothing, nothing and 4")


@check("merge: gives a new summary and leaves both as they were", task=4)
def merge_is_new(lab, rng):
    a, b = pushed(lab, [1.0, 3.0]), pushed(lab, [5.0, 9.0, 10.0])
    both = a.merge(b)
    same_moments(a, [1, 3], "The first, after `merge`")
    same_moments(b, [5, 9, 10], "The second, after `merge`")
    both.push(2.0)
    same_moments(both, [1, 3, 5, 9, 10, 2], "The merged one, after one more value")
    a.push(100.0)
    same_moments(both, [1, 3, 5, 9, 10, 2], "The merged one, after a value for the first")
    same_moments(b.merge(b), [5, 9, 10, 5, 9, 10], "A summary merged with itself")
    copy = b.merge(lab.RunningMoments())
    copy.push(0.0)
    same_moments(b, [5, 9, 10], "The second, after a value for its merger with nothing")


# --- probes: fixed inputs whose outputs tell the known mistakes apart ---------------------------


@probe
def weighted(lab):
    return text_of(lab.expectation(lab.FiniteDist({1: 1, 2: 1, 6: 2})))


@probe
def squares(lab):
    return text_of(lab.expectation(lab.FiniteDist({1: 1, 3: 1}), square))


@probe
def spread(lab):
    return text_of(lab.variance(lab.FiniteDist({0: 1, 4: 3})))


@probe
def three_values(lab):
    moments = pushed(lab, [2.0, 4.0, 9.0])
    return [moments.mean, moments.var(), moments.var(ddof=1)]


@probe
def near_a_billion(lab):
    return round(pushed(lab, [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).var(), 3)


@probe
def groups_of_two(lab):
    both = pushed(lab, [1.0, 2.0]).merge(pushed(lab, [10.0, 12.0]))
    return [both.mean, both.var()]


@probe
def one_and_three(lab):
    both = pushed(lab, [5.0]).merge(pushed(lab, [1.0, 2.0, 9.0]))
    return [both.mean, both.var()]


@probe
def first_after_merge(lab):
    a = pushed(lab, [1.0, 3.0])
    a.merge(pushed(lab, [5.0]))
    return [a.n, a.mean]
