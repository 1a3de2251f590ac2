"""Checks of lab-hypothesis-tests: SciPy's tests, all splits of few values, p-values that must be uniform."""

import itertools
import math

import numpy as np
from scipy import stats

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that


def seed_of(rng):
    return int(rng.integers(1, 2**30))


def mean_gap(x, y):
    return float(np.mean(x) - np.mean(y))


# --- task 1 ------------------------------------------------------------------------------------


def watched(lab, x, y, B, seed, stat=mean_gap):
    """(p, the pairs of samples that stat was called with)."""
    seen = []

    def watch(a, b):
        a, b = array(a, (len(x),)), array(b, (len(y),))
        seen.append((a.tolist(), b.tolist()))
        return float(stat(a, b))

    return lab.permutation_test(x, y, watch, B, lab.MinStd(seed)), seen


@check("permutation_test: (1 + number of values as extreme) / (B + 1)", task=1)
def counted(lab, rng):
    for n, m, B in ((3, 4, 20), (5, 2, 60), (6, 6, 39)):
        x, y = rng.normal(size=n), 0.8 + rng.normal(size=m)
        for first, second in ((x, y), (y, x)):
            p, seen = watched(lab, first, second, B, seed_of(rng))
            observed = abs(mean_gap(first, second))
            others = [abs(mean_gap(a, b)) for a, b in seen if (a, b) != (first.tolist(), second.tolist())]
            same = len(seen) - len(others)
            that(same >= 1, "`stat` was never called with the samples as they are.")
            that(
                len(seen) == B + 1, f"`stat` was called {len(seen)} times; with B = {B} it should be {B + 1}."
            )
            count = same + sum(value >= observed * (1 - 1e-9) for value in others)
            close(p, count / (B + 1), f"{len(first)} and {len(second)} values, B = {B}", abs_tol=1e-12)


@check("permutation_test: every order of the pooled values is equally likely", task=1)
def all_splits(lab, rng):
    x, y, B = [1.0, 2.0], [3.0, 4.0], 720
    _, seen = watched(lab, x, y, B, seed_of(rng))
    orders = [tuple(a + b) for a, b in seen]
    orders.remove((1.0, 2.0, 3.0, 4.0))  # once as observed
    counts = [orders.count(order) for order in itertools.permutations([1.0, 2.0, 3.0, 4.0])]
    that(sum(counts) == B, f"{B - sum(counts)} of {B} samples do not hold each of 1, 2, 3, 4 once.")
    splits = [orders.count((*a, *b)) + orders.count((*a, *b[::-1])) for a, b in halves()]
    for found, name in ((counts, "orders"), (splits, "splits")):
        p = stats.chisquare(found).pvalue
        that(bool(p > 1e-6), f"Of {B} samples, the {len(found)} {name} came up {found} times: not evenly.")


def halves():
    """The ordered pairs (a, b) of two that split 1, 2, 3, 4."""
    return [
        ((i, j), tuple(k for k in (1.0, 2.0, 3.0, 4.0) if k not in (i, j)))
        for i, j in itertools.permutations((1.0, 2.0, 3.0, 4.0), 2)
    ]


@check("permutation_test: near the p-value of all splits, and two-sided", task=1)
def against_all(lab, rng):
    x, y = rng.normal(size=5), 1.3 + rng.normal(size=4)
    pooled, observed = np.concatenate([x, y]), abs(mean_gap(x, y))
    chosen = [list(some) for some in itertools.combinations(range(9), 5)]  # all 126 splits
    gaps = [mean_gap(pooled[some], np.delete(pooled, some)) for some in chosen]
    right = float(np.mean(np.abs(gaps) >= observed * (1 - 1e-9)))
    for first, second in ((x, y), (y, x)):
        p = array(
            lab.permutation_test(first, second, lab.mean_difference, 1500, lab.MinStd(seed_of(rng))), ()
        )
        gap, error = abs(float(p) - right), math.sqrt(right * (1 - right) / 1500) + 1 / 1500
        that(
            bool(gap < 5 * error),
            f"p = {float(p):.4f} with B = 1500; of all splits {right:.4f} are as extreme.",
        )


@check("permutation_test: ties count, also where rounding hides them", task=1)
def ties(lab, rng):
    close(lab.permutation_test([2.0, 2.0], [2.0], lab.mean_difference, 5, lab.MinStd(3)), 1.0, "Equal values")
    values = iter([-0.3, 0.1 + 0.2, 0.1, 0.3 * (1 - 1e-6), -0.1, 0.2])  # 0.1 + 0.2 is a little above 0.3
    close(lab.permutation_test([1, 2], [3, 4], lambda a, b: next(values), 5, lab.MinStd(1)), 2 / 6, "Of 0.3")
    values = iter([-(0.1 + 0.2), 0.3, 0.1, -0.3])
    close(
        lab.permutation_test([1, 2], [3, 4], lambda a, b: next(values), 3, lab.MinStd(1)),
        3 / 4,
        "Of 0.1 + 0.2",
    )


@check("permutation_test: p-values are uniform where there is no difference", task=1)
def uniform(lab, rng):
    generator, B = lab.MinStd(seed_of(rng)), 19
    found = []
    for _ in range(160):
        x, y = rng.normal(size=4), rng.normal(size=5)
        found.append(float(array(lab.permutation_test(x, y, lab.mean_difference, B, generator), ())))
    that(all(0 < p <= 1 for p in found), "A p-value does not lie above 0 and at most at 1.")
    ranks = np.rint(np.array(found) * (B + 1)).astype(int)
    counts = np.bincount(np.clip((ranks - 1) // 4, 0, 4), minlength=5)
    p = stats.chisquare(counts).pvalue
    that(bool(p > 1e-6), f"Of 160 p-values, the five fifths of (0, 1] hold {counts.tolist()}: not evenly.")


@check("permutation_test: leaves the samples alone", task=1)
def samples_kept(lab, rng):
    x, y = rng.normal(size=4), 5 + rng.normal(size=4)
    p, after = echo(lab.permutation_test, x, y, lab.mean_difference, 40, lab.MinStd(seed_of(rng)))
    that(bool(0 < float(array(p, ())) <= 1), "p must lie above 0, and at most at 1.")
    equal(after[0], x, "`permutation_test` changed x in place")
    equal(after[1], y, "`permutation_test` changed y in place")


# --- task 2 ------------------------------------------------------------------------------------


def welch(x, y):
    found = stats.ttest_ind(x, y, equal_var=False)
    return found.statistic, found.df, found.pvalue


@check("welch_t: an example by hand", task=2)
def welch_example(lab, rng):
    x, y = [3.0, 5.0, 7.0], [6.0, 10.0, 14.0, 10.0]
    got = lab.welch_t(x, y)
    for i, (name, right) in enumerate(zip(("t", "df", "p"), welch(x, y), strict=True)):
        close(item(got, i), right, f"{name} of 3, 5, 7 and 6, 10, 14, 10", rel_tol=1e-9)
    close(lab.welch_t(y, x), welch(y, x), "The samples exchanged", rel_tol=1e-9)


@check("welch_t: random samples of unequal sizes and variances, against scipy.stats.ttest_ind", task=2)
def welch_random(lab, rng):
    for n, m, spread in ((2, 3, 1), (8, 5, 4), (4, 40, 0.3), (60, 60, 1), (2, 30, 0.2)):
        x, y = rng.normal(size=n), 0.7 + spread * rng.normal(size=m)
        got, right = array(lab.welch_t(x, y), (3,)), welch(x, y)
        close(got[:2], right[:2], f"t and df for {n} and {m} values", rel_tol=1e-8)
        close(got[2], right[2], f"p for {n} and {m} values", abs_tol=1e-8)


@check("welch_t: no difference, one sample that does not vary, integers", task=2)
def welch_edges(lab, rng):
    close(lab.welch_t([1, 2, 3], [3, 2, 1]), [0.0, 4.0, 1.0], "1, 2, 3 and 3, 2, 1", abs_tol=1e-9)
    t = -(8 / 3) / math.sqrt(7 / 9)
    right = [t, 2.0, 2 * stats.t.sf(-t, 2)]
    close(lab.welch_t([1, 4, 2], [5, 5, 5]), right, "1, 4, 2 and 5, 5, 5", rel_tol=1e-8)
    close(lab.welch_t([5, 5, 5], [1, 4, 2]), [-t, *right[1:]], "5, 5, 5 and 1, 4, 2", rel_tol=1e-8)
    far = array(lab.welch_t([1, 2, 3] * 8, [90, 91, 92] * 8), (3,))
    that(bool(0 <= far[2] < 1e-9), f"p = {far[2]:.3g} for samples that are 90 apart.")


@check("welch_t: refuses samples of one value, and two that do not vary", task=2)
def welch_refusals(lab, rng):
    array(lab.welch_t([1.0, 2.0], [3.0, 5.0]), (3,))
    raises(ValueError, lab.welch_t, [1.0], [2.0, 3.0])
    raises(ValueError, lab.welch_t, [2.0, 3.0], [1.0])
    raises(ValueError, lab.welch_t, [2.0, 2.0], [3.0, 3.0, 3.0])


# --- task 3 ------------------------------------------------------------------------------------


def pearson(table):
    found = stats.chi2_contingency(table, correction=False)
    return found.statistic, found.dof, found.pvalue


@check("chi2_independence: an example by hand, and a table without any dependence", task=3)
def chi2_example(lab, rng):
    table = [[10, 20, 30], [20, 20, 20]]
    got = lab.chi2_independence(table)
    for i, (name, right) in enumerate(zip(("chi2", "dof", "p"), pearson(table), strict=True)):
        close(item(got, i), right, f"{name} of {table}", rel_tol=1e-9)
    close(lab.chi2_independence([[2, 4], [3, 6]]), [0.0, 1, 1.0], "Rows in proportion", abs_tol=1e-12)


@check("chi2_independence: random tables, against scipy.stats.chi2_contingency", task=3)
def chi2_random(lab, rng):
    for shape in ((2, 2), (3, 2), (2, 5), (4, 4), (6, 9)):
        table = rng.integers(1, 30, size=shape)
        close(lab.chi2_independence(table), pearson(table), f"A {shape} table", rel_tol=1e-8)
    table = rng.integers(0, 2, size=(3, 3)) + np.eye(3, dtype=int)
    close(lab.chi2_independence(table), pearson(table), "A table with zeros", rel_tol=1e-8)


@check("chi2_independence: leaves the table alone, and refuses what is no table", task=3)
def chi2_refusals(lab, rng):
    table = rng.integers(1, 30, size=(2, 3))
    got, after = echo(lab.chi2_independence, table)
    close(got, pearson(table), "A table as an array", rel_tol=1e-8)
    equal(after[0], table, "`chi2_independence` changed the table in place")
    for bad in ([[1, 2, 3]], [[1], [2]], [[0, 0], [3, 4]], [[0, 3], [0, 4]], [[-1, 5], [6, 7]]):
        raises(ValueError, lab.chi2_independence, bad)


# --- task 4 ------------------------------------------------------------------------------------


def normal_size(delta, sigma, alpha, power):
    z = stats.norm.ppf(1 - alpha / 2) + stats.norm.ppf(power)
    return math.ceil(2 * (z * sigma / delta) ** 2)


@check("sample_size: each of two samples, rounded up", task=4)
def sizes(lab, rng):
    equal(lab.sample_size(5, 10), 63, "delta = 5, sigma = 10, as a whole number")
    equal(lab.sample_size(-5, 10), 63, "A difference of -5")
    for alpha, power in ((0.01, 0.9), (0.1, 0.5), (0.05, 0.95)):
        delta, sigma = float(rng.uniform(0.5, 2)), float(rng.uniform(3, 9))
        got = lab.sample_size(delta, sigma, alpha=alpha, power=power)
        what = f"delta {delta:.3f}, sigma {sigma:.3f}, alpha {alpha}, power {power}"
        equal(got, normal_size(delta, sigma, alpha, power), what)
        equal(lab.sample_size(delta, sigma, alpha, power), normal_size(delta, sigma, alpha, power), what)
    raises(ValueError, lab.sample_size, 0, 10)
    raises(ValueError, lab.sample_size, 0.0, 10)


# --- task 5 ------------------------------------------------------------------------------------

RAMP = [0.5, 0.01, 0.045, 0.035]


@check("benjamini_hochberg: a larger p-value that passes takes the smaller ones along", task=5)
def step_up(lab, rng):
    equal(
        lab.benjamini_hochberg(RAMP, 0.0625), [False, True, True, True], "0.5, 0.01, 0.045, 0.035; q = 0.0625"
    )
    equal(lab.benjamini_hochberg([0.03, 0.029, 0.9], 0.05), [True, True, False], "0.03, 0.029, 0.9; q = 0.05")
    equal(lab.benjamini_hochberg([0.26, 0.5, 0.75, 0.875], 0.5), [False] * 4, "None passes")
    equal(lab.benjamini_hochberg([0.5, 0.13, 0.24, 0.875], 0.5), [False, True, True, False], "q = 0.5")


@check("benjamini_hochberg: equal to the threshold passes; one, equal and no p-values", task=5)
def thresholds(lab, rng):
    equal(lab.benjamini_hochberg([0.125, 0.9, 0.9, 0.9], 0.5), [True, False, False, False], "0.125 = 0.5/4")
    equal(lab.benjamini_hochberg([0.5, 0.5], 0.5), [True, True], "Both 0.5; q = 0.5")
    equal(lab.benjamini_hochberg([0.25], 0.25), [True], "0.25; q = 0.25")
    equal(lab.benjamini_hochberg([0.26], 0.25), [False], "0.26; q = 0.25")
    array(lab.benjamini_hochberg([], 0.1), (0,))


@check(
    "benjamini_hochberg: random p-values in any order, against scipy.stats.false_discovery_control", task=5
)
def bh_random(lab, rng):
    for m in (2, 5, 20, 100):
        for q in (0.05, 0.2):
            p = np.where(rng.random(m) < 0.5, rng.random(m) ** 4, rng.random(m))
            right = stats.false_discovery_control(p) <= q
            got, after = echo(lab.benjamini_hochberg, p, q)
            equal(got, right, f"{m} p-values, q = {q}", dtype=bool)
            equal(after[0], p, "`benjamini_hochberg` changed the p-values in place")
            that(
                bool(np.all(array(got, (m,))[p <= q / m])),
                "What Bonferroni rejects must be rejected as well.",
            )


# --- probes: fixed inputs whose outputs tell the known mistakes apart ---------------------------


@probe
def far_apart(lab):
    """Nothing is as extreme as the observed values: 1/10, and not 0."""
    values = iter([9.0, *[0.5] * 9])
    return lab.permutation_test([1, 2], [3, 4], lambda a, b: next(values), 9, lab.MinStd(1))


@probe
def both_sides(lab):
    values = iter([-2.0, 3.0, -3.0, 3.0, 1.0, 0.0, 4.0, 1.0, -1.0, 0.5])
    return lab.permutation_test([1, 2], [3, 4], lambda a, b: next(values), 9, lab.MinStd(1))


@probe
def repeats(lab):
    """Whether a value of the pooled samples occurs twice."""
    seen = []

    def watch(a, b):
        seen.append(len({*array(a, (None,)).tolist(), *array(b, (None,)).tolist()}))
        return 0.0

    lab.permutation_test([1.0, 2.0, 3.0], [4.0, 5.0, 6.0], watch, 12, lab.MinStd(5))
    return min(seen) < 6


@probe
def welch_pair(lab):
    return np.round(array(lab.welch_t([3.0, 5.0, 7.0], [6.0, 10.0, 14.0, 10.0]), (3,)), 8)


@probe
def welch_turned(lab):
    return np.round(array(lab.welch_t([6.0, 10.0, 14.0, 10.0], [3.0, 5.0, 7.0]), (3,)), 8)


@probe
def small_table(lab):
    return np.round(array(lab.chi2_independence([[10, 20, 30], [20, 20, 20]]), (3,)), 8)


@probe
def size(lab):
    return lab.sample_size(5, 10)


@probe
def ramp(lab):
    return lab.benjamini_hochberg(RAMP, 0.0625)


@probe
def in_order(lab):
    return lab.benjamini_hochberg([0.01, 0.03, 0.5, 0.6], 0.0625)
