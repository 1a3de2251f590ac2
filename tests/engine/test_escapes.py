"""Code under test reaches nothing of this machine, as root and as an ordinary user.

Each test says which layer stops it; attacks.py says it for those of the table, and test_layers.py shows it
by leaving layers out. Here all of them are on.
"""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path

import pytest

import groundup
from groundup.engine import walls
from groundup.records import Remote
from tests.engine import arena
from tests.engine.attacks import of
from tests.engine.room import CANARY

TRY = """
def tried(attempt, *args):
    try:
        attempt(*args)
    except OSError as error:
        return error.errno
    return 0
"""


# --- s01: in every phase the same walls -------------------------------------------------------------

SELF = """
import ctypes, os, threading
def look():
    lines = dict(line.split(":", 1) for line in open("/proc/self/status"))
    status = {n: lines[n].strip() for n in ("CapEff", "CapPrm", "CapBnd", "NoNewPrivs", "Seccomp")}
    nested = ctypes.CDLL(None).syscall(ctypes.c_long(UNSHARE), ctypes.c_long(0x10000000)) == 0
    return {**status, "nested": nested, "uid": os.getuid()}
""".replace("UNSHARE", "272" if platform.machine() == "x86_64" else "97")
PHASES = """
at_import = look()
class Thing:
    def __init__(self): self.made = look()
    def method(self): return look()
    def __del__(self): seen["deleted"] = look()
    def __iter__(self): yield look()
seen = {"import": at_import}
def f():
    seen["function"] = look()
    thing = Thing()
    seen["construction"], seen["method"] = thing.made, thing.method()
    seen["iteration"], = thing
    del thing
    thread = threading.Thread(target=lambda: seen.setdefault("thread", look()))
    thread.start()
    thread.join()
    return seen
def lent(g):
    g()
    return look()
"""


def in_every_phase(remote: Remote) -> dict:
    seen = remote.call(None, "f")
    return {**seen, "beside our function": remote.call(None, "lent", [lambda: None])}


def in_a_cell() -> str:
    cells = arena.engine().open("core")
    try:
        return cells.run(SELF + "look()").outputs[0].content
    finally:
        cells.close()


def test_s01_every_phase_is_without_privileges(room, attacker) -> None:
    """Stopped by: no capabilities, no new privileges, the system call filter."""
    run = attacker(SELF + PHASES, drive=in_every_phase)
    if run.status != "ok" and room.tier != "A":
        pytest.skip("there is no /proc inside on this kernel")
    assert len(attacker.value) == 8
    for phase, found in {**attacker.value, "a cell": eval(room.ask(in_a_cell))}.items():
        assert {found["CapEff"], found["CapPrm"]} == {"0" * 16}, phase
        assert (found["NoNewPrivs"], found["Seccomp"], found["nested"]) == ("1", "2", False), phase
        assert found["uid"] != 0, phase


def test_s01_root_cannot_be_had_back(attacker) -> None:
    """Stopped by: no capabilities; the filter refuses the call as well."""
    attacker(f"import os\n{TRY}\ndef f(): return tried(os.setuid, 0), tried(os.setgroups, [0])")
    assert all(attacker.value)


# --- s05: nothing outlives a run, nobody else is hurt ------------------------------------------------


@pytest.mark.parametrize("name", of("s05"))
def test_s05_no_daemon_and_no_murder(contained, name) -> None:
    """Stopped by own processes (the child is the first of its namespace), seccomp, Landlock."""
    assert contained(name)


def lives_on(source: str) -> bool:
    """Whether the child of a run is there some time after it."""
    children = []

    def drive(remote: Remote) -> None:
        remote.call(None, "f")
        children.append(Path("/proc", str(remote.child.pid)))

    arena.attempted(arena.engine(), source, drive=drive)
    deadline = time.monotonic() + 5
    while children[0].exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    return children[0].exists()


def test_s05_threads_die_with_the_run(room, attacker) -> None:
    """Stopped by the supervisor: the pidfd ends the process with all its threads."""
    source = """
import threading, time
def f():
    for _ in range(8): threading.Thread(target=time.sleep, args=(60,)).start()
"""
    assert not room.ask(lives_on, source)


def test_s05_every_process_that_can_be_named_is_out_of_reach(room, attacker) -> None:
    """Stopped by own processes, seccomp (signals to oneself alone) and Landlock."""
    if room.tier != "A":
        pytest.skip("without namespaces this would be tried on the processes of this machine")
    source = """
    import os, signal
    def f():
        for pid in [-1, 0, *range(2, 40_000)]:
            try: os.kill(pid, signal.SIGKILL)
            except OSError: pass
        return [name for name in os.listdir("/proc") if name.isdigit()]
    """
    attacker(source)
    assert attacker.value == ["1"]


# --- s08: no network ----------------------------------------------------------------------------------

SOCKETS = [
    "socket.socket()",
    "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "socket.socket(socket.AF_INET6)",
    "socket.socket(socket.AF_UNIX)",
    "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)",
    "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
    "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)",
    "socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET)",
    "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "socket.getaddrinfo('localhost', 80)",
    "socket.fromfd(3, socket.AF_UNIX, socket.SOCK_STREAM).connect('/tmp/x')",
]


@pytest.mark.parametrize("name", of("s08"))
def test_s08_no_server_of_this_machine_can_be_reached(contained, name) -> None:
    """Stopped by own network, seccomp (no socket at all), Landlock (TCP, abstract sockets)."""
    assert contained(name)


def test_s08_there_is_no_kind_of_socket(attacker) -> None:
    """Stopped by seccomp."""
    tries = ", ".join(f"tried(lambda: {opening})" for opening in SOCKETS)
    attacker(f"import socket\n{TRY}\ndef f(): return [{tries}]")
    assert all(attacker.value)


# --- s09: environment and descriptors ------------------------------------------------------------------


@pytest.mark.parametrize("name", of("s09"))
def test_s09_the_environment_of_whoever_started_it_is_out_of_reach(contained, name) -> None:
    """Stopped by own processes, Landlock, another user."""
    assert contained(name)


def test_s09_the_environment_is_our_own(attacker) -> None:
    """Stopped by: an environment that is made, not passed on. The room has a canary in its own."""
    source = """
    import os
    def f():
        seen = [repr(dict(os.environ))]
        for pid in ("self", "1", str(os.getppid())):
            try: seen.append(open(f"/proc/{pid}/environ", "rb").read().decode(errors="replace"))
            except OSError: pass
        return sorted(os.environ), " ".join(seen)
    """
    attacker(source)
    names, seen = attacker.value
    assert CANARY not in seen
    assert set(names) <= {*walls.environment(""), "MPLCONFIGDIR", "LC_CTYPE", "PWD", "OLDPWD", "SHLVL", "_"}


def test_s09_only_three_streams_and_the_connection_are_open(attacker) -> None:
    """Stopped by: everything else is closed. The room holds fifty inheritable descriptors."""
    source = """
    import os
    def f():
        def is_open(fd):
            try: os.fstat(fd)
            except OSError: return False
            return True
        return [fd for fd in range(2000) if is_open(fd)]
    """
    attacker(source)
    assert attacker.value == [0, 1, 2, 3]


# --- s10: no files of this machine ----------------------------------------------------------------------

ROOT = Path(groundup.__file__).parents[1]
HOST_PATHS = [
    *("/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/resolv.conf", "/etc/machine-id", "/root/.bashrc"),
    *("/root", "/home", "/var/log", "/var/lib", "/sys/kernel", "/sys/fs/cgroup", "/boot", "/opt", "/srv"),
    *("/mnt", "/media", "/run", "/usr/bin", "/usr/share", "/proc/kallsyms", "/proc/sys/kernel/hostname"),
    *("/proc/cpuinfo", "/proc/net/tcp", "/proc/2/environ", "/proc/sysrq-trigger", "/dev/mem", "/dev/kmsg"),
    *("/dev/sda", "/dev/vda", "/dev/fuse", str(Path.home() / ".ssh"), str(Path(groundup.__file__))),
    *(str(ROOT / name) for name in ("content", "tests", "pyproject.toml", ".git")),
]


@pytest.mark.parametrize("name", of("s10"))
def test_s10_files_and_memory_of_others_are_out_of_reach(contained, name) -> None:
    """Stopped by own mounts and Landlock; modes by seccomp; the fork server's memory by own processes."""
    assert contained(name)


def test_s10_files_of_this_machine_cannot_be_read(room, attacker) -> None:
    """Stopped by own mounts and Landlock."""
    source = f"""
    import os
    {TRY.replace(chr(10), chr(10) + "    ")}
    def f(paths):
        def look(path):
            return os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(1)
        return [path for path in paths if tried(look, path) == 0]
    """
    attacker(source, HOST_PATHS)
    shown = set() if room.tier == "A" else {"/proc/cpuinfo", "/proc/net/tcp", "/proc/sys/kernel/hostname"}
    assert set(attacker.value) <= shown


def test_s10_nothing_can_be_written_outside_the_own_place(attacker) -> None:
    """Stopped by read-only mounts and Landlock."""
    source = f"""
    import os, sys
    {TRY.replace(chr(10), chr(10) + "    ")}
    def f():
        folders = {{"/", "/usr", "/dev", "/proc", os.path.dirname(sys.executable), *sys.path}}
        return [folder for folder in folders if tried(open, os.path.join(folder, "x"), "w") == 0]
    """
    attacker(source)
    assert attacker.value == []


# --- s14: calls that are dangerous ------------------------------------------------------------------------

NO_CALLS = {  # numbers of x86-64, with arguments that would work where they are allowed
    "ptrace": (101, 0, 0, 0, 0),
    "mount": (165, 0, 0, 0, 0),
    "umount": (166, 0, 0),
    "pivot_root": (155, 0, 0),
    "chroot": (161, 0),
    "unshare user": (272, 0x10000000),
    "unshare files": (272, 0x400),
    "setns": (308, 3, 0),
    "bpf": (321, 0, 0, 0),
    "keyctl": (250, 0, 0, 0),
    "add_key": (248, 0, 0, 0, 0),
    "request_key": (249, 0, 0, 0, 0),
    "io_uring_setup": (425, 1, 0),
    "io_uring_enter": (426, 0, 0, 0, 0),
    "memfd_create": (319, 0, 0),
    "memfd_secret": (447, 0),
    "perf_event_open": (298, 0, 0, 0, 0),
    "userfaultfd": (323, 0),
    "process_vm_readv": (310, 1, 0, 0, 0, 0),
    "process_vm_writev": (311, 1, 0, 0, 0, 0),
    "process_madvise": (440, 0, 0, 0, 0, 0),
    "pidfd_open": (434, 1, 0),
    "pidfd_getfd": (438, 3, 0, 0),
    "pidfd_send_signal": (424, 3, 0, 0, 0),
    "open_by_handle_at": (304, 0, 0, 0),
    "name_to_handle_at": (303, 0, 0, 0, 0),
    "vfork": (58,),
    "fork": (57,),
    "execve": (59, 0, 0, 0),
    "execveat": (322, 0, 0, 0, 0, 0),
    "personality": (135, 0xFFFFFFFF),
    "seccomp": (317, 0, 0, 0),
    "kexec_load": (246, 0, 0, 0),
    "init_module": (175, 0, 0, 0),
    "finit_module": (313, 0, 0, 0),
    "prlimit of another": (302, 2, 7, 0, 0),
    "fanotify_init": (300, 0, 0),
    "inotify_init": (253,),
    "shmget": (29, 0, 4096, 0o1600),
    "msgget": (68, 0, 0o1600),
    "mq_open": (240, 0, 0, 0, 0),
    "syslog": (103, 3, 0, 0),
    "reboot": (169, 0, 0, 0),
    "settimeofday": (164, 0, 0),
    "sethostname": (170, 0, 0),
    "acct": (163, 0),
    "swapon": (167, 0, 0),
    "quotactl": (179, 0, 0, 0, 0),
    "landlock_restrict_self": (446, 0, 0),
    "set_mempolicy": (238, 0, 0, 0),
    "iopl": (172, 3),
    "modify_ldt": (154, 0, 0, 0),
    "sched_setaffinity": (203, 0, 8, 0),
    "setpriority": (141, 0, 0, -20),
    "recvmsg": (47, 3, 0, 0),
    "sendmsg": (46, 3, 0, 0),
    "connect": (42, 3, 0, 0),
    "accept": (43, 3, 0, 0),
}


@pytest.mark.parametrize("name", of("s14"))
def test_s14_the_kernel_is_out_of_reach(contained, name) -> None:
    """Stopped by seccomp, and some of them by others as well."""
    assert contained(name)


@pytest.mark.skipif(platform.machine() != "x86_64", reason="numbers of x86-64")
def test_s14_dangerous_system_calls_are_refused(attacker) -> None:
    """Stopped by seccomp: EPERM, or ENOSYS where a library has another way."""
    source = """
    import ctypes
    def f(calls):
        libc = ctypes.CDLL(None, use_errno=True)
        def errno(args):
            ctypes.set_errno(0)
            return ctypes.get_errno() if libc.syscall(*[ctypes.c_long(a) for a in args]) == -1 else 0
        return {name: errno(args) for name, args in calls.items()}
    """
    run = attacker(source, NO_CALLS)
    assert run.status == "ok"
    assert {name: errno for name, errno in attacker.value.items() if errno not in (1, 38)} == {}


def test_s14_programs_cannot_be_run(attacker) -> None:
    """Stopped by seccomp and Landlock."""
    source = f"""
    import os, sys, subprocess
    {TRY.replace(chr(10), chr(10) + "    ")}
    def f():
        run = [sys.executable, "-c", "1"]
        return [tried(os.execv, sys.executable, run), tried(subprocess.run, run), os.system("true") != 0]
    """
    attacker(source)
    assert all(attacker.value)


# --- s15: no terminal -----------------------------------------------------------------------------------


def test_s15_nothing_is_typed_into_the_terminal(room, attacker) -> None:
    """Stopped by a session of its own without a terminal; seccomp refuses TIOCSTI. The room has one."""
    source = f"""
    import fcntl, os
    {TRY.replace(chr(10), chr(10) + "    ")}
    def f():
        def type_into(fd):
            for letter in b"touch /tmp/typed\\n": fcntl.ioctl(fd, 0x5412, bytes([letter]))
        return [tried(os.open, "/dev/tty", os.O_RDWR), *(tried(type_into, fd) for fd in range(4))]
    """
    attacker(source)
    assert all(attacker.value)
    os.set_blocking(room.terminal, False)
    with pytest.raises(BlockingIOError):
        os.read(room.terminal, 100)
