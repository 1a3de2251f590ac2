"""Checks of lab-prng against the recurrence itself, the C++ standard's value and SciPy's chi-square test."""

from collections import Counter
from itertools import permutations

import numpy as np
from scipy.stats import chisquare

from groundup.grading import check, close, echo, equal, item, probe, raises, that

A, M = 48271, 2**31 - 1
N = M - 1  # the number of values

# --- task 1 ------------------------------------------------------------------------------------


@check("MinStd: the example of the brief", task=1)
def first_numbers(lab, rng):
    generator = lab.MinStd(1)
    equal([generator.next_int() for _ in range(3)], [48271, 182605794, 1291394886], as_type=list)


@check("MinStd: next_int is 48271 x mod (2**31 - 1) of the state before", task=1)
def recurrence(lab, rng):
    for seed in (2, 12345, M - 1, seed_of(rng), seed_of(rng)):
        generator, x = lab.MinStd(seed), seed
        for _ in range(20):
            x = A * x % M
            equal(generator.next_int(), x)


@check("MinStd: the 10,000th number from seed 1 is the one that the C++ standard gives", task=1)
def standard(lab, rng):
    equal(lab.MinStd(pow(A, 9_999, M)).next_int(), 399268537)


@check("MinStd: random is (x - 1) / (2**31 - 2) of the next state", task=1)
def floats(lab, rng):
    equal(lab.MinStd(before(1)).random(), 0.0, as_type=float)
    largest = lab.MinStd(before(M - 1)).random()
    close(largest, (N - 1) / N, rel_tol=1e-15)
    seed = seed_of(rng)
    generator = lab.MinStd(seed)
    expected = [(pow(A, k, M) * seed % M - 1) / N for k in range(1, 6)]
    close([generator.random() for _ in range(5)], expected, rel_tol=1e-15)


@check("MinStd: next_int and random move the same state", task=1)
def one_state(lab, rng):
    seed = seed_of(rng)
    generator = lab.MinStd(seed)
    close(generator.random(), (A * seed % M - 1) / N, rel_tol=1e-15)
    equal(generator.next_int(), A * A * seed % M)
    close(generator.random(), (A**3 * seed % M - 1) / N, rel_tol=1e-15)


@check("MinStd: two generators do not disturb each other", task=1)
def two_generators(lab, rng):
    one, other = lab.MinStd(1), lab.MinStd(2)
    equal(one.next_int(), A)
    equal(other.next_int(), 2 * A)
    equal(one.next_int(), A * A % M)
    equal(other.next_int(), 2 * A * A % M)
    equal(lab.MinStd(1).next_int(), A)


@check("MinStd: seeds are taken modulo 2**31 - 1", task=1)
def large_seeds(lab, rng):
    for seed in (-1, -5, M + 1, M - 1, 3 * M + 7, 2**70):
        equal(lab.MinStd(seed).next_int(), A * (seed % M) % M)


@check("MinStd: refuses the seeds from which it would return 0 for ever", task=1)
def dead_seeds(lab, rng):
    equal(lab.MinStd(1).next_int(), A)
    for seed in (0, M, -M, 5 * M):
        raises(ValueError, lab.MinStd, seed)


# --- task 2 ------------------------------------------------------------------------------------


@check("randbelow: the example of the brief", task=2)
def dice(lab, rng):
    generator = lab.MinStd(1)
    equal([lab.randbelow(generator, 6) for _ in range(5)], [0, 5, 5, 0, 0])


@check("randbelow: draws as the brief says, for n of every size", task=2)
def draws(lab, rng):
    for n in (1, 2, 3, 10, 1000, 2**20, 2**30, 2**30 + 1, 3 * 2**29, N - 1, N):
        seed = seed_of(rng)
        generator, mine = lab.MinStd(seed), Reference(seed)
        for _ in range(4):
            equal(lab.randbelow(generator, n), mine.below(n))
        equal(generator.next_int(), mine.step(), "The generator has moved a different number of steps")


@check("randbelow: throws away the values beyond the largest multiple of n, and no others", task=2)
def rejects(lab, rng):
    moves(lab)
    for n in (4, 2**30, 3 * 2**29, N - 1, N):
        usable = N - N % n
        for x in (usable - 1, usable, N - 1):
            if x >= N:
                continue  # n divides N: nothing is thrown away
            seed = before(x + 1)
            mine = Reference(seed)
            generator = lab.MinStd(seed)
            equal(lab.randbelow(generator, n), mine.below(n))
            equal(generator.next_int(), mine.step(), "The generator has moved a different number of steps")


@check("randbelow: refuses an n for which there is no such number", task=2)
def impossible(lab, rng):
    generator = lab.MinStd(1)
    equal(lab.randbelow(generator, 1), 0)
    for n in (0, -1, -6, N + 1, 2**31, 2**40):
        raises(ValueError, lab.randbelow, generator, n)


# --- task 3 ------------------------------------------------------------------------------------


@check("shuffle: the example of the brief, in place", task=3)
def cards(lab, rng):
    returned, after = echo(lab.shuffle, lab.MinStd(2), ["A", "B", "C", "D"])
    equal(after[1], ["D", "A", "C", "B"], "The list after `shuffle(MinStd(2), ['A', 'B', 'C', 'D'])`")
    that(returned is None, "`shuffle` changes the list in place and returns None.")


@check("shuffle: from the last entry down, each with one at or before it", task=3)
def orders(lab, rng):
    for n in (0, 1, 2, 3, 10, 200):
        seed = seed_of(rng)
        generator, mine, expected = lab.MinStd(seed), Reference(seed), list(range(n))
        mine.shuffle(expected)
        _, after = echo(lab.shuffle, generator, list(range(n)))
        equal(after[1], expected, f"The numbers from 0 to {n - 1}, shuffled with MinStd({seed})")
        equal(generator.next_int(), mine.step(), "The generator has moved a different number of steps")


@check("shuffle: all 24 orders of four entries are equally likely", task=3)
def evenly(lab, rng):
    generator, seen = lab.MinStd(1), Counter()
    for _ in range(960):
        _, after = echo(lab.shuffle, generator, ["A", "B", "C", "D"])
        that(sorted(map(str, after[1])) == list("ABCD"), f"The entries have changed: {after[1]}.")
        seen["".join(after[1])] += 1
    counts = [seen["".join(order)] for order in permutations("ABCD")]
    p = chisquare(counts).pvalue
    most, least = max(counts), min(counts)
    that(
        bool(p > 1e-4),
        "In 960 shuffles of four entries each of the 24 orders should come about 40 times. The most "
        f"frequent came {most} times, the rarest {least} times; chance does that less than once in 10,000 "
        "times.",
    )


@check("shuffle: after 10,000 entries the generator stands where the C++ standard says", task=3)
def ten_thousand(lab, rng):
    generator = lab.MinStd(1)
    _, after = echo(lab.shuffle, generator, list(range(10_000)))
    equal(generator.next_int(), 399268537)
    equal(sorted(after[1]), list(range(10_000)), "The shuffled entries, sorted")


# --- task 4 ------------------------------------------------------------------------------------


@check("sample_weighted: the example of the brief", task=4)
def weighted_example(lab, rng):
    generator = lab.MinStd(1)
    equal([lab.sample_weighted(generator, [1, 0, 3]) for _ in range(5)], [0, 0, 2, 2, 2])


@check("sample_weighted: the first index whose running sum exceeds u; one draw each", task=4)
def weighted_draws(lab, rng):
    for n in (1, 2, 5, 30):
        seed = seed_of(rng)
        generator, mine = lab.MinStd(seed), Reference(seed)
        weights = rng.integers(0, 10, size=n).tolist()
        weights[int(rng.integers(n))] += 1
        for scale in (1, 0.125):
            w = [scale * weight for weight in weights]
            for _ in range(5):
                equal(lab.sample_weighted(generator, w), mine.weighted(w))
        equal(generator.next_int(), mine.step(), "The generator has moved a different number of steps")


@check("sample_weighted: at the borders between two entries", task=4)
def weighted_borders(lab, rng):
    equal(lab.sample_weighted(lab.MinStd(before(1)), [2.0, 1.0]), 0)  # u = 0
    half = before(N // 2 + 1)  # random() is exactly 1/2
    equal(lab.sample_weighted(lab.MinStd(half), [1.0, 1.0]), 1)
    equal(lab.sample_weighted(lab.MinStd(half), [3.0, 2.0, 1.0]), 1)
    equal(lab.sample_weighted(lab.MinStd(before(M - 1)), [1.0, 5.0, 2.0]), 2)


@check("sample_weighted: weight 0 is never drawn", task=4)
def weightless(lab, rng):
    for seed in (before(1), before(N // 2 + 1), before(M - 1), seed_of(rng)):
        equal(lab.sample_weighted(lab.MinStd(seed), [0.0, 2.0, 0.0]), 1)
        equal(lab.sample_weighted(lab.MinStd(seed), [0, 0, 1]), 2)
        equal(lab.sample_weighted(lab.MinStd(seed), [4, 0, 0]), 0)


@check("sample_weighted: as often as the weights say", task=4)
def weighted_often(lab, rng):
    generator, w = lab.MinStd(3), [1.0, 2.0, 5.0]
    drawn = Counter(str(lab.sample_weighted(generator, w)) for _ in range(800))
    counts = [drawn[str(i)] for i in range(3)]
    that(sum(counts) == 800, f"Indices other than 0, 1 and 2 were drawn: {dict(drawn)}.")
    p = chisquare(counts, [100, 200, 500]).pvalue
    that(
        bool(p > 1e-4), f"800 draws with the weights 1, 2, 5 gave {counts}; about 100, 200, 500 are expected."
    )


@check("sample_weighted: refuses weights that give no probabilities", task=4)
def weights_refused(lab, rng):
    generator = lab.MinStd(1)
    equal(lab.sample_weighted(generator, [0.5]), 0)
    for w in ([], [0.0], [0, 0], [1.0, -0.5], [-1.0, 2.0], [1.0, float("inf")], [float("nan"), 1.0]):
        raises(ValueError, lab.sample_weighted, generator, w)
    raises(ValueError, lab.sample_weighted, generator, [-1.0, -2.0])


@check("sample_weighted: the weights are not changed", task=4)
def weights_kept(lab, rng):
    w = rng.integers(1, 9, size=4).tolist()
    index, after = echo(lab.sample_weighted, lab.MinStd(1), w)
    equal(index, Reference(1).weighted(w))
    equal(after[1], w, "`sample_weighted` changed the list of weights")


# --- what is expected --------------------------------------------------------------------------


class Reference:
    """What the brief says, step by step."""

    def __init__(self, seed):
        self.x = seed % M

    def step(self):
        self.x = A * self.x % M
        return self.x

    def below(self, n):
        while True:
            x = self.step() - 1
            if x < N // n * n:
                return x % n

    def shuffle(self, xs):
        for i in reversed(range(1, len(xs))):
            j = self.below(i + 1)
            xs[i], xs[j] = xs[j], xs[i]

    def weighted(self, w):
        u = (self.step() - 1) / N * sum(w)
        return int(np.searchsorted(np.cumsum(w), u, side="right"))


def before(x):
    """The seed from which the first next_int() is x."""
    return pow(A, -1, M) * x % M


def moves(lab):
    """Drawing again from a generator that stands still would go on for ever."""
    generator = lab.MinStd(1)
    equal([generator.next_int(), generator.next_int()], [A, A * A % M])


def seed_of(rng):
    return int(rng.integers(1, M))


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def numbers(lab):
    generator = lab.MinStd(1)
    return [generator.next_int() for _ in range(3)]


@probe
def two_at_once(lab):
    one, other = lab.MinStd(1), lab.MinStd(2)
    return [one.next_int(), other.next_int(), one.next_int()]


@probe
def seed_of_zero(lab):
    return lab.MinStd(0).next_int()


@probe
def highest_float(lab):
    return 1e12 * (1 - lab.MinStd(before(M - 1)).random())


@probe
def ordinary_die(lab):
    generator = lab.MinStd(1)
    return [lab.randbelow(generator, 6) for _ in range(5)]


@probe
def leftover_value(lab):
    moves(lab)
    return lab.randbelow(lab.MinStd(before(N)), 2**30)


@probe
def three_cards(lab):
    return item(echo(lab.shuffle, lab.MinStd(2), ["A", "B", "C", "D"])[1], 1)


@probe
def shuffle_returns(lab):
    return lab.shuffle(lab.MinStd(2), ["A", "B"])


@probe
def weights_with_sum_four(lab):
    generator = lab.MinStd(1)
    return [lab.sample_weighted(generator, [1, 0, 3]) for _ in range(5)]


@probe
def weights_with_sum_one(lab):
    generator = lab.MinStd(1)
    return [lab.sample_weighted(generator, [0.25, 0.25, 0.5]) for _ in range(5)]


@probe
def nothing_in_front(lab):
    return lab.sample_weighted(lab.MinStd(before(1)), [0.0, 2.0])


@probe
def negative_weight(lab):
    return lab.sample_weighted(lab.MinStd(1), [-1.0, 3.0])
