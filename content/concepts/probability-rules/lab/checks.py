"""Checks of lab-finite-probability: tables by hand, and enumeration with Python's own fractions."""

from fractions import Fraction as F
from itertools import product

from groundup.grading import check, echo, probe, raises, that

DIE = dict.fromkeys(range(1, 7), 1)


def text_of(p):
    """'1/6' for the learner's fraction 1/6 in lowest terms; None for anything else."""
    n, d = getattr(p, "n", None), getattr(p, "d", None)
    return f"{n}/{d}" if type(n) is int and type(d) is int else None


def exact(got, expected, what):
    """`got` is the learner's Fraction equal to `expected`."""
    wanted = f"{expected.numerator}/{expected.denominator}"
    found = text_of(got)
    that(found is not None, f"{what} must be a Fraction, here {wanted}; something else came.")
    that(found == wanted, f"{what}: got {found}; expected {wanted}.")


def same_table(dist, expected, what):
    """The table of the learner's distribution has these outcomes with these probabilities, and no others."""
    table = getattr(dist, "table", None)
    that(table is not None, f"{what} must be a FiniteDist with a `table`.")
    for x, p in expected.items():
        that(x in table, f"{what}: the outcome {x!r} is missing from the table; it has probability {p}.")
        exact(table[x], p, f"{what}: the probability of {x!r}")
    that(
        len(table) == len(expected),
        f"{what}: the table has {len(table)} outcomes; expected {len(expected)}: {sorted(expected)}.",
    )


def asked(dist, event):
    """dist.prob(event), where dist is what a function of the learner returned."""
    ask = getattr(dist, "prob", None)
    that(ask is not None, "A FiniteDist was expected, with a method `prob`.")
    return ask(event)


def narrowed(dist, event):
    ask = getattr(dist, "given", None)
    that(ask is not None, "A FiniteDist was expected, with a method `given`.")
    return ask(event)


def normalised(weights):
    total = sum(weights.values(), F(0))
    return {x: w / total for x, w in weights.items() if w}


def random_weights(rng, outcomes):
    """Whole-number weights from 1 to 9."""
    return {x: int(rng.integers(1, 10)) for x in outcomes}


# --- task 1 ------------------------------------------------------------------------------------


@check("A fair die: each side 1/6, an even number 1/2", task=1)
def fair_die(lab, rng):
    die = lab.FiniteDist(DIE)
    exact(die.prob(lambda x: x == 6), F(1, 6), "P(6) of a fair die")
    exact(die.prob(lambda x: x % 2 == 0), F(1, 2), "P(even) of a fair die")
    same_table(die, {x: F(1, 6) for x in DIE}, "A fair die")


@check("Weights are divided by their sum; outcomes of weight 0 are left out", task=1)
def weights(lab, rng):
    urn = lab.FiniteDist({"red": 3, "blue": 1, "green": 0})
    exact(urn.prob(lambda x: x == "red"), F(3, 4), "P(red) for three red balls and a blue one")
    same_table(urn, {"red": F(3, 4), "blue": F(1, 4)}, 'FiniteDist({"red": 3, "blue": 1, "green": 0})')
    same_table(lab.FiniteDist({"only": 7}), {"only": F(1)}, "A single outcome of weight 7")
    mixed = lab.FiniteDist({"a": lab.Fraction(1, 2), "b": 1, "c": lab.Fraction(0, 1)})
    same_table(mixed, {"a": F(1, 3), "b": F(2, 3)}, "Weights 1/2, 1 and 0")


@check("Impossible and certain events have the fractions 0 and 1", task=1)
def zero_and_one(lab, rng):
    coin = lab.FiniteDist({"heads": 1, "tails": 1})
    exact(coin.prob(lambda x: x == "edge"), F(0), "P(edge) of a coin")
    exact(coin.prob(lambda x: True), F(1), "The probability of all outcomes together")


@check("Random tables agree with Python's own fractions", task=1)
def random_tables(lab, rng):
    for size in (1, 2, 5, 12):
        given = random_weights(rng, range(size))
        right = normalised(given)
        dist = lab.FiniteDist(given)
        same_table(dist, right, f"FiniteDist({given})")
        limit = int(rng.integers(0, size))
        expected = sum((p for x, p in right.items() if x <= limit), F(0))
        exact(dist.prob(lambda x, limit=limit: x <= limit), expected, f"P(x <= {limit}) for {given}")


@check("Refuses tables that are no distribution", task=1)
def refusals(lab, rng):
    same_table(lab.FiniteDist({"a": 1}), {"a": F(1)}, 'FiniteDist({"a": 1})')
    for bad in ({}, {"a": 0, "b": 0}, {"a": 3, "b": -1}, {"a": -1}, {"a": -1, "b": 1}):
        raises(ValueError, lab.FiniteDist, bad)
    for bad in ({"a": 0.5, "b": 0.5}, {"a": 1, "b": 2.0}):
        raises(TypeError, lab.FiniteDist, bad)


@check("The weights that were passed in are not changed", task=1)
def weights_kept(lab, rng):
    given = {"a": 2, "b": 6, "c": 0}
    dist, after = echo(lab.FiniteDist, given)
    that(after == [given], f"FiniteDist changed the dictionary {given} into {after[0]}.")
    exact(asked(dist, lambda x: x == "a"), F(1, 4), "P(a)")


# --- task 2 ------------------------------------------------------------------------------------


@check("given: a die that is known to be even", task=2)
def even_die(lab, rng):
    even = lab.FiniteDist(DIE).given(lambda x: x % 2 == 0)
    same_table(even, {2: F(1, 3), 4: F(1, 3), 6: F(1, 3)}, "A die given that it is even")


@check("given: P(A | B) and P(B | A) on a table by hand", task=2)
def which_given(lab, rng):
    # Of 20 mails 6 are spam; the word stands in 4 of the spam and in 2 of the others.
    mails = {"spam, word": 4, "spam": 2, "word": 2, "neither": 12}
    dist = lab.FiniteDist(mails)
    spam, word = (lambda x: "spam" in x), (lambda x: "word" in x)
    exact(asked(narrowed(dist, word), spam), F(2, 3), "P(spam | word)")
    same_table(dist.given(spam), {"spam, word": F(2, 3), "spam": F(1, 3)}, "The mails given spam")
    exact(asked(narrowed(dist, lambda x: not word(x)), spam), F(1, 7), "P(spam | no word)")


@check("given: what is left sums to 1, and conditions can follow each other", task=2)
def chained(lab, rng):
    for size in (3, 6, 10):
        given = random_weights(rng, range(size))
        low = int(rng.integers(0, size - 1))
        dist = lab.FiniteDist(given)
        first = narrowed(dist, lambda x, low=low: x >= low)
        right = normalised({x: F(w) for x, w in given.items() if x >= low})
        same_table(first, right, f"{given} given x >= {low}")
        exact(asked(first, lambda x: True), F(1), "All probabilities after `given` together")
        second = narrowed(first, lambda x, size=size: x == size - 1)
        same_table(second, {size - 1: F(1)}, f"{given} given x >= {low}, and then x == {size - 1}")
        same_table(dist, normalised(given), "The distribution itself, after `given`")


@check("given: the law of total probability", task=2)
def total_probability(lab, rng):
    for size in (4, 9):
        given = random_weights(rng, range(size))
        right = normalised(given)
        dist = lab.FiniteDist(given)
        expected = sum(p for x, p in right.items() if x % 2)
        total = F(0)
        for part in range(2):
            weight = sum(p for x, p in right.items() if x // 2 % 2 == part)
            inside = asked(narrowed(dist, lambda x, part=part: x // 2 % 2 == part), lambda x: x % 2 == 1)
            that(text_of(inside) is not None, "A conditional probability must be a Fraction.")
            total += weight * F(inside.n, inside.d)
        that(total == expected, f"{given}: the parts give P(odd) = {total}; directly it is {expected}.")


@check("given: an event of probability 0 is refused", task=2)
def null_event(lab, rng):
    dist = lab.FiniteDist({"a": 1, "b": 2, "c": 0})
    same_table(dist.given(lambda x: x == "a"), {"a": F(1)}, "given(a)")
    raises(ValueError, dist.given, lambda x: x == "d")
    raises(ValueError, dist.given, lambda x: x == "c")


# --- task 3 ------------------------------------------------------------------------------------


@check("map: outcomes with the same image share their probability", task=3)
def maps(lab, rng):
    dist = lab.FiniteDist({-1: 1, 0: 1, 1: 2})
    same_table(dist.map(lambda x: x * x), {1: F(3, 4), 0: F(1, 4)}, "The square of {-1: 1, 0: 1, 1: 2}")
    same_table(dist.map(lambda x: "same"), {"same": F(1)}, "A constant function")
    same_table(dist, {-1: F(1, 4), 0: F(1, 4), 1: F(1, 2)}, "The distribution itself, after `map`")


@check("joint: pairs in order, with the product of their probabilities", task=3)
def pairs(lab, rng):
    coin, urn = lab.FiniteDist({"h": 1, "t": 2}), lab.FiniteDist({1: 1, 2: 3})
    right = {("h", 1): F(1, 12), ("h", 2): F(1, 4), ("t", 1): F(1, 6), ("t", 2): F(1, 2)}
    same_table(lab.joint(coin, urn), right, "joint(coin, urn)")
    same_table(coin, {"h": F(1, 3), "t": F(2, 3)}, "The coin itself, after `joint`")


@check("Two dice: the table of sums", task=3)
def two_dice(lab, rng):
    die = lab.FiniteDist(DIE)
    both = lab.joint(die, die)
    that(getattr(both, "map", None) is not None, "joint must return a FiniteDist.")
    right = {}
    for x, y in product(DIE, DIE):
        right[x + y] = right.get(x + y, 0) + F(1, 36)
    same_table(both.map(lambda pair: pair[0] + pair[1]), right, "The sum of two dice")
    seven = narrowed(both, lambda pair: pair[0] + pair[1] == 7)
    exact(asked(seven, lambda pair: pair[0] == 4), F(1, 6), "P(the first die shows 4 | the sum is 7)")


@check("Random joints and maps agree with enumeration", task=3)
def random_joints(lab, rng):
    for rows, columns in ((1, 3), (3, 2), (4, 5)):
        w1, w2 = random_weights(rng, range(rows)), random_weights(rng, range(columns))
        p1, p2 = normalised(w1), normalised(w2)
        both = lab.joint(lab.FiniteDist(w1), lab.FiniteDist(w2))
        same_table(both, {(x, y): p1[x] * p2[y] for x in p1 for y in p2}, f"joint of {w1} and {w2}")
        right = {}
        for x, y in product(p1, p2):
            right[max(x, y)] = right.get(max(x, y), 0) + p1[x] * p2[y]
        same_table(both.map(lambda pair: max(pair)), right, f"the maximum of {w1} and {w2}")


@check("Shared birthdays in a year of 5 days, by enumeration", task=3)
def birthdays(lab, rng):
    day = lab.FiniteDist(dict.fromkeys(range(5), 1))
    three = lab.joint(lab.joint(day, day), day)
    shared = asked(three, lambda x: len({*x[0], x[1]}) < 3)
    exact(shared, 1 - F(5 * 4 * 3, 5**3), "P(two of three people share a day)")


# --- task 4 ------------------------------------------------------------------------------------


@check("at_least_one: an outcome in several events counts once", task=4)
def unions(lab, rng):
    die = lab.FiniteDist(DIE)
    even, high, one = (lambda x: x % 2 == 0), (lambda x: x >= 4), (lambda x: x == 1)
    exact(lab.at_least_one(die, [even, high]), F(2, 3), "P(even or at least 4)")
    exact(lab.at_least_one(die, [even, one]), F(2, 3), "P(even or 1)")
    exact(lab.at_least_one(die, [even, high, one]), F(5, 6), "P(even or at least 4 or 1)")
    exact(lab.at_least_one(die, [one]), F(1, 6), "P(1), as the only event")
    exact(lab.at_least_one(die, [even, even]), F(1, 2), "P(even or even)")


@check("at_least_one: no events, and events that never occur", task=4)
def empty_unions(lab, rng):
    die = lab.FiniteDist(DIE)
    exact(lab.at_least_one(die, []), F(0), "At least one of no events")
    exact(lab.at_least_one(die, [lambda x: x > 6, lambda x: x < 1]), F(0), "Two impossible events")


@check("at_least_one: agrees with 1 - P(none) on random events", task=4)
def random_unions(lab, rng):
    given = random_weights(rng, range(8))
    right = normalised(given)
    dist = lab.FiniteDist(given)
    for count in (2, 3, 4):
        members = [set(rng.choice(8, size=4, replace=False).tolist()) for _ in range(count)]
        expected = sum((p for x, p in right.items() if any(x in m for m in members)), F(0))
        got = lab.at_least_one(dist, [lambda x, m=m: x in m for m in members])
        exact(got, expected, f"{given}: P(x in {' or in '.join(map(str, members))})")


@check("independent: dice, cards and events that exclude each other", task=4)
def independence(lab, rng):
    die = lab.FiniteDist(DIE)
    even, third, high = (lambda x: x % 2 == 0), (lambda x: x % 3 == 0), (lambda x: x >= 4)
    verdict(lab, die, even, third, True, '"even" and "divisible by 3" on a die')
    verdict(lab, die, even, high, False, '"even" and "at least 4" on a die')
    verdict(lab, die, even, lambda x: x % 2 == 1, False, '"even" and "odd", which exclude each other,')
    verdict(lab, die, even, even, False, '"even" and itself')
    verdict(lab, die, lambda x: x > 6, even, True, "An event of probability 0 and another")
    verdict(lab, die, lambda x: x < 7, even, True, "An event of probability 1 and another")
    loaded = lab.FiniteDist({1: 1, 2: 2, 3: 1, 4: 1, 5: 1, 6: 1})
    verdict(lab, loaded, even, third, False, '"even" and "divisible by 3" on a loaded die')


def verdict(lab, dist, A, B, expected, what):
    got = lab.independent(dist, A, B)
    word = "are independent" if expected else "are not independent"
    that(isinstance(got, bool), "`independent` must return True or False.")
    that(got is expected, f"{what} {word}; your code says {got}.")


@check("independent: parts of a joint are, and a shifted table is not", task=4)
def random_independence(lab, rng):
    for size in (2, 3):
        both = lab.joint(
            lab.FiniteDist(random_weights(rng, range(size))), lab.FiniteDist(random_weights(rng, range(size)))
        )
        verdict(lab, both, lambda x: x[0] == 0, lambda x: x[1] == 0, True, "The two parts of a joint")
    a, b, c = (int(k) for k in rng.integers(1, 9, size=3))
    table = lab.FiniteDist({"AB": a * b * c, "A": a * b, "B": b * c, "": b + 1})
    verdict(
        lab, table, lambda x: "A" in x, lambda x: "B" in x, False, "A and B of a table that is no product"
    )


@check(
    "Conditional independence: given the coin, two tosses are independent; without it they are not", task=4
)
def conditional(lab, rng):
    # Two coins, one of them with heads on both sides; one is drawn and tossed twice.
    weights = {"fair hh": 1, "fair ht": 1, "fair th": 1, "fair tt": 1, "double hh": 4}
    dist = lab.FiniteDist(weights)
    first, second = (lambda x: x[-2] == "h"), (lambda x: x[-1] == "h")
    verdict(lab, dist, first, second, False, "Two tosses of an unknown coin")
    fair = narrowed(dist, lambda x: x.startswith("fair"))
    that(getattr(fair, "table", None) is not None, "`given` must return a FiniteDist.")
    verdict(lab, fair, first, second, True, "Given the fair coin, the two tosses")


# --- task 5 ------------------------------------------------------------------------------------


@check("doors: the four pairs of the game with three doors", task=5)
def three_doors(lab, rng):
    right = {(1, 2): F(1, 6), (1, 3): F(1, 6), (2, 3): F(1, 3), (3, 2): F(1, 3)}
    same_table(lab.doors(), right, "doors()")


@check("doors: whoever switches wins with probability 2/3", task=5)
def switching(lab, rng):
    game = lab.doors(3)
    exact(asked(game, lambda x: x[0] != 1), F(2, 3), "P(the prize is not behind door 1)")
    after = narrowed(game, lambda x: x[1] == 3)
    exact(asked(after, lambda x: x[0] == 2), F(2, 3), "P(prize behind door 2 | door 3 was opened)")


@check("doors: more doors", task=5)
def many_doors(lab, rng):
    for n in (4, 6):
        right = {
            (prize, opened): F(1, n) / (n - 1 if prize == 1 else n - 2)
            for prize, opened in product(range(1, n + 1), range(2, n + 1))
            if prize != opened
        }
        same_table(lab.doors(n), right, f"doors({n})")


@check("doors: fewer than three doors are refused", task=5)
def too_few_doors(lab, rng):
    exact(asked(lab.doors(3), lambda x: x[0] == 1), F(1, 3), "P(the prize is behind door 1)")
    for n in (2, 1, 0):
        raises(ValueError, lab.doors, n)


# --- probes: fixed inputs whose outputs tell the known mistakes apart ---------------------------


def shown(p):
    return text_of(p) or "no fraction"


def listed(dist, outcomes):
    return [shown(dist.prob(lambda x, y=y: x == y)) for y in outcomes]


@probe
def urn_of_four(lab):
    return listed(lab.FiniteDist({"red": 3, "blue": 1}), ["red", "blue"])


@probe
def weight_zero(lab):
    return len(lab.FiniteDist({"red": 3, "green": 0}).table)


@probe
def impossible(lab):
    return shown(lab.FiniteDist({1: 1, 2: 1}).prob(lambda x: x > 2))


@probe
def negative_weight(lab):
    return listed(lab.FiniteDist({"a": 3, "b": -1}), ["a", "b"])


@probe
def loaded_die_given_even(lab):
    return listed(lab.FiniteDist({1: 3, 2: 1, 3: 1, 4: 2}).given(lambda x: x % 2 == 0), [2, 4])


@probe
def null_condition(lab):
    return listed(lab.FiniteDist({1: 1, 2: 1}).given(lambda x: x > 2), [1, 2])


@probe
def squares(lab):
    return listed(lab.FiniteDist({-1: 1, 0: 1, 1: 2}).map(lambda x: x * x), [0, 1])


@probe
def coin_and_urn(lab):
    return listed(
        lab.joint(lab.FiniteDist({"h": 1, "t": 2}), lab.FiniteDist({1: 1, 2: 3})), [("h", 2), (2, "h")]
    )


@probe
def even_or_high(lab):
    return shown(lab.at_least_one(lab.FiniteDist(DIE), [lambda x: x % 2 == 0, lambda x: x >= 4]))


@probe
def even_or_one(lab):
    return shown(lab.at_least_one(lab.FiniteDist(DIE), [lambda x: x % 2 == 0, lambda x: x == 1]))


@probe
def exclusive_events(lab):
    return lab.independent(lab.FiniteDist(DIE), lambda x: x % 2 == 0, lambda x: x % 2 == 1)


@probe
def even_and_high(lab):
    return lab.independent(lab.FiniteDist(DIE), lambda x: x % 2 == 0, lambda x: x >= 4)


@probe
def impossible_and_even(lab):
    return lab.independent(lab.FiniteDist(DIE), lambda x: x > 6, lambda x: x % 2 == 0)


@probe
def door_two_after_door_three(lab):
    return listed(lab.doors(), [(1, 2), (1, 3), (2, 2), (2, 3), (3, 3)])
