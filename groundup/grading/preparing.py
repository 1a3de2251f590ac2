"""Checks made ready before there is anything to check: inputs drawn, expected values computed.

prepare(checks, seed) -> Prepared      run every check against nobody, and note what it asks and compares
Notes.play(lab)                        ask the same of `lab`, and compare

Promises: playing the notes of a check is running the check, with the chance of that seed. A check is noted
whole or not at all: not where it needs an answer to go on (a branch, a loop, a number in a sentence), catches
an exception, lends a function, or could tell by other means than its value that an answer is none yet
(`_BARRED`). Whatever is noted is a copy, so notes may be played again.
"""

from __future__ import annotations

import dis
import operator
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, wraps
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec, TypeVar

from groundup.records import Rng

if TYPE_CHECKING:
    import numpy as np

    from groundup.grading.checks import Check
    from groundup.grading.standin import StandIn

P = ParamSpec("P")
R = TypeVar("R")

# What looks at an object and not at its value, and what belongs to a stretch of code (`with`, `try`).
_BARRED = {"IS_OP", "BEFORE_WITH", "PUSH_EXC_INFO", "MATCH_CLASS", "MATCH_MAPPING", "MATCH_SEQUENCE"}
_BARRED_NAMES = {
    "type", "id", "callable", "hasattr", "getattr", "vars", "dir", "globals", "isinstance", "issubclass",
    "isscalar", "inspect", "numbers",
}  # fmt: skip
_OPERATORS = (
    "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift",
    "and_", "or_", "xor",
)  # fmt: skip
_UNARY = ("neg", "pos", "abs", "invert")
_ORDERS = ("eq", "ne", "lt", "le", "gt", "ge")
_AS_OPERATORS = {
    "add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "matmul": operator.matmul,
    "true_divide": operator.truediv, "divide": operator.truediv, "floor_divide": operator.floordiv,
    "remainder": operator.mod, "power": operator.pow, "equal": operator.eq, "not_equal": operator.ne,
    "less": operator.lt, "less_equal": operator.le, "greater": operator.gt, "greater_equal": operator.ge,
    "left_shift": operator.lshift, "right_shift": operator.rshift, "bitwise_and": operator.and_,
    "bitwise_or": operator.or_, "bitwise_xor": operator.xor,
}  # fmt: skip


class _NotReady(BaseException):
    """The check cannot be noted. No Exception, so that no check catches it."""


@dataclass(frozen=True)
class _Step:
    """`function(*args, **kwargs)`, in which answers to come stand as `Ahead`."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


@dataclass
class Notes:
    """What one check asks and compares, in order. The answer to step n is value n + 1; value 0 is `lab`."""

    steps: list[_Step] = field(default_factory=list)
    compares: bool = False
    spoilt: bool = False

    def add(self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Ahead:
        """Raises _NotReady where it is about nothing that was asked, or about more than plain data."""
        if not any(_waits(value) for value in (*args, *kwargs.values())):
            self.spoil()
        kept = tuple(self.copy(value) for value in args)
        self.steps.append(_Step(function, kept, {key: self.copy(value) for key, value in kwargs.items()}))
        return Ahead(self, len(self.steps))

    def copy(self, value: Any) -> Any:
        """Plain data as it is now. Raises _NotReady on anything else: a function, say, whose calls count."""
        kind = type(value)
        if value is None or kind in _PLAIN or (kind is Ahead and value._notes is self):
            return value
        if kind in (list, tuple):
            return kind(self.copy(one) for one in value)
        if kind in (set, frozenset):
            for one in value:
                self.copy(one)
            return value.copy()  # made anew, it could show its elements in another order
        if kind is dict:
            return {self.copy(key): self.copy(one) for key, one in value.items()}
        if kind is slice:
            return slice(*(self.copy(one) for one in (value.start, value.stop, value.step)))
        if kind is type and _is_named(value):
            return value
        return value.copy() if _is_numpy(value) else self.spoil()

    def spoil(self) -> NoReturn:
        self.spoilt = True
        raise _NotReady

    def play(self, lab: StandIn) -> None:
        """Ask and compare. Raises whatever that raises."""
        values: list[Any] = [lab]
        for step in self.steps:
            args = [_filled(value, values) for value in step.args]
            kwargs = {key: _filled(value, values) for key, value in step.kwargs.items()}
            values.append(step.function(*args, **kwargs))


_PLAIN = frozenset({bool, int, float, complex, str, bytes, type(Ellipsis), Rng})
_noting: ContextVar[Notes | None] = ContextVar("notes of the check that is made ready", default=None)


def noted(function: Callable[P, R]) -> Callable[P, R]:
    """For what checks are written with: while a check is made ready, a call is noted and not made."""

    @wraps(function)
    def either(*args: P.args, **kwargs: P.kwargs) -> R:
        notes = _noting.get()
        if notes is None:
            return function(*args, **kwargs)
        notes.compares = notes.compares or function.__name__ in ("close", "equal", "raises", "that")
        return notes.add(function, args, dict(kwargs))  # type: ignore[return-value]  # it stands for the answer

    return either


class Ahead:
    """An answer to come. Whatever computes with it is noted; whatever needs its value ends the noting."""

    __slots__ = ("_notes", "_number")

    def __init__(self, notes: Notes, number: int) -> None:
        self._notes, self._number = notes, number

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            self._notes.spoil()
        return self._notes.add(getattr, (self, name), {})

    def __call__(self, *args: Any, **kwargs: Any) -> Ahead:
        return self._notes.add(_call, (self, *args), kwargs)

    def __getitem__(self, key: Any) -> Ahead:
        return self._notes.add(operator.getitem, (self, key), {})

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Ahead:
        if method != "__call__" or "out" in kwargs:
            self._notes.spoil()
        if not kwargs and len(inputs) == 2 and ufunc.__name__ in _AS_OPERATORS:
            return self._notes.add(_AS_OPERATORS[ufunc.__name__], inputs, {})
        return self._notes.add(ufunc, inputs, kwargs)

    def __array_function__(self, function: Any, _types: Any, args: Any, kwargs: Any) -> Ahead:
        return self._notes.add(function, args, kwargs)


def _call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return function(*args, **kwargs)


def _let_it_compute() -> None:
    def forward(function: Callable[..., Any]) -> Callable[..., Ahead]:
        return lambda self, *others: self._notes.add(function, (self, *others), {})

    def backward(function: Callable[..., Any]) -> Callable[..., Ahead]:
        return lambda self, other: self._notes.add(function, (other, self), {})

    def never(self: Ahead, *_: Any, **__: Any) -> NoReturn:
        self._notes.spoil()

    for name in _OPERATORS:
        plain = name.rstrip("_")
        setattr(Ahead, f"__{plain}__", forward(getattr(operator, name)))
        setattr(Ahead, f"__r{plain}__", backward(getattr(operator, name)))
    for name in (*_UNARY, *_ORDERS):
        setattr(Ahead, f"__{name}__", forward(getattr(operator, name)))
    for name in (
        "bool", "int", "float", "complex", "index", "len", "iter", "contains", "hash", "str", "repr",
        "format", "array", "bytes", "round", "trunc", "floor", "ceil", "divmod", "rdivmod", "reversed",
        "setitem", "delitem", "enter", "exit", "copy", "deepcopy", "reduce_ex", "length_hint",
    ):  # fmt: skip
        setattr(Ahead, f"__{name}__", never)


_let_it_compute()


def _waits(value: Any) -> bool:
    kind = type(value)
    if kind in (list, tuple):
        return any(_waits(one) for one in value)
    if kind is dict:
        return any(_waits(one) for one in value.values())
    return kind is Ahead


def _filled(value: Any, values: Sequence[Any]) -> Any:
    kind = type(value)
    if kind is Ahead:
        return values[value._number]
    if kind in (list, tuple):
        return kind(_filled(one, values) for one in value)
    if kind is dict:
        return {key: _filled(one, values) for key, one in value.items()}
    return value


def _is_numpy(value: Any) -> bool:
    """An array or a scalar of numbers or text, no object."""
    from numpy import generic, ndarray

    return (type(value) is ndarray or isinstance(value, generic)) and value.dtype.kind in "biufcSU"


def _is_named(kind: type) -> bool:
    """A type that a comparison may ask for."""
    from numpy import generic, ndarray

    return kind in _PLAIN | {list, tuple, dict, set} or issubclass(kind, (Exception, generic, ndarray))


# --- which checks --------------------------------------------------------------------------------


@cache
def _looks_at_values_alone(function: FunctionType) -> bool:
    """Whether neither the check nor what it uses of its own file asks an object what it is."""
    for code in _codes(function, set()):
        if any(name in _BARRED_NAMES or name.startswith("__") for name in code.co_names):
            return False
        if any(one.opname in _BARRED or one.opname.endswith("_NONE") for one in dis.get_instructions(code)):
            return False
    return True


def _codes(function: FunctionType, seen: set[CodeType]) -> Iterator[CodeType]:
    waiting = [function.__code__]
    space = function.__globals__
    closed = [cell.cell_contents for cell in function.__closure__ or ()]
    while waiting:
        code = waiting.pop()
        if code in seen:
            continue
        seen.add(code)
        yield code
        waiting += [one for one in code.co_consts if isinstance(one, CodeType)]
        for value in [*(space.get(name) for name in code.co_names), *closed]:
            waiting += _own_codes(value, space)
        closed = []


def _own_codes(value: Any, space: dict[str, Any]) -> list[CodeType]:
    """Of a function, or of the methods of a class, of the same file."""
    if isinstance(value, FunctionType) and value.__globals__ is space:
        return [value.__code__]
    if isinstance(value, type) and value.__module__ == space.get("__name__"):
        return [one.__code__ for one in vars(value).values() if isinstance(one, FunctionType)]
    return []


# --- making ready --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prepared:
    """The notes of each check, with the inputs of `seed`; None for a check that has to be run as it is."""

    seed: int
    notes: tuple[Notes | None, ...]


def prepare(checks: Sequence[Check], seed: int) -> Prepared:
    """Draw the inputs of a submission to come, and compute what is expected."""
    import numpy as np

    chances = np.random.default_rng(seed).spawn(len(checks))
    return Prepared(seed, tuple(_notes(one, chance) for one, chance in zip(checks, chances, strict=True)))


def _notes(check: Check, chance: np.random.Generator) -> Notes | None:
    if not isinstance(check.run, FunctionType) or not _looks_at_values_alone(check.run):
        return None
    notes = Notes()
    token = _noting.set(notes)
    lab: Any = Ahead(notes, 0)
    try:
        check.run(lab, chance)
    except (_NotReady, Exception):  # a bug of the check shows when it is run
        return None
    finally:
        _noting.reset(token)
    return notes if notes.compares and not notes.spoilt else None
