"""Comparison of plain data: what is the same, what is not, and what is said about it."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundup.grading import CheckFailed, close, equal, local_remote, stand_in


def difference(function: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(CheckFailed) as caught:
        function(*args, **kwargs)
    failed = caught.value
    assert "\n" not in failed.sentence
    return failed.sentence + ("\n" + failed.shown.difference if failed.shown else "")


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ([1, 2], np.array([1.0, 2.0])),
        ((1, 2), [1, 2]),
        (np.float64(0.1) + 0.2, 0.3),
        (np.array(3.0), 3),
        ([], np.array([])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        ([math.inf, -math.inf], [math.inf, -math.inf]),
        (-0.0, 0.0),
        ([True, False], np.array([True, False])),
        (10**30, 10**30),
        (1e300 * 10, 10**301),
        ({"x": [1.0, 2.0]}, {"x": np.array([1, 2])}),
        ([[1], [2, 3]], [[1], [2, 3]]),
        (1 + 2j, 1 + 2j),
        (np.array(["cat", "dog"]), ["cat", "dog"]),
        (np.str_("cat"), "cat"),
    ],
)
def test_the_same_values_pass_in_any_container(got: Any, expected: Any) -> None:
    close(got, expected)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (math.nan, 1.0),
        (math.inf, 1e308),
        (True, 1),
        (1, True),
        ([True], [1]),
        (None, 0),
        ("1", 1),
        ([1, 2], [1]),
        ([1], 1),
        ([[1, 2]], [1, 2]),
        ([1, [2]], [1, 2]),
        (np.array([1, "a"], dtype=object), [1, "a"]),
        (np.array([1.0, 2.0], dtype=object), [1.0, 2.0]),
        ({"x": 1, "y": 2}, {"x": 1}),
        ({"x": 1}, {"x": 1, "y": 2}),
        ([], [1.0]),
        ({1, 2}, [1, 2]),
        (10**400, 1.0),
        (1.0, 10**400),
        (1 + 1e-6j, 1.0),
        (np.array(["cat"]), ["dog"]),
        (np.array(["1.0"]), [1.0]),
        (float, int),
    ],
)
def test_different_values_fail(got: Any, expected: Any) -> None:
    difference(close, got, expected)
    difference(equal, got, expected)


def test_a_forged_object_never_equals_anything() -> None:
    lab: Any = stand_in(local_remote("class E:\n    def __eq__(self, o): return True\n    __hash__ = None"))
    for expected in (1, [1], None, "x", {"a": 1}, np.ones(2)):
        assert "an object of type E" in difference(equal, lab.E(), expected)
        assert "an object of type E" in difference(equal, {"a": lab.E()}, {"a": 1})


def test_nan_is_expected_only_where_the_check_says_so() -> None:
    with pytest.raises(ValueError, match="holds NaN"):
        close(math.nan, math.nan)
    close([1.0, math.nan], [1.0, math.nan], nan_ok=True)
    difference(close, [1.0, 1.0], [1.0, math.nan], nan_ok=True)


def test_the_tolerance_is_the_larger_of_both_and_one_alone_means_the_other_is_zero() -> None:
    close(1.05, 1.0, abs_tol=0.1)
    difference(close, 1000.5, 1000.0, abs_tol=0.1)
    close(1000.5, 1000.0, rel_tol=1e-3)
    difference(close, 1e-3, 0.0, rel_tol=0.5)


def test_equal_is_exact_for_large_integers() -> None:
    equal(np.array([2**62 + 1]), [2**62 + 1])
    difference(equal, 2**62 + 1, 2**62)
    difference(equal, 2**70 + 1, 2**70)


def test_a_wrong_shape_is_told_before_wrong_values() -> None:
    text = difference(close, np.zeros((3, 2)), np.ones((2, 3)))
    assert "shape (3, 2)" in text
    assert "expected shape (2, 3)" in text
    assert "The length is 4 instead of 2." in difference(close, [1, 2, 3, 4], [4, 6])


def test_ragged_rows_are_told() -> None:
    assert "different lengths: 1, 2" in difference(close, [[1], [2, 3]], [[1, 2], [3, 4]])


def test_none_asks_for_a_return() -> None:
    assert "is a `return` missing?" in difference(close, None, [1.0])
    assert "is a `return` missing?" in difference(equal, None, True)


def test_bools_and_numbers_are_told_apart() -> None:
    assert "Got True/False values where numbers are expected" in difference(close, [True], [1.0])


def test_nan_and_infinity_are_explained() -> None:
    assert "nan is not a number" in difference(close, [math.nan, 1.0], [0.0, 1.0])
    assert "overflow" in difference(close, math.inf, 5e200)


def test_arrays_are_shown_as_a_difference_with_the_worst_entry_first() -> None:
    got, expected = np.arange(12.0).reshape(3, 4), np.arange(12.0).reshape(3, 4)
    got[2, 1] += 0.25
    got[0, 0] += 0.125
    text = difference(close, got, expected)
    assert "2 of 12 entries differ. The largest difference is 0.25 at [2, 1]." in text
    assert text.splitlines()[2:] == ["index   got    expected", "[2, 1]  9.25   9.0", "[0, 0]  0.125  0.0"]


def test_long_differences_are_cut_short() -> None:
    text = difference(close, np.zeros(1000), np.ones(1000))
    assert "… and 994 more" in text
    assert len(text) < 1200


def test_as_many_digits_as_needed_to_see_the_difference() -> None:
    assert "gave" not in (text := difference(close, 1.0000001, 1.0))
    assert "1.0000001; expected 1.0" in text


def test_a_certain_type_or_dtype_can_be_asked_for() -> None:
    equal([1], [1], as_type=list)
    equal(np.float64(2.0), 2.0, as_type=float)
    assert "not ndarray" in difference(close, [1.0], [1.0], as_type=np.ndarray)
    assert "not float" in difference(equal, 2, 2.0, as_type=float)
    assert "float64; expected entries of type float32" in difference(
        close, np.ones(2), np.ones(2), dtype=np.float32
    )


def test_the_message_of_the_check_comes_first() -> None:
    text = difference(equal, [2], [1], "`add` changed its first argument in place")
    assert text.startswith("`add` changed its first argument in place: got [2]; expected [1].")


def test_the_place_inside_nested_data_is_named() -> None:
    text = difference(equal, {"a": ["x", "y"]}, {"a": ["x", "z"]})
    assert "In the entry 'a'" in text
    assert "entry 1" in text


def test_an_expected_stand_in_object_is_a_bug_of_the_check() -> None:
    lab: Any = stand_in(local_remote("class E: pass"))
    with pytest.raises(TypeError, match="computed outside"):
        equal([1], lab.E())


def test_very_deep_data_fails_and_does_not_recurse_for_ever() -> None:
    deep: Any = 1
    for _ in range(500):
        deep = [deep]
    difference(equal, deep, [1])


numbers = st.one_of(st.integers(), st.floats(), st.booleans(), st.none(), st.text(max_size=3))
data = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=2), inner, max_size=3),
    ),
    max_leaves=12,
)


def holds_nan(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(holds_nan, value.values()))
    if isinstance(value, list | tuple):
        return any(map(holds_nan, value))
    return isinstance(value, float) and math.isnan(value)


@given(data)
def test_data_equals_itself_unless_it_holds_nan(value: Any) -> None:
    equal(value, value, nan_ok=True)
    if holds_nan(value):
        with pytest.raises((ValueError, CheckFailed)):
            equal(value, value)


@given(data, data)
def test_any_two_values_pass_or_fail_with_one_printable_line(one: Any, other: Any) -> None:
    try:
        equal(one, other, nan_ok=True)
    except CheckFailed as failed:
        assert failed.sentence.isprintable()
        assert len(failed.sentence) <= 600


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), min_size=1), st.data())
def test_a_change_beyond_the_tolerance_is_always_found(values: list[float], chance: st.DataObject) -> None:
    at = chance.draw(st.integers(0, len(values) - 1))
    changed = list(values)
    changed[at] += 2e-3 * max(1.0, abs(changed[at]))
    difference(close, changed, values, abs_tol=1e-3, rel_tol=1e-3)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_nan_never_passes_as_a_number(values: list[float]) -> None:
    for at in range(len(values)):
        difference(close, [*values[:at], math.nan, *values[at + 1 :]], values, abs_tol=math.inf)
