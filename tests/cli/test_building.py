"""Labs: the verdict as text and as the JSON that other tools read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from groundup.cli import build
from tests.cli.conftest import PACK, Run, read_json

LAB = PACK / "concepts/doubling/lab"
SOLUTION = (LAB / "solution.py").read_text()


def mistaken(name: str) -> str:
    return SOLUTION + "\n\n" + (LAB / f"mistakes/{name}.py").read_text()


def test_a_right_lab_passes_as_json(run: Run, workspace: Path) -> None:
    result = run("check", "lab-doubling", "--file", str(LAB / "solution.py"), "--json")
    assert result.exit_code == 0, result.stderr
    said = read_json(result)
    assert set(said) == {"lab", "passed", "checks", "diagnosis", "run"}
    assert said["lab"] == "lab-doubling" and said["passed"] is True and said["diagnosis"] is None
    assert [set(check) for check in said["checks"]] == [{"name", "task", "passed", "sentence"}] * 2
    assert set(said["run"]) == {"status", "wall_ms", "cpu_ms", "peak_mib"}
    assert said["run"]["status"] == "ok"


def test_a_known_mistake_is_named(run: Run, workspace: Path, home: Path) -> None:
    (home / "draft.py").write_text(mistaken("squares"))
    result = run("check", "doubling", "--file", "draft.py", "--json")
    assert result.exit_code == 3
    said = read_json(result)
    assert said["passed"] is False
    assert said["diagnosis"]["mistake"] == "squares"
    assert "multiply the number by itself" in said["diagnosis"]["sentence"]


def test_a_verdict_as_text_shows_the_first_failing_input_and_the_mistake(
    run: Run, workspace: Path, home: Path
) -> None:
    (home / "draft.py").write_text(mistaken("squares"))
    result = run("check", "lab-doubling", "--file", "draft.py")
    assert result.exit_code == 3
    text = result.stdout
    for piece in (
        "not passed",
        "✗ double: adds a number to itself",
        "double(3)",
        "9",
        "6",
        "known mistake: squares",
    ):
        assert piece in text
    assert "Ask yourself" in text


@pytest.mark.parametrize(
    ("source", "status", "said"),
    [
        ("def double(x:\n", "error", "line 1"),
        ("", "", "double"),
        ("import nowhere_to_be_found\n", "error", "nowhere_to_be_found"),
        ("while True:\n    pass\n", "timeout", "2"),
        ("x = [0] * 10**10\n", "memory", "memory"),
        ("import numpy\n\ndef double(x):\n    return numpy.multiply(2, x)\n", "refused", "numpy"),
        ("def double(x):\n    return float('nan')\n", "ok", "nan"),
    ],
    ids=["syntax", "empty", "unimportable", "endless", "bomb", "forbidden", "nan"],
)
def test_bad_code_gets_a_sentence_and_status_3(
    run: Run, workspace: Path, home: Path, source: str, status: str, said: str
) -> None:
    (home / "draft.py").write_text(source)
    result = run("check", "lab-doubling", "--file", "draft.py")
    assert result.exit_code == 3
    assert said in result.stdout
    assert "Traceback" not in result.stdout
    if status:
        assert (
            read_json(run("check", "lab-doubling", "--file", "draft.py", "--json"))["run"]["status"] == status
        )


def test_the_first_check_puts_the_starter_into_the_workspace(run: Run, workspace: Path) -> None:
    result = run("check", "lab-doubling")
    assert result.exit_code == 3
    starter = workspace / "mylib/numbers/doubling.py"
    assert starter.read_text() == (LAB / "starter.py").read_text()
    assert str(starter) in result.stderr


def test_what_is_built_is_checked_in_place_and_moves_the_map(run: Run, on_the_road: Path) -> None:
    file = on_the_road / "mylib/numbers/doubling.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(SOLUTION)
    assert run("check", "doubling").exit_code == 0
    states = {node["id"]: node["mastery"]["state"] for node in read_json(run("map", "--json"))["nodes"]}
    assert states["doubling"] == "mastered"


def test_a_lab_that_uses_one_not_built_yet_says_that_it_is_lent(run: Run, workspace: Path) -> None:
    result = run("check", "lab-halving", "--file", str(PACK / "concepts/halving/lab/solution.py"))
    assert result.exit_code == 0, result.stdout
    assert "Lent" in result.stdout and result.stdout.count("lab-doubling") == 1


def test_what_the_learner_prints_cannot_command_the_terminal(run: Run, workspace: Path, home: Path) -> None:
    hostile = (
        'def double(x):\n    print("\\x1b[2Jgone\\x07")\n    raise ValueError("\\x1b]0;mine\\x07 " * 3)\n'
    )
    (home / "draft.py").write_text(hostile)
    result = run("check", "lab-doubling", "--file", "draft.py")
    assert "\x1b" not in result.stdout and "\x07" not in result.stdout


@pytest.mark.parametrize("kind", ["missing", "folder", "latin-1", "large"])
def test_a_file_that_cannot_be_read_is_said(run: Run, workspace: Path, home: Path, kind: str) -> None:
    draft = home / "draft.py"
    if kind == "folder":
        draft.mkdir()
    elif kind == "latin-1":
        draft.write_bytes("# é".encode("latin-1"))
    elif kind == "large":
        draft.write_bytes(b"#" * 10**7)
    result = run("check", "lab-doubling", "--file", "draft.py")
    assert result.exit_code == {"missing": 1, "folder": 5, "latin-1": 2, "large": 2}[kind]
    assert "draft.py" in result.stderr
    assert result.stdout == ""


def test_a_supplied_or_outlined_lab_cannot_be_checked(run: Run, workspace: Path) -> None:
    assert run("check", "endlessness").exit_code == 1


def test_watch_answers_each_save(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = workspace / "mylib/numbers/doubling.py"

    def saved(folder: Path, wanted: frozenset[Path]) -> Iterator[Path]:
        assert file in wanted
        file.write_text(mistaken("squares"))
        yield file
        file.write_text(SOLUTION)
        yield file

    monkeypatch.setattr(build, "saved", saved)
    result = run("watch", "lab-doubling", "--json")
    import json

    verdicts = [json.loads(line) for line in result.stdout.splitlines()]
    assert [verdict["passed"] for verdict in verdicts] == [False, False, True]


def test_polling_sees_a_save_and_a_new_file_and_nothing_else(tmp_path: Path) -> None:
    first, second = tmp_path / "a.py", tmp_path / "b.py"
    first.write_text("1")
    changes = build.polled(frozenset({first, second}), pause_s=0.001)
    waiting = iter(changes)

    def save(path: Path, text: str, at_ns: int) -> None:
        draft = path.with_suffix(".saving")  # in one step, or text and time could be seen as two saves
        draft.write_text(text)
        os.utime(draft, ns=(at_ns, at_ns))
        draft.replace(path)

    import threading

    started = threading.Timer(0.05, save, (second, "2", 1_000))
    started.start()
    assert next(waiting) == second
    again = threading.Timer(0.05, save, (first, "11", 2_000))
    again.start()
    assert next(waiting) == first
