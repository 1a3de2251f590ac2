"""The control group around a fork server, and fork servers that are closed when nobody needs them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from groundup.engine import Engine, groups
from groundup.records import Submission, uuid7
from tests.engine.conftest import Attempt

BOUNDS = ("memory.max", "memory.swap.max", "memory.limit_in_bytes", "memory.memsw.limit_in_bytes")


def soon(happens: Callable[[], object], within_s: float = 10.0) -> bool:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if happens():
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def group():
    opened = groups.open_group("test")
    if opened is None:
        pytest.skip("control groups may not be written to here")
    yield opened
    opened.close()


def test_the_fork_server_and_its_children_are_in_one_bounded_group(engine, group) -> None:
    server = engine._await(engine._station("core"))
    inside: list[bool] = []

    def drive(remote) -> None:
        inside.append(server.group.holds(remote.child.pid))

    Attempt(engine)("def f(): return 1", drive=drive)
    assert inside == [True]
    assert not server.group.holds(os.getpid())


def test_a_group_ends_all_that_is_in_it_when_it_is_closed(group) -> None:
    sleeper = subprocess.Popen(group.entering(["/bin/sleep", "60"]))
    try:
        assert soon(lambda: group.holds(sleeper.pid))
        group.close()
        assert sleeper.wait(timeout=10) < 0
        assert not any(folder.exists() for folder in group.folders)
    finally:
        sleeper.kill()


def test_memory_that_many_take_together_is_bounded(group) -> None:
    hog = [sys.executable, "-S", "-c", "held = bytearray(300 * 2**20); print('held', flush=True)"]
    for name in BOUNDS:
        if (group.folders[0] / name).exists():
            (group.folders[0] / name).write_text("0" if name == "memory.swap.max" else str(100 * 2**20))
    done = subprocess.run(group.entering(hog), capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (-9, b"")


def test_what_a_killed_groundup_left_is_taken_away(group) -> None:
    parent = group.folders[0].parent
    gone = subprocess.Popen(["/bin/true"])
    gone.wait()
    left = parent / f"{groups.PREFIX}{gone.pid}-0-core"
    left.mkdir()
    another = groups.open_group("another")
    assert another is not None
    another.close()
    assert not left.exists()


def test_without_control_groups_code_runs_all_the_same(monkeypatch) -> None:
    monkeypatch.setattr(groups, "_places", lambda: iter([[Path("/proc/nowhere")]]))
    with Engine(("core",)) as engine:
        assert Attempt(engine)("def f(): return 1").status == "ok"
        assert not {layer.name: layer.on for layer in engine.report()}[
            "control group around each fork server"
        ]


def test_a_profile_that_was_asked_for_goes_when_it_is_idle_and_comes_back() -> None:
    with Engine((), idle_s=0.4) as engine:
        engine.expect("core")
        attempt = Attempt(engine)
        assert attempt("def f(): return 1").status == "ok"
        first = engine._stations["core"].zygote.launcher
        assert soon(lambda: "core" not in engine._stations)
        assert soon(lambda: first.poll() is not None)
        assert attempt("def f(): return 2").status == "ok"


def test_nothing_is_expected_before_the_start() -> None:
    engine = Engine(("core",))
    engine.expect("core")
    assert not engine._stations
    engine.close()


def test_a_profile_of_the_start_stays() -> None:
    with Engine(("core",), idle_s=0.2) as engine:
        run = engine.run(Submission(uuid7(), "m", {"m.py": "x = 1"}), lambda remote: None)
        time.sleep(0.5)
        assert run.status == "ok"
        assert engine._stations["core"].zygote is not None


def test_a_profile_that_cannot_be_is_expected_in_vain(monkeypatch) -> None:
    monkeypatch.setattr("groundup.engine.walls.is_installed", lambda profile: profile != "torch")
    with Engine(("core",)) as engine:
        engine.expect("torch")
        assert "torch" not in engine._stations
