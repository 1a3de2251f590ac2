"""Faults of ours: tried again once, then said to be ours, never charged to the learner."""

from __future__ import annotations

import os
import signal
import socket
import struct
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from groundup.engine import Engine, elsewhere, tiers, walls, zygotes
from groundup.engine.inside.child import HELLO
from groundup.engine.inside.lockdown import OWN_PID_MARK, OWN_PLACE
from groundup.engine.seccomp import ALLOW, ERRNO, KILL, child_filter
from groundup.engine.syscalls import ALLOWED, ARCHITECTURES, numbers
from groundup.engine.zygotes import Infrastructure
from groundup.records import GroundupError, Remote
from tests.engine import arena
from tests.engine.conftest import QUICK, Attempt
from tests.engine.room import Room

SHORT = replace(QUICK, wall_s=0.5)


def kill_fork_server(engine: Engine) -> None:
    engine._stations["core"].zygote.launcher.send_signal(signal.SIGKILL)


@pytest.fixture
def own(request) -> Engine:
    engine = Engine(("core",)).start()
    request.addfinalizer(engine.close)
    assert engine.tier in "ABCD"
    return engine


def test_a_fork_server_killed_between_runs_is_replaced(own) -> None:
    attempt = Attempt(own)
    kill_fork_server(own)
    own._stations["core"].zygote.launcher.wait()
    assert (attempt("def f(): return 1").status, attempt.value) == ("ok", 1)


def test_a_fork_server_killed_under_a_run_means_a_second_try(own) -> None:
    attempt, calls = Attempt(own), []

    def drive(remote: Remote) -> None:
        calls.append(1)
        if len(calls) == 1:
            kill_fork_server(own)
        calls.append(remote.call(None, "f"))

    run = attempt("import time\ndef f():\n    time.sleep(0.1)\n    return 7", drive=drive)
    assert (run.status, run.ours) == ("ok", False)
    assert calls == [1, 1, 7]


def test_two_failures_are_ours(own) -> None:
    attempt = Attempt(own)

    def drive(remote: Remote) -> None:
        kill_fork_server(own)
        remote.call(None, "f")

    run = attempt("import time\ndef f(): time.sleep(1)", drive=drive)
    assert (run.status, run.ours) == ("crashed", True)
    assert "does not count" in run.fault.message


def test_a_child_that_never_says_hello_is_given_up(own, monkeypatch) -> None:
    monkeypatch.setattr(zygotes, "HELLO_TIMEOUT_S", 0.2)
    station = own._stations["core"]
    for child in station.spares:
        child.close()
    station.spares.clear()
    attempt = Attempt(own)
    os.kill(_inner_fork_server(station.zygote), signal.SIGSTOP)
    assert attempt("def f(): return 1").status == "ok"


def test_a_hello_that_is_not_one_is_not_taken_for_one(own) -> None:
    """Nothing but the hello, vouched for by the kernel, makes a child one that is spoken to."""
    zygote = own._stations["core"].zygote
    ours, theirs = socket.socketpair()
    output, theirs_too = os.pipe()
    os.close(theirs_too)
    stranger = zygotes.Child(10**6, zygote, ours, output, OWN_PLACE)
    with theirs:
        theirs.sendall(HELLO)  # before credentials were asked for, so without any
        with pytest.raises(Infrastructure, match="lock itself in"):
            stranger.greet()
    stranger.close()


def test_when_the_supervisor_is_killed_nothing_of_the_engine_lives_on() -> None:
    """Whatever a child is doing: it dies with its fork server, and that with whoever started it."""
    room = Room()
    started = room.ask(arena.running_processes)
    assert len(started) >= 2
    room.process.kill()
    deadline = time.monotonic() + 10
    while (left := [p for p in started if Path("/proc", p).exists()]) and time.monotonic() < deadline:
        time.sleep(0.01)
    room.close()
    assert left == []


def _inner_fork_server(zygote: zygotes.Zygote) -> int:
    """The process that forks: the parent of a child of it."""
    child = zygote.spawn()
    child.greet()
    with open(f"/proc/{child.pid}/status") as lines:
        parent = next(int(line.split()[1]) for line in lines if line.startswith("PPid"))
    child.close()
    return parent


def test_many_at_once(own) -> None:
    results: list[object] = []

    def one(number: int) -> None:
        attempt = Attempt(own)
        attempt(f"def f(): return {number}")
        results.append(attempt.value)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == list(range(12))


def descriptors_at_rest() -> int:
    """How many are open once nothing moves: children are let go of, and spares come, in the background."""
    counts, deadline = [-1], time.monotonic() + 10
    while len(counts) < 30 or len(set(counts[-30:])) > 1:
        assert time.monotonic() < deadline, f"never at rest: {counts}"
        counts.append(len(os.listdir("/proc/self/fd")))
        time.sleep(0.01)
    return counts[-1]


def test_descriptors_are_not_leaked(own) -> None:
    attempt = Attempt(own)
    attempt("def f(): return 1")
    before = descriptors_at_rest()
    for _ in range(20):
        attempt("def f(): return 1")
    assert descriptors_at_rest() <= before + 2


def test_a_closed_engine_says_so() -> None:
    engine = Engine(("core",)).start()
    engine.close()
    with pytest.raises(GroundupError, match="closed"):
        Attempt(engine)("def f(): return 1")


def test_a_tier_that_is_not_accepted_is_refused(monkeypatch) -> None:
    plain = [wall for wall in walls.candidates() if not wall.namespaces and not wall.drop]
    monkeypatch.setattr(walls, "candidates", lambda: plain)
    engine = Engine(("core",), accepts="A").start()
    try:
        with pytest.raises(GroundupError, match="not enough"):
            Attempt(engine)("def f(): return 1")
    finally:
        engine.close()


def test_without_bubblewrap_the_other_layers_still_hold(monkeypatch) -> None:
    """Tier B: no namespaces. The probe says so, and the attacks that it names are still stopped."""
    plain = [wall for wall in walls.candidates() if not wall.namespaces and not wall.drop]
    monkeypatch.setattr(walls, "candidates", lambda: plain)
    with Engine(("core",)) as engine:
        attempt = Attempt(engine)
        assert engine.tier in "BD"
        if engine.tier == "B":
            off = {layer.name for layer in engine.report() if not layer.on}
            assert tiers.MEANINGS["namespaces"][0] in off
            run = attempt("def f(): return open('/etc/passwd').read()")
            assert run.fault.kind == "PermissionError"
            run = attempt(
                "def f():\n    for n in range(99): open(str(n), 'w').write('x' * 2**20)\n    while True: pass"
            )
            assert (run.status, run.fault.kind) == ("output", "DiskLimit")


def test_without_a_fork_server_workers_are_started_ahead(monkeypatch) -> None:
    """The way of other systems, run here: one process for each submission, and an honest tier."""
    monkeypatch.setattr(zygotes, "supported", lambda: False)
    with Engine(("core",)) as engine:
        attempt = Attempt(engine)
        assert engine.tier in "CD"
        assert (attempt("def f(): return 1").status, attempt.value) == ("ok", 1)
        assert attempt("import os\ndef f(): os._exit(0)").status == "crashed"
        assert attempt("def f():\n    while True: pass", limits=SHORT).status == "timeout"
        assert attempt("import os\ndef f(): return os.listdir('.')").status == "ok"
        assert attempt.value == []


def test_the_rules_for_another_systems_sandbox_are_well_formed() -> None:
    text = elsewhere.profile_text(["/usr/lib"], "/tmp")
    assert text.count("(") == text.count(")")
    assert text.splitlines()[0] == "(version 1)"


def test_a_wall_that_cannot_be_built_is_told(monkeypatch) -> None:
    monkeypatch.setattr(walls.shutil, "which", lambda name: "/nonexistent/bwrap")
    with pytest.raises((Infrastructure, OSError)):
        zygotes.start("core", walls.Wall("bubblewrap", True, drop=False, in_userns=True))


def test_a_start_that_failed_is_tried_again(monkeypatch) -> None:
    candidates = walls.candidates()
    monkeypatch.setattr(walls, "candidates", list)
    engine = Engine(("core",)).start()
    try:
        with pytest.raises(GroundupError, match="No fork server"):
            Attempt(engine)("def f(): return 1")
        monkeypatch.setattr(walls, "candidates", lambda: candidates)
        assert Attempt(engine)("def f(): return 1").status == "ok"
    finally:
        engine.close()


def test_the_report_gives_a_meaning_to_each_layer(engine) -> None:
    layers = engine.report()
    assert {layer.name for layer in layers} == {meaning[0] for meaning in tiers.MEANINGS.values()}
    assert all(layer.means for layer in layers)
    assert engine.tier_sentence
    if engine.tier == "A":
        sums = {tiers.MEANINGS[key][0] for key in tiers.BOUNDS_ON_SUMS}
        assert all(layer.on for layer in layers if layer.name not in sums)


def test_a_tier_is_never_better_than_what_was_seen() -> None:
    everything = dict.fromkeys(tiers.MEANINGS, True)
    assert tiers.tier(everything) == "A"
    for missing in tiers.MEANINGS.keys() - tiers.BOUNDS_ON_SUMS:
        assert tiers.tier(everything | {missing: False}) != "A"
    assert tiers.tier({}) == "D"
    assert tiers.tier(everything | {"calls": False}) in "CD"


def test_neither_content_nor_groundup_is_mounted() -> None:
    wall = walls.Wall("bubblewrap", True, drop=False, in_userns=True)
    command = walls.command(wall, "sci", 3)
    sources = [command[n + 1] for n, part in enumerate(command) if part == "--ro-bind"]
    inside = str(walls.INSIDE)
    root = str(walls.INSIDE.parents[2])
    assert inside in sources
    assert not [s for s in sources if s != inside and (root == s or root.startswith(s + "/"))]
    assert "/etc" not in sources


# --- the system call filter, run by a small model of the kernel's machine ---------------------------


def verdict(program: bytes, machine: str, number: int, *arguments: int) -> int:
    packet = struct.pack("<iIQ6Q", number, ARCHITECTURES[machine], 0, *(arguments + (0,) * 6)[:6])
    steps = [struct.unpack_from("<HBBI", program, at) for at in range(0, len(program), 8)]
    at = value = 0
    while True:
        code, yes, no, operand = steps[at]
        at += 1
        if code == 0x20:
            value = struct.unpack_from("<I", packet, operand)[0]
        elif code == 0x54:
            value &= operand
        elif code == 0x06:
            return operand
        else:
            holds = {0x15: value == operand, 0x35: value >= operand, 0x45: bool(value & operand)}[code]
            at += yes if holds else no


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_the_filter_allows_its_list_and_refuses_the_rest(machine) -> None:
    program = child_filter(machine)
    allowed = set(numbers(ALLOWED, machine).values())
    assert len(program) // 8 < 4096
    assert all(verdict(program, machine, number) == ALLOW for number in allowed)
    refused = {verdict(program, machine, number) for number in set(range(600)) - allowed} - {ALLOW}
    assert refused <= {ERRNO | 1, ERRNO | 38, ERRNO}


@pytest.mark.parametrize(
    ("machine", "clone", "clone3", "execve", "socket"),
    [("x86_64", 56, 435, 59, 41), ("aarch64", 220, 435, 221, 198)],
)
def test_the_filter_looks_at_arguments(machine, clone, clone3, execve, socket) -> None:
    program = child_filter(machine)
    assert verdict(program, machine, clone, 0x3D0F00) == ALLOW  # a thread, as glibc makes it
    assert verdict(program, machine, clone, 17) == ERRNO | 1  # a fork
    assert verdict(program, machine, clone, 0x3D0F00 | 0x10000000) == ERRNO | 1  # a user namespace
    assert verdict(program, machine, clone3) == ERRNO | 38
    assert verdict(program, machine, execve) == ERRNO | 1
    assert verdict(program, machine, socket, 2, 1) == ERRNO | 1
    other = next(m for m in ARCHITECTURES if m != machine)
    assert verdict(child_filter(other), machine, 0) == KILL
    assert program.count(OWN_PID_MARK) == 2  # kill and tgkill
