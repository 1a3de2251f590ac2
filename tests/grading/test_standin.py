"""The stand-in: what a check may do with the learner's module, and what it refuses."""

import re
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from groundup.grading import (
    CheckFailed,
    Missing,
    Raised,
    Rng,
    StandIn,
    close,
    echo,
    invoke,
    later,
    local_remote,
    stand_in,
    taken,
)
from groundup.records import Fault, Handle, LearnerError

SOURCE = """
class Fraction:
    def __init__(self, n, d=1):
        self.n, self.d = n, d
    def __add__(self, other):
        if not isinstance(other, Fraction):
            return NotImplemented
        return Fraction(self.n * other.d + other.n * self.d, self.d * other.d)
    def __rmul__(self, other):
        return Fraction(self.n * other, self.d)
    def __neg__(self):
        return Fraction(-self.n, self.d)
    def __float__(self):
        return self.n / self.d
    def __eq__(self, other):
        return self.n * other.d == self.d * other.n
    def __hash__(self):
        return 7
    def __str__(self):
        return f"{self.n}/{self.d}"
    def describe(self):
        return [self.n, self.d]

class Everything:
    def __eq__(self, other):
        return True
    def __len__(self):
        return 10**12
    def __bool__(self):
        return "yes"

class Grid:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
    def __len__(self):
        return len(self.rows)
    def __getitem__(self, key):
        if isinstance(key, int):
            return self.rows[key]
        return repr(key)
    def __setitem__(self, key, value):
        self.rows[key] = value

class MyError(ValueError):
    pass

constant = 3
def counts(n):
    for i in range(n):
        yield i
def fails():
    raise MyError("odd input")
def apply(f, x):
    return f(x)
def swallow(f, x):
    try:
        return f(x)
    except Exception:
        return "swallowed"
def grow(v):
    v.append(1)
    return len(v)
def draw(rng):
    return float(rng.normal())
def unit():
    return Fraction(1, 2)
"""


def lab() -> Any:
    return stand_in(local_remote(SOURCE), "mylib/fraction.py")


def test_data_comes_as_data_and_objects_as_stand_ins() -> None:
    assert lab().constant == 3
    half = lab().Fraction(1, 2)
    assert (half.n, half.d, half.describe()) == (1, 2, [1, 2])
    assert "Fraction" not in type(half).__name__


def test_operators_follow_python_with_the_reflected_one_second() -> None:
    module = lab()
    half = module.Fraction(1, 2)
    assert (half + module.Fraction(1, 3)).describe() == [5, 6]
    assert (3 * half).describe() == [3, 2]
    assert (-half).describe() == [-1, 2]
    assert float(half) == 0.5
    assert str(half) == "1/2"
    assert hash(half) == 7


def test_an_operator_that_both_sides_decline_is_a_type_error_of_the_learner() -> None:
    with pytest.raises(TypeError) as caught:
        lab().Fraction(1, 2) + 1
    assert isinstance(caught.value, Raised)


def test_a_numpy_array_on_the_left_leaves_the_operation_to_the_object() -> None:
    with pytest.raises(TypeError):
        np.ones(2) + lab().Fraction(1, 2)


@pytest.mark.parametrize(
    "compare",
    [lambda a, b: a == b, lambda a, b: a != b, lambda a, b: a < b, lambda a, b: a >= b, lambda a, b: b == a],
)
def test_comparing_a_stand_in_object_is_refused(compare: Callable[[Any, Any], Any]) -> None:
    with pytest.raises(TypeError, match="compare data instead"):
        compare(lab().Fraction(1, 2), 0.5)


def test_the_learners_own_equality_can_be_asked_for_by_name() -> None:
    module = lab()
    assert invoke(module.Fraction(1, 2), "__eq__", module.Fraction(2, 4)) is True


def test_indexing_sends_slices_and_ellipsis() -> None:
    grid = lab().Grid([[1, 2], [3, 4]])
    assert grid[1] == [3, 4]
    assert grid[1:, ..., ::-1] == "(slice(1, None, None), Ellipsis, slice(None, None, -1))"
    grid[0] = [9, 9]
    assert grid.rows == [[9, 9], [3, 4]]


def test_iteration_works_for_generators_and_for_classes_with_getitem_alone() -> None:
    assert list(lab().counts(3)) == [0, 1, 2]
    assert list(lab().Grid([[1], [2]])) == [[1], [2]]


def test_a_forged_length_or_truth_fails_the_check_and_reserves_no_memory() -> None:
    forged = lab().Everything()
    with pytest.raises(CheckFailed, match="not a length"):
        list(forged)
    with pytest.raises(CheckFailed, match="expected a value of type bool"):
        bool(forged)


def test_the_learners_exception_is_of_its_builtin_type_and_says_its_own_name() -> None:
    with pytest.raises(ValueError, match="odd input") as caught:
        lab().fails()
    assert isinstance(caught.value, Raised)
    assert caught.value.fault.kind == "MyError"
    assert caught.value.call == "fails()"


@pytest.mark.parametrize("kind", ["UnicodeDecodeError", "StopIteration", "OSError", "KeyError", "SystemExit"])
def test_any_builtin_exception_can_be_raised_again(kind: str) -> None:
    class Failing:
        def get(self, target: Handle | None, name: str) -> Any:
            return Handle(1, "function", True)

        def call(self, *args: Any, **kwargs: Any) -> Any:
            raise LearnerError(Fault(kind, "no"))

    with pytest.raises(Raised) as caught:
        stand_in(Failing()).f()
    assert str(caught.value) == "no"


def test_a_missing_name_says_where_it_is_missing() -> None:
    with pytest.raises(Missing, match=r"`scale` is not defined in mylib/fraction\.py\."):
        _ = lab().scale
    with pytest.raises(Missing, match="`inverse` is not defined in the Fraction object"):
        lab().unit().inverse()


def test_echo_shows_arguments_as_they_are_afterwards_and_leaves_ours_alone() -> None:
    mine = [5]
    result, after = echo(lab().grow, mine)
    assert (result, after, mine) == (2, [[5, 1]], [5])


def test_functions_are_called_back_and_objects_can_be_passed_on() -> None:
    module = lab()
    assert module.apply(lambda x: x + 1, 2) == 3
    assert module.apply(lambda x: x.n, module.Fraction(5)) == 5


def test_a_failed_comparison_in_a_function_called_back_cannot_be_swallowed() -> None:
    def refuse(x: float) -> float:
        raise CheckFailed("called with the wrong thing")

    with pytest.raises(CheckFailed, match="wrong thing"):
        lab().swallow(refuse, 1)


def test_an_ordinary_exception_in_a_function_called_back_goes_inside() -> None:
    assert lab().swallow(lambda x: 1 / x, 0) == "swallowed"


def test_a_generator_is_made_from_its_seed_inside() -> None:
    assert lab().draw(Rng(3)) == np.random.default_rng(3).normal()


def test_numpy_never_takes_a_stand_in_object_apart() -> None:
    with pytest.raises(TypeError, match="is no array"):
        np.asarray(lab().Everything(), dtype=float)


def test_a_check_cannot_write_into_the_module() -> None:
    with pytest.raises(TypeError):
        lab().constant = 4


def test_a_stand_in_is_made_once() -> None:
    module = lab()
    assert isinstance(module, StandIn)
    assert stand_in(module) is module


def test_importing_the_room_loads_no_heavy_library() -> None:
    import subprocess

    code = (
        "import groundup.grading, sys; print([m for m in ('numpy', 'sympy', 'mpmath') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


BEGUN = """
calls = []

def slow(x):
    calls.append(("slow", x))
    return [x, x + 1]

def fail(x):
    calls.append(("fail", x))
    raise ValueError("not " + str(x))

def apply(f, x):
    return f(x)

def seen():
    return list(calls)
"""


@pytest.fixture
def begun() -> StandIn:
    return stand_in(local_remote(BEGUN))


def test_a_call_that_was_begun_gives_its_result_to_a_comparison(begun: StandIn) -> None:
    found = later(begun.slow, 1)
    close(found, [1, 2])
    with pytest.raises(CheckFailed, match=re.escape("`slow(1)` gave [1, 2]; expected [1, 3]")):
        close(found, [1, 3])


def test_what_was_begun_comes_before_what_is_asked_next(begun: StandIn) -> None:
    first, second = later(begun.slow, 1), later(begun.slow, 2)
    assert begun.seen() == [("slow", 1), ("slow", 2)]
    assert (taken(second), taken(first)) == ([2, 3], [1, 2])
    assert begun.seen() == [("slow", 1), ("slow", 2)]


def test_what_a_begun_call_raises_is_raised_when_its_result_is_taken(begun: StandIn) -> None:
    found = later(begun.fail, 3)
    assert begun.slow(1) == [1, 2]
    for _ in range(2):
        with pytest.raises(Raised) as error:
            taken(found)
        assert (error.value.fault.kind, error.value.call) == ("ValueError", "fail(3)")


def test_a_failure_inside_a_lent_function_ends_the_check_when_the_result_is_taken(begun: StandIn) -> None:
    def lent(x: int) -> None:
        raise CheckFailed("no")

    found = later(begun.apply, lent, 1)
    with pytest.raises(CheckFailed, match="no"):
        taken(found)


def test_only_functions_of_the_learner_can_be_begun() -> None:
    with pytest.raises(TypeError, match="later"):
        later(len, [1])
