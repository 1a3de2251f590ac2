"""What question families and checks are held to: each fault of an author is found and told."""

import random
from typing import Any

import numpy as np
import pytest

from groundup.grading import (
    Check,
    Choice,
    Choices,
    Expression,
    Family,
    Matrix,
    Number,
    Ordering,
    Printed,
    Question,
    Steps,
    Typical,
    Vector,
    certify,
    close,
    family,
    harden,
    local_remote,
    raises,
    tex,
)


def sound(rng: random.Random) -> Question:
    a, b = rng.randint(2, 9), rng.randint(10, 99)
    return Question(f"${a} \\cdot {b}$", Number(a * b), [Typical(a + b, "adds", "You added.")], "It is so.")


def problems(make: Any, seeds: int = 60) -> str:
    return "\n".join(certify(family("f")(make), seeds))


def test_a_sound_family_has_no_problems() -> None:
    assert problems(sound, 200) == ""


def answers(rng: random.Random) -> list[Any]:
    a, b = rng.randint(2, 9), rng.randint(11, 99)
    options = [f"option {n}" for n in rng.sample(range(100), 4)]
    order = rng.sample(range(4), 4)
    return [
        Number(a / 4 + b),
        Number(f"sqrt({a * b})/{b}"),
        Number(a / b, decimals=3),
        Number(a * 1.37, rel_tol=0.01, unit="m"),
        Vector([a, f"{a}/{b}"]),
        Vector([a, b], up_to="scale"),
        Vector([a / 10, b / 10], abs_tol=0.001, up_to="sign"),
        Vector([f"{a}*x", "x*y**2"], variables=("x", "y")),
        Matrix([[a, -b], [b, a]]),
        Matrix([[f"{a}*t", 1]], variables=("t",)),
        Expression(f"{a}*x**2*exp(-x/{b}) - log(x**2 + 1)"),
        Expression(f"-{a}*x/({b}-x)**2 + (-x)**2 - (x - (1 - x))"),
        Expression(f"sqrt({a})", ()),
        Choice(options, a % 4),
        Choices(options, rng.sample(range(4), rng.randint(0, 4))),
        Ordering(options, order),
        Printed(f"({a}, {b})"),
        Printed(f"[{a} {b}]"),
        Printed(error=True),
        Steps([("first", Expression(f"{a}*x")), ("then", Vector([a, b])), ("last", Number(b))]),
    ]


@pytest.mark.parametrize("which", range(20))
def test_right_answers_are_accepted_in_every_spelling(which: int) -> None:
    found = certify(
        family("f")(lambda rng: Question(f"{rng.random()}"[:6], answers(rng)[which], (), "s")), 39
    )
    assert found == []


def test_a_typical_answer_that_is_right_is_found() -> None:
    def make(rng: random.Random) -> Question:
        a = rng.randint(1, 30)
        return Question(f"${a} + {a}$", Number(2 * a), [Typical(a * a, "squares", "No.")], "s")

    assert "the typical answer 'squares' is right here" in problems(make)


def test_two_typical_answers_that_coincide_are_found() -> None:
    def make(rng: random.Random) -> Question:
        a = rng.randint(1, 30)
        twice = [Typical(a + 1, "one", "No."), Typical(a + 1, "other", "No.")]
        return Question(f"${a}$", Number(a), twice, "s")

    assert "'one' and 'other' are the same here" in problems(make)


def test_chance_from_elsewhere_is_found() -> None:
    outside = random.Random(0)
    assert "another instance" in problems(lambda rng: Question(f"{outside.random()}"[:6], Number(1), (), "s"))


def test_a_prompt_that_comes_too_often_is_found() -> None:
    found = problems(lambda rng: Question("Always?", Number(rng.randint(0, 100)), (), "s"))
    assert "60 of 60 seeds give the same question" in found


def test_a_right_answer_that_never_changes_is_found() -> None:
    assert "the right answer is '1' on 60 of 60" in problems(
        lambda rng: Question(f"{rng.random()}"[:6], Number(1), (), "s")
    )
    unshuffled = problems(
        lambda rng: Question("?", Choice([f"a{rng.random()}", "b", f"c{rng.random()}"], 0), (), "s")
    )
    assert "the right option is a on 60 of 60 seeds: shuffle the options" in unshuffled


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("$3 + -2$", "two signs in a row"),
        ("The value is 0.30000000000000004", "nine decimals"),
        ("Fraction(1, 2)", "a Python repr"),
        ("$1x + 2$", "a factor 1"),
        ("costs $5", "odd number of $"),
        ("`$x` and $a + -3$", "two signs in a row"),
        ("", "the prompt is empty"),
    ],
)
def test_ugly_prompts_are_found(prompt: str, told: str) -> None:
    assert told in problems(lambda rng: Question(prompt, Number(1), (), "s"), 1)


def test_a_missing_solution_and_a_nameless_mistake_are_found() -> None:
    found = problems(lambda rng: Question("?", Number(1), [Typical(2, "Bad Id", "No.")], ""), 1)
    assert "the solution is empty" in found
    assert "'Bad Id' needs an id" in found


def test_an_exception_of_the_family_is_told_with_its_seed() -> None:
    assert "seed 0: ZeroDivisionError" in problems(lambda rng: Question("?", Number(1 // 0), (), "s"), 1)
    assert "too few points" in problems(lambda rng: Question("?", Expression("log(-x**2)"), (), "s"), 1)


def test_many_problems_of_one_kind_are_told_a_few_times() -> None:
    found = certify(family("f")(lambda rng: Question("?", Number(1), (), "")), range(30))
    assert len(found) == 4
    assert found[-1] == "… and 27 more like these"


def test_seeds_can_be_given_one_by_one() -> None:
    assert certify(Family("f", sound), [7, 8]) == []


def test_prompts_made_with_tex_are_not_ugly() -> None:
    def make(rng: random.Random) -> Question:
        u = [rng.randint(-9, 9) for _ in range(3)]
        return Question(f"What is $-2 \\cdot {tex(u)}$?", Vector([-2 * x for x in u]), (), "s")

    assert problems(make) == ""


SOURCE = "def double(v):\n    if not v:\n        raise ValueError\n    return [2 * x for x in v]"


def hardened(run: Any) -> str:
    checks = [Check("doubles", 1, run)]
    return "\n".join(harden(checks, lambda: local_remote(SOURCE), lambda: np.random.default_rng(0)))


def test_a_check_that_compares_is_hard() -> None:
    assert hardened(lambda lab, rng: close(lab.double([1.0]), [2.0])) == ""


def test_a_check_that_passes_whatever_comes_is_found() -> None:
    assert hardened(lambda lab, rng: lab.double([1.0])) == "'doubles' passes whatever comes back"


def test_a_check_that_breaks_on_odd_data_is_found() -> None:
    def breaks(lab: Any, rng: Any) -> None:
        if lab.double([1.0]) is None:
            raise RuntimeError("not foreseen")

    assert "breaks when every call gives None: RuntimeError: not foreseen" in hardened(breaks)


def test_a_check_of_a_promised_error_is_hard() -> None:
    assert hardened(lambda lab, rng: raises(ValueError, lab.double, [])) == ""
