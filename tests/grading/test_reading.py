"""What a person may type, and that nothing typed ever raises, hangs or runs."""

import contextlib
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundup.grading import (
    Choice,
    Choices,
    Expression,
    Form,
    Matrix,
    Number,
    Ordering,
    Printed,
    Steps,
    Unreadable,
    Vector,
)
from groundup.grading.evaluating import exact, numeric
from groundup.grading.reading import read


@pytest.mark.parametrize(
    "text",
    [
        *("1/2", "0.5", "0,5", ".5", "50%", "50 %", "5e-1", "2/4", "1÷2", "½", "sqrt(1/4)", "√(1/4)", "2^-1"),
        *("2**(-1)", "−1/−2", "x = 1/2", "= 0.5", r"\frac{1}{2}", "$0.5$", "[1/2]", "cos(π/3)", "(1)/(2)"),
        *(
            "sin^2(pi/4)",
            "log2(sqrt2)",
            "e^(-ln(2))",
            "max(0, 1/2)",
            "abs(-0.5)",
            "- -0.5",
            "5·10^-1",
            "1 - 0,5",
        ),
    ],
)
def test_a_half_is_a_half_in_every_spelling(text: str) -> None:
    form = Number(Fraction(1, 2))
    assert form.same(form.read(text), form.right())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no answer yet"),
        ("  ", "no answer yet"),
        ("1,234", "two ways: write 1234 or 1.234"),
        ("1 1/2", "Put a sign before “1”"),
        ("1/2/", "missing at the end"),
        ("(1/2", "closing bracket is missing"),
        ("1/2)", "makes no sense"),
        ("*2", "missing before “*”"),
        ("1/0", "division by zero"),
        ("sqrt(-1)", "root of a negative"),
        ("ln(0)", "logarithm"),
        ("9^9^9", "too large"),
        ("10^(10^10)", "too large"),
        ("exp(exp(exp(9)))", "too large"),
        ("1e999", "too many digits"),
        ("9" * 61, "too many digits"),
        ("1" * 301, "longer than 300 characters"),
        ("(" * 100 + "1" + ")" * 100, "too many brackets"),
        ("|x|", "abs(x)"),
        ("half", "“half” is not known here"),
        ("1, 2", "is asked for"),
        ("2 = 2", "without “=”"),
        ("sin 1", "brackets after sin"),
        ("sin(1, 2)", "one value"),
        ("__import__('os')", "could not be read"),
        ("().__class__", "“.” could not be read"),
        ("\x00", "cannot be shown"),
        ("1;2", "“;”"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(text: str, told: str) -> None:
    with pytest.raises(Unreadable) as caught:
        Number(1).read(text)
    assert told in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567", 1234567),
        ("1,234.5", Fraction(2469, 2)),
        ("3,14", Fraction(157, 50)),
        ("0,125", Fraction(1, 8)),
        ("1234,567", Fraction(1234567, 1000)),
        ("-2^2", -4),
        ("2^3^2", 512),
        ("1/2*4", 2),
        ("2(3+4)", 14),
        ("(1+2)(3)", 9),
        ("6/2(1+2)", 9),
        ("2 - -3", 5),
        ("0^0", 1),
        ("(-8)^(-1)", Fraction(-1, 8)),
        ("8^(1/2)/sqrt(2)", 2),
    ],
)
def test_precedence_and_separators(text: str, value: Fraction) -> None:
    form = Number(value)
    assert form.same(form.read(text), form.right())


def test_names_are_understood_as_people_write_them() -> None:
    names = ("x_1", "lambda_", "y")
    wanted = read("lambda_*x_1*y", names)
    for text in ("λx₁y", "lambda x1 y", r"\lambda x_1 y", "lam*x_1*Y", "λ·x1·y"):
        form = Expression("lambda_*x_1*y", names)
        assert form.same(form.read(text), wanted), text


def test_a_variable_hides_a_constant_of_the_same_name() -> None:
    assert read("e", ("e",)) == ("name", "e")
    form = Expression("2*e", ("e",))
    assert not form.same(form.read("2*exp(1)"), form.right())


FORMS: list[Form] = [
    Number(Fraction(1, 3)),
    Number(0.5, abs_tol=0.1, unit="m"),
    Number(2.5, decimals=2),
    Vector([1, 2]),
    Vector([1, 2], up_to="scale"),
    Vector(["x", "x*y"], variables=("x", "y")),
    Matrix([[1, 2], [3, 4]]),
    Expression("sin(x)/x"),
    Expression("sqrt(2)", ()),
    Choice(["red", "green"], 0),
    Choices(["red", "green", "blue"], {0, 2}),
    Ordering(["red", "green", "blue"], [2, 0, 1]),
    Printed("(3, 4)"),
    Printed(error=True),
    Steps([("first", Expression("x")), ("second", Number(3))]),
]
SCRAPS = (
    "x y e pi sin( sqrt( exp( log( max( ( ) [ ] { } < > , ; | . + - * / ^ ** % = ! 0 1 2 9 99 0.5 1e9 "
    "e- e+ ² √ π − ½ λ _ \n \t ' \" : \\frac \\sqrt & @ # $ ~ ∞ and none error a b c True array( 1j 0x 1_0"
)
PIECES = st.sampled_from(SCRAPS.split(" "))
typed = st.one_of(
    st.text(max_size=320), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES).map(" ".join)
)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(FORMS), typed)
def test_whatever_is_typed_is_read_and_compared_or_refused(form: Form, text: str) -> None:
    try:
        given_value = form.read(text)
    except Unreadable as error:
        assert str(error)
        return
    assert form.same(given_value, form.right()) in (True, False)
    form.remark(given_value, form.right())
    form.is_rounded(given_value, form.right())


@pytest.mark.parametrize(
    "text",
    [
        "x^" * 100 + "x",
        "exp(" * 70 + "x" + ")" * 70,
        "9^999*" * 50 + "x",
        "sin(" * 59 + "x" + ")" * 59,
        "(((x^4096)^4096)^4096)",
        "1/" * 149 + "x",
        "-" * 299 + "x",
        "log(x,x)^log(x,x)^log(x,x)^log(x,x)",
        "tan(" * 50 + "x" + ")" * 50,
        "sqrt(" * 50 + "9^999" + ")" * 50,
        "floor(10^300*x)^4000",
        "2^(2^(2^(2^(2^(2^x)))))",
        "√" * 200 + "2",
    ],
)
def test_heavy_expressions_are_decided_with_bounded_work(text: str) -> None:
    form = Expression("x")
    with contextlib.suppress(Unreadable):
        assert not form.same(form.read(text), form.right()) or text.startswith("-")


rationals = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@given(rationals, rationals, st.sampled_from("+-*/"))
def test_arithmetic_is_exact(one: Fraction, other: Fraction, sign: str) -> None:
    if sign == "/" and not other:
        return
    wanted: Any = {"+": one + other, "-": one - other, "*": one * other, "/": other and one / other}[sign]
    assert exact(read(f"({one}){sign}({other})")) == wanted


@given(rationals)
def test_exact_and_numeric_values_agree(value: Fraction) -> None:
    tree = read(f"({value})^3 - 2*({value})")
    rational = exact(tree)
    assert rational is not None
    assert abs(numeric(tree) - float(rational)) <= 1e-9 * max(1, abs(float(rational)))
