"""Server-sent events: open pages are told that evidence, settings or the day changed, or that a verdict
came.

Promises: what any process writes is noticed within half a second while a page is open; a file of a lab that
is open in a page is checked when it is saved, whichever editor saved it. A message says only that something
changed: the page then asks for what it shows.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from watchfiles import Change, DefaultFilter, awatch

from groundup import actions
from groundup.records import GroundupError
from groundup.web.verdicts import Verdicts, labs_at
from groundup.workspace import Workspace

log = logging.getLogger("groundup.web")
router = APIRouter()

LOOK_S = 0.4  # how often the evidence is looked at while pages are open
END = ""
SILENCE_S = 20  # after which a comment keeps the connection alive


@dataclass(eq=False)
class Listener:
    """One open page; `lab` is the lab that it shows."""

    lab: str = ""
    messages: asyncio.Queue[tuple[str, str]] = field(default_factory=lambda: asyncio.Queue(maxsize=64))

    def tell(self, name: str, text: str) -> None:
        if not self.messages.full():  # a page that does not read is told when it reconnects
            self.messages.put_nowait((name, text))


class Pulse:
    """Who listens, and what they were told last. `beat` counts the changes seen since the start."""

    def __init__(self, workspace: Workspace, verdicts: Verdicts) -> None:
        self.workspace, self.verdicts = workspace, verdicts
        self.listeners: set[Listener] = set()
        self.beat = 0
        self._seen: object = None

    def tell(self, name: str, text: str, lab: str = "") -> None:
        for listener in self.listeners:
            if not lab or listener.lab == lab:
                listener.tell(name, text)

    def hang_up(self) -> None:
        """End every stream: a server that stops does not wait for pages to close."""
        self.tell(END, "")

    def look(self) -> bool:
        """Whether anything that pages show has changed since the last look."""
        now = actions.standing(self.workspace)
        seen = (now.today, now.settings, now.mastery)
        changed = self._seen is not None and self._seen != seen
        self._seen = seen
        return changed

    async def watch(self) -> None:
        """Runs as long as the application does."""
        await asyncio.gather(self._watch_evidence(), self._watch_files())

    async def _watch_evidence(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            if self.listeners:
                await self.look_and_tell()

    async def look_and_tell(self) -> None:
        try:
            changed = await run_in_threadpool(self.look)
        except GroundupError as error:
            log.warning("Evidence could not be looked at: %s", error.message)
            return
        if changed:
            self.beat += 1
            self.tell("evidence", str(self.beat))

    async def _watch_files(self) -> None:
        folder = self.workspace.root / "mylib"
        while not folder.is_dir():
            await asyncio.sleep(5)
        async for changes in awatch(folder, watch_filter=_Sources(), step=30, debounce=100):
            await self._saved({Path(path) for _, path in changes})

    async def _saved(self, paths: set[Path]) -> None:
        open_labs = {listener.lab for listener in self.listeners if listener.lab}
        for lab in await run_in_threadpool(labs_at, self.workspace, paths, open_labs):
            try:
                checked = await run_in_threadpool(self.verdicts.look, self.workspace, lab)
            except GroundupError as error:
                self.tell("trouble", error.message.replace("\n", " "), lab)
                continue
            if checked is not None:
                self.tell("verdict", lab, lab)
                await self.look_and_tell()


@contextmanager
def hanging_up(pulse: Pulse) -> Iterator[None]:
    """While this lasts, a signal that ends the program ends the streams first.

    Only where signals arrive: the main thread of a process that has handlers for them, as under uvicorn.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(pulse.hang_up)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number, handler in before.items():
        if callable(handler):
            signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            if callable(handler):
                signal.signal(number, handler)


class _Sources(DefaultFilter):
    """Modules, whole: not the draft that is about to take their place."""

    def __call__(self, change: Change, path: str) -> bool:
        return path.endswith(".py") and super().__call__(change, path)


@router.get("/events")
async def events(request: Request, lab: str = "") -> StreamingResponse:
    """The stream of one open page."""
    pulse: Pulse = request.app.state.pulse
    return StreamingResponse(
        stream(pulse, Listener(lab)),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def stream(pulse: Pulse, listener: Listener) -> AsyncIterator[str]:
    if not pulse.listeners:
        await pulse.look_and_tell()  # nobody has looked for a while
    pulse.listeners.add(listener)
    try:
        yield f"retry: 1000\nevent: hello\ndata: {pulse.beat}\n\n"
        while True:
            try:
                name, text = await asyncio.wait_for(listener.messages.get(), SILENCE_S)
                if name == END:
                    return
                yield f"event: {name}\ndata: {text}\n\n"
            except TimeoutError:
                yield ": still here\n\n"
    finally:
        pulse.listeners.discard(listener)
