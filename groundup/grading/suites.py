"""How the checks of a test suite are written: does it pass what is right, and notice what is wrong?

The suite is the learner's and runs inside the walls; the implementations are functions of the checks and stay
here. All that the suite learns about one of them is what it answers when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from groundup.grading.checks import taken
from groundup.grading.raised import CheckFailed, clean
from groundup.records import Comparison

if TYPE_CHECKING:
    import numpy as np

RIGHT_BEFORE = 1 / 3  # a right run takes its full time; in ten checks a guess goes wrong 98 times of 100
Functions = Mapping[str, Callable[..., Any]]


def outcome(lab: Any, module: str, functions: Functions, *, to_the_end: bool = True) -> dict[str, str]:
    """What each test says when `module` has these functions: "" where it passes, else why it does not.

    Without `to_the_end`, the tests after the first one that fails are left out.
    """
    lent = {name: _apart(function) for name, function in functions.items()}
    found = taken(lab.run(module, lent, to_the_end))
    if type(found) is not dict or not all(type(text) is str for pair in found.items() for text in pair):
        raise CheckFailed("The suite did not run to its end: it must leave what runs it alone.")
    return found


def accepts(lab: Any, module: str, functions: Functions, said: str = "a right implementation") -> None:
    """No test fails on these functions, or the check fails with the first one that does."""
    said_by = outcome(lab, module, functions, to_the_end=False)
    failed = {name: why for name, why in said_by.items() if why}
    if failed:
        name, why = next(iter(failed.items()))
        sentence = clean(f"`{name}` fails on {said}: {why}".rstrip(".") + ".", 600)
        raise CheckFailed(sentence, Comparison(name, why, "no failure: the implementation is right"))


def catches(
    lab: Any, rng: np.random.Generator, module: str, right: Functions, planted: Functions, bug: str
) -> None:
    """Some test fails on `planted`; none on `right`, if chance has it run before, so that no count helps.

    `bug` says what is wrong with the planted one, to the learner, as a clause: "it drops the remainder".
    """
    if rng.random() < RIGHT_BEFORE:
        accepts(lab, module, right)
    if not any(outcome(lab, module, planted, to_the_end=False).values()):
        sentence = f"Every test passes on an implementation with a bug: {bug}."
        raise CheckFailed(sentence, Comparison(module, "no test fails", f"a failing test, since {bug}"))


def _apart(function: Callable[..., Any]) -> Callable[..., Any]:
    """Arguments by place and by name come as a list and a dict."""

    def called(args: Any, kwargs: Any) -> Any:
        if type(args) is not list or type(kwargs) is not dict:
            raise TypeError("a function is called with arguments")
        return function(*args, **kwargs)

    called.__name__ = getattr(function, "__name__", "function")
    return called
