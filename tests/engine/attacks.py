"""The attacks on the walls, as a table: what each does, and every layer that is enough to stop it.

An attack is the body of `f(here)`, run by the engine like any submission; it gets through if `f` returns
True (or if `proof`, named in arena.py, finds that it did). Each one stops by itself at a bound that is
harmless to the machine, so that it can also be run where the layers against it are switched off.
`alone`: it needs a process for itself; the others can be run one after the other in one.
"""

from __future__ import annotations

import platform
from collections.abc import Collection
from dataclasses import dataclass
from textwrap import dedent, indent

# The layers that can be switched off, or that a machine may lack ...
BUBBLEWRAP = "bubblewrap"  # namespaces around the fork server: files, network, processes, environment
OWN = "own namespaces"  # one child's processes, mounts and shared memory
LANDLOCK = "Landlock"
SECCOMP = "seccomp"
RLIMITS = "rlimits"
# ... what takes their place where there are no namespaces ...
FOLDER = "own folder"  # for each child, removed after it
WATCHER = "watched folder"  # what it holds is counted while the child runs
OTHER_USER = "other user"  # root is given up: the files and processes of whoever started it are another's
USER_NAMESPACE = "own users"  # bubblewrap's own user namespace, as an ordinary user has it
# ... and what is always there.
PRIVILEGES = "no privileges"  # no capabilities, no new ones, not dumpable, a session of its own
SUPERVISOR = "supervisor"  # monotonic clock, bounded output, kill through a pidfd
FORK = "one process each"  # a child is forked from a clean process and used once
FORMAT = "data only"  # what comes back is bounded, typed and never executed
SWITCHABLE = frozenset({BUBBLEWRAP, OWN, LANDLOCK, SECCOMP, RLIMITS})
# An ordinary user's other processes count against a limit on tasks, so there it is not set.
TASK_LIMIT = {f"{RLIMITS} with {BUBBLEWRAP}", f"{RLIMITS} with {OTHER_USER}"}
ALWAYS = frozenset({PRIVILEGES, SUPERVISOR, FORK, FORMAT})

PRELUDE = """
import ctypes, mmap, os, platform, resource, signal, socket, sys, tempfile, threading, time
libc = ctypes.CDLL(None, use_errno=True)
X86 = platform.machine() == "x86_64"

def call(x86, arm, *args):
    return libc.syscall(ctypes.c_long(x86 if X86 else arm), *[ctypes.c_long(a) for a in args])

def is_there(x86, arm, *args):
    return call(x86, arm, *args) >= 0 or ctypes.get_errno() not in (1, 13, 38)  # EPERM, EACCES, ENOSYS

def filled(folder, files):
    for number in range(files):
        with open(os.path.join(folder, f"fill{number}"), "wb") as file:
            file.write(b"x" * 8 * 2**20)
    time.sleep(0.5)  # several rounds of the watcher
    return True

def parent():
    if os.getppid() == 0: raise ProcessLookupError  # outside its namespace: nothing to aim at
    return os.getppid()

def kill_siblings():
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try: parent = int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
        except OSError: continue  # gone meanwhile
        if parent == os.getppid() and int(pid) != os.getpid(): os.kill(int(pid), signal.SIGKILL)
"""


@dataclass(frozen=True)
class Attack:
    name: str
    stopped_by: frozenset[str]
    body: str
    proof: str = ""
    alone: bool = False

    def is_stopped(self, layers: Collection[str]) -> bool:
        """Whether these layers are enough; "a with b" takes both."""
        return any(set(named.split(" with ")) <= set(layers) for named in self.stopped_by)

    @property
    def case(self) -> str:
        """ "s05" of "s05 a daemon"."""
        return self.name.partition(" ")[0]

    @property
    def source(self) -> str:
        return PRELUDE + self.named("f")

    def named(self, name: str) -> str:
        """The attack as a function of that name."""
        return f"def {name}(here):\n" + indent(dedent(self.body).strip(), "    ") + "\n"


def _attack(name: str, layers: set[str], body: str, proof: str = "") -> Attack:
    alone = bool(proof) or name[:3] in ("s02", "s03", "s07") or "foreign" in name
    return Attack(name, frozenset(layers), body, proof, alone)


RESOURCES = [
    _attack(
        "s02 a hundred and fifty processes",
        {SECCOMP, *TASK_LIMIT},
        """
        made = []
        try:
            for _ in range(150):
                pid = os.fork()
                if pid == 0:
                    time.sleep(20)
                    os._exit(0)
                made.append(pid)
        finally:
            for pid in made: os.kill(pid, signal.SIGKILL)
            for pid in made: os.waitpid(pid, 0)
        return len(made) == 150
        """,
    ),
    _attack(
        "s02 a hundred and fifty threads",
        TASK_LIMIT,
        """
        threading.stack_size(65536)
        stop = threading.Event()
        try:
            for _ in range(150): threading.Thread(target=stop.wait, daemon=True).start()
        finally:
            stop.set()
        return True
        """,
    ),
    _attack("s03 one large block", {RLIMITS}, "return len(bytearray(128 * 2**20)) > 0"),
    _attack(
        "s03 many small blocks", {RLIMITS}, "return len([bytearray(8 * 2**20) for _ in range(16)]) == 16"
    ),
    _attack("s03 an anonymous map", {RLIMITS}, "return len(mmap.mmap(-1, 128 * 2**20)) > 0"),
    _attack(
        "s03 files in memory",
        {SECCOMP},
        """
        for _ in range(8):
            fd = call(319, 279, ctypes.addressof(ctypes.create_string_buffer(b"x")), 0)
            if fd < 0: return False
            os.write(fd, b"x" * 15 * 2**20)
        return True
        """,
    ),
    _attack(
        "s03 shared memory as a disk",
        {OWN, LANDLOCK, f"{BUBBLEWRAP} with {OTHER_USER}"},  # its /dev/shm belongs to who started it
        """
        try:
            return filled("/dev/shm", 3)
        finally:
            for number in range(3): os.path.exists(p := f"/dev/shm/fill{number}") and os.unlink(p)
        """,
    ),
    _attack("s07 a full disk", {OWN, WATCHER}, 'return filled(".", 3)'),
    _attack(
        "s07 a sparse file",
        {RLIMITS},
        'os.truncate(os.open("sparse", os.O_CREAT | os.O_WRONLY), 2**36)\nreturn True',
    ),
    _attack(
        "s07 five thousand files",
        {OWN, WATCHER},
        """
        for number in range(5000): open(f"n{number}", "w").close()
        time.sleep(0.5)  # several rounds of the watcher
        return True
        """,
    ),
]

ESCAPES = [
    _attack(
        "s05 a daemon of two forks",
        {SECCOMP, OWN},
        """
        done, say = os.pipe()
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                libc.prctl(15, here["daemon"].encode(), 0, 0, 0)
                os.write(say, b"x")
                time.sleep(2)
            os._exit(0)
        return os.read(done, 1) == b"x"
        """,
        proof="a daemon lives",
    ),
    _attack(
        "s08 TCP to this machine",
        {BUBBLEWRAP, LANDLOCK, SECCOMP},
        'socket.create_connection(("127.0.0.1", here["tcp"]), 1)\nreturn True',
    ),
    _attack(
        "s08 UDP to this machine",
        {BUBBLEWRAP, SECCOMP},
        """
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.sendto(b"out", ("127.0.0.1", here["udp"]))
        return False
        """,
        proof="a datagram came",
    ),
    _attack(
        "s08 a socket in a folder",
        {BUBBLEWRAP, SECCOMP},
        'socket.socket(socket.AF_UNIX).connect(here["unix"])\nreturn True',
    ),
    _attack(
        "s08 an abstract socket",
        {BUBBLEWRAP, LANDLOCK, SECCOMP},
        'socket.socket(socket.AF_UNIX).connect("\\0" + here["abstract"])\nreturn True',
    ),
    _attack(
        "s08 a raw socket",
        {SECCOMP, PRIVILEGES},
        "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\nreturn True",
    ),
    _attack(
        "s08 a netlink socket",
        {SECCOMP},
        "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)\nreturn True",
    ),
    _attack(
        "s10 reading a file of this machine",
        {BUBBLEWRAP, LANDLOCK},
        'return open(here["canary"]).read() == here["secret"]',
    ),
    _attack(
        "s10 reading the checks of labs", {BUBBLEWRAP, LANDLOCK}, 'return len(open(here["ours"]).read()) > 0'
    ),
    _attack(
        "s10 listing a folder of this machine",
        {BUBBLEWRAP, LANDLOCK},
        'return os.path.basename(here["canary"]) in os.listdir(os.path.dirname(here["canary"]))',
    ),
    _attack("s10 learning that a file is there", {BUBBLEWRAP}, 'return os.path.exists(here["canary"])'),
    _attack(
        "s10 writing a file of this machine",
        {BUBBLEWRAP, LANDLOCK},
        'open(os.path.join(here["open folder"], "written"), "w").close()\nreturn True',
    ),
    _attack(
        "s10 changing the mode of a file",
        {BUBBLEWRAP, SECCOMP, OTHER_USER},
        'os.chmod(here["canary"], 0o600)\nreturn os.stat(here["canary"]).st_mode & 0o777 == 0o600',
    ),
    _attack(
        "s09 the environment of whoever started it",
        {BUBBLEWRAP, LANDLOCK, OTHER_USER},
        'return here["secret"].encode() in open(f"/proc/{here[\'pid\']}/environ", "rb").read()',
    ),
    _attack(
        "s10 the memory of the fork server",
        {OWN, LANDLOCK, USER_NAMESPACE},  # where it has a capability that a child has not
        """
        line = next(line for line in open(f"/proc/{parent()}/maps") if "[heap]" in line)
        with open(f"/proc/{parent()}/mem", "rb") as memory:
            memory.seek(int(line.split("-")[0], 16))
            return len(memory.read(4096)) == 4096
        """,
    ),
    _attack(
        "s05 killing a sibling",
        {OWN, LANDLOCK, SECCOMP},
        "kill_siblings()\nreturn False",
        proof="a sibling is gone",
    ),
    _attack(
        "s14 lowering the limits of the fork server",
        {OWN, SECCOMP},
        "resource.prlimit(parent(), resource.RLIMIT_CORE, (0, 0))\nreturn True",
    ),
    _attack(
        "s14 tracing the fork server",
        {OWN, LANDLOCK, SECCOMP, USER_NAMESPACE},
        "return call(101, 117, 0x4206, parent(), 0, 0) == 0",
    ),
    _attack("s14 a user namespace", {SECCOMP, USER_NAMESPACE}, "return call(272, 97, 0x10000000) == 0"),
    _attack("s14 the kernel's keys", {SECCOMP}, "return is_there(250, 219, 0, -3, 1)"),
    _attack(
        "s14 io_uring",
        {SECCOMP},
        "room = ctypes.create_string_buffer(256)\nreturn is_there(425, 425, 1, ctypes.addressof(room))",
    ),
    _attack(
        "s14 running a program",
        {LANDLOCK, SECCOMP},
        """
        if (pid := os.fork()) == 0:
            try: os.execv(here["program"], ["python", "-c", "1"])
            finally: os._exit(9)
        return os.waitpid(pid, 0)[1] != 9 << 8
        """,
    ),
    _attack(
        "s16 a file for the next submission",
        {OWN, FOLDER},
        'open("left", "w").close()\nreturn False',
        proof="a file was left",
    ),
    _attack(
        "s16 shared memory for the next submission",
        {OWN, SECCOMP},
        "return call(29, 194, 0x6775, 4096, 0o1666) < 0 and False",
        proof="shared memory was left",
    ),
]
# The smallest program: it leaves with status 7. Linked to nothing, so that only its own file is executed.
PROGRAM = (
    "7f454c46020101000000000000000000"  # ELF, 64 bits
    "02003e00010000007800400000000000" + "4000000000000000" + "00" * 12 + "40003800010000000000"
    "0000" + "0100000005000000" + "00" * 8 + "00004000000000000000400000000000"
    "8400000000000000" + "8400000000000000" + "0010000000000000"
    "bf07000000" + "b83c000000" + "0f05"  # mov edi, 7; mov eax, 60; syscall
)
if platform.machine() == "x86_64":
    ESCAPES.append(
        _attack(
            "s14 running a program from memory",
            {SECCOMP},
            f"""
            fd = call(319, 279, ctypes.addressof(ctypes.create_string_buffer(b"x")), 0)
            os.write(fd, bytes.fromhex("{PROGRAM}"))
            if (pid := os.fork()) == 0:
                try: os.execve(fd, ["x"], {{}})
                finally: os._exit(9)
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
            """,
        )
    )
    ESCAPES.append(
        _attack(
            "s14 calls of a foreign architecture",
            {SECCOMP},
            """
            code = mmap.mmap(-1, 4096, prot=7)
            code.write(bytes.fromhex("b814000000cd80c3"))  # getpid by int 0x80
            return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))() > 0
            """,
        )
    )
LAST = [  # where it gets through, the engine has to start again
    _attack(
        "s05 killing the fork server",
        {OWN, LANDLOCK, SECCOMP},
        "os.kill(parent(), 9)\ntime.sleep(1)\nreturn True",
        proof="the fork server is gone",
    ),
]
ATTACKS = {attack.name: attack for attack in RESOURCES + ESCAPES + LAST}


def of(case: str) -> list[str]:
    """The names of a case's attacks."""
    return [name for name, attack in ATTACKS.items() if attack.case == case]
