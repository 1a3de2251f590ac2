"""What can end a check: the learner's exception, a name that is missing, a comparison that fails.

Promises that a learner's exception can be caught as the builtin type that it is, and told apart from
every exception of the check's own code, which is a bug of ours and flies.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, cast

from groundup.records import Comparison, Fault

LONGEST_MESSAGE = 300


class Raised(Exception):
    """The learner's code raised. `call` is what was called, as text."""

    def __init__(self, fault: Fault, call: Callable[[], str]) -> None:
        self.fault = fault
        self._call = call

    @property
    def call(self) -> str:
        return self._call()

    def __str__(self) -> str:
        return clean(self.fault.message)


class Missing(Exception):
    """The learner's module, or an object of theirs, has no such name. `owner` says which."""

    def __init__(self, name: str, owner: str) -> None:
        super().__init__(f"`{clean(name)}` is not defined in {clean(owner)}.")


class CheckFailed(Exception):
    """What came is not what was expected: the sentence, and the comparison where there is one."""

    def __init__(self, sentence: str, shown: Comparison | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.shown = shown


def raised(fault: Fault, call: Callable[[], str]) -> Raised:
    """The fault as an exception that is an instance of the builtin type the learner raised as well."""
    for name in (fault.kind, *fault.bases):
        kind = getattr(builtins, name, None)
        if isinstance(kind, type) and issubclass(kind, Exception) and kind is not Exception:
            twin: type[Raised] = _twin(cast(Hashable, kind))
            return twin(fault, call)
    return Raised(fault, call)


@cache
def _twin(kind: Any) -> type[Raised]:
    return type(kind.__name__, (Raised, kind), {"__str__": Raised.__str__})


def clean(text: str, longest: int = LONGEST_MESSAGE) -> str:
    """One line of printable text: what the learner's code says must not draw on our page or terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(text)[: 4 * longest]).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
