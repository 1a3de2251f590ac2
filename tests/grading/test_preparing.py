"""What is noted of a check beforehand says the same as the check; what cannot be noted is not."""

import numpy as np
import pytest

from groundup.grading import (
    array,
    check,
    close,
    echo,
    equal,
    grade,
    item,
    later,
    local_remote,
    prepare,
    raises,
    stand_in,
    taken,
    that,
)
from groundup.grading.raised import Raised
from groundup.records import Comparison, Rng

SOURCE = """
import numpy as np

class Line:
    def fit(self, x, y):
        self.slope = float(np.dot(x, y) / np.dot(x, x))
        return self

def double(x):
    return [2 * v for v in x] if isinstance(x, list) else 2 * x

def nothing(x):
    return None

def root(x):
    if x < 0:
        raise ValueError("negative")
    return x ** 0.5

def spoil(x):
    x[0] = 99.0
    return x

def pair(x):
    return {"low": min(x), "all": list(x)}

def twice(f, x):
    return f(f(x))

def draw(rng):
    return float(rng.normal())
"""
WRONG = SOURCE.replace("2 * x", "3 * x").replace("x ** 0.5", "x").replace('"low": min(x)', '"low": max(x)')


def ok_close(lab, rng):
    for n in (2, 3):
        x = rng.normal(size=n)
        close(lab.double(x), 2 * x)


def ok_later(lab, rng):
    x = rng.normal(size=4)
    close(later(lab.double, x), 2 * x, rel_tol=1e-6)
    close(taken(later(lab.double, x)), 2 * x)


def ok_chained(lab, rng):
    x = rng.normal(size=3)
    close(lab.double(lab.double(x)), 4 * x)
    close(lab.double(lab.double(x))[1:], 4 * x[1:], "the rest")


def ok_computed(lab, rng):
    x = rng.normal(size=3)
    left = x - array(lab.double(x), (3,))
    close(np.abs(x @ left), x @ x)
    that(np.linalg.norm(x + left) < 1e-9, "They cancel.")
    that((left + x == 0).all(), "They cancel.")


def ok_objects(lab, rng):
    x, y = rng.normal(size=5), rng.normal(size=5)
    line = lab.Line().fit(x, y)
    close(line.slope, x @ y / (x @ x))


def ok_raises(lab, rng):
    close(lab.root(4.0), 2.0)
    raises(ValueError, lab.root, -1.0)
    raises((ValueError, TypeError), lab.root, -1.0, message="No root")


def ok_item(lab, rng):
    found = lab.pair([3, 1, 2])
    equal(item(found, "low"), 1)
    equal(found, {"low": 1, "all": [3, 1, 2]}, as_type=dict)


def ok_changed_after(lab, rng):
    """The input is written over when it has been used: what was asked stays asked."""
    x = rng.normal(size=3)
    expected = 2 * x
    close(lab.double(x), expected)
    x[:] = 7.0
    expected[:] = 14.0
    close(lab.double(x), expected)


def ok_chance_of_its_own(lab, rng):
    seed = int(rng.integers(1000))
    close(lab.draw(Rng(seed)), np.random.default_rng(seed).normal())


NOTED = [ok_close, ok_later, ok_chained, ok_computed, ok_objects, ok_raises, ok_item, ok_changed_after]
NOTED.append(ok_chance_of_its_own)


def no_branch(lab, rng):
    if lab.double(1) > 1:
        close(lab.double(2), 4)


def no_identity(lab, rng):
    value = lab.nothing(1)
    that(value is not None, "It is something.")
    close(lab.double(1), 2)


def no_type(lab, rng):
    that(type(lab.double([1])) is list, "A list.")


def no_isinstance(lab, rng):
    if not isinstance(lab.double([1]), float):
        return
    close(lab.double(1), 2)


def no_class(lab, rng):
    kind = lab.double([1]).__class__.__name__
    close(lab.double(1), 2 if kind == "list" else 3)


def no_loop(lab, rng):
    for one in lab.double([1, 2]):
        close(one % 2, 0)


def no_number_in_a_sentence(lab, rng):
    value = lab.double(2)
    that(value == 4, f"{value} is not 4.")


def no_catch(lab, rng):
    try:
        lab.root(-1.0)
    except Raised:
        return
    that(False, "It has to refuse.")


def no_block(lab, rng):
    with np.errstate(all="ignore"):
        close(lab.double(2), 4)


def no_lent_function(lab, rng):
    calls = []

    def f(x):
        calls.append(x)
        return x + 1

    close(lab.twice(f, 1), 3)
    equal(len(calls), 2)


def no_echo_in_a_loop(lab, rng):
    _, after = echo(lab.spoil, [1.0, 2.0])
    equal(after[0], [99.0, 2.0])


def no_nothing_compared(lab, rng):
    lab.double(2)


def no_only_our_own(lab, rng):
    equal(1 + 1, 2)
    lab.double(2)


def no_helper(lab, rng):
    looked_at(lab.double(2))
    close(lab.double(2), 4)


def looked_at(value):
    if value is None:
        raise AssertionError


def no_array_of_answers(lab, rng):
    close(np.array([lab.double(1), lab.double(2)]), [2, 4])


def no_object(lab, rng):
    equal(lab.double(2), Comparison("", "", ""))


NOT_NOTED = [
    no_branch, no_identity, no_type, no_isinstance, no_class, no_loop, no_number_in_a_sentence, no_catch,
    no_block, no_lent_function, no_echo_in_a_loop, no_nothing_compared, no_only_our_own, no_helper,
    no_array_of_answers, no_object,
]  # fmt: skip


def results(functions, source, prepared, seed=7):
    checks = [check(one.__name__)(one) for one in functions]
    ready = prepare(checks, seed) if prepared else None
    lab = stand_in(local_remote(source), "mylib/lines.py")
    return grade("lines", checks, lab, np.random.default_rng(seed), prepared=ready)


@pytest.mark.parametrize("function", NOTED, ids=lambda one: one.__name__)
def test_such_a_check_is_noted_and_says_the_same(function):
    assert prepare([check("c")(function)], 7).notes[0] is not None
    for source in (
        SOURCE,
        WRONG,
        SOURCE.replace("def double", "def doubled"),
        SOURCE + "\ndouble = nothing\n",
    ):
        plain, played = (results([function], source, prepared) for prepared in (False, True))
        assert plain == played
        assert source != SOURCE or plain[0].passed


@pytest.mark.parametrize("function", NOT_NOTED, ids=lambda one: one.__name__)
def test_such_a_check_is_not_noted(function):
    assert prepare([check("c")(function)], 7).notes[0] is None


def test_checks_that_are_noted_and_others_share_one_chance():
    functions = [ok_close, no_loop, ok_objects, no_branch, ok_later]
    assert results(functions, SOURCE, True) == results(functions, SOURCE, False)


def test_nobody_is_asked_while_checks_are_made_ready():
    """And what is made ready draws what the check would have drawn."""
    drawn = []

    def drawing(lab, rng):
        drawn.append(float(rng.normal()))
        close(lab.double(drawn[-1]), 2 * drawn[-1])

    checks = [check("c")(drawing)]
    notes = prepare(checks, 3).notes[0]
    assert notes is not None and len(drawn) == 1
    grade("lines", checks, local_remote(SOURCE), np.random.default_rng(3))
    assert drawn[0] == drawn[1]


def test_notes_may_be_played_again():
    ready = prepare([check("c")(ok_objects)], 7)
    lab = stand_in(local_remote(SOURCE), "")
    for _ in range(2):
        ready.notes[0].play(lab)
