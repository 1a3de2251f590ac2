"""One submission's talk with its child: requests out, data back, within a time, an output and a size limit.

Promises: the child is given `wall_s` in all, counted by the monotonic clock and only while it is its turn
(but functions that are lent to it may not be called without end); first it is interrupted, then killed; its
output is kept up to the limit; a frame that breaks the format ends the conversation. What arrives is plain
data and never trusted.
"""

from __future__ import annotations

import math
import os
import select
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from groundup.engine import places
from groundup.engine.inside import wire
from groundup.engine.zygotes import Child
from groundup.records import Fault, Handle, LearnerError, Limits, Rng, Run, RunEnded, RunStatus

GRACE_S = 0.15  # between the interrupt and the kill: enough to say where the code was
LASTING_GRACE_S = 1.0
HURRY_WATCH_S = 0.1
WATCH_S = 0.0002
MOST_IN_VAIN = 2  # times that looking for an answer at once did not find one
LONGEST_TEXT = 4000
DISK_WATCH_S = 0.1
MOST_USED = 1e12
LENT_TIMES = 3  # functions lent to the code may take this many times `wall_s`


class Conversation:
    """A Remote (see records), and what to say about the run when it is over.

    `lasts`: the child is kept after an interrupt that it obeyed (an open lesson), or else it is killed.
    `is_alone`: nobody else needs the processors, so that looking for an answer may take some of their time.
    """

    def __init__(self, child: Child, limits: Limits, lasts: bool = False, is_alone: bool = False) -> None:
        self.child = child
        self.lasts = lasts
        self.is_over = False
        self.is_ours = False  # it ended by a fault of the machinery
        self.is_hurried = False
        self.callables: dict[str, Handle] = {}
        self._lent: list[Callable[..., Any]] = []
        self._waiting = select.poll()
        self._waiting.register(child.output, select.POLLIN)
        self._in_vain = 0 if is_alone else MOST_IN_VAIN
        self._at_hand = select.poll()
        self._at_hand.register(child.connection, select.POLLIN)
        self._watches_output = True
        self._inbox = wire.Inbox(self._read)
        self.renew(limits)

    def renew(self, limits: Limits) -> None:
        """A new stretch of work: the clock and the output begin again."""
        self.limits = limits
        self.left_s = limits.wall_s
        self.status: RunStatus = "ok"
        self.fault: Fault | None = None
        self.output = bytearray()
        self.used = (0.0, 0.0)
        self.is_hurried = False
        self._spent_s = 0.0
        self._counted = 0.0  # up to when, on the monotonic clock
        self._lent_left_s = LENT_TIMES * limits.wall_s
        self._grace_left_s: float | None = None

    # --- Remote

    def get(self, target: Handle | None, name: str) -> Any:
        if target is None and name in self.callables and not self.is_over:
            return self.callables[name]
        self._put({"op": "get", "target": _number(target), "name": name}, [])
        return self._result()[0]

    def call(
        self,
        target: Handle | None,
        name: str | None,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        echo: bool = False,
    ) -> Any:
        self._order(target, name, args, kwargs or {}, echo)
        value, after = self._result()
        return (value, after) if echo else value

    def begin(
        self, target: Handle | None, name: str | None, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Callable[[], Any]:
        """A call that runs while we do something else; what is returned waits for its result.

        Nothing else may be asked before that.
        """
        self._order(target, name, args, kwargs, False)
        return lambda: self._result()[0]

    def _order(
        self,
        target: Handle | None,
        name: str | None,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        echo: bool,
    ) -> None:
        packer = wire.Packer(self._leave)
        message: dict[str, Any] = {"op": "call", "target": _number(target), "name": name, "echo": echo}
        try:
            message["args"] = [packer.pack(value) for value in args]
            message["kwargs"] = {key: packer.pack(value) for key, value in kwargs.items()}
            self._put(message, packer.buffers)
        except wire.Malformed as error:  # some of it may have come from the code under test
            raise LearnerError(
                Fault("TooLarge", f"A value cannot be handed to the code: {error}.")
            ) from error

    def _result(self) -> tuple[Any, Any]:
        trees, back = self._answer()
        try:
            unpacker = wire.Unpacker(back, _special)
            value = unpacker.unpack(trees["value"])
            return value, unpacker.unpack(trees["echo"]) if "echo" in trees else None
        except (wire.Malformed, KeyError) as error:
            self._malformed(error)

    # --- asking

    def ask(self, message: dict[str, Any], buffers: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        """Send a request; the trees of its answer. Raises LearnerError or RunEnded."""
        self._put(message, buffers)
        return self._answer()

    def _put(self, message: dict[str, Any], buffers: list[bytes]) -> None:
        if self.is_over:
            raise RunEnded(self.fault.message if self.fault else "The run is over.")
        self._write(wire.frame(message, buffers))

    def _answer(self) -> tuple[dict[str, Any], list[bytes]]:
        while True:
            answer, back = self._receive()
            if "back" not in answer:
                return self._judge(answer), back
            self._call_back(answer, back)

    def _judge(self, answer: dict[str, Any]) -> dict[str, Any]:
        self._note_use(answer.get("used"))
        fault = _fault(answer["fault"]) if "fault" in answer else None
        if "refused" in answer:
            self.end("refused", _fault(answer["refused"]))
        if self._grace_left_s is not None:
            self._out_of_time(fault)
        if fault is not None:
            if "MemoryError" in (fault.kind, *fault.bases):
                self.status, self.fault = "memory", self._too_large(fault)
            raise LearnerError(fault)
        trees = answer.get("ok")
        if not isinstance(trees, dict):
            self._malformed("an answer without a value")
        return trees

    def _call_back(self, request: dict[str, Any], buffers: list[bytes]) -> None:
        """The learner's code calls a function of ours: run it here, send what it gives."""
        packer = wire.Packer(self._leave)
        try:
            number, args = request["back"], wire.Unpacker(buffers, _special).unpack(request.get("args"))
            if type(number) is not int or not 0 <= number < len(self._lent) or type(args) is not list:
                raise wire.Malformed("a call of a function that was not lent")
        except wire.Malformed as error:
            self._malformed(error)
        begun = time.monotonic()
        try:
            answer = {"op": "result", "value": packer.pack(self._lent[number](*args))}
            pieces = wire.frame(answer, packer.buffers)
        except RunEnded:
            raise
        except Exception as error:  # inside, it appears where the function was called
            kind = error.fault.kind if isinstance(error, LearnerError) else type(error).__name__
            answer = {"op": "raise", "kind": kind, "message": str(error)[:LONGEST_TEXT]}
            pieces = wire.frame(answer, [])
        self._count_lent(time.monotonic() - begun)
        self._write(pieces)

    def _count_lent(self, elapsed_s: float) -> None:
        """Time in our own functions is the code's only when it calls them without end."""
        over_s = min(elapsed_s, elapsed_s - self._lent_left_s)
        self._lent_left_s -= elapsed_s
        if over_s > 0:
            self._count(over_s)

    def _leave(self, value: Any) -> wire.Tree:
        if isinstance(value, Handle):
            return {"k": "handle", "n": value.number}
        if isinstance(value, Rng):
            return {"k": "rng", "v": value.seed}
        if callable(value):
            self._lent.append(value)
            return {"k": "callable", "n": len(self._lent) - 1, "t": getattr(value, "__name__", "function")}
        raise TypeError(f"{type(value).__name__} is not plain data; the code under test cannot have it.")

    def fetch(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send a request; the values of its answer."""
        trees, buffers = self.ask(message, [])
        unpacker = wire.Unpacker(buffers, _special)
        try:
            return {name: unpacker.unpack(tree) for name, tree in trees.items()}
        except wire.Malformed as error:
            self._malformed(error)

    # --- frames, under the limits

    def _write(self, pieces: list[bytes]) -> None:
        self._counted = time.monotonic()
        for piece in pieces:
            view = memoryview(piece)
            while view:
                try:
                    view = view[self.child.connection.send(view) :]
                except BlockingIOError:
                    self._wait(select.POLLOUT)
                except OSError:
                    self._gone()

    def _receive(self) -> wire.Frame:
        self._counted = time.monotonic()  # from here on: a frame that comes byte by byte takes its own time
        try:
            return self._inbox.receive()
        except wire.Malformed as error:
            self._malformed(error)
        except EOFError:
            self._gone()

    def _read(self, size: int) -> bytes:
        self._watch()
        while True:
            try:
                return self.child.connection.recv(size)
            except BlockingIOError:
                self._wait(select.POLLIN)
            except OSError:
                self._gone()

    def _watch(self) -> None:
        """Look for an answer for a moment: most come sooner than a sleeping processor wakes up.

        Where looking was in vain, the code may be waiting for this very processor: look no more.
        """
        if self._in_vain >= MOST_IN_VAIN:
            return
        begun = now = self._counted
        while not (found := self._at_hand.poll(0)) and now - begun < WATCH_S:
            now = time.monotonic()
        self._in_vain = 0 if found else self._in_vain + 1
        self._count(now - begun)
        self._counted = now

    def _wait(self, event: int) -> None:
        """Until the connection is ready, keeping clock, output and disk in view."""
        self._waiting.register(self.child.connection, event)
        connection = self.child.connection.fileno()
        while True:
            ready = [fd for fd, _ in self._waiting.poll(1000 * self._patience())]
            now = time.monotonic()
            self._count(now - self._counted)
            self._counted = now
            if self.child.output in ready:
                self.drain()
            if connection in ready:
                return

    def _patience(self) -> float:
        left = self.left_s if self._grace_left_s is None else self._grace_left_s
        watched = DISK_WATCH_S if self.child.zygote.folder else left
        return max(0.001, min(left, watched, HURRY_WATCH_S if self.lasts else left))

    def _count(self, elapsed_s: float) -> None:
        self._spent_s += elapsed_s
        if self.child.zygote.folder and places.exceeds(self.child.place, self.limits.disk_mib * 2**20):
            message = f"The code wrote more than {self.limits.disk_mib} MiB to disk."
            self.end("output", Fault("DiskLimit", message))
        if self._grace_left_s is not None:
            self._grace_left_s -= elapsed_s
            if self._grace_left_s <= 0:
                self.end("timeout", self._too_slow(None))
            return
        self.left_s = 0.0 if self.is_hurried else self.left_s - elapsed_s
        if self.left_s <= 0:
            self._grace_left_s = LASTING_GRACE_S if self.lasts else GRACE_S
            self.child.signal(signal.SIGINT)

    def drain(self) -> None:
        """Take what was printed. More than the limit ends the run."""
        limit = self.limits.output_kib * 1024
        while True:
            try:
                piece = os.read(self.child.output, 65_536)
            except BlockingIOError:
                return
            if not piece:  # nobody is left who could print
                if self._watches_output:
                    self._waiting.unregister(self.child.output)
                self._watches_output = False
                return
            self.output += piece
            if len(self.output) > limit:
                del self.output[limit:]
                self.output += b"\n[output stopped here]"
                self.end("output", self._too_much())

    # --- ends

    def end(self, status: RunStatus, fault: Fault) -> NoReturn:
        """Over: kill, and tell whoever is asking."""
        self.is_over = True
        self.status, self.fault = status, fault
        self.child.signal(signal.SIGKILL)
        raise RunEnded(fault.message)

    def hurry(self) -> None:
        """From another thread: treat the time as used up."""
        self.is_hurried = True

    def settle(self, tree: Any) -> None:
        """The status of a stretch of work whose fault came as data."""
        if tree is None or self.status != "ok":
            return
        fault = _fault(tree)
        if "MemoryError" in (fault.kind, *fault.bases):
            self.status, self.fault = "memory", self._too_large(fault)
        elif fault.kind == "OutputLimit":
            self.status, self.fault = "output", self._too_much()
        else:
            self.status, self.fault = "error", fault

    def too_slow(self, tree: Any) -> Fault:
        """The sentence of a timeout, with the place from a fault that came as data."""
        return self._too_slow(_fault(tree) if tree is not None else None)

    def _out_of_time(self, where: Fault | None) -> None:
        fault = self._too_slow(where)
        if not self.lasts:
            self.end("timeout", fault)
        self.status, self.fault = "timeout", fault

    def _malformed(self, why: object) -> NoReturn:
        message = f"The code under test interfered with its own connection ({str(why)[:200]})."
        self.end("crashed", Fault("Malformed", message))

    def _gone(self) -> NoReturn:
        """The child closed the connection or died."""
        if not self.is_over:
            self.drain()
        ended = self.child.zygote.end_of(self.child.number)
        if not self.child.zygote.check_alive():
            self.is_ours = True
            self.end("crashed", Fault("Infrastructure", "The fork server died during the run."))
        self.end(*self._how_it_died(ended or {}))

    def _how_it_died(self, ended: Mapping[str, Any]) -> tuple[RunStatus, Fault]:
        code = ended.get("code")
        if code == -signal.SIGKILL and ended.get("cpu_ms", 0) >= 1000 * cpu_limit_s(self.limits.wall_s) * 0.9:
            return "timeout", self._too_slow(None)
        if code == -signal.SIGKILL:
            message = f"The code was killed, most likely for taking more than {self.limits.memory_mib} MiB."
            return "memory", Fault("MemoryError", message, bases=("MemoryError",))
        if isinstance(code, int) and code < 0:
            name = signal.strsignal(-code) or f"signal {-code}"
            return "crashed", Fault("Crash", f"The code crashed Python itself ({name}).")
        status = f" with status {code}" if isinstance(code, int) else ""
        return "crashed", Fault("Exit", f"The code ended the process{status} in the middle of its work.")

    def _too_slow(self, where: Fault | None) -> Fault:
        message = f"The code did not finish within {self.limits.wall_s:g} s."
        if self.is_hurried:
            message = "The code was stopped."
        if where is None or where.kind != "KeyboardInterrupt":
            return Fault("Timeout", message)
        return Fault("Timeout", message, where.path, where.line, where.trace)

    def _too_much(self) -> Fault:
        return Fault("OutputLimit", f"The code printed more than {self.limits.output_kib} KiB.")

    def _too_large(self, where: Fault) -> Fault:
        message = f"The code asked for more than the {self.limits.memory_mib} MiB it may use."
        return Fault("MemoryError", message, where.path, where.line, where.trace, ("MemoryError",))

    def _note_use(self, used: Any) -> None:
        """What the child says that it used; nobody has to believe it, but it is a number."""
        if isinstance(used, list) and len(used) == 2:
            cpu, peak = (float(n) if type(n) in (int, float) and 0 <= n < MOST_USED else 0.0 for n in used)
            self.used = (cpu, peak)

    def run(self, tier: str) -> Run:
        """What happened, for the record."""
        return Run(
            status=self.status,
            wall_ms=1000 * self._spent_s,
            cpu_ms=self.used[0],
            peak_mib=self.used[1],
            stdout=self.output.decode(errors="replace"),
            fault=self.fault,
            tier=tier,
        )


def cpu_limit_s(wall_s: float) -> int:
    """Processor time allowed for a wall time: two cores' worth, and a little for the start."""
    return math.ceil(2 * wall_s) + 2


def _number(target: Handle | None) -> int | None:
    return None if target is None else target.number


def _special(kind: str, tree: dict[str, Any]) -> Handle:
    if kind != "handle" or type(tree["n"]) is not int or type(tree["t"]) is not str:
        raise wire.Malformed("an unknown kind of value")
    return Handle(tree["n"], clean(tree["t"], 100), tree["c"] is True)


def clean(text: str, most: int) -> str:
    """Text that can be written down: not too long, and without halves of characters."""
    return text[:most].encode(errors="replace").decode()


def _fault(tree: Any) -> Fault:
    """A Fault from whatever came: text is cut, types are checked."""
    tree = tree if isinstance(tree, dict) else {}

    def text(name: str) -> str:
        value = tree.get(name, "")
        return clean(value, LONGEST_TEXT) if isinstance(value, str) else ""

    line, bases = tree.get("line"), tree.get("bases")
    listed = bases[:16] if isinstance(bases, list | tuple) else ()
    names = tuple(clean(name, 100) for name in listed if isinstance(name, str))
    return Fault(
        kind=text("kind")[:100] or "Error",
        message=text("message"),
        path=text("path")[:500],
        line=line if type(line) is int and 0 < line < 10**7 else None,
        trace=text("trace"),
        bases=names,
    )
