"""Where a layer of a room's walls is missing it is told, and what is left still ends what it started."""

from __future__ import annotations

import errno
import time
from pathlib import Path

import pytest

from groundup.engine import Engine, porters, walls
from groundup.engine.programs import program_filter
from groundup.engine.seccomp import ALLOW, ERRNO, KILL
from groundup.engine.syscalls import ARCHITECTURES
from groundup.records import GroundupError
from tests.engine.audited import text
from tests.engine.test_infrastructure import verdict

PLAIN = walls.Wall("plain", False, drop=False, in_userns=False)
REFUSED, UNKNOWN, NO_FAMILY = (ERRNO | number for number in (errno.EPERM, errno.ENOSYS, errno.EAFNOSUPPORT))


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def plain(monkeypatch) -> Engine:
    """As on a machine without bubblewrap."""
    monkeypatch.setattr(walls, "candidates", lambda: [PLAIN])
    return Engine(())


def test_without_namespaces_the_tier_is_lower_and_a_room_says_so(plain) -> None:
    assert plain.room_tier() in "BCD"
    with plain.room({"a.py": b"print('runs')"}) as room:
        assert room.tier == plain.room_tier()
        assert room.run("python a.py").stdout == "runs\n"
        off = {layer.name for layer in room.layers if not layer.on}
    assert {"own processes, network and mounts", "no network"} <= off


def test_without_namespaces_nothing_runs_where_all_layers_are_asked_for(monkeypatch) -> None:
    monkeypatch.setattr(walls, "candidates", lambda: [PLAIN])
    engine = Engine((), accepts="A")
    with pytest.raises(GroundupError, match="not enough here"), engine.room({}):
        raise AssertionError("it was opened")


def test_without_namespaces_what_a_command_leaves_still_ends(plain) -> None:
    source = b"import subprocess, sys\nsubprocess.Popen(['sleep', '612.5'], start_new_session=True)\n"
    with plain.room({"daemon.py": source}) as room:
        assert room.run("python daemon.py").ok
        assert room.run("sleep 612.5", wall_s=0.3).status == "timeout"
        folder = Path(room.top).parent
    deadline = time.monotonic() + 5
    while any(text(path) == "sleep\x00612.5\x00" for path in Path("/proc").glob("[0-9]*/cmdline")):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert not folder.exists()


def test_without_namespaces_a_full_disk_ends_the_command(plain) -> None:
    step = "open(str(n), 'wb').write(bytes(2**20)); time.sleep(0.02)"
    source = f"import time\nfor n in range(100):\n    {step}\n".encode()
    with plain.room({"fill.py": source}, disk_mib=16) as room:
        assert room.run("python fill.py").status == "output"


def test_without_namespaces_files_of_this_machine_stay_closed(plain, tmp_path) -> None:
    (tmp_path / "canary").write_text("canary")
    with plain.room({"look.py": f"print(open({str(tmp_path / 'canary')!r}).read())".encode()}) as room:
        if room.tier not in "AB":
            pytest.skip("there is no Landlock here")
        assert "canary\n" not in room.run("python look.py").stdout
        room.run(f"ln {tmp_path / 'canary'} x")
        assert room.read("x") is None


def test_where_namespaces_are_forbidden_the_next_walls_are_used(monkeypatch, tmp_path) -> None:
    """bubblewrap is there and fails, as where unprivileged user namespaces are switched off."""
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Engine(()).room_tier() in "BCD"
    with pytest.raises(GroundupError, match="not enough here"):
        Engine((), accepts="A").room_tier()


def test_walls_that_cannot_be_put_up_are_said(monkeypatch) -> None:
    def refused(*_: object, **__: object) -> porters.Porter:
        raise porters.Infrastructure("bubblewrap: no")

    monkeypatch.setattr(porters, "start", refused)
    with pytest.raises(GroundupError, match="No room could be opened") as found:
        Engine(()).room_tier()
    assert found.value.code == "environment"


# --- the filter, for each architecture ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("machine", "clone", "execve", "socket", "ioctl", "unshare", "ptrace", "io_uring", "memfd"),
    [("x86_64", 56, 59, 41, 16, 272, 101, 425, 319), ("aarch64", 220, 221, 198, 29, 97, 117, 425, 279)],
)
def test_the_filter_of_programs_looks_at_arguments(
    machine, clone, execve, socket, ioctl, unshare, ptrace, io_uring, memfd
) -> None:
    program = program_filter(machine)
    assert len(program) // 8 < 4096
    assert verdict(program, machine, clone, 17) == ALLOW  # a fork
    assert verdict(program, machine, clone, 17 | 0x10000000) == REFUSED  # with a user namespace
    assert verdict(program, machine, execve) == ALLOW
    assert verdict(program, machine, socket, 2, 1, 0) == ALLOW
    assert verdict(program, machine, socket, 2, 1, 6) == ALLOW  # TCP
    assert verdict(program, machine, socket, 2, 1, 132) == NO_FAMILY  # SCTP
    assert verdict(program, machine, socket, 16, 3, 0) == NO_FAMILY  # netlink
    assert verdict(program, machine, socket, 40, 1, 0) == NO_FAMILY  # to the host of a virtual machine
    assert verdict(program, machine, ioctl, 0, 0x5412) == ERRNO | errno.ENOTTY  # typing into a terminal
    assert [verdict(program, machine, one) for one in (unshare, ptrace, memfd)] == [REFUSED] * 3
    assert verdict(program, machine, io_uring) == UNKNOWN
    assert verdict(program, machine, 435) == UNKNOWN  # clone3, so that clone is used
    other = next(one for one in ARCHITECTURES if one != machine)
    assert verdict(program_filter(other), machine, 0) == KILL
