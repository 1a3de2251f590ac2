"""The engine: fork servers kept warm, a spare child ready, one submission at a time in each child.

Promises: a Submission goes in and a Run comes out, whatever the code does; each child is used once; a fault
of ours is tried again once and then said to be ours; how strong the walls are is found out by running them
and recorded in every Run. Not here: what the results mean, and where expected values come from.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from groundup.engine import cloning, elsewhere, tiers, walls, zygotes
from groundup.engine.cells import Cells
from groundup.engine.conversation import Conversation, cpu_limit_s
from groundup.engine.elsewhere import Workshop
from groundup.engine.inside import wire
from groundup.engine.opening import Rooms
from groundup.engine.porters import Bounds
from groundup.engine.rooms import Room
from groundup.engine.tiers import Layer
from groundup.engine.zygotes import Child, Infrastructure, Zygote
from groundup.records import (
    Fault,
    GroundupError,
    Handle,
    LearnerError,
    Limits,
    Profile,
    Remote,
    Repository,
    Run,
    RunEnded,
    RunStatus,
    Submission,
)

ATTEMPTS = 2
IDLE_S = 600.0
CELL_LIMITS = Limits(wall_s=10.0, memory_mib=1024, output_kib=64)


@dataclass(eq=False)
class _Station:
    """One profile: its fork server, and the spare child that waits for the next submission."""

    profile: Profile
    zygote: Zygote | Workshop | None = None
    spares: list[Child] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)
    failure: str = ""
    is_ordered: bool = False
    last_used: float = 0.0  # on the monotonic clock


class Engine:
    """The warm sandbox. Open it with `start`, close it with `close`, or use it as a context.

    `run` may call `drive` a second time, with a fresh Remote, when the machinery failed under the first
    call: `drive` must then begin from nothing. Thread-safe.
    """

    def __init__(
        self,
        profiles: Iterable[Profile] = ("core", "sci"),
        accepts: str = "ABCD",
        spares: int = 1,
        idle_s: float = IDLE_S,
    ) -> None:
        """`profiles` are warm from `start` to `close`; others from when they are asked for until they have
        been idle for `idle_s`."""
        self._profiles = tuple(profiles)
        self._idle_s = idle_s
        self._accepts = accepts
        self._spares = spares
        self._stations: dict[Profile, _Station] = {}
        self._orders: queue.Queue[_Station | None] = queue.Queue()
        self._keeper: threading.Thread | None = None
        self._errands = ThreadPoolExecutor(1, thread_name_prefix="engine errands")
        self._lock = threading.RLock()
        self._wall: walls.Wall | None = None
        self._findings: dict[str, bool] = {}
        self._refusals: list[str] = []  # what stood against stronger walls
        self._under_way = 0  # runs
        self._closed = False
        self._rooms = Rooms(accepts)

    # --- opening and closing

    def start(self) -> Engine:
        """Begin to warm the profiles, in order, and return at once."""
        self._employ_keeper()
        for profile in self._profiles:
            self._station(profile)
        return self

    def expect(self, profile: Profile) -> None:
        """This profile will be needed soon: begin to warm it, and return at once.

        Does nothing before `start`, and nothing where the profile cannot be had.
        """
        if self._keeper is not None:
            with contextlib.suppress(GroundupError):
                self._station(profile)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            stations, keeper = list(self._stations.values()), self._keeper
        self._orders.put(None)
        if keeper is not None:
            keeper.join(timeout=10)
        self._errands.shutdown()
        for station in stations:
            self._retire(station)

    def __enter__(self) -> Engine:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- what it is for

    def run(self, submission: Submission, drive: Callable[[Remote], None]) -> Run:
        """Run `drive` against the submission's module; see records.Remote.

        LearnerError and RunEnded may leave `drive`: they end the run. Other exceptions of `drive` pass
        through after everything is cleaned up.
        """
        failure = ""
        for _ in range(ATTEMPTS):
            try:
                return self._run_once(submission, drive)
            except Infrastructure as error:
                failure = str(error)
        message = f"The engine failed twice; this does not count as an attempt. {failure}"
        return Run("crashed", fault=Fault("Infrastructure", message), tier=self.tier, ours=True)

    def open(self, profile: Profile = "sci") -> Cells:
        """A child for one open lesson."""
        return Cells(lambda: self._take(profile), lambda: self.tier, CELL_LIMITS)

    def room(
        self,
        files: Mapping[str, bytes],
        *,
        memory_mib: int = Bounds.memory_mib,
        disk_mib: int = Bounds.disk_mib,
        environments: Path | None = None,
    ) -> AbstractContextManager[Room]:
        """A working copy of these files behind walls, with the environment that their lock file pins.

        Needs no profile and no `start`. `environments`: where they are kept, else in the user's cache. Raises
        GroundupError on entering: "invalid" where the lock file is not made of pins, or the files do not fit;
        "environment" where a package cannot be had, or no walls of an accepted tier can.
        """
        return self._rooms.with_environment(files, Bounds(memory_mib, disk_mib), environments)

    def room_tier(self) -> str:
        """The tier of its rooms, as `tier` is that of its runs: found out by trying, the first time."""
        return self._rooms.tier

    def clone(self, path: Path) -> Repository:
        """The repository in a folder of this machine, as data; see `cloning`. Raises GroundupError."""
        return cloning.clone(self._rooms, path)

    @property
    def tier(self) -> str:
        """ "A" all layers, "B" no namespaces, "C" another system's own sandbox, "D" no isolation."""
        if not self._findings:
            self._await(self._station(self._profiles[0] if self._profiles else "core"))
        return tiers.tier(self._findings)

    @property
    def tier_sentence(self) -> str:
        return tiers.SENTENCES[self.tier]

    def report(self) -> list[Layer]:
        """Each layer: whether it holds here, found out by trying, and what its absence means."""
        self.tier  # noqa: B018  # waits for the probe
        return tiers.layers(self._findings, "; ".join(self._refusals))

    # --- one run

    def _run_once(self, submission: Submission, drive: Callable[[Remote], None]) -> Run:
        child = self._take(submission.profile)
        with self._lock:
            self._under_way += 1
        conversation = Conversation(child, submission.limits, is_alone=self._under_way == 1)
        try:
            try:
                self._load(conversation, submission)
                drive(conversation)
            except LearnerError as error:
                _conclude(conversation, error)
            except RunEnded:
                if not conversation.is_over:
                    raise
            if conversation.is_ours:
                self._replace(self._stations[submission.profile], child.zygote)
                raise Infrastructure("The fork server died during the run.")
            if not conversation.is_over:
                _last_output(conversation)
            return conversation.run(self.tier)
        finally:
            with self._lock:
                self._under_way -= 1
            self._dismiss(child, submission.profile)

    def _load(self, conversation: Conversation, submission: Submission) -> None:
        limits = submission.limits
        message = {
            "op": "load",
            "id": submission.id,
            "entry": submission.entry,
            "files": dict(submission.files),
            "forbidden": list(submission.forbidden),
            "limits": {"memory_mib": limits.memory_mib, "cpu_s": cpu_limit_s(limits.wall_s)},
        }
        try:
            named = conversation.fetch(message).get("callables")
        except wire.Malformed as error:
            raise LearnerError(Fault("TooLarge", "The files of this submission are too large.")) from error
        if isinstance(named, dict):
            conversation.callables = {k: v for k, v in named.items() if isinstance(v, Handle)}

    # --- children and fork servers

    def _take(self, profile: Profile) -> Child:
        """A child that has said hello: the spare, or one forked now."""
        station = self._station(profile)
        zygote = self._await(station)
        station.last_used = time.monotonic()
        with self._lock:
            child = station.spares.pop() if station.spares else None
        try:
            child = child or zygote.spawn()
            child.meet()
            return child
        except (Infrastructure, OSError) as error:
            if child is not None:
                child.close()
            self._replace(station, zygote)
            raise Infrastructure(str(error)) from error

    def _dismiss(self, child: Child, profile: Profile) -> None:
        """End a used child and order the next, while nobody waits: a process takes its time to die."""

        def follow() -> None:
            child.close()
            self._restock(profile)

        try:
            self._errands.submit(follow)
        except RuntimeError:  # the engine was closed meanwhile
            child.close()

    def _restock(self, profile: Profile) -> None:
        """Order the next spare; it gets ready while nobody waits."""
        station = self._stations.get(profile)
        if station is None:  # closed, being idle
            return
        zygote = station.zygote
        with self._lock:
            if self._closed or zygote is None or len(station.spares) >= self._spares:
                return
        try:
            if not zygote.check_alive():
                raise Infrastructure("the fork server is gone")
            spare = zygote.spawn()
        except (Infrastructure, OSError):
            self._replace(station, zygote)
            return
        with self._lock:
            is_wanted = not self._closed and station.zygote is zygote
            if is_wanted:
                station.spares.append(spare)
        if is_wanted:
            with contextlib.suppress(Infrastructure, OSError):  # whoever takes it finds out again
                spare.meet()
        else:
            spare.close()

    def _station(self, profile: Profile) -> _Station:
        """The station of a profile, its start ordered if it was not."""
        if profile not in self._stations and not walls.is_installed(profile):
            raise GroundupError("environment", f"The packages of the profile {profile!r} are not installed.")
        with self._lock:
            if self._closed:
                raise GroundupError("busy", "The engine is closed.")
            self._employ_keeper()
            station = self._stations.setdefault(profile, _Station(profile))
            has_failed = station.ready.is_set() and station.zygote is None
            if not station.is_ordered or has_failed:  # what failed once is tried again when asked for
                station.is_ordered = True
                station.ready.clear()
                self._orders.put(station)
            return station

    def _employ_keeper(self) -> None:
        with self._lock:
            if self._keeper is None:
                self._keeper = threading.Thread(target=self._keep, name="engine keeper", daemon=True)
                self._keeper.start()

    def _await(self, station: _Station) -> Zygote | Workshop:
        station.ready.wait()
        if station.zygote is None:
            raise GroundupError("environment", station.failure)
        return station.zygote

    def _replace(self, station: _Station, dead: Zygote | Workshop) -> None:
        """Have a new fork server started, once, however many callers saw the old one die."""
        with self._lock:
            if station.zygote is not dead or self._closed:
                return
            station.ready.clear()
            dropped, station.spares, station.zygote = station.spares, [], None
            self._orders.put(station)
        for child in dropped:
            child.close()
        dead.close()

    def _retire(self, station: _Station) -> None:
        with self._lock:
            dropped, station.spares = station.spares, []
            zygote, station.zygote = station.zygote, None
            station.failure = station.failure or "The engine is closed."
            station.ready.set()
        for child in dropped:
            child.close()
        if zygote is not None:
            zygote.close()

    def _keep(self) -> None:
        """The keeper's life: start what is ordered. Fork servers die with this thread."""
        while (station := self._next_order()) is not None:
            if self._closed:
                return
            try:
                station.zygote = self._start(station.profile)
                station.failure, station.last_used = "", time.monotonic()
                self._restock(station.profile)
            except GroundupError as error:
                station.failure = error.message
            except Exception as error:  # the thread must live on, and whoever waits must be told
                station.failure = f"The engine could not be started: {type(error).__name__}: {error}"
            finally:
                station.ready.set()

    def _next_order(self) -> _Station | None:
        """What to start next; meanwhile, idle fork servers give their memory back."""
        while True:
            try:
                return self._orders.get(timeout=self._idle_s / 4)
            except queue.Empty:
                self._close_idle()

    def _close_idle(self) -> None:
        with self._lock:
            idle = [
                station
                for station in self._stations.values()
                if station.profile not in self._profiles
                and station.zygote is not None
                and time.monotonic() - station.last_used > self._idle_s
            ]
            for station in idle:
                del self._stations[station.profile]
        for station in idle:
            self._retire(station)

    def _start(self, profile: Profile) -> Zygote | Workshop:
        """A fork server behind the strongest walls that hold here."""
        failures: list[str] = []
        choice = walls if zygotes.supported() else elsewhere
        for wall in [self._wall] if self._wall else choice.candidates():
            try:
                zygote = self._start_behind(wall, profile)
            except Infrastructure as error:
                failures.append(str(error))
                continue
            if not self._wall:
                self._wall, self._refusals = wall, failures
            return zygote
        raise GroundupError("environment", "No fork server could be started: " + "; ".join(failures))

    def _start_behind(self, wall: walls.Wall, profile: Profile) -> Zygote | Workshop:
        """Start it, and let the first one show what the walls are worth."""
        here = zygotes.supported()
        zygote = zygotes.start(profile, wall) if here else elsewhere.Workshop(profile, wall)
        try:
            findings = self._findings or self._probe(zygote)
            found = tiers.tier(findings)
            if found not in self._accepts:
                message = f"Isolation of tier {found} is not enough here: {tiers.SENTENCES[found]}"
                raise GroundupError("environment", message)
        except (GroundupError, Infrastructure):
            zygote.close()
            raise
        self._findings = findings
        return zygote

    def _probe(self, zygote: Zygote | Workshop) -> dict[str, bool]:
        """Which layers hold, by having a child try to get through each of them."""
        found: dict[str, Any] = {}
        child = zygote.spawn()
        try:
            child.greet()
            conversation = Conversation(child, replace(Limits(), wall_s=5.0))
            self._load(conversation, tiers.PROBE)
            with socket.create_server(("127.0.0.1", 0)) as server:
                outside = str(walls.INSIDE.parents[1] / "records.py")
                found = conversation.call(None, "find_out", [outside, server.getsockname()[1]])
            group = zygote.group if isinstance(zygote, Zygote) else None
            is_grouped = group is not None and group.holds(child.pid)
        except (LearnerError, RunEnded) as error:
            raise Infrastructure(f"the probe of the walls failed: {error}") from error
        finally:
            child.close()
        return {name: value is True for name, value in found.items()} | {"group": is_grouped}


def _conclude(conversation: Conversation, error: LearnerError) -> None:
    """The learner's exception left `drive`: that is the end of the run."""
    if conversation.is_over or conversation.status == "memory":
        return
    status: RunStatus = "error"
    conversation.status, conversation.fault = status, error.fault


def _last_output(conversation: Conversation) -> None:
    try:
        conversation.drain()
    except RunEnded:
        return  # it printed too much; the status says so
