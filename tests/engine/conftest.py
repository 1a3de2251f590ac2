"""One warm engine for all tests, rooms for attacks as root and as an ordinary user, and a way to run code."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from textwrap import dedent
from typing import Any

import pytest

from groundup.engine import Engine
from groundup.records import Limits, Remote, Run, Submission, uuid7
from tests.engine import arena
from tests.engine.arena import QUICK
from tests.engine.attacks import ATTACKS
from tests.engine.room import AS_IT_IS, ORDINARY_UID, Room

PATH = "mylib/attempt.py"


class Attempt:
    """Runs code in the engine; `value` is what `f()` gave, if it gave anything."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.value: Any = None

    def __call__(
        self,
        source: str,
        *args: Any,
        limits: Limits = QUICK,
        forbidden: tuple[str, ...] = (),
        files: dict[str, str] | None = None,
        drive: Callable[[Remote], None] | None = None,
        entry: str = "mylib.attempt",
    ) -> Run:
        self.value = None

        def ask(remote: Remote) -> None:
            self.value = remote.call(None, "f", args)

        everything = {PATH: dedent(source)} | (files or {})
        submission = Submission(uuid7(), entry, everything, forbidden, "core", limits)
        return self.engine.run(submission, drive or ask)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine(("core", "sci")) as engine:
        yield engine


@pytest.fixture
def attempt(engine: Engine) -> Attempt:
    return Attempt(engine)


class Attacker:
    """The same in a room: `drive` must be a function that can be found by its name."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.value: Any = None

    def __call__(self, source: str, *args: Any, **more: Any) -> Run:
        run, self.value = self.room.ask(arena.run, dedent(source), args, more)
        return run


@pytest.fixture(scope="session")
def rooms() -> Iterator[Callable[[str], Room]]:
    found: dict[str, Room] = {}

    def enter(user: str) -> Room:
        if user not in found:
            found[user] = Room(ORDINARY_UID if user == "ordinary user" and os.geteuid() == 0 else AS_IT_IS)
        return found[user]

    yield enter
    for room in found.values():
        room.close()


@pytest.fixture(params=["root", "ordinary user"])
def room(request: pytest.FixtureRequest, rooms: Callable[[str], Room]) -> Room:
    """A process with an engine, run by root and by an ordinary user."""
    if request.param == "root" and os.geteuid() != 0:
        pytest.skip("only root can try this as root")
    return rooms(request.param)


@pytest.fixture
def attacker(room: Room) -> Iterator[Attacker]:
    """Runs code in the room. Afterwards a right submission still passes there."""
    yield Attacker(room)
    assert room.ask(arena.still_right)


@pytest.fixture
def contained(room: Room, attacker: Attacker) -> Callable[[str], bool]:
    """Whether an attack of the table is stopped here."""

    def is_contained(name: str) -> bool:
        if room.tier != "A" and not ATTACKS[name].is_stopped(arena.LOWER_TIER):
            pytest.skip(f"in tier {room.tier} nothing stops it")
        return not room.ask(arena.attacked, name)

    return is_contained


@pytest.fixture(autouse=True)
def a_right_submission_still_passes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test did to the engine, the next learner notices nothing."""
    used = request.getfixturevalue("engine") if "engine" in request.fixturenames else None
    yield
    if used is not None:
        after = Attempt(used)
        run = after("def f(): return sorted([3, 1, 2])")
        assert (run.status, after.value) == ("ok", [1, 2, 3])
