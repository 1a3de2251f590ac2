"""Checks of lab-delta-debug: bisect over a predicate, and brute force over all single removals."""

import math
from bisect import bisect_left
from itertools import pairwise

from groundup.grading import check, echo, equal, probe, raises, that

# --- task 1 ------------------------------------------------------------------------------------


@check("bisect_first_bad: the examples of the brief", task=1)
def first_examples(lab, rng):
    equal(lab.bisect_first_bad(0, 100, from_index(37)), 37)
    equal(lab.bisect_first_bad(0, 100, from_index(100)), 100)
    equal(lab.bisect_first_bad(5, 5, from_index(0)), 5)


@check("bisect_first_bad: every answer in short ranges, negative indices too", task=1)
def first_short(lab, rng):
    for n in range(7):
        lo = int(rng.integers(-9, 10))
        for answer in range(lo, lo + n + 1):
            equal(lab.bisect_first_bad(lo, lo + n, from_index(answer)), answer)


@check("bisect_first_bad: agrees with bisect on long ranges", task=1)
def first_long(lab, rng):
    for n in (100, 1000, 10**6, 10**15):
        lo = int(rng.integers(-n, n))
        bad = from_index(int(rng.integers(lo, lo + n + 1)))
        expected = lo + bisect_left(range(lo, lo + n), True, key=bad)
        equal(lab.bisect_first_bad(lo, lo + n, noting([], bad, 1000)), expected)


@check("bisect_first_bad: asks at most ceil(log2(hi - lo + 1)) times, and never about hi", task=1)
def first_calls(lab, rng):
    for n in (0, 1, 2, 3, 4, 7, 8, 100, 10**6):
        lo = int(rng.integers(-9, 10))
        most = math.ceil(math.log2(n + 1))
        for answer in {lo, lo + n, lo + n // 2, lo + int(rng.integers(n + 1))}:
            bad = within(lo, lo + n, noting([], from_index(answer), most))
            equal(lab.bisect_first_bad(lo, lo + n, bad), answer)


@check("bisect_first_bad: refuses a range that ends before it begins", task=1)
def first_refuses(lab, rng):
    equal(lab.bisect_first_bad(3, 4, from_index(3)), 3)
    raises(ValueError, lab.bisect_first_bad, 4, 3, from_index(0))


# --- task 2 ------------------------------------------------------------------------------------


@check("ddmin: the example of the brief", task=2)
def shrink_example(lab, rng):
    equal(lab.ddmin([1, 2, 3, 4, 5, 6, 7, 8], holding(3, 6)), [3, 6], as_type=list)


@check("ddmin: finds exactly the items that are needed together", task=2)
def shrink_needed(lab, rng):
    for n, k in ((1, 1), (2, 1), (2, 2), (3, 2), (5, 1), (7, 3), (12, 2), (20, 5), (33, 3)):
        items = rng.permutation(n).tolist()
        needed = [items[i] for i in sorted(rng.choice(n, size=k, replace=False).tolist())]
        equal(lab.ddmin(items, holding(*needed)), needed)


@check("ddmin: everything is needed, or nothing is", task=2)
def shrink_extremes(lab, rng):
    for n in (1, 2, 5, 8):
        items = rng.permutation(n).tolist()
        equal(lab.ddmin(items, holding(*items)), items)
        equal(lab.ddmin(items, lambda part: True), [])
    equal(lab.ddmin([], lambda part: True), [])


@check("ddmin: goes on until no single item can be left out", task=2)
def shrink_again(lab, rng):
    # Item 1 can go only after item 2 has gone, and item 2 only after item 3.
    def chain(part):
        return 9 in part and (1 in part or 2 not in part) and (2 in part or 3 not in part)

    equal(lab.ddmin([1, 2, 3, 9], chain), [9])
    for n in (5, 6, 8):
        links = rng.permutation(n).tolist()

        def links_hold(part, links=links):
            return "bug" in part and all(one in part or two not in part for one, two in pairwise(links))

        equal(lab.ddmin([*links, "bug"], links_hold), ["bug"])


@check("ddmin: the result is 1-minimal for any test, however odd", task=2)
def shrink_odd(lab, rng):
    for n in (3, 4, 5, 6, 8, 10):
        for share in (0.15, 0.4):
            items = rng.permutation(n).tolist()
            fails = at_random(rng, items, share)
            require_minimal(lab.ddmin(items, fails), items, fails)


@check("ddmin: repeated items, and items that cannot be hashed", task=2)
def shrink_kinds(lab, rng):
    equal(lab.ddmin([1, 2, 1, 1, 3], lambda part: part.count(1) >= 2), [1, 1])
    equal(lab.ddmin([[2], [], [3, 4]], lambda part: [] in part), [[]])
    equal(lab.ddmin([{"a": 1}, {"a": 2}], lambda part: {"a": 2} in part), [{"a": 2}])
    equal(lab.ddmin(["b", "a", "c"], holding("a", "b")), ["b", "a"])


@check("ddmin: tests only parts of the input, in their order", task=2)
def shrink_parts(lab, rng):
    for n in (6, 11):
        items, tested = rng.permutation(n).tolist(), []
        needed = sorted(rng.choice(n, size=2, replace=False).tolist())
        result = lab.ddmin(items, noting(tested, holding(*(items[i] for i in needed))))
        equal(result, [items[i] for i in needed])
        for part in tested:
            that(
                isinstance(part, list) and is_part(part, items),
                f"`fails` was called with {part}, which is not a part of {items} in the same order.",
            )


@check("ddmin: one item among 1000 takes at most 60 calls", task=2)
def shrink_calls(lab, rng):
    items = list(range(1000))
    for culprit in (0, 999, 500, *rng.integers(1000, size=3).tolist()):
        equal(lab.ddmin(items, noting([], holding(culprit), 60)), [culprit])


@check("ddmin: refuses an input that does not fail", task=2)
def shrink_refuses(lab, rng):
    equal(lab.ddmin([4, 5], holding(5)), [5])
    raises(ValueError, lab.ddmin, [1, 2, 3], holding(4))
    raises(ValueError, lab.ddmin, [], lambda part: False)
    raises(ValueError, lab.ddmin, [1, 2, 3], lambda part: not part)


@check("ddmin: lets the exceptions of the test through", task=2)
def shrink_raises(lab, rng):
    equal(lab.ddmin([3, 4], holding(3)), [3])
    for kind in (KeyError, TypeError):

        def fails(part, kind=kind):
            if len(part) < 4:
                raise kind("the test cannot say")
            return True

        raises(kind, lab.ddmin, [1, 2, 3, 4], fails)


@check("ddmin: leaves the input alone", task=2)
def shrink_leaves(lab, rng):
    items = rng.permutation(6).tolist()
    result, after = echo(lab.ddmin, items, holding(items[2]))
    equal(result, [items[2]])
    equal(after[0], items, "`ddmin` changed the list in place")


# --- task 3 ------------------------------------------------------------------------------------


@check("fails_like: the example of the brief", task=3)
def like_example(lab, rng):
    fails = lab.fails_like(numbers_of, ["4", "five", "6"])
    for part, expected in ((["five"], True), (["6"], False), ([None], False), ([], False)):
        equal(fails(part), expected)


@check("fails_like: any message, but exactly the same type", task=3)
def like_types(lab, rng):
    for first in range(len(KINDS)):
        fails = lab.fails_like(raise_numbered, [first])
        for other in range(len(KINDS)):
            equal(fails([other, int(rng.integers(100))]), first == other)
        equal(fails([]), False)


@check("fails_like: refuses an input on which nothing is raised", task=3)
def like_refuses(lab, rng):
    equal(lab.fails_like(numbers_of, ["x"])(["y"]), True)
    raises(ValueError, lab.fails_like, numbers_of, ["4", "6"])


@check("fails_like and ddmin together: the smallest report of one bug", task=3)
def like_together(lab, rng):
    rows = [[4, 2], [7, None], [3, 0], [9, 3]]

    def divide(part):
        return [row[0] / row[1] for row in part]

    # All rows give a TypeError, since the second one is met first; without it they give ZeroDivisionError.
    equal(lab.ddmin(rows, lab.fails_like(divide, rows)), [[7, None]])
    equal(lab.ddmin(rows[2:], lab.fails_like(divide, rows[2:])), [[3, 0]])


# --- tests that are lent to the learner's functions --------------------------------------------


def from_index(first):
    return lambda i: i >= first


def holding(*needed):
    return lambda part: all(one in part for one in needed)


def within(lo, hi, bad):
    def asked_inside(i):
        that(
            type(i) is int and lo <= i < hi,
            f"Between lo = {lo} and hi = {hi}, `bad` was asked about {i}; it may be asked only about indices "
            f"from {lo} to {hi - 1}.",
        )
        return bad(i)

    return asked_inside


def noting(asked, test, most=10_000):
    """The test, which writes down what it is asked and ends the check when it is asked too often."""

    def noted(argument):
        asked.append(argument)
        that(len(asked) <= most, f"The test was called {len(asked)} times; {most} must be enough.")
        return test(argument)

    return noted


def at_random(rng, items, share):
    """Each part fails or not by the toss of a coin, the same each time; the whole fails, nothing does not."""
    answers = {tuple(items): True, (): False}

    def fails(part):
        return answers.setdefault(tuple(part), bool(rng.random() < share))

    return fails


def numbers_of(texts):
    return [int(text) for text in texts]


KINDS = (ValueError, KeyError, IndexError, LookupError, ZeroDivisionError, ArithmeticError, TypeError)


def raise_numbered(part):
    """Raises the exception whose number comes first, with all of the part as its message."""
    if part:
        raise KINDS[part[0]](str(part))


# --- what 1-minimal means ----------------------------------------------------------------------


def is_part(part, items):
    rest = iter(items)
    return all(any(one == other for other in rest) for one in part)


def require_minimal(got, items, fails):
    equal(isinstance(got, list) and is_part(got, items), True, f"{got} is a part of {items}, in order")
    that(fails(got), f"The result {got} of shrinking {items} does not fail.")
    for i in range(len(got)):
        rest = got[:i] + got[i + 1 :]
        that(not fails(rest), f"The result {got} is not 1-minimal: without {got[i]} it still fails.")


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def first_of_ten(lab):
    return lab.bisect_first_bad(0, 10, from_index(7))


@probe
def first_of_three(lab):
    return lab.bisect_first_bad(0, 3, from_index(1))


@probe
def nothing_bad(lab):
    return lab.bisect_first_bad(0, 10, from_index(10))


@probe
def calls_among_hundred(lab):
    asked = []
    lab.bisect_first_bad(0, 100, noting(asked, from_index(90)))
    return len(asked) > 7


@probe
def asked_about_hi(lab):
    asked = []
    lab.bisect_first_bad(0, 10, noting(asked, from_index(4)))
    return 10 in asked


@probe
def two_far_apart(lab):
    return lab.ddmin([1, 2, 3, 4, 5, 6, 7, 8], holding(3, 6))


@probe
def two_out_of_order(lab):
    return lab.ddmin([4, 3, 2, 1], holding(4, 1))


@probe
def one_after_another(lab):
    return lab.ddmin([1, 2, 9], lambda part: 9 in part and (1 in part or 2 not in part))


@probe
def calls_among_two_hundred(lab):
    tested = []
    lab.ddmin(list(range(200)), noting(tested, holding(150)))
    return len(tested) > 100


@probe
def nothing_needed(lab):
    return lab.ddmin([1, 2, 3], lambda part: True)


@probe
def does_not_fail(lab):
    return lab.ddmin([1, 2, 3], lambda part: False)


@probe
def test_that_raises(lab):
    def fails(part):
        if 2 not in part:
            raise KeyError(2)
        return True

    return lab.ddmin([1, 2], fails)


@probe
def another_type(lab):
    return lab.fails_like(raise_numbered, [0])([1])


@probe
def another_message(lab):
    return lab.fails_like(raise_numbered, [0])([0, 5])


@probe
def wider_type(lab):
    return [lab.fails_like(raise_numbered, [3])([1]), lab.fails_like(raise_numbered, [1])([3])]


@probe
def nothing_raised(lab):
    lab.fails_like(raise_numbered, [])
    return "accepted"
