"""Code under test reaches nothing of this machine."""

from __future__ import annotations

import os
import platform
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import groundup
from groundup.engine import Engine
from tests.engine.conftest import Attempt

TRY = """
def tried(attempt, *args):
    try:
        attempt(*args)
    except OSError as error:
        return error.errno
    return 0
"""
NETWORK = [
    "socket.socket()",
    "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "socket.socket(socket.AF_INET6)",
    "socket.socket(socket.AF_UNIX)",
    "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)",
    "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
    "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
]
FORBIDDEN_CALLS = {  # x86-64 numbers, with arguments that would work where they are allowed
    "ptrace": (101, 0, 0, 0, 0),
    "mount": (165, 0, 0, 0, 0),
    "unshare user": (272, 0x10000000),
    "setns": (308, 3, 0),
    "bpf": (321, 0, 0, 0),
    "keyctl": (250, 0, 0, 0),
    "io_uring_setup": (425, 1, 0),
    "memfd_create": (319, 0, 0),
    "perf_event_open": (298, 0, 0, 0, 0),
    "userfaultfd": (323, 0),
    "process_vm_readv": (310, 1, 0, 0, 0, 0),
    "pidfd_open": (434, 1, 0),
    "open_by_handle_at": (304, 0, 0, 0),
    "add_key": (248, 0, 0, 0, 0),
    "vfork": (58,),
    "personality": (135, 0xFFFFFFFF),
    "seccomp": (317, 0, 0, 0),
    "kexec_load": (246, 0, 0, 0),
    "chroot": (161, 0),
    "init_module": (175, 0, 0, 0),
    "prlimit of another": (302, 2, 7, 0, 0),
    "fanotify_init": (300, 0, 0),
}


@pytest.mark.parametrize("opening", NETWORK)
def test_there_is_no_network(attempt, opening) -> None:
    attempt(f"import socket{TRY}\ndef f(): return tried(lambda: {opening})")
    assert attempt.value != 0


def test_a_listening_server_of_this_machine_is_out_of_reach(attempt) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        attempt(
            f"import socket{TRY}\ndef f(): return tried(socket.create_connection, ('127.0.0.1', {port}), 1)"
        )
        assert attempt.value != 0


HOST_FILES = [
    "/etc/passwd",
    "/etc/shadow",
    "/etc/hostname",
    "/root/.bashrc",
    "/home",
    "/var/log",
    "/sys/kernel",
    "/boot",
    "/proc/1/environ",
    "/proc/1/root",
    "/proc/kallsyms",
    "/proc/sys/kernel/hostname",
    "/dev/mem",
    "/dev/kmsg",
    str(Path.home() / ".ssh"),
    str(Path(groundup.__file__)),
    str(Path(groundup.__file__).parents[1] / "content"),
    str(Path(groundup.__file__).parents[1] / "tests"),
    str(Path(groundup.__file__).parents[1] / "pyproject.toml"),
]


def test_files_of_this_machine_cannot_be_read(attempt) -> None:
    source = f"""
    import os
    {TRY.replace(chr(10), chr(10) + "    ")}
    def f(paths):
        def look(path):
            return os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(1)
        return [path for path in paths if tried(look, path) == 0]
    """
    attempt(source, HOST_FILES)
    found = set(attempt.value)
    assert found <= {
        "/proc/1/environ",
        "/proc/1/root",
    }  # pid 1 is the child itself; its root is the same room


def test_the_environment_is_our_own(engine: Engine, attempt: Attempt, monkeypatch) -> None:
    source = """
    import os
    def f():
        seen = [repr(dict(os.environ))]
        for path in ("/proc/self/environ", "/proc/1/environ"):
            try: seen.append(open(path, "rb").read().decode(errors="replace"))
            except OSError: pass
        return " ".join(seen)
    """
    monkeypatch.setenv("GROUNDUP_CANARY", "canary-8f2c")
    with Engine(("core",)) as fresh:
        other = Attempt(fresh)
        other(source)
        assert "canary-8f2c" not in other.value
        assert os.environ["PATH"] not in other.value


def test_only_three_streams_and_the_connection_are_open(attempt) -> None:
    source = """
    import os
    def f():
        def is_open(fd):
            try: os.fstat(fd)
            except OSError: return False
            return True
        return [fd for fd in range(600) if is_open(fd)]
    """
    with open(os.devnull), open(os.devnull):
        attempt(source)
    assert attempt.value == [0, 1, 2, 3]


def test_privileges_are_gone(attempt) -> None:
    source = f"""
    import os
    {TRY.replace(chr(10), chr(10) + "    ")}
    def f():
        lines = dict(line.split(":", 1) for line in open("/proc/self/status"))
        status = {{n: lines[n].strip() for n in ("CapEff", "CapPrm", "NoNewPrivs", "Seccomp")}}
        return status, tried(os.setuid, 0), os.getuid(), tried(os.listdir, "/")
    """
    run = attempt(source)
    if run.status != "ok":
        pytest.skip("there is no /proc inside on this kernel")
    status, setuid, uid, root_folder = attempt.value
    assert {status["CapEff"], status["CapPrm"]} == {"0" * 16}
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert setuid != 0
    assert uid != 0
    assert root_folder != 0


@pytest.mark.parametrize("name", FORBIDDEN_CALLS)
@pytest.mark.skipif(platform.machine() != "x86_64", reason="numbers of x86-64")
def test_dangerous_system_calls_are_refused(attempt, name) -> None:
    source = """
    import ctypes
    def f(*args):
        libc = ctypes.CDLL(None, use_errno=True)
        return libc.syscall(*[ctypes.c_long(a) for a in args]), ctypes.get_errno()
    """
    run = attempt(source, *FORBIDDEN_CALLS[name])
    assert run.status == "ok"
    result, errno = attempt.value
    assert result == -1
    assert errno in (1, 38)


@pytest.mark.skipif(platform.machine() != "x86_64", reason="foreign calls of x86-64")
def test_calls_of_a_foreign_architecture_kill(attempt) -> None:
    source = """
    import ctypes, mmap
    def f():
        code = mmap.mmap(-1, 4096, prot=7)
        code.write(bytes.fromhex("b814000000cd80c3"))  # getpid by int 0x80
        return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
    """
    assert attempt(source).status == "crashed"


def test_programs_cannot_be_run(attempt) -> None:
    source = f"""
    import os, sys, subprocess
    {TRY.replace(chr(10), chr(10) + "    ")}
    def f():
        run = [sys.executable, "-c", "1"]
        return [tried(os.execv, sys.executable, run), tried(subprocess.run, run)]
    """
    attempt(source)
    assert all(attempt.value)


def test_nothing_can_be_written_outside_the_own_place(attempt) -> None:
    source = f"""
    import os, sys
    {TRY.replace(chr(10), chr(10) + "    ")}
    def f():
        folders = {{os.path.dirname(os.__file__), os.path.dirname(sys.executable), "/", "/usr", "/dev"}}
        return [folder for folder in folders if tried(open, os.path.join(folder, "x"), "w") == 0]
    """
    attempt(source)
    assert attempt.value == []


def test_a_sibling_cannot_be_seen_or_hurt(engine: Engine) -> None:
    """Two submissions at once: one tries to kill every process there is, the other must finish."""
    finished = []

    def victim() -> None:
        one = Attempt(engine)
        one("import time\ndef f():\n    time.sleep(0.6)\n    return 'alive'")
        finished.append(one.value)

    thread = threading.Thread(target=victim)
    thread.start()
    time.sleep(0.2)
    attacker = Attempt(engine)
    source = """
    import os, signal
    def f():
        for pid in [-1, 0, *range(2, 40_000)]:
            try: os.kill(pid, signal.SIGKILL)
            except OSError: pass
        has_proc = os.path.isdir("/proc/self")
        return [name for name in os.listdir("/proc") if name.isdigit()] if has_proc else ["1"]
    """
    attacker(source)
    thread.join()
    assert finished == ["alive"]
    if engine.tier == "A":
        assert attacker.value == ["1"]


def test_nothing_outlives_the_run(attempt) -> None:
    before = _settled()
    source = """
    import threading, time
    def f():
        for _ in range(8): threading.Thread(target=time.sleep, args=(60,)).start()
        return 1
    """
    attempt(source)
    deadline = time.monotonic() + 5
    while _processes_of_the_room() > before + 1 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert _processes_of_the_room() <= before + 1  # the next spare


def _settled() -> int:
    """The count once it stands still for a second: other profiles may still be warming."""
    deadline = time.monotonic() + 15
    count, since = _processes_of_the_room(), time.monotonic()
    while time.monotonic() < min(since + 1, deadline):
        time.sleep(0.05)
        if (now := _processes_of_the_room()) != count:
            count, since = now, time.monotonic()
    return count


def _processes_of_the_room() -> int:
    """Processes that run our fork server's command: the fork servers and their children."""
    count = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                count += b"inside.zygote" in (entry / "cmdline").read_bytes()
            except OSError:
                continue
    return count


def test_nothing_is_left_for_the_next_submission(attempt) -> None:
    attempt(
        """
        import builtins, numpy as np, os, sys, atexit, tempfile
        open("left", "w").write("x")
        open(os.path.join(tempfile.gettempdir(), "left"), "w").write("x")
        os.environ["LEFT"] = "x"
        builtins.abs = lambda x: 42
        np.allclose = lambda *a: True
        sys.modules["left"] = np
        sys.path.insert(0, ".")
        def f(): return abs(1)
        """
    )
    assert attempt.value == 42
    attempt(
        """
        import os, sys, tempfile, numpy as np
        def f():
            return (os.listdir("."), os.listdir(tempfile.gettempdir()), "LEFT" in os.environ, abs(1),
                    bool(np.allclose(1, 2)), "left" in sys.modules, "." in sys.path)
        """
    )
    assert attempt.value == ([], [], False, 1, False, False, False)


def test_each_child_has_random_numbers_of_its_own(attempt) -> None:
    seen = set()
    for _ in range(3):
        attempt("import random, numpy as np\ndef f(): return random.random() + np.random.rand()")
        seen.add(attempt.value)
    assert len(seen) == 3


def test_the_walls_hold_for_an_ordinary_user(tmp_path) -> None:
    """The same engine, started by a user who is not root."""
    if os.geteuid() != 0:
        pytest.skip("this is an ordinary user already")
    if not _is_readable(Path(sys.executable)):
        pytest.skip("another user cannot read this interpreter")
    root = str(Path(groundup.__file__).parents[1])
    paths = os.pathsep.join([root, *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", ORDINARY_USER, paths],
        user=64_002,
        group=64_002,
        extra_groups=[],
        env={},
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split()[1:] == ["ok", "[1]"], done.stderr


ORDINARY_USER = """
import os, sys
sys.path[:0] = sys.argv[1].split(os.pathsep)
from groundup.engine import Engine
from groundup.records import Submission
with Engine(("core",)) as engine:
    got = []
    submission = Submission("x", "m", {"m.py": "import os\\ndef f(): return int(os.getuid() != 0)"})
    run = engine.run(submission, lambda remote: got.append(remote.call(None, "f")))
    print(engine.tier, run.status, got)
"""


def _is_readable(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o005 == 0o005 for parent in path.resolve().parents)
