"""Checks of lab-fraction-class: the standard library's Fraction as oracle, and Python's operator rules."""

import operator
from fractions import Fraction as Exact

from groundup.grading import check, close, equal, invoke, probe, raises, that

SMALL = [(1, 2), (-1, 2), (3, 4), (-5, 3), (0, 1), (4, 1), (7, 6), (-2, 1)]
OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
COMPARISONS = {"__lt__": operator.lt, "__le__": operator.le, "__gt__": operator.gt, "__ge__": operator.ge}

# --- task 1 ------------------------------------------------------------------------------------


@check("A fraction is kept in lowest terms, with a denominator above 0", task=1)
def lowest_terms(lab, rng):
    same(lab.Fraction(2, -4), Exact(-1, 2))  # the docstring's example
    close(float(lab.Fraction(2, -4)), -0.5)
    same(lab.Fraction(6, 3), Exact(2))
    same(lab.Fraction(-6, -4), Exact(3, 2))
    same(lab.Fraction(0, -5), Exact(0))
    same(lab.Fraction(1, -1), Exact(-1))
    same(lab.Fraction(5), Exact(5))
    same(lab.Fraction(-7), Exact(-7))
    for _ in range(15):
        n, d = int(rng.integers(-60, 61)), int(rng.integers(1, 61)) * int(rng.choice([-1, 1]))
        same(lab.Fraction(n, d), Exact(n, d))


@check("Whole numbers of any size stay exact", task=1)
def large(lab, rng):
    n, d = 3 * 10**30 + 3, -6 * 10**25
    same(lab.Fraction(n, d), Exact(n, d))
    same(lab.Fraction(10**40 + 1, 10**40), Exact(10**40 + 1, 10**40))
    close(float(lab.Fraction(n, d)), n / d)


@check("Refuses the denominator 0, and anything that is no whole number", task=1)
def refused(lab, rng):
    same(lab.Fraction(0, 3), Exact(0))
    raises(ZeroDivisionError, lab.Fraction, 1, 0)
    raises(ZeroDivisionError, lab.Fraction, 0, 0)
    raises(TypeError, lab.Fraction, 0.5)
    raises(TypeError, lab.Fraction, 1, 2.0)
    raises(TypeError, lab.Fraction, "1", 2)
    raises(TypeError, lab.Fraction, 0.5, 0)  # the types are asked about first
    raises(TypeError, lab.Fraction, 1, 0.0)


@check("repr shows how to make it again, float its value", task=1)
def shown(lab, rng):
    equal(repr(lab.Fraction(2, -4)), "Fraction(-1, 2)")
    equal(repr(lab.Fraction(3)), "Fraction(3, 1)")
    close(float(lab.Fraction(1, 3)), 1 / 3, rel_tol=1e-15)
    close(float(lab.Fraction(-7, 4)), -1.75)
    close(float(lab.Fraction(10**400 + 1, 10**399)), 10.0)  # neither of the two fits a float


# --- task 2 ------------------------------------------------------------------------------------


@check("== compares values, also with whole numbers", task=2)
def equality(lab, rng):
    equal(invoke(lab.Fraction(1, 2), "__eq__", lab.Fraction(2, 4)), True)
    equal(invoke(lab.Fraction(1, 2), "__eq__", lab.Fraction(1, 3)), False)
    equal(invoke(lab.Fraction(1, 2), "__eq__", lab.Fraction(3, 2)), False)
    equal(invoke(lab.Fraction(4, 2), "__eq__", 2), True)
    equal(invoke(lab.Fraction(4, 3), "__eq__", 1), False)
    equal(invoke(lab.Fraction(10**20 + 1, 10**20), "__eq__", 1), False)  # equal as floats, but not equal


@check("Equal fractions have equal hashes, and Fraction(2) that of 2", task=2)
def hashes(lab, rng):
    equal(hash(lab.Fraction(1, 2)), hash(lab.Fraction(-3, -6)), "The hashes of 1/2 and -3/-6")
    for n in (0, 1, -1, 2, 12345):
        equal(hash(lab.Fraction(3 * n, 3)), hash(n), f"The hash of Fraction({3 * n}, 3), which equals {n}")


@check("Different fractions rarely have the same hash", task=2)
def spread(lab, rng):
    values = sorted({Exact(n, d) for n in range(-4, 5) for d in range(1, 6)})
    found = {hash(lab.Fraction(x.numerator, x.denominator)) for x in values}
    that(
        len(found) > 0.9 * len(values),
        f"{len(values)} different fractions have {len(found)} different hashes.",
    )


@check("<, <=, >, >= put fractions and whole numbers in order", task=2)
def order(lab, rng):
    for name, compare in COMPARISONS.items():
        for one in SMALL:
            for other in (one, SMALL[int(rng.integers(len(SMALL)))], (2, 3), (-1, 3)):
                a, b = lab.Fraction(*one), lab.Fraction(*other)
                equal(invoke(a, name, b), compare(Exact(*one), Exact(*other)))
        for whole in (-2, 0, 1, 4):
            equal(invoke(lab.Fraction(1, 2), name, whole), compare(Exact(1, 2), whole))
    big = 10**20
    equal(invoke(lab.Fraction(big, big + 1), "__lt__", lab.Fraction(big + 1, big + 2)), True)


@check("What cannot be compared gives NotImplemented", task=2)
def not_compared(lab, rng):
    half = lab.Fraction(1, 2)
    equal(invoke(half, "__eq__", half), True)
    for foreign in ("1/2", 0.5, None, [1, 2]):
        for name in ("__eq__", "__lt__", "__ge__"):
            declines(half, name, foreign)


# --- task 3 ------------------------------------------------------------------------------------


@check("Sums, differences, products and quotients", task=3)
def arithmetic(lab, rng):
    same(lab.Fraction(1, 2) + lab.Fraction(1, 3), Exact(5, 6))
    same(lab.Fraction(1, 2) - lab.Fraction(1, 3), Exact(1, 6))
    same(lab.Fraction(1, 2) * lab.Fraction(4, 3), Exact(2, 3))
    same(lab.Fraction(1, 2) / lab.Fraction(-3, 4), Exact(-2, 3))
    same(-lab.Fraction(1, 2), Exact(-1, 2))
    for one in SMALL:
        n, d = SMALL[int(rng.integers(len(SMALL)))]
        for operate in OPERATORS.values():
            if operate is not operator.truediv or n:
                same(operate(lab.Fraction(*one), lab.Fraction(n, d)), operate(Exact(*one), Exact(n, d)))


@check("A whole number on the right", task=3)
def whole_right(lab, rng):
    for operate in OPERATORS.values():
        for whole in (1, -3, 10**20):
            same(operate(lab.Fraction(3, 4), whole), operate(Exact(3, 4), whole))


@check("A whole number on the left", task=3)
def whole_left(lab, rng):
    for operate in OPERATORS.values():
        for whole in (0, 1, -3, 10**20):
            same(operate(whole, lab.Fraction(3, 4)), operate(whole, Exact(3, 4)))
    same(0 + lab.Fraction(1, 2) + lab.Fraction(1, 3), Exact(5, 6))  # what sum([...]) does


@check("Long expressions agree with the standard library", task=3)
def expressions(lab, rng):
    for _ in range(12):
        mine, theirs = grown(lab, rng, 4)
        same(mine, theirs)


@check("Division by zero is an error", task=3)
def by_zero(lab, rng):
    same(lab.Fraction(0, 1) / lab.Fraction(2, 3), Exact(0))
    raises(ZeroDivisionError, operator.truediv, lab.Fraction(1, 2), lab.Fraction(0))
    raises(ZeroDivisionError, operator.truediv, lab.Fraction(1, 2), 0)
    raises(ZeroDivisionError, operator.truediv, 3, lab.Fraction(0, 5))


@check("No operation changes its operands", task=3)
def unchanged(lab, rng):
    a, b = lab.Fraction(1, 2), lab.Fraction(-2, 3)
    for operate in OPERATORS.values():
        same(operate(a, b), operate(Exact(1, 2), Exact(-2, 3)))
        same(a, Exact(1, 2), "The left operand has changed: it")
        same(b, Exact(-2, 3), "The right operand has changed: it")
    same(-a, Exact(-1, 2))
    same(a, Exact(1, 2), "The operand has changed: it")


@check("A foreign operand gives NotImplemented, and so a TypeError of Python's", task=3)
def foreign_operands(lab, rng):
    half = lab.Fraction(1, 2)
    same(half + half, Exact(1))
    for name in ("add", "sub", "mul", "truediv"):
        for foreign in ("1/2", 0.5, None):
            declines(half, f"__{name}__", foreign)
            declines(half, f"__r{name}__", foreign)
    raises(TypeError, operator.add, half, "1/2")
    raises(TypeError, operator.sub, 0.5, half)


# --- task 4 ------------------------------------------------------------------------------------


@check("Row: has a length and places, and slices of it are rows", task=4)
def places(lab, rng):
    row = lab.Row([lab.Fraction(1, 2), 3, lab.Fraction(-2, 3)])
    equal(len(row), 3)
    entries_are(row, [Exact(1, 2), Exact(3), Exact(-2, 3)])
    same(row[-1], Exact(-2, 3))
    entries_are(row[1:], [Exact(3), Exact(-2, 3)])
    entries_are(row[::-2], [Exact(-2, 3), Exact(1, 2)])
    equal(len(lab.Row([])), 0)
    raises(IndexError, row.__getitem__, 3)


@check("Row: adds entry by entry", task=4)
def row_sum(lab, rng):
    entries_are(lab.Row([1, lab.Fraction(1, 2)]) + lab.Row([2, 2]), [Exact(3), Exact(5, 2)])
    for n in (1, 3, 5):
        (mine, theirs), (mine2, theirs2) = some_row(lab, rng, n), some_row(lab, rng, n)
        entries_are(mine + mine2, [x + y for x, y in zip(theirs, theirs2, strict=True)])
        entries_are(mine, theirs, "The left row has changed: it")
    equal(len(lab.Row([]) + lab.Row([])), 0)


@check("Row: a number times a row, from either side", task=4)
def row_multiple(lab, rng):
    entries_are(3 * lab.Row([1, 2]), [Exact(3), Exact(6)])
    for factor in (0, -2, (1, 3), (-5, 2)):
        mine, theirs = some_row(lab, rng, 3)
        number = factor if isinstance(factor, int) else Exact(*factor)
        scaled = [number * x for x in theirs]
        c = factor if isinstance(factor, int) else lab.Fraction(*factor)
        entries_are(c * mine, scaled)
        entries_are(mine * c, scaled)
        entries_are(mine, theirs, "The row has changed: it")


@check("Row: equal rows are equal, and repr shows the entries", task=4)
def row_equality(lab, rng):
    row = lab.Row([1, lab.Fraction(1, 2)])
    equal(invoke(row, "__eq__", lab.Row([lab.Fraction(2, 2), lab.Fraction(2, 4)])), True)
    equal(invoke(row, "__eq__", lab.Row([1])), False)
    equal(invoke(row, "__eq__", lab.Row([1, 2])), False)
    equal(invoke(lab.Row([]), "__eq__", lab.Row([])), True)
    declines(row, "__eq__", [1, 2])
    declines(row, "__eq__", 1)
    equal(repr(row), "Row([Fraction(1, 1), Fraction(1, 2)])")


@check("Row: refuses what it cannot hold or add", task=4)
def row_refuses(lab, rng):
    equal(len(lab.Row([1, 2]) + lab.Row([3, 4])), 2)
    raises(TypeError, lab.Row, [1, 0.5])
    raises(TypeError, lab.Row, ["1"])
    raises(TypeError, lab.Row, [0.5, 1])
    raises(ValueError, operator.add, lab.Row([1, 2]), lab.Row([1]))
    raises(ValueError, operator.add, lab.Row([]), lab.Row([1]))
    for foreign in ([1, 2], 1, "ab"):
        declines(lab.Row([1, 2]), "__add__", foreign)
    for foreign in (0.5, "ab", None):
        declines(lab.Row([1, 2]), "__mul__", foreign)
        declines(lab.Row([1, 2]), "__rmul__", foreign)


@check("Row: two rows have nothing in common", task=4)
def row_apart(lab, rng):
    one, other = lab.Row([1, 2]), lab.Row([5])
    entries_are(one, [Exact(1), Exact(2)])
    entries_are(other, [Exact(5)])
    entries_are(one[:1] + other, [Exact(6)])
    entries_are(one, [Exact(1), Exact(2)])


# --- comparing -----------------------------------------------------------------------------------


def same(got, expected, what=""):
    """A Fraction with the numerator and denominator of `expected`, both whole numbers."""
    name = what or "The result"
    that(hasattr(got, "n") and hasattr(got, "d"), f"{name} should be a Fraction, not {kind(got)}.")
    wanted = [expected.numerator, expected.denominator]
    equal([got.n, got.d], wanted, f"{name} should be {expected}: [n, d]")
    for part in (got.n, got.d):
        equal(part, part, f"{name}: n and d are int", as_type=int)


def entries_are(row, expected, what=""):
    name = what or "The row"
    that(hasattr(row, "__getitem__"), f"{name} should be a Row, not {kind(row)}.")
    that(not isinstance(row, list | tuple | str | dict), f"{name} should be a Row, not {kind(row)}.")
    equal(len(row), len(expected), f"{name}: the number of entries")
    for i, x in enumerate(expected):
        same(row[i], x, f"{name}: entry {i}")


def declines(target, name, other):
    """The special method gives NotImplemented for this operand."""
    answer = invoke(target, name, other)
    that(answer is NotImplemented, f"`{name}` of {other!r} should return NotImplemented, not {kind(answer)}.")


def kind(value):
    return type(value).__name__ if value is None or not isinstance(value, bool) else str(value)


def grown(lab, rng, depth):
    """A random expression: its value by the learner's class, and by the standard library's."""
    if depth == 0:
        n, d = int(rng.integers(-9, 10)), int(rng.integers(1, 10))
        return (n, Exact(n)) if rng.random() < 0.2 else (lab.Fraction(n, d), Exact(n, d))
    (a, x), (b, y) = grown(lab, rng, depth - 1), grown(lab, rng, depth - 1)
    if isinstance(a, int) and isinstance(b, int):
        a = lab.Fraction(a)
    names = ["+", "-", "*"] + (["/"] if y else [])
    operate = OPERATORS[names[int(rng.integers(len(names)))]]
    return operate(a, b), operate(x, y)


def some_row(lab, rng, n):
    """A Row of n random fractions, and the same as a list of the standard library's."""
    values = [Exact(int(rng.integers(-9, 10)), int(rng.integers(1, 7))) for _ in range(n)]
    return lab.Row([lab.Fraction(x.numerator, x.denominator) for x in values]), values


# --- probes: one for each way in which the known mistakes differ -------------------------------


def parts(x):
    return [x.n, x.d] if hasattr(x, "n") else kind(x)


def is_sound(lab):
    """Whether single fractions are right. If not, no later probe is asked: it would only show that again."""
    first, _ = lab.Fraction(1, 3), lab.Fraction(2, 5)
    return parts(first) == [1, 3] and type(first.n) is int


def has_sums(lab):
    """Whether x + 2 works. Before it does, what 2 + x gives is no mistake."""
    try:
        return is_sound(lab) and parts(lab.Fraction(1, 3) + 2) == [7, 3]
    except TypeError:
        return False


@probe
def negative_denominator(lab):
    return parts(lab.Fraction(1, -2)) if is_sound(lab) else "not asked"


@probe
def not_in_lowest_terms(lab):
    return parts(lab.Fraction(6, 4)) if is_sound(lab) else "not asked"


@probe
def type_of_numerator(lab):
    return type(lab.Fraction(3, 1).n).__name__


@probe
def two_fractions(lab):
    first, _ = lab.Fraction(1, 3), lab.Fraction(2, 5)
    return parts(first)


@probe
def operand_after_the_sum(lab):
    if not is_sound(lab):
        return "not asked"
    a, b = lab.Fraction(1, 2), lab.Fraction(1, 3)
    a + b
    return parts(a)


@probe
def whole_number_first(lab):
    return parts(2 + lab.Fraction(1, 3)) if has_sums(lab) else "not asked"


@probe
def one_minus(lab):
    return parts(1 - lab.Fraction(1, 3)) if has_sums(lab) else "not asked"


@probe
def two_over(lab):
    return parts(2 / lab.Fraction(1, 3)) if has_sums(lab) else "not asked"


@probe
def foreign_sum(lab):
    return invoke(lab.Fraction(1, 2), "__add__", "a") is NotImplemented if has_sums(lab) else "not asked"


@probe
def hash_of_a_half(lab):
    hash(lab.Fraction(1, 2))
    return "hashable"


@probe
def hash_of_a_whole_number(lab):
    if not is_sound(lab) or hash(lab.Fraction(1, 2)) != hash(lab.Fraction(2, 4)):
        return "not asked"  # where the hash still goes by identity, its value says nothing
    return hash(lab.Fraction(2)) == hash(2)


@probe
def nearly_equal(lab):
    return invoke(lab.Fraction(10**20 + 1, 10**20), "__eq__", 1) if is_sound(lab) else "not asked"


@probe
def nearly_equal_order(lab):
    if not is_sound(lab):
        return "not asked"
    return invoke(lab.Fraction(1), "__lt__", lab.Fraction(10**20 + 1, 10**20))


@probe
def sum_of_rows(lab):
    return len(lab.Row([1, 2]) + lab.Row([3, 4])) if is_sound(lab) else "not asked"


@probe
def number_times_row(lab):
    if not is_sound(lab) or len(lab.Row([1, 2]) * 3) != 2:
        return "not asked"
    try:
        return len(3 * lab.Row([1, 2]))
    except TypeError:
        return "refused"


@probe
def slice_of_a_row(lab):
    return isinstance(lab.Row([1, 2, 3])[1:], list) if is_sound(lab) else "not asked"


@probe
def rows_of_different_lengths(lab):
    return len(lab.Row([1, 2]) + lab.Row([3])) if is_sound(lab) else "not asked"
