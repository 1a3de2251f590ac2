"""Runs a learner's test suite against implementations that stay outside the walls.

The functions under test are lent by the check: what the suite calls is a call back to the other side, so that
neither a right implementation nor a planted bug is in here to be read. Every run executes the suite afresh.
Tests are functions and methods whose names begin with `test`, in the manner of pytest, and the methods of a
`unittest.TestCase`. `pytest` is a small part of it (`pytest_names`): `raises`, `approx`, `mark.parametrize`.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import inspect
import linecache
import sys
import unittest
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from . import pytest_names
from .troubles import Trouble

LONGEST = 200  # characters of what a test said
Test = tuple[str, Callable[[], object]]


def functions(name: str) -> dict[str, Callable[..., Any]]:
    return {"run": _Suite(name).run}


class _Suite:
    def __init__(self, name: str) -> None:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError(f"There is no test suite {name}.")
        self.spec = spec
        self.path = str(spec.origin)
        spec.loader.code(self.path)  # type: ignore[attr-defined]  # our importer: a SyntaxError comes now

    def run(
        self, module: str, lent: dict[str, Callable[..., Any]], to_the_end: bool = True
    ) -> dict[str, str]:
        """What each test says of the module `module` with these functions: "" if it passes, else why not.

        Without `to_the_end`, the first test that fails is the last one that is run.
        """
        under_test = ModuleType(module)
        under_test.__dict__.update({name: _by_name(name, function) for name, function in lent.items()})
        names = {**_parents(module), module: under_test, "pytest": pytest_names.module()}
        with _loaded(names):
            found: dict[str, str] = {}
            for name, test in self._tests():
                found[name] = self._said(test)
                if found[name] and not to_the_end:
                    break
            return found

    def _tests(self) -> list[Test]:
        suite = importlib.util.module_from_spec(self.spec)
        assert self.spec.loader is not None  # seen above
        self.spec.loader.exec_module(suite)
        found = [test for name, value in vars(suite).items() for test in _tests_in(suite, name, value)]
        if not found:
            raise Trouble("There are no tests yet: a test is a function whose name begins with `test`.")
        return found

    def _said(self, test: Callable[[], object]) -> str:
        try:
            test()
        except (KeyboardInterrupt, MemoryError):
            raise
        except BaseException as error:  # whatever a test raises, it has failed; SystemExit as well
            return self._why(error)
        return ""

    def _why(self, error: BaseException) -> str:
        line, trace = 0, error.__traceback__
        while trace is not None:
            line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == self.path else line
            trace = trace.tb_next
        kind, said = type(error).__name__, " ".join(str(error).split())
        if isinstance(error, AssertionError) and not said:
            said = linecache.getline(self.path, line).strip()
        where = f" in line {line}" if line else ""
        return f"{kind}{where}{': ' if said else ''}{said}"[:LONGEST]


def _tests_in(suite: ModuleType, name: str, value: Any) -> Iterator[Test]:
    """The tests that one name of the suite stands for; what it imported is none."""
    if getattr(value, "__module__", None) != suite.__name__:
        return
    if inspect.isfunction(value) and name.startswith("test"):
        yield from _cases(name, value, value)
    elif inspect.isclass(value) and issubclass(value, unittest.TestCase):
        for method in unittest.TestLoader().getTestCaseNames(value):
            yield f"{name}.{method}", _unit(value, method)
    elif inspect.isclass(value) and name.startswith("Test"):
        for method, function in vars(value).items():
            if method.startswith("test") and inspect.isfunction(function):
                yield from _cases(f"{name}.{method}", function, _fresh(value, method))


def _cases(name: str, marked: Any, test: Callable[..., object]) -> Iterator[Test]:
    """One test, or one for each set of arguments that it is marked with."""
    for arguments in pytest_names.cases_of(marked):
        label = name + (f"[{', '.join(map(repr, arguments.values()))}]"[:60] if arguments else "")
        yield label, lambda arguments=arguments: test(**arguments)  # type: ignore[misc]  # bound here and now


def _fresh(kind: type, method: str) -> Callable[..., object]:
    def test(**arguments: Any) -> object:
        instance = kind()
        if hasattr(instance, "setup_method"):
            instance.setup_method()
        return getattr(instance, method)(**arguments)

    return test


def _unit(kind: type[unittest.TestCase], method: str) -> Callable[[], object]:
    def test() -> None:
        case = kind(method)
        case.debug()  # runs setUp, test and tearDown, and lets what is raised through

    return test


def _by_name(name: str, lent: Callable[..., Any]) -> Callable[..., Any]:
    """A lent function takes arguments by their place alone: these are sent as a list and a dict."""

    def function(*args: Any, **kwargs: Any) -> Any:
        return lent(list(args), kwargs)

    function.__name__ = function.__qualname__ = name
    return function


def _parents(module: str) -> dict[str, ModuleType]:
    """The packages above a dotted name, empty."""
    parts = module.split(".")
    names = [".".join(parts[:n]) for n in range(1, len(parts))]
    made = {name: ModuleType(name) for name in names}
    for package in made.values():
        package.__path__ = []
    return made


@contextmanager
def _loaded(names: dict[str, ModuleType]) -> Iterator[None]:
    before = {name: sys.modules.get(name) for name in names}
    sys.modules.update(names)
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
