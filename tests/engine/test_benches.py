"""Benches: what a practical's work looks like from outside the walls, and what hostile work gets."""

from __future__ import annotations

import hashlib
import random
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from groundup import grading
from groundup.actions import folders
from groundup.engine import Engine
from groundup.engine.inside.benches import repository as repositories
from groundup.engine.inside.benches.making import Repository
from groundup.engine.inside.benches.troubles import Trouble
from groundup.records import Fault, Remote, Run, Submission, uuid7

Ask = Callable[[Any], Any]


def looked_at(
    engine: Engine, bench: str, path: str, source: str, ask: Ask, profile: str = "core"
) -> tuple[Any, Run]:
    """What `ask` gets from the bench, and the run; with the fault, where the bench raised one."""
    name = path.removesuffix(".py").replace("/", ".")
    entry = f"from inside.benches import {bench} as bench\nglobals().update(bench.functions({name!r}))\n"
    found: list[Any] = []
    faults: list[Fault] = []

    def drive(remote: Remote) -> None:
        try:
            found[:] = [ask(grading.stand_in(remote, path))]
        except grading.Raised as error:
            faults[:] = [error.fault]

    run = engine.run(Submission(uuid7(), "bench", {"bench.py": entry, path: source}, (), profile), drive)
    return (found[0] if found else None), (replace(run, fault=faults[0]) if faults else run)


# --- suites ----------------------------------------------------------------------------------------

SUITE = "mylib/tests/test_shares.py"


def share(total: int, ways: int = 2) -> list[int]:
    if ways < 1:
        raise ValueError("nobody to share with")
    each, over = divmod(total, ways)
    return [each + 1] * over + [each] * (ways - over)


def forgetful(total: int, ways: int = 2) -> list[int]:
    return [total // ways] * ways


def outcome(engine: Engine, source: str, function: Callable[..., Any] = share) -> tuple[Any, Run]:
    return looked_at(
        engine, "suite", SUITE, source, lambda lab: grading.outcome(lab, "shares", {"share": function})
    )


def test_every_kind_of_test_is_run_and_says_where_it_failed(engine: Engine) -> None:
    source = """import unittest
import pytest
from shares import share

def test_sum():
    assert sum(share(10, 3)) == 10

@pytest.mark.parametrize("total, ways", [(4, 2), (7, 2)])
def test_length(total, ways):
    assert len(share(total, ways=ways)) == ways

def test_nobody():
    with pytest.raises(ValueError, match="nobody"):
        share(3, 0)

class TestMore:
    def test_default(self):
        assert share(5) == pytest.approx([3, 2])

class Old(unittest.TestCase):
    def test_zero(self):
        self.assertEqual(share(0, 2), [0, 0])

def helper():
    raise RuntimeError
"""
    right, _ = outcome(engine, source)
    names = [
        "test_sum",
        "test_length[4, 2]",
        "test_length[7, 2]",
        "test_nobody",
        "TestMore.test_default",
        "Old.test_zero",
    ]
    assert right == dict.fromkeys(names, "")
    wrong, _ = outcome(engine, source, forgetful)
    assert wrong["test_sum"] == "AssertionError in line 6: assert sum(share(10, 3)) == 10"
    assert wrong["test_nobody"].startswith("ZeroDivisionError in line 14")
    assert wrong["test_length[4, 2]"] == wrong["Old.test_zero"] == ""


def test_the_implementation_is_not_inside(engine: Engine) -> None:
    source = """import gc, inspect, sys
import shares

def test_look():
    assert "divmod" not in inspect.getsource(shares.share)
    code = [o for o in gc.get_objects() if inspect.isfunction(o) and "divmod" in o.__code__.co_names]
    assert not any(f.__name__ == "share" for f in code)
    assert "forgetful" not in repr(vars(sys.modules["shares"]))
"""
    found, _ = outcome(engine, source)
    assert found == {"test_look": ""}


def test_each_run_begins_from_nothing(engine: Engine) -> None:
    source = "seen = []\n\ndef test_once():\n    seen.append(1)\n    assert seen == [1]\n"

    def twice(lab: Any) -> Any:
        return [grading.outcome(lab, "shares", {"share": share}) for _ in range(2)]

    found, _ = looked_at(engine, "suite", SUITE, source, twice)
    assert found == [{"test_once": ""}, {"test_once": ""}]


def caught(engine: Engine, source: str, seed: int) -> str:
    """The sentence of a check that the suite should notice a bug; nothing if it passes."""

    def ask(lab: Any) -> str:
        right, planted, rng = {"share": share}, {"share": forgetful}, np.random.default_rng(seed)
        try:
            grading.catches(lab, rng, "shares", right, planted, "it drops the rest")
        except grading.CheckFailed as failed:
            return failed.sentence
        return ""

    return str(looked_at(engine, "suite", SUITE, source, ask)[0])


def test_a_bug_is_caught_by_a_test_that_sees_it_and_by_no_other(engine: Engine) -> None:
    head = "from shares import share\n\ndef test_it():\n    "
    missed = "Every test passes on an implementation with a bug: it drops the rest."
    for seed in range(4):
        assert caught(engine, head + "assert sum(share(10, 3)) == 10\n", seed) == ""
        assert caught(engine, head + "share(10, 3)\n", seed) == missed


def test_a_suite_that_always_fails_is_found_out_on_a_right_implementation(engine: Engine) -> None:
    said = {caught(engine, "def test_it():\n    assert False\n", seed) for seed in range(12)}
    assert said == {"", "`test_it` fails on a right implementation: AssertionError in line 2: assert False."}


def test_after_a_failure_the_rest_is_left_out_when_asked(engine: Engine) -> None:
    source = "def test_a():\n    pass\n\ndef test_b():\n    assert 0\n\ndef test_c():\n    assert 0\n"
    found, _ = looked_at(
        engine, "suite", SUITE, source, lambda lab: grading.outcome(lab, "m", {}, to_the_end=False)
    )
    assert list(found) == ["test_a", "test_b"]


def test_a_suite_that_cannot_be_read_or_is_empty_has_a_sentence(engine: Engine) -> None:
    _, run = outcome(engine, "def test_it(:\n")
    assert run.fault is not None and (run.fault.kind, run.fault.line, run.fault.path) == (
        "SyntaxError",
        1,
        SUITE,
    )
    _, run = outcome(engine, "x = 1\n")
    assert run.fault is not None and run.fault.kind == "Trouble" and "no tests yet" in run.fault.message


# --- scripts and charts ----------------------------------------------------------------------------

SCRIPT = "mylib/scripts/draw.py"


def ran(engine: Engine, source: str, *args: Any, profile: str = "core") -> tuple[Any, Run]:
    return looked_at(engine, "script", SCRIPT, source, lambda lab: lab.run(*args), profile)


def test_a_script_finds_its_files_and_what_it_writes_comes_back(engine: Engine) -> None:
    source = """import sys
rows = open("in/raw.csv").read().split()
with open("clean.csv", "w") as file:
    file.write(",".join(sorted(set(rows))))
print(sys.argv[1], __name__)
"""
    found, run = ran(engine, source, {"in/raw.csv": "b a b"}, ["loud"])
    assert found == {"printed": "loud __main__\n", "wrote": {"clean.csv": b"a,b"}, "figures": []}
    assert run.stdout == "loud __main__\n"


def test_links_that_a_script_leaves_are_not_followed(engine: Engine) -> None:
    source = """import os
os.symlink("/etc/passwd", "a.csv")
os.symlink("/usr", "folder")
open("b.csv", "w").write("b")
"""
    found, _ = ran(engine, source, {})
    assert found["wrote"] == {"b.csv": b"b"}


def test_an_exception_of_a_script_names_its_line(engine: Engine) -> None:
    _, run = ran(engine, "x = 1\nraise ValueError('no')\n", {})
    assert run.fault is not None and (run.fault.kind, run.fault.line, run.fault.path) == (
        "ValueError",
        2,
        SCRIPT,
    )


def test_a_chart_comes_back_as_its_data(engine: Engine) -> None:
    source = """import matplotlib.pyplot as plt
fig, (left, right) = plt.subplots(1, 2)
left.plot([1, 2, 4], [10, 20, 40], label="fit")
left.scatter([1, 2], [11, 19], label="seen")
left.set(xlabel="hours", ylabel="points", yscale="log", title="Learning")
left.legend()
right.bar(["a", "b"], [3, 5], label="counts")
fig.suptitle("Both")
"""
    found, _ = ran(engine, source, {}, profile="sci")
    (figure,) = found["figures"]
    left, right = figure["axes"]
    assert figure["title"] == "Both" and left["title"] == "Learning"
    assert (left["x"]["label"], left["y"]["label"], left["y"]["scale"]) == ("hours", "points", "log")
    assert sorted(left["legend"]) == ["fit", "seen"]
    assert left["lines"][0]["label"] == "fit" and left["lines"][0]["y"].tolist() == [10, 20, 40]
    assert left["points"][0]["label"] == "seen" and left["points"][0]["y"].tolist() == [11, 19]
    assert [(bar["bottom"], bar["height"], bar["label"]) for bar in right["bars"]] == [
        (0, 3, "counts"),
        (0, 5, "counts"),
    ]
    assert right["x"]["tick_labels"] == ["a", "b"]


# --- packages --------------------------------------------------------------------------------------

PROJECT = """[project]
name = "Word-Count"
version = "0.2.0"
requires-python = ">=3.11"
dependencies = []

[project.scripts]
count = "word_count.cli:main"
"""
PACKAGE = {
    "pyproject.toml": PROJECT,
    "src/word_count/__init__.py": "from word_count.core import words\n",
    "src/word_count/core.py": "def words(text):\n    return len(text.split())\n",
    "src/word_count/cli.py": "import os, sys\nfrom word_count import words\n\n\ndef main():\n"
    "    print(words(' '.join(sys.argv[1:])), os.listdir('.'))\n    return 3\n",
    "src/other/__init__.py": "",
    "helper.py": "",
}


def packaged(engine: Engine, files: dict[str, str], ask: Ask) -> tuple[Any, Run]:
    return looked_at(engine, "package", "handed_in.py", f"FILES = {files!r}\n", ask)


def test_a_package_is_installed_and_its_command_runs_elsewhere(engine: Engine) -> None:
    installed, _ = packaged(engine, PACKAGE, lambda lab: lab.install())
    assert [path for path in installed if not path.startswith("word_count-0.2.0.dist-info/")] == [
        "word_count/__init__.py",
        "word_count/cli.py",
        "word_count/core.py",
    ]
    assert "word_count-0.2.0.dist-info/entry_points.txt" in installed
    done, _ = packaged(engine, PACKAGE, lambda lab: lab.run("count", ["one", "two three"]))
    assert done == {"status": 3, "printed": "3 []\n", "complained": ""}
    called, _ = packaged(engine, PACKAGE, lambda lab: lab.call("word_count", "words", ["a b"]))
    assert called == 2


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("pyproject.toml", None, "There is no pyproject.toml"),
        ("pyproject.toml", "[project\n", "cannot be read as TOML"),
        ("pyproject.toml", "[tool.x]\n", "no [project] table"),
        ("pyproject.toml", PROJECT.replace("0.2.0", "new"), "`version` that installers accept: 'new'"),
        ("pyproject.toml", PROJECT.replace("cli:main", "cli.main"), "names a function"),
        ("pyproject.toml", PROJECT.replace("count = ", "tally = "), "No command `count` is installed"),
        ("src/word_count/__init__.py", None, "src/word_count/__init__.py is missing"),
    ],
)
def test_what_is_wrong_with_a_package_is_a_sentence(
    engine: Engine, path: str, text: str | None, said: str
) -> None:
    files = {**PACKAGE, path: text or ""}
    if text is None:
        del files[path]
    _, run = packaged(engine, files, lambda lab: lab.run("count"))
    assert run.fault is not None and run.fault.kind == "Trouble" and said in run.fault.message


def test_what_is_not_installed_cannot_be_imported(engine: Engine) -> None:
    files = {**PACKAGE, "src/word_count/cli.py": "import helper\n"}
    _, run = packaged(engine, files, lambda lab: lab.run("count"))
    assert run.fault is not None and run.fault.kind == "ModuleNotFoundError"


# --- repositories ----------------------------------------------------------------------------------


def handed_in(files: dict[str, bytes]) -> str:
    return folders.handed_in(folders.Folder(files))


def read(engine: Engine, files: dict[str, bytes], ask: Ask = grading.history) -> tuple[Any, Run]:
    return looked_at(engine, "repository", "handed_in.py", handed_in(files), ask)


def git(folder: Path, *words: str) -> str:
    settings = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *settings, *words], cwd=folder, check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    top = tmp_path / "history"
    top.mkdir()
    git(top, "init", "-q")
    for number in range(3):
        (top / "long.txt").write_text("\n".join(str(n) for n in range(400 + number)))
        (top / "sub").mkdir(exist_ok=True)
        (top / "sub" / f"{number}.txt").write_text(f"{number}\n")
        git(top, "add", ".")
        git(top, "commit", "-q", "-m", f"Step {number}", "-m", "A reason.")
    git(top, "switch", "-q", "-c", "side", "HEAD~1")
    (top / "side.txt").write_text("side\n")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "Aside")
    git(top, "switch", "-q", "main")
    git(top, "merge", "-q", "--no-ff", "side", "-m", "Merge side")
    git(top, "tag", "-a", "v1", "-m", "first")
    return top


@pytest.mark.parametrize("way", ["loose", "packed", "packed-refs"])
def test_a_history_is_read_as_git_tells_it(engine: Engine, repository: Path, way: str) -> None:
    if way == "packed":
        git(repository, "gc", "-q", "--aggressive", "--prune=now")
    if way == "packed-refs":
        git(repository, "pack-refs", "--all")
    found, run = read(engine, folders.read_folder(repository, folders.of_repository).files)
    assert run.status == "ok", run
    told = [line.split("|") for line in git(repository, "log", "--format=%H|%P|%s", "main").splitlines()]
    assert {c.id: (" ".join(c.parents), c.subject) for c in found.commits} == {i: (p, s) for i, p, s in told}
    assert (found.branch, found.head) == ("main", told[0][0])
    assert found.branches["side"] == git(repository, "rev-parse", "side").strip()
    assert found.tags == {"v1": told[0][0]}
    listed = git(repository, "ls-tree", "-r", "-l", "main").splitlines()
    sizes = {line.split("\t")[1]: int(line.split()[3]) for line in listed}
    top = found.commit(found.branches["main"])
    assert {path: found.sizes[id] for path, id in top.files.items()} == sizes
    assert found.commits[-1].message == "Step 0\n\nA reason."
    order = [commit.id for commit in found.commits]
    assert all(order.index(c.id) < order.index(p) for c in found.commits for p in c.parents)


def test_what_ours_makes_git_can_read(tmp_path: Path) -> None:
    made = Repository()
    first = made.commit("First", {"b/c.txt": "c\n", "b.txt": "b\n", "a": "a\n"})
    top = made.commit("Second", {"a": "A\n"}, first)
    for path, content in made.files({"main": top}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert git(tmp_path, "fsck", "--strict").strip() == ""
    assert git(tmp_path, "log", "--format=%s", "--name-only").split() == [
        "Second",
        "a",
        "b.txt",
        "b/c.txt",
        "First",
        "a",
        "b.txt",
        "b/c.txt",
    ]


def small() -> dict[str, bytes]:
    made = Repository()
    return made.files({"main": made.commit("Only", {"a.txt": "a\n"})})


def blob(content: bytes, id: str = "") -> dict[str, bytes]:
    whole = b"blob %d\0" % len(content) + content
    id = id or hashlib.sha1(whole).hexdigest()
    return {f".git/objects/{id[:2]}/{id[2:]}": zlib.compress(whole)}


def pack(*entries: bytes) -> dict[str, bytes]:
    return {
        ".git/objects/pack/x.pack": b"PACK"
        + (2).to_bytes(4, "big")
        + len(entries).to_bytes(4, "big")
        + b"".join(entries)
    }


def _spoilt(files: dict[str, bytes], kind: bytes) -> dict[str, bytes]:
    """The object of this kind, filed under its name with other bytes in it."""
    path = next(
        p for p in files if p.startswith(".git/objects") and zlib.decompress(files[p]).startswith(kind)
    )
    whole = bytearray(zlib.decompress(files[path]))
    whole[-2] ^= 1
    return {**files, path: zlib.compress(bytes(whole))}


HOSTILE = {
    "nothing": ({}, "There is no Git repository"),
    "a changed commit": (_spoilt(small(), b"commit"), "is damaged"),
    "a changed tree": (_spoilt(small(), b"tree"), "is damaged"),
    "a missing tree": (
        {p: c for p, c in small().items() if "objects" not in p or b"tree " not in zlib.decompress(c)[:5]},
        "is missing",
    ),
    "bytes that are no object": (
        {p: b"x" * 40 if "objects" in p else c for p, c in small().items()},
        "is damaged",
    ),
    "a branch that is a file": (
        {**small(), ".git/refs/heads/main": hashlib.sha1(b"blob 1\0a").hexdigest().encode(), **blob(b"a")},
        "should be a commit",
    ),
    "a pack that is none": ({**small(), ".git/objects/pack/x.pack": b"nonsense"}, "is damaged"),
    "a pack that ends": ({**small(), **pack(b"\x33" + zlib.compress(b"abc")[:-4])}, "is damaged"),
    "a pack on air": (
        {**small(), **pack(b"\x73" + b"\1" * 20 + zlib.compress(b"\3\3\3"))},
        "based on objects that are not in it",
    ),
    "a pack that bursts": (
        {**small(), **pack(b"\x33" + zlib.compress(bytes(60 * 2**20), 9))},
        "unpacks to more than 48 MiB",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_damaged_or_hostile_repository_has_a_sentence(engine: Engine, name: str) -> None:
    files, said = HOSTILE[name]
    _, run = read(engine, files)
    assert run.fault is not None and run.fault.kind == "Trouble", run
    assert said in run.fault.message


def test_random_damage_gives_a_history_or_a_sentence(repository: Path) -> None:
    rng = random.Random(3)
    loose = folders.read_folder(repository, folders.of_repository).files
    git(repository, "gc", "-q", "--prune=now")
    packed = folders.read_folder(repository, folders.of_repository).files
    told = 0
    for number in range(300):
        files = dict(loose if number % 2 else packed)
        name = rng.choice(sorted(files))
        content = bytearray(files[name])
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        files[name] = bytes(content if rng.random() < 0.8 else content[: rng.randrange(len(content))])
        try:
            repositories._Repository(files, {}).history()
        except Trouble:
            told += 1
    assert told > 100


def test_a_tree_without_an_end_is_damaged() -> None:
    made = Repository()
    tree = made._store("tree", b"100644 endless")
    top = made._store("commit", f"tree {tree}\nauthor A <a> 1 +0000\n\nx".encode())
    with pytest.raises(Trouble, match="is damaged"):
        repositories._Repository(made.files({"main": top}), {}).history()


def test_a_large_object_is_measured_without_being_unpacked(engine: Engine) -> None:
    made = Repository()
    top = made.commit("Large", {"zeros": bytes(80 * 2**20)})
    found, run = read(engine, made.files({"main": top}))
    assert run.status == "ok" and run.peak_mib < 40
    assert list(found.sizes.values()) == [80 * 2**20]


def test_what_was_too_large_to_hand_in_is_named(engine: Engine) -> None:
    made = Repository()
    files = made.files({"main": made.commit("Large", {"data.bin": b"data"})})
    path = next(p for p, c in files.items() if "objects" in p and zlib.decompress(c).startswith(b"blob"))
    folder = folders.Folder({p: c for p, c in files.items() if p != path}, {path: 5_000_000})
    found, _ = looked_at(engine, "repository", "handed_in.py", folders.handed_in(folder), grading.history)
    (commit,) = found.commits
    assert found.sizes[commit.files["data.bin"]] == 5_000_000
