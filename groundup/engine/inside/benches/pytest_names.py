"""The few names of pytest that a test suite here needs: `raises`, `approx` and `mark.parametrize`.

They mean what they mean in pytest for numbers, sequences and dicts of numbers, so that a suite that runs here
runs there. Not here: fixtures, plugins, and everything else.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType, TracebackType
from typing import Any

MARK = "_groundup_cases"


def module() -> ModuleType:
    """A fresh `pytest`."""
    made = ModuleType("pytest")
    mark = ModuleType("pytest.mark")
    mark.__dict__["parametrize"] = parametrize
    made.__dict__.update(raises=Raises, approx=Approx, mark=mark, fail=fail)
    return made


def fail(reason: str = "") -> None:
    raise AssertionError(reason)


class Raises:
    """`with raises(ValueError, match=...) as caught:`; also `raises(ValueError, function, *arguments)`."""

    def __new__(cls, kind: Any, function: Callable[..., Any] | None = None, *args: Any, **kwargs: Any) -> Any:
        made = super().__new__(cls)
        if function is None:
            return made
        made.__init__(kind)  # type: ignore[misc]  # used at once, as the context that it is
        with made:
            function(*args, **kwargs)
        return _Caught(made)

    def __init__(self, kind: Any, *, match: str | None = None) -> None:
        self.kind, self.match = kind, match
        self.value: BaseException | None = None

    def __enter__(self) -> Raises:
        return self

    def __exit__(self, kind: Any, value: BaseException | None, trace: TracebackType | None) -> bool:
        if value is None:
            raise AssertionError(f"{_names(self.kind)} was not raised")
        if not isinstance(value, self.kind):
            return False
        if self.match is not None and not re.search(self.match, str(value)):
            raise AssertionError(f"{str(value)!r} does not match {self.match!r}")
        self.value = value
        return True


class _Caught:
    """What the form with a function gives: the exception, under `value`."""

    def __init__(self, raised: Raises) -> None:
        self.value = raised.value


def _names(kind: Any) -> str:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return " or ".join(one.__name__ for one in kinds)


class Approx:
    """Equal to `expected` within max(rel |expected|, abs); 1e-6 and 1e-12 where nothing is said."""

    __array_ufunc__ = None  # so that an array asks us

    def __init__(
        self, expected: Any, rel: float | None = None, abs: float | None = None, nan_ok: bool = False
    ) -> None:
        self.expected, self.nan_ok = expected, nan_ok
        self.rel = (1e-6 if abs is None else 0.0) if rel is None else rel
        self.abs = 1e-12 if abs is None else abs

    def __eq__(self, other: object) -> bool:
        return self._near(other, self.expected)

    __hash__ = None  # type: ignore[assignment]  # as in pytest

    def _near(self, got: Any, expected: Any) -> bool:
        if isinstance(expected, Mapping):
            same = isinstance(got, Mapping) and got.keys() == expected.keys()
            return same and all(self._near(got[key], value) for key, value in expected.items())
        if hasattr(expected, "tolist"):
            expected = expected.tolist()
        if hasattr(got, "tolist"):
            got = got.tolist()
        if isinstance(expected, Sequence) and not isinstance(expected, str):
            same = isinstance(got, Sequence) and len(got) == len(expected)
            return same and all(map(self._near, got, expected))
        return self._close(got, expected)

    def _close(self, got: Any, expected: Any) -> bool:
        if not isinstance(expected, int | float | complex) or not isinstance(got, int | float | complex):
            return bool(got == expected)
        if got == expected:
            return True
        if expected != expected:
            return self.nan_ok and got != got
        if isinstance(expected, int | float) and math.isinf(expected):
            return False
        return abs(got - expected) <= max(self.rel * abs(expected), self.abs)

    def __repr__(self) -> str:
        return (
            f"{self.expected!r} ± {max(self.abs, 0.0):.1g}" if self.rel == 0 else f"about {self.expected!r}"
        )


def parametrize(names: str | Sequence[str], values: Sequence[Any], **_: Any) -> Callable[[Any], Any]:
    """One test for each item of `values`; several marks multiply."""
    parts = names.split(",") if isinstance(names, str) else names
    keys = [name.strip() for name in parts]
    sets = [dict(zip(keys, (value,) if len(keys) == 1 else value, strict=True)) for value in values]

    def marked(test: Any) -> Any:
        setattr(test, MARK, [sets, *getattr(test, MARK, [])])
        return test

    return marked


def cases_of(test: Any) -> list[dict[str, Any]]:
    """The sets of arguments that a test is marked with; one empty set where it is not."""
    factors = getattr(test, MARK, [])
    return [
        {key: value for part in parts for key, value in part.items()} for parts in itertools.product(*factors)
    ]
