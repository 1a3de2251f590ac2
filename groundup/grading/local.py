"""A Remote without walls: the module lives in this process.

For tests, for content authors trying out a check, and as the floor of the benchmarks. Data goes in and
comes out as deep copies, objects stay behind as handles, exceptions become faults, as with the engine.
No isolation of any kind, no limits, no deadline: only for code that is one's own.
"""

from __future__ import annotations

import copy
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from groundup.records import Fault, Handle, LearnerError, Remote, Rng

SCALARS = (type(None), bool, int, float, complex, str, bytes, slice, type(Ellipsis))


def local_remote(module: ModuleType | Mapping[str, Any] | str) -> Remote:
    """`module`: an imported module, a namespace, or the source of one."""
    if isinstance(module, str):
        source, module = module, ModuleType("learner")
        with _importable(module):
            exec(compile(source, "learner.py", "exec", dont_inherit=True), module.__dict__)
    return _Local(module.__dict__ if isinstance(module, ModuleType) else module)


@contextmanager
def _importable(module: ModuleType) -> Iterator[None]:
    """While it runs, the module is where `@dataclass` looks for it."""
    before = sys.modules.get(module.__name__)
    sys.modules[module.__name__] = module
    try:
        yield
    finally:
        del sys.modules[module.__name__]
        if before is not None:
            sys.modules[module.__name__] = before


class _Local:
    def __init__(self, names: Mapping[str, Any]) -> None:
        self._names = names
        self._kept: dict[int, Any] = {}

    def get(self, target: Handle | None, name: str) -> Any:
        return self._outward(self._look_up(target, name))

    def call(
        self,
        target: Handle | None,
        name: str | None,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        echo: bool = False,
    ) -> Any:
        inner = [self._inward(value) for value in args]
        named = {key: self._inward(value) for key, value in (kwargs or {}).items()}
        try:
            function = self._kept[target.number] if target and name is None else self._look_up(target, name)
            result = function(*inner, **named)
        except LearnerError:
            raise
        except Exception as error:
            raise LearnerError(_fault(error)) from error
        try:
            outward = self._outward(result)
            return (outward, [self._outward(value) for value in inner]) if echo else outward
        except RecursionError as error:  # a list that holds itself
            raise LearnerError(Fault("RecursionError", "the result has no end")) from error

    def _look_up(self, target: Handle | None, name: str | None) -> Any:
        try:
            if target is not None:
                return getattr(self._kept[target.number], str(name))
            return self._names[str(name)]
        except KeyError:
            message = f"module has no attribute '{name}'"
            raise LearnerError(Fault("AttributeError", message, bases=("AttributeError",))) from None
        except Exception as error:
            raise LearnerError(_fault(error)) from error

    def _inward(self, value: Any) -> Any:
        """A copy for the learner, handles turned back into their objects."""
        if isinstance(value, Handle):
            return self._kept[value.number]
        if isinstance(value, Rng):
            from numpy.random import default_rng  # start-up does not pay for NumPy

            return default_rng(value.seed)
        if type(value) in (list, tuple):
            return type(value)(self._inward(item) for item in value)
        if type(value) is dict:
            return {key: self._inward(item) for key, item in value.items()}
        if callable(value) and not isinstance(value, type):
            return self._lent(value)
        return copy.deepcopy(value)

    def _lent(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **kwargs: Any) -> Any:
            named = {key: self._outward(value) for key, value in kwargs.items()}
            return self._inward(function(*map(self._outward, args), **named))

        return called

    def _outward(self, value: Any) -> Any:
        """Plain data as a copy; anything else stays, and a handle goes out. Subclasses are not data."""
        kind = type(value)
        if kind in SCALARS:
            return value
        if kind in (list, tuple):
            return kind(self._outward(item) for item in value)
        if kind in (set, frozenset) and all(type(item) in SCALARS for item in value):
            return set(value)
        if kind is dict and all(type(key) in SCALARS for key in value):
            return {key: self._outward(item) for key, item in value.items()}
        if kind.__module__ == "numpy" and hasattr(value, "dtype") and value.dtype.kind in "biufcU":
            return copy.copy(value)
        number = next((n for n, kept in self._kept.items() if kept is value), len(self._kept))
        self._kept[number] = value
        return Handle(number, kind.__name__, callable(value))


def _fault(error: Exception) -> Fault:
    frames = traceback.extract_tb(error.__traceback__)
    here = [frame for frame in frames if frame.filename != __file__]
    bases = tuple(base.__name__ for base in type(error).__mro__ if base.__module__ == "builtins")
    try:
        message = str(error)
    except Exception:  # the learner's own __str__ may raise
        message = ""
    return Fault(
        kind=type(error).__name__,
        message=message,
        path=here[-1].filename if here else "",
        line=here[-1].lineno if here else None,
        bases=bases,
    )
