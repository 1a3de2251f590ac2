"""What the tests of rooms and clones have done in a process of root or of an ordinary user (see `room`)."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from groundup.engine import Engine
from groundup.records import GroundupError, Ran, Repository
from tests.engine import arena, poisons

_engine: dict[str, Engine] = {}


def engine() -> Engine:
    """Its rooms need no fork server, so it is never started."""
    return _engine.setdefault("engine", Engine(()))


def tier() -> str:
    return engine().room_tier()


def ran(files: Mapping[str, bytes], commands: Sequence[str], **more: Any) -> list[Ran]:
    """Each command in turn, in one room."""
    wall_s = more.pop("wall_s", 20.0)
    with engine().room(files, **more) as room:
        return [room.run(command, wall_s=wall_s) for command in commands]


def tried(source: str, *arguments: str, **more: Any) -> Ran:
    """A Python program in a room of its own."""
    wall_s = more.pop("wall_s", 20.0)
    with engine().room({"attempt.py": source.encode()}, **more) as room:
        return room.run(" ".join(["python attempt.py", *arguments]), wall_s=wall_s)


def aims() -> dict[str, Any]:
    return arena.aims().here


def datagram_came() -> bool:
    try:
        return arena.aims().udp.recv(10, 0x40) == b"out"  # MSG_DONTWAIT
    except BlockingIOError:
        return False


def read_back(setting: str, paths: Sequence[str]) -> list[bytes | str | None]:
    """What is read of each path after a shell script; the sentence where it is refused."""
    found: list[bytes | str | None] = []
    with engine().room({"setting.sh": setting.encode()}) as room:
        room.run("sh setting.sh")
        for path in paths:
            try:
                found.append(room.read(path))
            except (ValueError, GroundupError) as error:
                found.append(str(error))
    return found


def read_during_exchange(source: str, rounds: int) -> set[bytes | None]:
    """What is read of one name while a program exchanges what stands there."""
    with engine().room({"attempt.py": source.encode(), "plain": b"plain"}) as room:
        running = threading.Thread(target=room.run, args=("python attempt.py",), kwargs={"wall_s": 3.0})
        running.start()
        found = {room.read("exchanged/passwd") for _ in range(rounds)}
        running.join()
        return found


def left_over(source: str, name: str) -> bool:
    """Whether a process of that name lives on this machine after the run."""
    tried(source, name, wall_s=3.0)
    time.sleep(0.2)
    return any(text(path) == f"{name}\n" for path in Path("/proc").glob("[0-9]*/comm"))


def text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def cloned(name: str) -> tuple[bool, Repository | str]:
    """Whether the poison got out, and the clone or what was said instead of it."""
    folder = Path(os.environ["HOME"], "poisoned", name.replace(" ", "-"))
    made = poisons.POISONS[name].made(folder)
    try:
        found: Repository | str = engine().clone(made.repository)
    except GroundupError as error:
        found = f"{error.code}: {error.message}"
    got_out = made.canary.exists()
    shutil.rmtree(folder)
    return got_out, found


def bites(name: str) -> bool:
    """Whether plain Git, used as one would, sets the poison of a repository free."""
    folder = Path(os.environ["HOME"], "bitten", name.replace(" ", "-"))
    made = poisons.POISONS[name].made(folder)
    subprocess.run(
        poisons.POISONS[name].proof,
        shell=True,
        cwd=made.repository,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    return made.canary.exists()
