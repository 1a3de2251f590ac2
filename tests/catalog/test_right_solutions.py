"""Right solutions pass however they are written; answers that were only memorised never do."""

from __future__ import annotations

import numpy as np
import pytest

from groundup.catalog import check, load
from groundup.catalog.contract.solutions import passes_memorised
from groundup.engine import Engine
from groundup.grading import Recorder, Replay, grade, local_remote
from groundup.records import LearnerError
from tests.catalog.breaking import edit, said

LAB = "concepts/doubling/lab"
OTHERS = f"{LAB}/others"


def found_in(pack, runner=None):
    return said(check([pack], runner, seeds=2, only=[pack / "concepts/doubling"]))


def test_a_lab_has_three_other_solutions(pack):
    (pack / OTHERS / "by_product.py").unlink()
    assert found_in(pack) == [
        (
            "others",
            "A lab has at least 3 other right solutions: this one has 2.",
            "Write the whole module in another way, as lab/others/with_a_loop.py or under a better name.",
        )
    ]


READ = {
    "no docstring": (
        '"""A product in place of a sum."""\n',
        "",
        "Another solution says how it differs.",
        "Begin the file with a docstring that does.",
    ),
    "a copy of the solution": (
        "return 2 * x",
        "return x + x",
        "Other solutions are written in other ways: by_product.py is solution.py.",
        "Rewrite it.",
    ),
    "a lab that is not used": (
        "def double",
        "from mylib.numbers.halving import halve\n\n\ndef double",
        "A lab imports only labs under `uses`, and what they rest on: mylib.numbers.halving is not one of "
        "them.",
        "Add its lab to `uses` in concept.toml, or do without it.",
    ),
}


@pytest.mark.parametrize("name", READ)
def test_another_solution_is_read(pack, name):
    old, new, rule, remedy = READ[name]
    edit(pack / OTHERS / "by_product.py", old, new)
    assert [one[1:] for one in found_in(pack)] == [(rule, remedy)]


def test_another_solution_that_fails_is_named_with_the_check(pack, runner):
    edit(pack / OTHERS / "by_product.py", "2 * x", "2 * round(x, 1)")
    ((file, rule, remedy),) = found_in(pack, runner)
    assert (file, rule) == ("by_product.py", "Every other solution passes: with seed 0 by_product does not.")
    assert remedy.startswith("Mend it, or the check that asks for more than the brief: double: adds")


def test_another_solution_may_not_use_what_the_lab_forbids(pack):
    edit(pack / OTHERS / "by_product.py", "def double", "import numpy\n\n\ndef double")
    with Engine(profiles=("core",)) as engine:
        ((file, rule, remedy),) = found_in(pack, engine)
    assert (file, rule) == ("by_product.py", "Every other solution passes: with seed 0 by_product does not.")
    assert "`numpy` is not allowed in this lab" in remedy


def test_another_solution_that_would_be_called_a_mistake_is_told(pack, runner):
    """A probe on which right solutions may differ: the brief does not say what is refused besides words."""
    edit(pack / f"{LAB}/mistakes/squares.py", "return x * x", "return x * x if x != True else 2.0")
    edit(pack / f"{LAB}/checks.py", "return lab.double(-2)", "return str(lab.double(True))")
    edit(pack / OTHERS / "by_product.py", "return 2 * x", "return 2.0 * x")
    rules = [rule for file, rule, _ in found_in(pack, runner) if file == "by_product.py"]
    assert rules == []
    edit(pack / f"{LAB}/checks.py", "return lab.double(3)", "return None")
    rules = [rule for file, rule, _ in found_in(pack, runner) if file == "by_product.py"]
    assert rules == ["A right solution is never diagnosed: by_product is diagnosed as squares."]


# --- memorised answers


@pytest.fixture
def lab(pack):
    return load([pack]).lab("lab-doubling")


def test_memorised_answers_pass_where_they_were_learnt_and_nowhere_else(lab, runner):
    assert passes_memorised(lab, {}, runner, seed=0)
    assert not passes_memorised(lab, {}, runner, seed=1)


def test_checks_without_fresh_inputs_are_told(pack, runner):
    edit(pack / f"{LAB}/checks.py", "for x in rng.normal(size=3).tolist():", "for x in (-1.5, 2.5):")
    assert found_in(pack, runner) == [
        (
            "checks.py",
            "Memorised answers never pass: those recorded with seed 0 pass with seed 1.",
            "Let a check draw inputs from `rng` on which the answer depends.",
        )
    ]


def test_fresh_inputs_that_do_not_matter_are_told(pack, runner):
    """Each call gets another number, and only that it was answered is looked at."""
    edit(
        pack / f"{LAB}/checks.py",
        "close(lab.double(x), np.multiply(2, x), abs_tol=1e-12)",
        "close(lab.double(x) * 0, np.multiply(0, x), abs_tol=1e-12)",
    )
    rules = [rule for _, rule, _ in found_in(pack, runner)]
    assert "Memorised answers never pass: those recorded with seed 0 pass with seed 1." in rules


SOURCE = """
class Count:
    def __init__(self, start):
        self.value = start

    def up(self, by):
        self.value += by
        return self.value


def apply(f, x):
    return f(x) + f(x)


def fails(x):
    raise ValueError(x)
"""


def ask(remote, calls):
    """A count that keeps its state, a lent function, an exception."""
    count = remote.call(None, "Count", [np.array([1.0])])
    seen = [remote.call(count, "up", [2]).tolist() for _ in range(2)]
    seen.append(remote.call(None, "apply", [lambda x: calls.append(x) or 3 * x], {"x": 2}))
    seen.append(remote.call(None, "apply", [lambda x: x, 5], echo=True)[0])
    with pytest.raises(LearnerError) as error:
        remote.call(None, "fails", ["no"])
    return [*seen, error.value.fault.kind, remote.get(count, "value").tolist()]


def test_a_replay_gives_back_what_was_recorded_with_state_functions_and_exceptions():
    recorder = Recorder(local_remote(SOURCE))
    first, again = [], []
    seen = ask(recorder, first)
    assert seen == [[3.0], [5.0], 12, 10, "ValueError", [5.0]]
    assert ask(Replay(recorder.answers), again) == seen
    assert again == first == [2, 2]


def test_a_replay_answers_in_turn_what_it_never_saw_and_knows_no_more():
    recorder = Recorder(local_remote(SOURCE))
    for x in (1, 2):
        recorder.call(None, "apply", [lambda y: y, x])
    replay = Replay(recorder.answers)
    assert [replay.call(None, "apply", [lambda y: y, 10 + i]) for i in range(2)] == [2, 4]
    with pytest.raises(LearnerError, match="no answer is known for apply"):
        replay.call(None, "apply", [lambda y: y, 30])
    assert replay.call(None, "apply", [lambda y: y, 1]) == 2


def test_an_exception_of_a_lent_function_reaches_the_check_as_a_learners_would():
    recorder = Recorder(local_remote(SOURCE))
    recorder.call(None, "apply", [lambda y: y, 1])
    with pytest.raises(LearnerError, match="ZeroDivisionError"):
        Replay(recorder.answers).call(None, "apply", [lambda y: y / 0, 1])


def test_the_memoriser_is_graded_like_anyone(lab):
    recorder = Recorder(local_remote(lab.solution))
    checks = lab.checks.checks
    assert all(one.passed for one in grade(lab.id, checks, recorder, np.random.default_rng(0)))
    results = grade(lab.id, checks, Replay(recorder.answers), np.random.default_rng(7))
    assert [one.passed for one in results] == [False, True]
