"""An open lesson: its cells and moving figures in one locked-in child that lasts.

Promises: a cell has its time, then it is interrupted, then killed; after a kill the cells that had
succeeded run again before the next one; what comes back is sanitised here (svg.py, nh3). Thread-safe.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import nh3

from groundup.engine import svg
from groundup.engine.conversation import Conversation, clean
from groundup.engine.zygotes import Child, Infrastructure
from groundup.records import (
    CellRun,
    Drawing,
    Fault,
    GroundupError,
    LearnerError,
    Limits,
    Output,
    Run,
    RunEnded,
)

SESSION_CPU_S = 3600
DRAW_TIMEOUT_S = 5.0
REPLAY_TIMEOUT_S = 30.0
LONGEST_TEXT = 200_000
BASE64 = re.compile(r"[A-Za-z0-9+/=\n]*")
NUMBERS_OF_AXES = 8
_PLAIN_HTML = """
table thead tbody tfoot tr th td caption div span p pre code
b i em strong sub sup small br hr ul ol li dl dt dd
"""
TAGS = set(_PLAIN_HTML.split())
CELL_SPANS = {name: {"colspan", "rowspan"} for name in ("td", "th")}


class Cells:
    """The cells of one lesson. `done` names the cells whose last run succeeded, in order."""

    def __init__(self, take: Callable[[], Child], tier: Callable[[], str], limits: Limits) -> None:
        self._take = take
        self._tier = tier
        self._limits = limits
        self._turn = threading.RLock()
        self._conversation: Conversation | None = None
        self._history: list[tuple[str, str]] = []
        self._drawn: set[str] = set()
        self._count = 0
        self._closed = False

    def turn(self) -> contextlib.AbstractContextManager[Any]:
        """Hold the lesson for several cells that belong together."""
        return self._turn

    @property
    def done(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, _ in self._history))

    def run(self, source: str, timeout_s: float = 10.0, name: str = "") -> CellRun:
        """Run a cell; its outputs in order. Never raises for what the cell does."""
        with self._turn:
            self._count += 1
            label = name or str(self._count)
            for _ in range(2):
                try:
                    conversation = self._ready()
                    return self._run(conversation, source, timeout_s, label)
                except Infrastructure as error:
                    self._drop()
                    failure = str(error)
            fault = Fault("Infrastructure", f"The engine failed twice. {failure}")
            return CellRun(Run("crashed", fault=fault, tier=self._tier(), ours=True))

    def draw(self, source: str, function: str, controls: Mapping[str, Any]) -> Drawing:
        """Call a figure's function. GroundupError("content") if it raises or gives no figure."""
        with self._turn:
            for _ in range(2):
                try:
                    return self._draw(self._ready(), source, function, controls)
                except Infrastructure as error:
                    self._drop()
                    failure = str(error)
            raise GroundupError("environment", f"The engine failed twice. {failure}")

    def interrupt(self) -> None:
        """Stop the cell that is running, from another thread."""
        conversation = self._conversation
        if conversation is not None:
            conversation.hurry()

    def close(self) -> None:
        self._closed = True
        self.interrupt()
        with self._turn:
            self._drop()

    # --- the child

    def _ready(self) -> Conversation:
        """The conversation with a live child, in which all that had succeeded has run."""
        if self._closed:
            raise GroundupError("busy", "This lesson was closed.")
        while self._conversation is None or self._conversation.is_over:
            self._drop()
            self._conversation = self._opened()
            self._replay(self._conversation)
        return self._conversation

    def _replay(self, conversation: Conversation) -> None:
        """Run again what had succeeded; a cell that now ends the child is forgotten, with what follows."""
        for number, (label, source) in enumerate(self._history):
            conversation.renew(replace(self._limits, wall_s=REPLAY_TIMEOUT_S))
            try:
                _asked(conversation, source, label)
            except RunEnded:
                if conversation.is_ours:
                    raise Infrastructure("The fork server died while cells ran again.") from None
                self._history = self._history[:number]
                return

    def _opened(self) -> Conversation:
        conversation = Conversation(self._take(), self._limits, lasts=True)
        limits = {
            "memory_mib": self._limits.memory_mib,
            "cpu_s": SESSION_CPU_S,
            "output_kib": self._limits.output_kib,
        }
        try:
            conversation.fetch({"op": "open", "limits": limits})
        except RunEnded as error:
            conversation.child.close()
            raise Infrastructure(str(error)) from error
        return conversation

    def _drop(self) -> None:
        if self._conversation is not None:
            self._conversation.child.close()
        self._conversation = None
        self._drawn.clear()

    # --- cells

    def _run(self, conversation: Conversation, source: str, timeout_s: float, label: str) -> CellRun:
        conversation.renew(replace(self._limits, wall_s=timeout_s))
        outputs: list[Output] = []
        with contextlib.suppress(RunEnded):
            outputs = _asked(conversation, source, label)
        if not conversation.is_over:
            with contextlib.suppress(RunEnded):
                conversation.drain()
        if conversation.is_ours:
            raise Infrastructure("The fork server died under a cell.")
        run = conversation.run(self._tier())
        if run.status == "ok":
            self._history = [*((n, s) for n, s in self._history if n != label), (label, source)]
        stray = run.stdout  # printed past Python: by compiled code, or before it was killed
        return CellRun(run, tuple([Output("text", stray), *outputs] if stray else outputs))

    # --- figures

    def _draw(
        self, conversation: Conversation, source: str, function: str, controls: Mapping[str, Any]
    ) -> Drawing:
        try:
            json.dumps(dict(controls), allow_nan=False)
        except (TypeError, ValueError) as error:
            raise GroundupError("invalid", f"The controls of {function!r} are not numbers: {error}") from None
        conversation.renew(replace(self._limits, wall_s=DRAW_TIMEOUT_S))
        mark = hashlib.sha256(source.encode()).hexdigest()[:16]
        message = {"op": "draw", "hash": mark, "function": function, "controls": dict(controls)}
        if mark not in self._drawn:
            message["source"] = source
        try:
            trees = conversation.fetch(message)
        except LearnerError as error:
            where = f" (line {error.fault.line})" if error.fault.line else ""
            problem = f"The figure {function!r} failed: {error.fault.kind}: {error.fault.message}{where}"
            raise GroundupError("content", problem) from None
        except RunEnded as error:
            if conversation.is_ours:
                raise Infrastructure("The fork server died under a figure.") from None
            raise GroundupError("content", f"The figure {function!r} failed: {error}") from None
        self._drawn.add(mark)
        return _drawing(trees, function)


def _asked(conversation: Conversation, source: str, label: str) -> list[Output]:
    """Run a cell; the fault of the code becomes the status of the conversation."""
    try:
        answer = conversation.fetch({"op": "cell", "source": source, "name": label})
    except LearnerError as error:  # even the machinery inside the child was broken by the cell
        conversation.settle(vars(error.fault))
        return []
    if conversation.status == "timeout" and conversation.fault is not None:
        conversation.fault = conversation.too_slow(answer.get("fault"))
    conversation.settle(answer.get("fault"))
    return _outputs(answer)


def _outputs(trees: Mapping[str, Any]) -> list[Output]:
    listed = trees.get("outputs")
    pairs = [p for p in listed if isinstance(p, list) and len(p) == 2] if isinstance(listed, list) else []
    return [found for kind, content in pairs for found in _output(kind, content)]


def _output(kind: Any, content: Any) -> Iterator[Output]:
    """One output as the page may show it; what cannot be made safe is left out and said."""
    if not isinstance(content, str):
        return
    if kind == "text":
        yield Output("text", clean(content, LONGEST_TEXT))
    elif kind == "html":
        yield Output("html", nh3.clean(clean(content, LONGEST_TEXT), tags=TAGS, attributes=CELL_SPANS))
    elif kind == "png" and BASE64.fullmatch(content):
        yield Output("png", content)
    elif kind == "svg":
        try:
            yield Output("svg", svg.cleaned(content))
        except svg.Unsafe as error:
            yield Output("text", f"[a figure that cannot be shown: {error}]\n")


def _drawing(trees: Mapping[str, Any], function: str) -> Drawing:
    drawn, alt, axes = trees.get("svg"), trees.get("alt"), trees.get("axes")
    if not isinstance(drawn, str) or not isinstance(alt, str) or not isinstance(axes, list):
        raise GroundupError("content", f"The figure {function!r} gave no drawing.")
    places = [place for place in axes if isinstance(place, list) and len(place) == NUMBERS_OF_AXES]
    try:
        numbers = tuple(tuple(float(n) for n in place) for place in places)
        return Drawing(svg.cleaned(drawn), clean(alt, 2000), numbers)
    except (svg.Unsafe, TypeError, ValueError) as error:
        raise GroundupError("content", f"The figure {function!r} cannot be shown: {error}") from None
