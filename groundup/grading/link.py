"""What stands between a check and a Remote: questions, results, and the memory of calls.

Promises: one question at a time, in the order of the check; a call that was begun is answered before the
next is asked; a failure inside a function that the check lent out ends the check, whatever the learner's code
does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from groundup.grading.ledger import Call, Ledger, use_ledger
from groundup.grading.raised import CheckFailed, Missing, raised
from groundup.records import Fault, Handle, LearnerError, Remote

Wrap = Callable[["Link", Handle, Handle | None, str | None, Call], Any]  # a stand-in for an object
HandleOf = Callable[[Any], Handle | None]  # of a stand-in; None for anything else


class Link:
    """One Remote, the path of its module, and the ledger of calls."""

    def __init__(self, remote: Remote, module: str, wrap: Wrap, handle_of: HandleOf) -> None:
        self.remote = remote
        self.module = module
        self.wrap = wrap
        self.handle_of = handle_of
        self.ledger = Ledger()
        self.members: dict[tuple[int, str], Any] = {}
        self.awaited: Later | None = None

    def settle(self) -> None:
        """Take the result of a call that was begun, before anything else is asked."""
        if self.awaited is not None:
            self.awaited.settle()

    def begin(
        self,
        target: Handle | None,
        name: str | None,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        write: Callable[[], str],
    ) -> Later:
        """Begin a call. Where the Remote cannot do that, it is made when its result is taken."""
        self.settle()
        sent = [self.send(value) for value in args]
        named = {key: self.send(value) for key, value in kwargs.items()}
        begin = getattr(self.remote, "begin", None)
        if begin is None:
            self.awaited = Later(self, lambda: self.remote.call(target, name, sent, named), write)
            return self.awaited
        try:
            self.awaited = Later(self, begin(target, name, sent, named), write)
        except LearnerError as error:
            raise raised(error.fault, write) from None
        return self.awaited

    def call(
        self,
        target: Handle | None,
        name: str | None,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        write: Callable[[], str],
        echo: bool = False,
    ) -> Any:
        """Ask the Remote, and remember the call. Raises Raised, CheckFailed, RunEnded."""
        self.settle()
        ledger, call = self.ledger, Call(write)
        use_ledger(ledger)
        ledger.last = call
        sent = [self.send(value) for value in args]
        named = {key: self.send(value) for key, value in kwargs.items()}
        try:
            answer = self.remote.call(target, name, sent, named, echo=echo)
        except LearnerError as error:
            self._interrupted()
            raise raised(error.fault, write) from None
        self._interrupted()
        result = self.receive(answer[0] if echo else answer, call)
        ledger.remember(call, result)
        return (result, [self.receive(value, call) for value in answer[1]]) if echo else result

    def get(self, target: Handle | None, name: str, write: Callable[[], str]) -> Any:
        """An attribute; methods, functions and classes are asked for once."""
        key = (target.number if target else -1, name)
        if key in self.members:
            return self.members[key]
        self.settle()
        call = Call(write)
        try:
            answer = self.remote.get(target, name)
        except LearnerError as error:
            if error.fault.kind == "AttributeError":
                raise Missing(name, self._owner(target, error.fault)) from None
            raise raised(error.fault, write) from None
        if isinstance(answer, Handle) and answer.is_callable:
            self.members[key] = self.wrap(self, answer, target, name, call)
            return self.members[key]
        result = self.receive(answer, call)
        use_ledger(self.ledger)
        self.ledger.remember(call, result)
        return result

    def has(self, target: Handle, name: str) -> bool:
        """Whether the object answers to a special method."""
        try:
            self.get(target, name, lambda: name)
        except Missing:
            return False
        return True

    def _owner(self, target: Handle | None, fault: Fault) -> str:
        if target is not None:
            return f"the {target.type_name} object"
        return self.module or "your module"

    def _interrupted(self) -> None:
        """A failure inside a function that the check lent out ends the check, whatever the learner did."""
        interruption, self.ledger.interruption = self.ledger.interruption, None
        if interruption is not None:
            raise interruption

    def receive(self, value: Any, call: Call) -> Any:
        """Data as it is, handles as stand-in objects, also inside lists, tuples and dicts."""
        if isinstance(value, Handle):
            if value.type_name == "NotImplementedType":
                return NotImplemented
            return self.wrap(self, value, None, None, call)
        if type(value) in (list, tuple):
            return type(value)(self.receive(item, call) for item in value)
        if type(value) is dict:
            return {key: self.receive(item, call) for key, item in value.items()}
        return value

    def send(self, value: Any) -> Any:
        """Stand-in objects as handles, functions so that they can be called back."""
        handle = self.handle_of(value)
        if handle is not None:
            return handle
        if type(value) in (list, tuple):
            return type(value)(self.send(item) for item in value)
        if type(value) is dict:
            return {key: self.send(item) for key, item in value.items()}
        if callable(value) and not isinstance(value, type):
            return self._lent(value)
        return value

    def _lent(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function of the check, called back from inside.

        Its ordinary exceptions go inside, as Python's would: a learner who calls f with two arguments gets
        the TypeError. A failed comparison does not: the learner's code could swallow it.
        """

        def called_back(*args: Any, **kwargs: Any) -> Any:
            call = Call(lambda: getattr(function, "__name__", "f") + "(...)")
            named = {key: self.receive(value, call) for key, value in kwargs.items()}
            try:
                return self.send(function(*[self.receive(value, call) for value in args], **named))
            except Exception as error:
                if isinstance(error, CheckFailed | Missing):
                    self.ledger.interruption = error
                raise

        called_back.__name__ = getattr(function, "__name__", "f")
        return called_back


class Later:
    """A call that was begun. `take` gives its result, or raises what it raised, as often as it is asked."""

    def __init__(self, link: Link, finish: Callable[[], Any], write: Callable[[], str]) -> None:
        self._link = link
        self._finish: Callable[[], Any] | None = finish
        self._write = write
        self._result: Any = None
        self._error: BaseException | None = None

    def settle(self) -> None:
        """Wait for the result. Raises nothing but RunEnded: what the call raised waits for `take`."""
        finish, self._finish = self._finish, None
        if finish is None:
            return
        link, call = self._link, Call(self._write)
        link.awaited = None
        use_ledger(link.ledger)
        link.ledger.last = call
        try:
            answer = finish()
            link._interrupted()
            self._result = link.receive(answer, call)
            link.ledger.remember(call, self._result)
        except LearnerError as error:
            self._error = link.ledger.interruption or raised(error.fault, self._write)
            link.ledger.interruption = None
        except (CheckFailed, Missing) as error:
            self._error = error

    def take(self) -> Any:
        self.settle()
        if self._error is not None:
            raise self._error
        return self._result
