"""The calls of a check, remembered so that a failure can quote the one it is about."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

KEPT_RESULTS = 64  # how far back a result can be traced to the call that gave it


@dataclass(frozen=True)
class Call:
    """One call, written out only when a message needs it."""

    write: Callable[[], str]

    def __str__(self) -> str:
        return self.write()


@dataclass
class Ledger:
    """The calls of one check: which came last, and which gave a certain result."""

    last: Call | None = None
    results: list[tuple[Any, Call]] = field(default_factory=list)
    interruption: BaseException | None = None

    def remember(self, call: Call, result: Any) -> None:
        self.last = call
        self.results.append((result, call))
        if len(self.results) > KEPT_RESULTS:
            del self.results[0]

    def origin(self, value: Any) -> Call | None:
        """The call whose result is this very object."""
        return next((call for result, call in reversed(self.results) if result is value), None)

    def clear(self) -> None:
        self.last = None
        self.results.clear()


_current: ContextVar[Ledger | None] = ContextVar("ledger of the check", default=None)


def current_ledger() -> Ledger:
    """The ledger of the stand-in that was used last in this thread."""
    return _current.get() or Ledger()


def use_ledger(ledger: Ledger) -> None:
    """From now on the comparisons of this thread quote this ledger."""
    _current.set(ledger)
