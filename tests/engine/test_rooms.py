"""A project's own commands reach nothing of this machine, as root and as an ordinary user."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

import pytest

from groundup.engine import enclosures
from tests.engine import audited
from tests.engine.room import CANARY

TRY = """
import json, os, socket, sys
aims = json.loads(os.environ["AIMS"]) if "AIMS" in os.environ else json.load(open("aims.json"))
def fails(attempt, *args):
    try:
        attempt(*args)
    except OSError:
        return True
    return False
"""


@pytest.fixture
def walled(room):
    """A process whose rooms have every layer."""
    found = room.ask(audited.tier)
    if found != "A":
        pytest.skip(f"rooms are of tier {found} here")
    return room


def attempt(room, source: str, **more):
    """What the program prints as JSON, told where the aims are."""
    files = {"attempt.py": (TRY + source).encode(), "aims.json": json.dumps(room.ask(audited.aims)).encode()}
    (found,) = room.ask(at_once, files, more)
    assert found.ok, found
    return json.loads(found.stdout)


def at_once(files, more):
    return audited.ran(files, ["python attempt.py"], **more)


# --- what is there -----------------------------------------------------------------------------------


def test_a_program_of_the_project_runs_and_leaves_its_files(room) -> None:
    files = {"make.py": b"open('out.txt', 'w').write('made'); print('done')", "a/b.txt": b"b"}

    (found,) = room.ask(audited.ran, files, ["python make.py"])
    assert (found.status, found.exit, found.stdout) == ("ok", 0, "done\n")
    assert room.ask(audited.read_back, "echo made > a; mkdir d; echo in > d/e", ["a", "d/e", "none"]) == [
        b"made\n",
        b"in\n",
        None,
    ]


def test_exit_status_and_both_outputs_come_back(room) -> None:
    script = b"#!/bin/sh\necho out; echo err >&2; exit 3\n"
    crash = b"import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    files = {"run.sh": script, "crash.py": crash}
    commands = ["./run.sh", "python crash.py", "nothing-of-this-name", "sh -c 'exit 0", ""]
    first, second, third, fourth, fifth = room.ask(audited.ran, files, commands)
    assert (first.status, first.exit, first.stdout, first.stderr) == ("error", 3, "out\n", "err\n")
    assert (second.status, second.exit) == ("crashed", -11)
    assert (third.status, third.exit, third.stderr) == ("error", 127, "nothing-of-this-name: not found\n")
    assert fourth.exit == fifth.exit == 127
    assert not any(found.ours for found in (first, second, third, fourth, fifth))


ORDINARY = """
import asyncio, concurrent.futures, multiprocessing, os, socket, sqlite3, subprocess, tempfile, threading

def square(n):
    return n * n

async def both():
    one = await asyncio.create_subprocess_exec("echo", "async", stdout=subprocess.PIPE)
    return (await one.communicate())[0]

if __name__ == "__main__":
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        assert list(pool.map(square, range(4))) == [0, 1, 4, 9]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(square, range(4)) == [0, 1, 4, 9]
    assert asyncio.run(both()) == b"async\\n"
    assert subprocess.run("echo a | tr a b", shell=True, capture_output=True, text=True).stdout == "b\\n"
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=lambda: server.accept()[0].sendall(b"x"), daemon=True).start()
        assert socket.create_connection(server.getsockname()).recv(1) == b"x"
    sqlite3.connect("kept.db").execute("create table t (x)").connection.close()
    with tempfile.NamedTemporaryFile() as file:
        os.utime(file.name, (1, 1))
        assert os.stat(file.name).st_mtime == 1
    os.symlink("kept.db", "link")
    os.chmod("kept.db", 0o600)
    assert os.path.expanduser("~") == os.environ["HOME"] and os.getlogin is not None
    print("fine")
"""


def test_ordinary_programs_find_what_they_need(room) -> None:
    files = {"ordinary.py": ORDINARY.encode(), "Makefile": b"all: made\nmade: source\n\tcp source made\n"}
    commands = [
        "python ordinary.py",
        "make",
        "git init -q .",
        "git -c user.name=a -c user.email=b add Makefile",
    ]
    found = room.ask(audited.ran, files | {"source": b"s"}, commands)
    assert found[0].stdout == "fine\n", found[0]
    for one in found[1:]:
        assert one.ok or "not found" in one.stderr, one  # where make or git is not installed


def test_a_room_keeps_files_between_commands_and_nothing_beyond_itself(room) -> None:
    mark = "echo kept > kept; echo k > /dev/shm/kept; echo k > $HOME/kept; echo k > $TMPDIR/kept"
    look = "cat kept; ls /dev/shm $HOME $TMPDIR"
    files = {"mark.sh": mark.encode(), "look.sh": look.encode()}
    assert "kept" in room.ask(audited.ran, files, ["sh mark.sh", "sh look.sh"])[1].stdout
    (found,) = room.ask(audited.ran, files, ["sh look.sh"])
    assert "kept" not in found.stdout


def test_a_room_has_a_tmp_of_its_own(walled) -> None:
    if not walled.ask(has_tmp):
        pytest.skip("the interpreter is below /tmp here")
    wrote, elsewhere = walled.ask(with_tmp)
    assert wrote.stdout == "mine\n" and "mine" not in elsewhere.stdout
    assert not Path("/tmp/groundup-direct").exists()


def has_tmp():
    return not any(path.startswith("/tmp/") for path in enclosures.interpreter())


def with_tmp():
    wrote = audited.ran({"a.sh": b"echo mine > /tmp/groundup-direct; cat /tmp/groundup-direct"}, ["sh a.sh"])
    return *wrote, *audited.ran({}, ["ls /tmp"])


def test_a_room_outlives_the_thread_that_opened_it(room) -> None:
    assert room.ask(opened_elsewhere).stdout == "still there\n"


def opened_elsewhere():
    opening = audited.engine().room({})
    found = []
    thread = threading.Thread(target=lambda: found.append(opening.__enter__()))
    thread.start()
    thread.join()
    time.sleep(0.2)
    try:
        return found[0].run("echo still there")
    finally:
        opening.__exit__(None, None, None)


# --- what must not be reached ------------------------------------------------------------------------


def test_no_file_of_this_machine_can_be_read(walled) -> None:
    found = attempt(
        walled,
        """
outside = [aims["canary"], aims["ours"], aims["open folder"], "/root/.ssh", "/home", "/etc/shadow",
           os.path.dirname(aims["canary"]), "/proc/1/root" + aims["canary"],
           "/proc/self/root" + aims["canary"],
           "/walls", "/proc/1/environ", "/proc/1/fd", "/sys/kernel"]
def reached(path):
    return not (fails(os.listdir, path) and fails(open, path))
print(json.dumps([path for path in outside if reached(path)]))
""",
    )
    assert found == []


def test_nothing_of_the_machine_or_the_environment_can_be_changed(walled) -> None:
    found = attempt(
        walled,
        """
import glob
places = ["/", "/usr", "/usr/bin", "/etc", "/dev", "/room", "/environment", "/environment/bin", "/proc/sys",
          os.path.dirname(os.__file__), os.path.dirname(aims["canary"]), *glob.glob("/environment/lib/*/*")]
written = [place for place in places if not fails(open, place + "/written", "w")]
passwd = not fails(open, "/etc/passwd", "a") or not fails(open, sys.executable, "r+b")
moved = not fails(os.rename, "/room/project", "/room/other")
print(json.dumps([written, passwd, moved]))
""",
    )
    assert found == [[], False, False]


def test_no_socket_leads_out(walled) -> None:
    found = attempt(
        walled,
        """
def sends(family, kind, *where):
    def send():
        with socket.socket(family, kind) as link:
            link.settimeout(2)
            link.connect(*where)
            link.send(b"out")
    return not fails(send)
reached = [sends(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", aims["tcp"])),
           sends(socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 80)),
           sends(socket.AF_UNIX, socket.SOCK_STREAM, aims["unix"]),
           sends(socket.AF_UNIX, socket.SOCK_STREAM, "\\0" + aims["abstract"]),
           sends(socket.AF_INET, socket.SOCK_DGRAM, ("192.0.2.1", 53))]
fails(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"out", ("127.0.0.1", aims["udp"])))
families = [family for family in (16, 17, 40, 31, 38, 21) if not fails(socket.socket, family, 3)]
print(json.dumps([any(reached), families]))
""",
    )
    assert found == [False, []]
    assert not walled.ask(audited.datagram_came)


def test_no_secret_of_the_environment_is_inside(walled) -> None:
    found = attempt(
        walled,
        """
import glob
seen = [json.dumps(dict(os.environ))]
for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
    fails(lambda: seen.append(open(path, errors="replace").read()))
print(json.dumps(seen))
""",
    )
    assert not any(CANARY in text or "GROUNDUP_CANARY" in text for text in found)


def test_other_processes_can_be_neither_seen_nor_hurt(walled) -> None:
    """The room still works afterwards: killing everything hits the command alone."""
    found = attempt(
        walled,
        """
import ctypes, signal
pids = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
libc = ctypes.CDLL(None)
print(json.dumps([len(pids) <= 3, fails(os.kill, aims["pid"], 0), os.kill(1, signal.SIGKILL),
                  libc.ptrace(16, 1, 0, 0), fails(open, "/proc/1/mem", "rb")]))
""",
    )
    assert found == [True, True, None, -1, True]
    files = {"murder.py": b"import os, signal; os.kill(-1, signal.SIGKILL); print('alive')"}
    _, after = walled.ask(audited.ran, files, ["python murder.py", "echo fine"])
    assert after.stdout == "fine\n"


CALLS = """
import ctypes, platform
libc = ctypes.CDLL(None, use_errno=True)
numbers = {"mount": (165, 40), "umount2": (166, 39), "unshare": (272, 97), "setns": (308, 268),
           "bpf": (321, 280), "keyctl": (250, 219), "add_key": (248, 217), "perf_event_open": (298, 241),
           "io_uring_setup": (425, 425),
           "userfaultfd": (323, 282), "process_vm_readv": (310, 270), "memfd_create": (319, 279),
           "pivot_root": (155, 41), "chroot": (161, 51), "init_module": (175, 105), "kexec_load": (246, 104),
           "open_by_handle_at": (304, 265), "ptrace": (101, 117), "seccomp": (317, 277), "shmget": (29, 194),
           "personality": (135, 92), "clock_settime": (227, 112), "swapon": (167, 224),
           "fanotify_init": (300, 262), "pidfd_getfd": (438, 438), "clone3": (435, 435), "fsopen": (430, 430)}
column = 0 if platform.machine() == "x86_64" else 1
through = []
for name, both in numbers.items():
    ctypes.set_errno(0)
    done = libc.syscall(ctypes.c_long(both[column]), *[ctypes.c_long(0)] * 6)
    if done >= 0 or ctypes.get_errno() not in (1, 38):
        through.append((name, done, ctypes.get_errno()))
words = [56 if column == 0 else 220, 0x10000000 | 17, 0, 0, 0, 0]
clone = libc.syscall(*[ctypes.c_long(word) for word in words])
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
kept = [status[name].strip() for name in ("CapEff", "CapPrm", "CapBnd", "NoNewPrivs", "Seccomp")]
is_nobody = os.getuid() != 0 and fails(os.setuid, 0) and fails(os.setgroups, [0])
print(json.dumps([through, clone, kept, is_nobody]))
"""


def test_calls_that_reach_past_its_own_processes_are_refused(walled) -> None:
    through, clone, kept, is_nobody = attempt(walled, CALLS)
    assert (through, clone, is_nobody) == ([], -1, True)
    assert kept == ["0" * 16, "0" * 16, "0" * 16, "1", "2"]


def test_c09_what_tools_run_by_themselves_runs_inside_alone(walled) -> None:
    """Files that shells, Python and test runners pick up touch nothing outside when they are executed."""
    canary = walled.ask(audited.aims)["open folder"] + f"/{uuid.uuid4().hex}"
    touch = (
        f"import pathlib\ntry:\n    pathlib.Path({canary!r}).touch()\nexcept OSError:\n    print('stopped')\n"
    )
    files = {
        name: touch.encode() for name in ("conftest.py", "setup.py", "sitecustomize.py", "usercustomize.py")
    }
    files |= {".env": f"touch {canary}".encode(), "Makefile": f"all:\n\ttouch {canary}\n".encode()}
    commands = ["python -c 'import conftest, setup'", "sh .env", "make", "python -m sitecustomize"]
    found = walled.ask(audited.ran, files, commands)
    assert found[0].stdout == "stopped\nstopped\n" and not any(one.ours for one in found)
    assert not Path(canary).exists()


# --- bounds ------------------------------------------------------------------------------------------


def test_a_command_ends_at_its_time_with_all_its_processes(room) -> None:
    source = (
        "import subprocess, time\nsubprocess.Popen(['sleep', '600'], start_new_session=True)\ntime.sleep(600)"
    )
    found = room.ask(timed_out, source)
    assert (found.status, found.exit, found.ours) == ("timeout", None, False)


def timed_out(source):
    return audited.tried(source, wall_s=1.0)


DAEMON = """
import ctypes, os, signal, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for fd in range(3):
            os.close(fd)
        ctypes.CDLL(None).prctl(15, sys.argv[1].encode(), 0, 0, 0)
        time.sleep(600)
    os._exit(0)
os.wait()
"""


def test_nothing_outlives_its_command(room) -> None:
    assert not room.ask(audited.left_over, DAEMON, f"gu-{uuid.uuid4().hex[:8]}")


def test_processes_without_end_end_with_the_command(walled) -> None:
    bomb = b"import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n"
    first, second = walled.ask(bombed, {"bomb.py": bomb})
    assert first.status in ("timeout", "memory", "error", "crashed") and not first.ours
    assert second.stdout == "fine\n"


def bombed(files):
    return audited.ran(files, ["python bomb.py", "echo fine"], wall_s=2.0)


@pytest.mark.parametrize(
    "source",
    [
        "held = []\nwhile True:\n    held.append(bytearray(b'x') * 2**24)",
        "import os, time\nfor _ in range(40):\n"
        "    os.fork() or (bytearray(b'x') * 2**25, time.sleep(20))\nos.wait()",
    ],
    ids=["one process", "many processes"],
)
def test_memory_is_bounded_for_all_its_processes_together(walled, source) -> None:
    found = walled.ask(hungry, source)
    assert found.status in ("memory", "error", "crashed") and not found.ours, found


def hungry(source):
    return audited.tried(source, memory_mib=256)


def test_the_disk_is_bounded_in_bytes_and_in_files(walled) -> None:
    fill = """
import json, os
def filled(folder):
    try:
        with open(folder + "/large", "wb") as file:
            while True:
                file.write(bytes(2**20))
    except OSError as error:
        os.unlink(folder + "/large")
        return error.errno
def numbered(folder):
    try:
        for number in range(10**6):
            open(f"{folder}/{number}", "w").close()
    except OSError as error:
        return error.errno
places = [".", "/dev/shm", os.environ["TMPDIR"]]
print(json.dumps([[filled(place) for place in places], [numbered(place) for place in places]]))
"""
    found = walled.ask(crammed, fill)
    bytes_full, files_full = json.loads(found.stdout)
    assert set(bytes_full) <= {27, 28} and set(files_full) == {28}  # EFBIG, ENOSPC


def crammed(source):
    return audited.tried(source, disk_mib=24, wall_s=60.0)


def test_what_is_printed_without_end_is_cut_in_the_middle(room) -> None:
    source = "print('first')\nfor _ in range(200_000): print('x' * 99)\nprint('last')"
    found = room.ask(audited.tried, source)
    assert found.stdout.startswith("first\n") and found.stdout.endswith("last\n")
    assert "bytes left out" in found.stdout and len(found.stdout) < 2**19


def test_a_project_that_destroys_its_own_folder_is_no_fault_of_ours(room) -> None:
    for ruin in (
        b"rm -rf ../project/* ../project/.[a-z]*; chmod 000 .",
        b"rm -rf ../project; mkdir ../project",
    ):
        files = {"ruin.sh": ruin}
        _, after = room.ask(audited.ran, files, ["sh ruin.sh", "echo fine"])
        assert not after.ours, after


# --- reading files back ------------------------------------------------------------------------------

SHAPES = {
    "a link to a file": ("ln -s /etc/passwd x", "x"),
    "a link to a file through /proc": ("ln -s /proc/self/root/etc/passwd x", "x"),
    "a link to a folder": ("ln -s /etc x", "x/passwd"),
    "a link to a link": ("ln -s /etc y; ln -s y x", "x/passwd"),
    "a link up": ("ln -s ../../etc x", "x/passwd"),
    "a link to itself": ("ln -s x x", "x"),
    "a FIFO": ("mkfifo x", "x"),
    "a folder": ("mkdir x", "x"),
    "a socket": ("python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"x\")'", "x"),
    "a device": ("mknod x c 1 5 || ln -s /dev/zero x", "x"),
    "a file as a folder": ("echo > x", "x/passwd"),
    "a trailing slash": ("echo > x", "x/"),
    "a link with a trailing slash": ("ln -s /etc x", "x/"),
    "an own environment": ("ln -s /proc/self/environ x", "x"),
    "a hard link": ("ln /etc/passwd x", "x"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_only_plain_files_are_read_back(room, shape) -> None:
    setting, path = SHAPES[shape]
    assert room.ask(audited.read_back, setting, [path]) == [None]


@pytest.mark.parametrize("path", ["/etc/passwd", "../home", "a/../../home", "..", "a\0b"])
def test_paths_that_lead_out_are_refused(room, path) -> None:
    (found,) = room.ask(audited.read_back, "true", [path])
    assert "leads out" in found


def test_a_sparse_file_is_not_taken_into_memory(room) -> None:
    (found,) = room.ask(audited.read_back, "truncate -s 900M x", ["x"])
    assert found == "x has 900 MiB; at most 64 MiB of a file are read."


def test_a_folder_that_is_exchanged_for_a_link_meanwhile_is_not_followed(room) -> None:
    source = """
import os
os.mkdir("real"); open("real/passwd", "w").write("real")
while True:
    os.rename("real", "exchanged"); os.rename("exchanged", "real")
    os.symlink("/etc", "exchanged"); os.unlink("exchanged")
"""
    assert room.ask(audited.read_during_exchange, source, 3000) <= {None, b"real", b""}


def test_what_is_written_replaces_a_link_and_follows_none(room) -> None:
    assert room.ask(write_over_links) == (b"ours", b"theirs", True)


def write_over_links():
    with audited.engine().room({"a": b"theirs"}) as room:
        room.run("ln -s a x")
        room.write("x", b"ours")
        room.run("ln -s /room/tmp up")
        try:
            room.write("up/y", b"ours")
            is_refused = False
        except audited.GroundupError:
            is_refused = True
        return room.read("x"), room.read("a"), is_refused


def test_listing_names_plain_files_alone(room) -> None:
    assert room.ask(listed) == ("a/b", "plain", "setting.sh")


def listed():
    setting = b"mkdir a .git; echo > a/b; echo > .git/c; echo > plain; ln -s plain link; mkfifo pipe"
    with audited.engine().room({"setting.sh": setting}) as room:
        room.run("sh setting.sh")
        room.remove("nothing")
        return room.paths()


def test_a_room_that_is_too_small_says_so(room) -> None:
    assert "need more than the 16 MiB" in room.ask(overfilled)


def overfilled():
    try:
        with audited.engine().room({"a": bytes(12 * 2**20), "b": bytes(12 * 2**20)}, disk_mib=16):
            return "fits"
    except audited.GroundupError as error:
        return error.message


# --- the engine's own end ----------------------------------------------------------------------------


def test_when_the_engine_dies_nothing_of_a_room_lives_on(room) -> None:
    assert not room.ask(orphaned, f"gu-{uuid.uuid4().hex[:8]}")


DYING = """
import os, threading
from tests.engine import audited
threading.Timer(1.5, lambda: os.kill(os.getpid(), 9)).start()
audited.tried("import ctypes, time; ctypes.CDLL(None).prctl(15, b'NAME', 0, 0, 0); time.sleep(600)")
"""


def orphaned(name):
    subprocess.run([sys.executable, "-c", DYING.replace("NAME", name)], timeout=60)
    deadline = time.monotonic() + 10
    while any(audited.text(path) == f"{name}\n" for path in Path("/proc").glob("[0-9]*/comm")):
        if time.monotonic() > deadline:
            return True
        time.sleep(0.1)
    return False
