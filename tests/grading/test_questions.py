"""Questions: instances, marking, and the forms an answer can take."""

import json
import random
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from groundup.grading import (
    Choice,
    Choices,
    Expression,
    Form,
    Instance,
    Matrix,
    Number,
    Ordering,
    Printed,
    Question,
    Steps,
    Typical,
    Vector,
    family,
    give_up,
    instance_from,
    load_families,
    mark,
    public,
    tex,
)


def asked(answer: Form, *typical: Typical) -> Instance:
    made = family("f")(lambda rng: Question("What?", answer, typical, "Because."))
    instance = instance_from(made, 1, concept="c", version="v")
    stored = json.loads(json.dumps(instance.question))
    return Instance(instance.id, "f", "c", 1, "v", stored)


def result(answer: Form, text: str) -> str:
    return mark(asked(answer), text).result


def test_right_wrong_named_and_invalid() -> None:
    instance = asked(Number(6), Typical(5, "adds", "You added; multiply."))
    assert mark(instance, "6").result == "right"
    assert mark(instance, "6").solution == "Because."
    named = mark(instance, "5")
    assert (named.result, named.mistake, named.sentence) == ("wrong", "adds", "You added; multiply.")
    other = mark(instance, "7")
    assert (other.result, other.mistake, other.solution) == ("wrong", None, "Because.")
    invalid = mark(instance, "six")
    assert (invalid.result, invalid.solution) == ("invalid", "")
    assert "“six” is not known here" in invalid.sentence
    assert "such as 3/4" in invalid.sentence


def test_the_right_answer_wins_over_a_typical_one_that_coincides() -> None:
    assert mark(asked(Number(4), Typical(4, "adds", "no")), "4").result == "right"


def test_giving_up_shows_the_solution_and_names_no_mistake() -> None:
    given = give_up(asked(Number(4)))
    assert (given.result, given.mistake, given.solution) == ("wrong", None, "Because.")


def test_what_is_public_never_holds_the_answer() -> None:
    forms: list[Form] = [
        Number(Fraction(31415, 7)),
        Vector([31415, 27182]),
        Matrix([[31415]]),
        Expression("31415*x"),
        Printed("31415"),
        Steps([("first", Number(31415))]),
    ]
    for form in forms:
        shown = json.dumps(public(asked(form, Typical("31416", "m", "s"))))
        assert "3141" not in shown
        assert "Because" not in shown
    choice = public(asked(Choice(["red", "green"], 1)))
    assert choice["options"] == ["red", "green"]
    assert "correct" not in json.dumps(choice)
    assert (choice["id"], choice["family"], choice["prompt"]) == (
        asked(Choice(["red", "green"], 1)).id,
        "c/f",
        "What?",
    )


def test_the_same_seed_and_version_give_the_same_instance() -> None:
    made = family("f")(lambda rng: Question("?", Number(rng.randint(0, 10**9)), (), "s"))
    one, other = instance_from(made, 5, concept="c"), instance_from(made, 5, concept="c")
    assert (one, one.question) == (other, other.question)
    assert instance_from(made, 6, concept="c").question != one.question
    assert instance_from(made, 5, concept="c", version="2").id != one.id
    assert instance_from(made, 5, id="mine").id == "mine"


def test_an_open_instance_survives_a_change_of_its_family() -> None:
    made = family("f")(lambda rng: Question("?", Vector([1, 2], up_to="scale"), (), "s"))
    stored = json.loads(json.dumps(instance_from(made, 1).question))
    assert mark(Instance("i", "f", "c", 1, "old", stored), "3, 6").result == "right"


@pytest.mark.parametrize(
    ("answer", "right", "wrong", "invalid"),
    [
        (Number(6), ["6", "6.0", "12/2", "600%"], ["6.1", "-6"], ["", "six", "6 m"]),
        (Number(0.5, abs_tol=0.01), ["0.505", "0.495"], ["0.52"], ["nan"]),
        (Number(200.0, rel_tol=0.01), ["201.9", "198"], ["203"], []),
        (Number(0.73106, decimals=2), ["0.73", "0.731", "0.735"], ["0.74", "0.72"], []),
        (Number(45, unit="degrees"), ["45", "45°", "45 degrees", "45 Degree"], ["46°"], ["45 rad"]),
        (Number("sqrt(2)/2"), ["1/sqrt(2)", "√2/2", "sin(pi/4)"], ["0.8", "sqrt(2)"], ["0.7071"]),
        (Number(Fraction(1, 3)), ["1/3", "2/6"], ["0.4"], ["0.33", "33.3%"]),
        (Number(float("inf")), ["inf", "∞", "oo"], ["1", "-inf"], []),
        (
            Vector([1, -2]),
            ["[1, -2]", "1 -2", "(1; -2)", "[[1],[-2]]", "<1,-2>"],
            ["1", "2, -1"],
            ["[1, ]]", "1,,2"],
        ),
        (Vector([1, 2], up_to="scale"), ["2, 4", "-1, -2"], ["0, 0", "2, 1"], []),
        (Vector([1, 2], up_to="sign"), ["1, 2", "-1, -2"], ["2, 4", "1, -2"], []),
        (Vector([0.6, 0.8], abs_tol=0.01, up_to="sign"), ["-0.6, -0.8"], ["0.6, -0.8"], []),
        (Vector([2, 4], up_to="scale"), ["0.5, 1", "sqrt(3), 2sqrt(3)"], ["1, 1"], []),
        (Vector(np.array([1, 2])), ["1, 2"], ["1, 2, 3"], []),
        (
            Vector(["2*x", "y"], variables=("x", "y")),
            ["[x+x, y]", "2x; y"],
            ["[y, 2x]", "[2, 1]"],
            ["[z, y]"],
        ),
        (
            Matrix([[1, 2], [3, 4]]),
            ["[[1,2],[3,4]]", "1 2; 3 4", "1 2\n3 4"],
            ["[[1,3],[2,4]]", "1 2"],
            ["[[1],[2,3]]"],
        ),
        (Expression("2*x*cos(x**2)"), ["2x cos(x²)", "y = 2x cos(x^2)"], ["cos(x^2)", "3"], ["2z", "cos x"]),
        (Expression("(x**2-1)/(x-1)"), ["x + 1"], ["x - 1"], []),
        (Expression("log(x)"), ["ln(x)", "log(x^2)/2"], ["log(2x)"], []),
        (Expression("log(x**2)"), ["2ln(abs(x))"], ["2 ln(x)"], []),
        (Expression("sqrt(x**2)"), ["abs(x)"], ["x"], []),
        (Expression("log(p/(1-p))", ("p",)), ["ln(p) - ln(1-p)"], ["ln(p)"], []),
        (Choice(["red", "green"], "green"), ["b", "B)", "green"], ["a"], ["c", "", "ab"]),
        (Choices(["r", "g", "b!"], [0, 2]), ["a, c", "ca", "A and C"], ["a", "none", "abc"], ["d", "", "1"]),
        (Choices(["r", "g"], []), ["none"], ["a"], [""]),
        (
            Ordering(["r", "g", "b!"], [1, 0, 2]),
            ["b, a, c", "bac", "b > a > c"],
            ["abc"],
            ["ba", "bb", "b a a"],
        ),
        (Printed("(3, 4)"), ["(3,4)", "3, 4"], ["[3, 4]", "(3.0, 4)", "error"], [""]),
        (Printed("2.0"), ["2.0"], ["2", "True"], []),
        (Printed("[1 2]\n[3 4]"), ["[1  2]\n[ 3 4 ]"], ["[1 2 3 4]"], []),
        (Printed("ValueError", error=True), ["error", "ValueError", "it raises an error"], ["(3,)"], []),
        (
            Steps([("f", Expression("2*x")), ("g", Number(3))]),
            ["x+x\n3", "2x | 3"],
            ["x\n3", "2x\n4"],
            ["2x", "2x\n?"],
        ),
    ],
)
def test_each_form_tells_right_wrong_and_unreadable_apart(
    answer: Form, right: list[str], wrong: list[str], invalid: list[str]
) -> None:
    assert {text: result(answer, text) for text in right} == dict.fromkeys(right, "right")
    assert {text: result(answer, text) for text in wrong} == dict.fromkeys(wrong, "wrong")
    assert {text: result(answer, text) for text in invalid} == dict.fromkeys(invalid, "invalid")


def test_a_rounded_value_where_an_exact_one_is_asked_for_is_not_counted_as_wrong() -> None:
    marked = mark(asked(Number(Fraction(2, 3))), "0.667")
    assert marked.result == "invalid"
    assert "rounded" in marked.sentence
    assert result(Number(Fraction(2, 3)), "0.66") == "wrong"
    assert result(Number(Fraction(2, 3)), "0.7") == "wrong"
    assert result(Vector([Fraction(2, 3), 1]), "0.667, 1") == "invalid"
    assert result(Vector([Fraction(2, 3), 1]), "0.667, 2") == "wrong"


def test_wrong_answers_that_are_no_known_mistake_get_a_helpful_word() -> None:
    assert "has 1 entry; it should have 2" in mark(asked(Vector([1, 2])), "3").sentence
    assert "shape 1 × 2; it should be 2 × 1" in mark(asked(Matrix([[1], [2]])), "[[1, 2]]").sentence
    assert "no value at x = " in mark(asked(Expression("log(x**2)")), "2*ln(x)").sentence
    assert "Step 2 is not right." in mark(asked(Steps([("", Number(1)), ("", Number(2))])), "1\n1").sentence


def test_typical_answers_take_the_form_of_the_right_one() -> None:
    choice = Choice.shuffled(random.Random(1), "right", ["wrong one", "wrong two"])
    instance = asked(choice, Typical("wrong two", "two", "No."))
    assert mark(instance, "wrong two").mistake == "two"
    steps = Steps([("", Expression("x")), ("", Vector([1, 2]))])
    assert mark(asked(steps, Typical(["2*x", [1, 2]], "twice", "No.")), "x + x\n1, 2").mistake == "twice"
    assert mark(asked(Choices(["r", "g"], [0]), Typical([0, 1], "both", "No.")), "ab").mistake == "both"


def test_a_typical_answer_may_be_a_float_where_a_person_types_it_exactly() -> None:
    assert mark(asked(Number("sqrt(2)"), Typical(2 * 2**0.5, "twice", "No.")), "2 sqrt(2)").mistake == "twice"
    assert mark(asked(Vector([1, 2]), Typical([2**0.5, 1], "root", "No.")), "√2, 1").mistake == "root"
    assert mark(asked(Matrix([[1]]), Typical([[2**0.5]], "root", "No.")), "[[√2]]").mistake == "root"


def test_an_author_can_ask_whether_a_value_would_be_right() -> None:
    assert Expression("2*x").accepts("x + x")
    assert Number(2).accepts(2.0)
    assert not Vector([1, 2]).accepts([2, 1])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Number(float("nan")),
        lambda: Number(0.1 + 0.2),
        lambda: Number(True),
        lambda: Number("1/0"),
        lambda: Number("x"),
        lambda: Vector([1], up_to="rotation"),
        lambda: Choice(["one"], 0),
        lambda: Choice(["one", "one"], 0),
        lambda: Choice(["one", " "], 0),
        lambda: Choice(["one", "two"], 2),
        lambda: Choice(["one", "two"], "three"),
        lambda: Ordering(["one", "two"], [0, 0]),
        lambda: Expression("foo(x)"),
        lambda: family("f", difficulty=3),
    ],
)
def test_an_impossible_answer_is_refused_where_it_is_written(wrong: Any) -> None:
    with pytest.raises(Exception, match=r".{8,}"):
        wrong()


def test_symbolic_values_of_sympy_are_taken_as_they_are() -> None:
    import sympy as sp

    x, lam = sp.symbols("x lambda")
    answer = Expression(sp.diff(sp.exp(-lam * x) * sp.sin(x), x), ("x", "lambda"))
    assert result(answer, "e^(-λx) (cos(x) - λ sin(x))") == "right"
    assert result(Number(sp.sqrt(2) / 2), "1/sqrt(2)") == "right"
    assert result(Number(sp.Rational(1, 3)), "1/3") == "right"
    assert result(Vector(sp.Matrix([1, sp.pi])), "1, π") == "right"


def test_the_chance_of_guessing() -> None:
    assert asked(Choice(["a1", "a2", "a3", "a4"], 0)).guess == 0.25
    assert asked(Choices(["a1", "a2", "a3"], [0])).guess == 0.125
    assert asked(Ordering(["a1", "a2", "a3"], [0, 1, 2])).guess == pytest.approx(1 / 6)
    assert asked(Number(1)).guess == 0.0
    assert asked(Number(1)).kind == "number"


def test_families_load_in_order_with_what_they_test() -> None:
    @family("b", difficulty=1)
    def second(rng: random.Random) -> Question:
        """Adds two numbers.

        More.
        """
        return Question("?", Number(1))

    first = family("a")(lambda rng: Question("?", Number(1)))
    found = load_families({"second": second, "x": 1, "first": first, "again": second})
    assert list(found) == ["b", "a"]
    assert (found["b"].difficulty, found["b"].tests) == (1, "Adds two numbers.")
    assert second(random.Random(0)).prompt == "?"
    with pytest.raises(ValueError, match="'a'"):
        load_families({"one": first, "two": family("a")(lambda rng: Question("?", Number(1)))})


def test_tex_of_what_prompts_hold() -> None:
    import sympy as sp

    assert tex(Fraction(-1, 2)) == r"-\frac{1}{2}"
    assert tex(Fraction(4, 2)) == "2"
    assert tex([1, Fraction(1, 2)]) == r"\begin{bmatrix} 1 \\ \frac{1}{2} \end{bmatrix}"
    assert tex([[1, 2], [3, 4]]) == r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"
    assert tex(np.array([1.5, -2.0])) == r"\begin{bmatrix} 1.5 \\ -2 \end{bmatrix}"
    assert tex((2, 3)) == "(2, 3)"
    assert tex(1e-9) == r"10^{-9}"
    assert tex(2.5e8) == r"2.5 \cdot 10^{8}".replace("2.5 \\cdot 10^{8}", tex(2.5e8))
    assert tex(sp.sqrt(2) / 2) == r"\frac{\sqrt{2}}{2}"
    assert tex(sp.Matrix([[1, 0]])) == r"\left[\begin{matrix}1 & 0\end{matrix}\right]"
    assert tex(r"\alpha") == r"\alpha"
    with pytest.raises(TypeError):
        tex(object())
