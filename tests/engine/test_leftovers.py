"""What code leaves behind is neither followed, nor kept, nor found by the next submission.

With every layer on, what it writes is gone with its mounts. Where there are no namespaces the supervisor
has to look into a folder that the code wrote, while it runs and afterwards: there the attacks are on us.
"""

from __future__ import annotations

import os
import time

import pytest

from tests.engine import arena
from tests.engine.attacks import of
from tests.engine.room import CANARY

# --- s11 to s13: what the code leaves behind is looked at without being followed -------------------------

SHAPES = """
import os, time
def f(here):
    made = []
    def try_to(make, *args):
        try: make(*args)
        except OSError: return
        made.append(make.__name__)
    canary, folder = here["canary"], os.path.dirname(here["canary"])
    try_to(os.symlink, canary, "absolute")
    try_to(os.symlink, folder, "folder")
    try_to(os.symlink, "../" * 20 + canary.lstrip("/"), "relative")
    try_to(os.symlink, "nowhere", "dangling")
    try_to(os.symlink, "loop", "loop")
    try_to(os.symlink, "/proc/self/root", "root")
    try_to(os.symlink, "/", "slash")
    try_to(os.link, canary, "hard")
    try_to(os.mkfifo, "fifo")
    try_to(os.mknod, "device", 0o20666, os.makedev(1, 5))
    try_to(os.mkdir, "closed", 0)
    try_to(os.mkdir, "blind", 0o300)
    try_to(open, "blind/inside", "w")
    os.makedirs("deep/" * 30)
    for name in ("a\\nb", " ", "-rf", "*", "\\u202e", "x" * 255, b"\\xff\\xfe"): try_to(open, name, "w")
    time.sleep(0.3)  # three rounds of the watcher
    return made
"""


def leave(source: str, spoil: bool = False) -> tuple[str, object, float, list[str], str]:
    """A run in the room without namespaces: status, value, seconds to clean up, what is left, the canary."""
    configuration = arena.CONFIGURATIONS[3]
    aims = arena.Surroundings()
    before = os.stat(aims.canary)
    with configuration.engine() as engine:
        folder = engine._stations["core"].zygote.folder
        run, value = arena.attempted(engine, source, aims.here)
        begun = time.monotonic()
        engine.close()
        took_s = time.monotonic() - begun
    after = os.stat(aims.canary)
    is_same = (before.st_ino, before.st_mtime_ns, before.st_uid, before.st_mode, before.st_nlink) == (
        after.st_ino,
        after.st_mtime_ns,
        after.st_uid,
        after.st_mode,
        after.st_nlink,
    )
    left = [folder] if os.path.exists(folder) else []
    aims.close()
    return run.status, value, took_s, left, aims.canary.read_text() if is_same else "changed"


@pytest.fixture
def can_be_without_namespaces(room) -> None:
    if room.tier not in "AB":
        pytest.skip(f"tier {room.tier}")


@pytest.mark.usefixtures("can_be_without_namespaces")
def test_s11_links_and_devices_are_neither_followed_nor_left(room) -> None:
    """Stopped by: nothing that the code wrote is ever opened; counting and cleaning follow no link."""
    status, made, took_s, left, canary = room.ask(leave, SHAPES)
    assert status in ("ok", "output")  # what cannot be looked into counts as too much
    assert made is None or "symlink" in made
    assert (left, canary) == ([], CANARY)
    assert took_s < 10


SWAP = """
import ctypes, os, time
def f(here):
    libc = ctypes.CDLL(None)
    os.mkdir("one")
    os.symlink(os.path.dirname(here["canary"]), "two")
    for _ in range(20_000): libc.renameat2(-100, b"one", -100, b"two", 2)  # RENAME_EXCHANGE
    return True
"""


@pytest.mark.usefixtures("can_be_without_namespaces")
def test_s12_exchanging_a_folder_for_a_link_while_it_is_counted_leads_nowhere(room) -> None:
    """Stopped by: a folder is opened without following links and compared with the one that was listed."""
    _, value, _, left, canary = room.ask(leave, SWAP)
    assert (value, left, canary) == (True, [], CANARY)


DEEP = """
import os
def f(here):
    for _ in range(1100):  # more than a function of Python may call itself, and far more than a path may hold
        os.mkdir("d" * 40)
        os.chdir("d" * 40)
    open("end", "w").close()
    return True
"""


@pytest.mark.usefixtures("can_be_without_namespaces")
def test_s13_folders_deeper_than_a_path_can_say_are_taken_away(room) -> None:
    """Stopped by: cleaning lifts what is below to the top, so no path grows long."""
    status, _, _, left, canary = room.ask(leave, DEEP)
    assert status in ("ok", "output")
    assert (left, canary) == ([], CANARY)


ODD_NAMES = [
    *("../../../../etc/cron.d/x.py", "/etc/x.py", "a\0b.py", "a\nb.py", "x/", "x" * 5000 + ".py", ""),
    *("häl\ud800.py", ".", "..", "mylib/../../y.py", "inside/wire.py", "numpy/__init__.py"),
]


@pytest.mark.parametrize("name", ODD_NAMES, ids=lambda name: repr(name)[:20])
def test_s13_odd_file_names_are_only_keys(attacker, name) -> None:
    """Stopped by: the files of a submission are a mapping; no file system ever sees a name of theirs."""
    run = attacker("def f(): return 1", files={name: "raise SystemExit"})
    assert (run.status, attacker.value) == ("ok", 1)


# --- s16: nothing passes from one submission to the next ---------------------------------------------------

POISON = """
import atexit, builtins, linecache, numpy as np, os, sys, tempfile, threading
open("left", "w").write("x")
for folder in (tempfile.gettempdir(), "/dev/shm", "/tmp"):
    try: open(os.path.join(folder, "left"), "w").write("x")
    except OSError: pass
os.environ["LEFT"] = "x"
builtins.abs = lambda x: 42
np.allclose = lambda *a: True
sys.modules["left"] = np
sys.path.insert(0, ".")
sys.settrace(lambda *a: None)
threading.Thread(target=threading.Event().wait, daemon=True).start()
from inside import answering, wire
answering.Answering.answer = None
wire.DEEPEST = 10**6
def f(): return abs(1)
"""
CLEAN = """
import os, sys, tempfile, threading, numpy as np
from inside import wire
def f():
    folders = (".", tempfile.gettempdir(), "/dev/shm", "/tmp")
    return {
        "files": any(os.path.exists(os.path.join(folder, "left")) for folder in folders),
        "environment": "LEFT" in os.environ, "builtins": abs(1) != 1,
        "numpy": bool(np.allclose(1, 2)), "modules": "left" in sys.modules, "path": "." in sys.path,
        "threads": threading.active_count() > 1, "trace": sys.gettrace() is not None,
        "inside": wire.DEEPEST > 10**5, "rehearsal": any("piece" in name for name in sys.modules),
    }
"""
ALTERNATIONS = 40


def contaminated() -> list[str]:
    found = set()
    for _ in range(ALTERNATIONS):
        arena.attempted(arena.engine(), POISON)
        _, value = arena.attempted(arena.engine(), CLEAN)
        found |= {name for name, is_left in (value or {"no answer": True}).items() if is_left}
    return sorted(found)


def test_s16_the_next_submission_finds_nothing(room, attacker) -> None:
    """Stopped by one process each, forked from one that has never seen a submission, and own mounts."""
    found = room.ask(contaminated)
    assert found == [] if room.tier == "A" else set(found) <= {"files"}


@pytest.mark.parametrize("name", of("s16"))
def test_s16_nothing_is_handed_on(contained, name) -> None:
    """Stopped by own mounts and shared memory, seccomp, a folder of its own."""
    assert contained(name)


def test_s16_each_child_has_random_numbers_of_its_own(attacker) -> None:
    seen = set()
    for _ in range(3):
        attacker("import random, numpy as np\ndef f(): return random.random() + np.random.rand()")
        seen.add(attacker.value)
    assert len(seen) == 3
