"""How the checks of a lab are written: decorators, comparisons, and what runs them.

A check is a function of (lab, rng): `lab` is the stand-in for the learner's module, `rng` a numpy
Generator fresh for each submission. It compares plain data, on our side of the walls. It fails by
CheckFailed, or by an exception of the learner's code; any other exception is a bug of the check and
is not caught here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from groundup.grading.ledger import current_ledger
from groundup.grading.link import Later
from groundup.grading.preparing import noted
from groundup.grading.raised import CheckFailed, Raised, clean
from groundup.grading.standin import Callee, StandIn, ask, ask_ahead, is_stand_in
from groundup.records import Comparison

if TYPE_CHECKING:
    import numpy as np

LONGEST_SENTENCE = 600


@dataclass(frozen=True)
class Check:
    """One thing that must hold; its name says what."""

    name: str
    task: int
    run: Callable[[StandIn, np.random.Generator], None]


@dataclass(frozen=True)
class Probe:
    """A fixed input whose output tells known mistakes apart."""

    name: str
    run: Callable[[StandIn], Any]


@dataclass(frozen=True)
class LabChecks:
    checks: tuple[Check, ...]
    probes: tuple[Probe, ...]


def check(name: str, *, task: int = 1) -> Callable[[Callable[[Any, np.random.Generator], None]], Check]:
    """Make a function of (lab, rng) a check. `task` is the numbered task of the brief."""
    return lambda function: Check(name, task, function)


def probe(function: Callable[[Any], Any]) -> Probe:
    """Make a function of (lab) a probe: it returns data for a fixed input."""
    return Probe(function.__name__, function)


def load_checks(namespace: Mapping[str, Any]) -> LabChecks:
    """The checks and probes of a checks.py, alone or in lists, in file order.

    Raises ValueError on a name used twice.
    """
    values = [
        one for value in namespace.values() for one in (value if type(value) in (list, tuple) else [value])
    ]
    checks = tuple(dict.fromkeys(value for value in values if isinstance(value, Check)))
    probes = tuple(dict.fromkeys(value for value in values if isinstance(value, Probe)))
    for found in (checks, probes):
        names = [one.name for one in found]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ValueError(f"Two {'checks' if found is checks else 'probes'} are named {twice!r}.")
    return LabChecks(checks, probes)


# --- comparisons --------------------------------------------------------------------------------


@noted
def close(
    got: Any,
    expected: Any,
    message: str = "",
    *,
    abs_tol: float | None = None,
    rel_tol: float | None = None,
    as_type: type | None = None,
    dtype: Any = None,
    nan_ok: bool = False,
) -> None:
    """`got` has the shape of `expected` and its values within max(abs_tol, rel_tol |expected|).

    With neither tolerance given: 1e-12 absolute, 1e-9 relative; with one given, the other is 0.
    Lists, tuples and arrays are alike unless `as_type` (list, tuple, np.ndarray, float, ...) asks for one.
    """
    if abs_tol is None and rel_tol is None:
        abs_tol, rel_tol = 1e-12, 1e-9
    _require(got, expected, message, (abs_tol or 0.0, rel_tol or 0.0, nan_ok), as_type, dtype)


@noted
def equal(
    got: Any,
    expected: Any,
    message: str = "",
    *,
    as_type: type | None = None,
    dtype: Any = None,
    nan_ok: bool = False,
) -> None:
    """`got` is exactly `expected`: shape and every value; 2.0 equals 2, True does not equal 1."""
    _require(got, expected, message, (0.0, 0.0, nan_ok), as_type, dtype)


@noted
def raises(
    kind: type[Exception] | tuple[type[Exception], ...],
    function: Callable[..., Any],
    *args: Any,
    message: str = "",
    **kwargs: Any,
) -> Raised:
    """The call raises one of the learner's exceptions of this kind; returns it."""
    kinds = kind if isinstance(kind, tuple) else (kind,)
    names = " or ".join(one.__name__ for one in kinds)
    try:
        result = function(*args, **kwargs)
    except Raised as error:
        unwritten = isinstance(error, NotImplementedError) and NotImplementedError not in kinds
        if unwritten or not isinstance(error, kinds):
            if unwritten:
                raise
            came = f"{error.fault.kind}: {error}"
            _fail(
                message, error.call, f"raised {came}", f"raise {names}", Comparison(error.call, came, names)
            )
        return error
    call = str(current_ledger().last or "the call")
    shown = _show(result)
    _fail(message, call, f"returned {shown}", f"raise {names}", Comparison(call, shown, names))


@noted
def that(condition: bool | np.bool_, sentence: str) -> None:
    """The condition holds, or the check fails with this sentence. The condition must be a bool."""
    ledger = current_ledger()
    if type(condition).__name__ not in ("bool", "bool_"):
        if ledger.origin(condition) is None:
            raise TypeError(f"that() takes a bool, not {type(condition).__name__}: compare the data first.")
        _differ(condition, _described(condition), "True or False")
    if not condition:
        call = str(ledger.last or "")
        raise CheckFailed(_sentence(sentence), Comparison(call, "", "") if call else None)


@noted
def echo(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, list[Any]]:
    """Call the learner's function: (result, its positional arguments as they are after the call)."""
    if not isinstance(function, Callee):
        raise TypeError("echo() takes a function of the learner's module: echo(lab.add, u, v).")
    result: tuple[Any, list[Any]] = ask(function, args, kwargs, echo=True)
    return result


@noted
def later(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Begin a call of the learner's function, and compute what is expected while it runs.

    `close(later(lab.fit, X, y), slow_oracle(X, y))`: close, equal, item and array take the result,
    and `taken` does where it is needed otherwise.
    """
    if not isinstance(function, Callee):
        raise TypeError("later() takes a function of the learner's module: later(lab.fit, X, y).")
    return ask_ahead(function, args, kwargs)


@noted
def taken(result: Any) -> Any:
    """The result of a call that was begun with `later`; anything else as it is."""
    return result.take() if isinstance(result, Later) else result


@noted
def item(result: Any, key: Any) -> Any:
    """result[key] for a list, tuple or dict that the learner returned; a failed check where there is none."""
    result = taken(result)
    if isinstance(result, dict) and key in result:
        return result[key]
    if isinstance(result, list | tuple) and isinstance(key, int) and -len(result) <= key < len(result):
        return result[key]
    wanted = f"a dict with the key {_show(key)}" if isinstance(key, str) else f"at least {_count(key)} values"
    _differ(result, _described(result), wanted)


@noted
def array(result: Any, shape: Sequence[int | None] | None = None) -> np.ndarray[Any, Any]:
    """What the learner returned as an array of numbers; a failed check where it is none, or of another shape.

    None in `shape` leaves that length open.
    """
    from groundup.grading.comparing import array_of  # numpy is loaded when a check first compares

    result = taken(result)
    found = None if is_stand_in(result) else array_of(result)
    wanted = (
        "an array" if shape is None else f"an array of shape ({', '.join(str(n or 'any') for n in shape)})"
    )
    if found is None:
        _differ(result, _described(result), wanted)
    fits = shape is None or (
        len(shape) == found.ndim and all(n in (None, m) for n, m in zip(shape, found.shape, strict=True))
    )
    if not fits:
        _differ(result, f"shape {found.shape}", wanted)
    return found


def _require(
    got: Any, expected: Any, message: str, bounds: tuple[float, float, bool], as_type: type | None, dtype: Any
) -> None:
    from groundup.grading.comparing import Tolerance, mismatch  # numpy is loaded when a check first compares

    got = taken(got)
    found = mismatch(got, expected, Tolerance(*bounds), as_type, dtype)
    if found is not None:
        _differ(got, found.got, found.expected, found.detail, message)


def _differ(value: Any, got: str, expected: str, detail: str = "", message: str = "") -> NoReturn:
    """Fail, naming the call that gave the value, or the last one where the check computed on."""
    ledger = current_ledger()
    origin, last = ledger.origin(value), ledger.last
    shown = Comparison(str(origin or last or ""), got, expected, detail)
    if message:
        raise CheckFailed(_sentence(f"{message.rstrip('.')}: got {got}; expected {expected}."), shown)
    if origin is not None:
        _fail("", str(origin), f"gave {got}", expected, shown)
    after = f"After `{last}`: got" if last is not None else "Got"
    raise CheckFailed(_sentence(f"{after} {got}; expected {expected}."), shown)


def _fail(message: str, call: str, came: str, expected: str, shown: Comparison) -> NoReturn:
    start = f"{message.rstrip('.')}: " if message else ""
    verb = f"should {expected}" if expected.startswith("raise ") else f"expected {expected}"
    raise CheckFailed(_sentence(f"{start}`{call}` {came}; {'it ' if verb[0] == 's' else ''}{verb}."), shown)


def _sentence(text: str) -> str:
    return clean(text, LONGEST_SENTENCE)


def _show(value: Any) -> str:
    from groundup.grading.showing import show  # numpy is loaded when the first failure is written

    return show(value)


def _described(value: Any) -> str:
    from groundup.grading.comparing import described  # as above

    return described(value)


def _count(key: int) -> int:
    return key + 1 if key >= 0 else -key
