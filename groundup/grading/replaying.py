"""Memorised answers: what a module answered at one set of inputs, given back at another.

`Recorder` notes every answer of a Remote, and how often and with what it called the functions it was lent.
`Replay` is a Remote that knows only that: to a call it has seen it gives the answer of then, to any other the
one that the same function gave when it was asked for the same time. Checks that pass against it draw no fresh
inputs that matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from groundup.records import Fault, Handle, LearnerError, Remote

Asked = tuple[Hashable, ...]
Called = tuple[int, tuple[Any, ...], dict[str, Any]]  # which lent function, and its arguments


@dataclass(frozen=True)
class Answer:
    """What came, or what was raised, and which lent functions were called before."""

    value: Any = None
    error: LearnerError | None = None
    called: tuple[Called, ...] = ()


@dataclass(frozen=True)
class Answers:
    """Every answer in order, by the whole call and by the function alone."""

    by_call: dict[Asked, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    by_function: dict[Asked, list[Answer]] = field(default_factory=lambda: defaultdict(list))

    def note(self, function: Asked, arguments: Hashable, answer: Answer) -> None:
        self.by_call[(*function, arguments)].append(answer)
        self.by_function[function].append(answer)


class Recorder:
    """A Remote that notes what comes back from another one."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self.answers = Answers()

    def get(self, target: Handle | None, name: str) -> Any:
        return self._noted(("get", _number(target), name), (), [], lambda: self._remote.get(target, name))

    def call(
        self,
        target: Handle | None,
        name: str | None,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        echo: bool = False,
    ) -> Any:
        called: list[Called] = []
        given = [_listened(value, i, called) for i, value in enumerate(args)]
        named = {
            key: _listened(value, len(args) + i, called)
            for i, (key, value) in enumerate((kwargs or {}).items())
        }
        ask = partial(self._remote.call, target, name, given, named, echo=echo)
        return self._noted(("call", echo, _number(target), name), _frozen(args, kwargs), called, ask)

    def _noted(
        self, function: Asked, arguments: Hashable, called: list[Called], ask: Callable[[], Any]
    ) -> Any:
        try:
            value = ask()
        except LearnerError as error:
            self.answers.note(function, arguments, Answer(error=error, called=tuple(called)))
            raise
        self.answers.note(function, arguments, Answer(value, called=tuple(called)))
        return value


class Replay:
    """A Remote made of recorded answers."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._times: Counter[Asked] = Counter()

    def get(self, target: Handle | None, name: str) -> Any:
        return self._answer(("get", _number(target), name), (), [])

    def call(
        self,
        target: Handle | None,
        name: str | None,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        echo: bool = False,
    ) -> Any:
        lent = [*args, *(kwargs or {}).values()]
        return self._answer(("call", echo, _number(target), name), _frozen(args, kwargs), lent)

    def _answer(self, function: Asked, arguments: Hashable, lent: Sequence[Any]) -> Any:
        known = self._next(self._answers.by_call, (*function, arguments), again=True)
        in_turn = self._next(self._answers.by_function, function, again=False)
        answer = known or in_turn
        if answer is None:
            raise LearnerError(Fault("KeyError", f"no answer is known for {function[-1]}"))
        for index, args, kwargs in answer.called:
            _call(lent[index], args, kwargs)
        if answer.error is not None:
            raise answer.error
        return answer.value

    def _next(self, answers: Mapping[Asked, list[Answer]], asked: Asked, *, again: bool) -> Answer | None:
        """The answer that is due; with `again` the last one is given as often as it is asked for."""
        due, found = self._times[asked], answers.get(asked, [])
        self._times[asked] += 1
        if due < len(found):
            return found[due]
        return found[-1] if found and again else None


def _call(function: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    try:
        function(*args, **kwargs)
    except Exception as error:  # as it would reach a learner: the function is lent by the check
        raise LearnerError(Fault(type(error).__name__, str(error))) from error


def _number(target: Handle | None) -> int | None:
    return None if target is None else target.number


def _is_lent(value: Any) -> bool:
    return callable(value) and not isinstance(value, type)


def _listened(value: Any, index: int, called: list[Called]) -> Any:
    """A function that notes when it is called; anything else as it is."""
    if not _is_lent(value):
        return value

    def listened(*args: Any, **kwargs: Any) -> Any:
        called.append((index, args, kwargs))
        return value(*args, **kwargs)

    listened.__name__ = getattr(value, "__name__", "f")
    return listened


def _frozen(args: Sequence[Any], kwargs: Mapping[str, Any] | None) -> Hashable:
    return (_key(list(args)), _key(dict(kwargs or {})))


def _key(value: Any) -> Hashable:
    """Plain data as something that can be looked up; functions count as one, whatever they compute."""
    if isinstance(value, Handle):
        return ("object", value.number)
    if isinstance(value, list | tuple):
        return (type(value).__name__, *map(_key, value))
    if isinstance(value, dict):
        return ("dict", *((repr(key), _key(item)) for key, item in value.items()))
    if hasattr(value, "tobytes"):  # an array or a NumPy number
        return ("array", str(value.dtype), value.shape, value.tobytes())
    return "function" if _is_lent(value) else (type(value).__name__, repr(value))
