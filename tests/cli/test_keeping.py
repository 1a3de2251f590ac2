"""Export, import, and what happens when the world is broken."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import groundup.actions
from groundup.cli import STATUS
from groundup.records import GroundupError
from tests.cli.conftest import PACK, Run, in_a_process, read_json


def test_everything_goes_out_and_comes_back(run: Run, on_the_road: Path, home: Path) -> None:
    run("claim", "counting")
    (on_the_road / "notes/first.md").write_text("∂")
    said = read_json(run("export", "all.zip", "--json"))
    assert said["archive"] == str(home / "all.zip") and said["bytes"] > 0
    assert run("init", "other").exit_code == 0
    brought = read_json(run("--workspace", "other", "import", "all.zip", "--json"))
    assert "notes/first.md" in brought["written"]
    assert (home / "other/notes/first.md").read_text() == "∂"
    before, after = run("map", "--json").stdout, run("--workspace", "other", "map", "--json").stdout
    assert before == after
    assert read_json(run("--workspace", "other", "import", "all.zip", "--json"))["records"] == 0


def test_export_replaces_nothing_unless_told_to(run: Run, workspace: Path, home: Path) -> None:
    (home / "all.zip").write_text("mine")
    result = run("export", "all.zip")
    assert result.exit_code == 1 and "--force" in result.stderr
    assert (home / "all.zip").read_text() == "mine"
    assert run("export", "all.zip", "--force").exit_code == 0


def test_what_is_no_archive_is_refused(run: Run, workspace: Path, home: Path) -> None:
    (home / "no.zip").write_text("not a zip")
    assert run("import", "no.zip").exit_code == 2
    assert run("import", "missing.zip").exit_code == 1


@pytest.mark.parametrize("command", [("map",), ("check", "lab-doubling"), ("claim", "counting"), ("export",)])
def test_without_a_workspace_each_command_says_how_to_make_one(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 1
    assert "groundup init" in result.stderr
    assert result.stdout == ""


def test_a_broken_database_is_a_message_and_status_5(run: Run, workspace: Path) -> None:
    (workspace / ".groundup/groundup.db").write_bytes(b"this is no database" * 1000)
    result = run("map")
    assert result.exit_code == 5
    assert "groundup.db" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_that_may_not_be_written_to_is_said(home: Path) -> None:
    if os.getuid() == 0:
        pytest.skip("root may write anywhere; the test below meets the same error")
    (home / "closed").mkdir(mode=0o555)
    done = subprocess.run(in_a_process("init", "closed/ml"), capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert "Choose a folder that you may write to" in done.stderr


def test_a_file_where_the_workspace_should_be_is_said(run: Run, home: Path) -> None:
    (home / "ml").write_text("a file")
    result = run("init", "ml")
    assert result.exit_code == 5
    assert "Choose a folder" in result.stderr


def test_a_missing_content_folder_is_said(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDUP_CONTENT", "/nowhere")
    result = run("map")
    assert result.exit_code == 5
    assert "/nowhere" in result.stderr


@pytest.mark.parametrize(("code", "status"), sorted(STATUS.items()))
def test_each_kind_of_error_has_its_exit_status(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, code: str, status: int
) -> None:
    def fail(*_: object) -> None:
        raise GroundupError(code, "what went wrong\x1b[2J, and the way out")

    monkeypatch.setattr(groundup.actions, "roadmap", fail)
    result = run("map", "--json")
    assert result.exit_code == status
    assert result.stderr == "what went wrong[2J, and the way out\n"
    assert result.stdout == ""


def test_a_bug_is_our_side_with_a_number_and_a_log_and_no_traceback(
    run: Run, workspace: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(groundup.actions, "roadmap", fail)
    result = run("map")
    assert result.exit_code == 1
    assert "Our side broke (number " in result.stderr
    assert "Traceback" not in result.stderr and "secret detail" not in result.stderr
    (log,) = (home / "state/groundup").glob("broken-*.log")
    assert log.stem.removeprefix("broken-") in result.stderr
    assert "ZeroDivisionError: secret detail" in log.read_text()


def test_a_bug_is_said_even_where_no_log_can_be_kept_at_home(
    run: Run,
    workspace: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    (home / "state").write_text("in the way")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    monkeypatch.setattr(groundup.actions, "roadmap", lambda *_: 1 / 0)
    assert run("map").exit_code == 1
    assert list(elsewhere.glob("broken-*.log"))


def test_commands_at_once_on_one_workspace_all_succeed(on_the_road: Path, run: Run) -> None:
    ids = ("counting", "doubling", "halving", "endlessness")
    at_once = [subprocess.Popen(in_a_process("claim", id), stdout=subprocess.DEVNULL) for id in ids]
    assert [one.wait() for one in at_once] == [0, 0, 0, 0]
    states = [node["mastery"]["state"] for node in read_json(run("map", "--json"))["nodes"]]
    assert states == ["claimed"] * 4


def test_a_reader_that_leaves_early_is_no_bug(on_the_road: Path) -> None:
    words = in_a_process("plan", "--json")
    one = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert one.stdout and one.stderr
    with one.stdout, one.stderr:
        one.stdout.close()
        assert one.stderr.read() == b""
        assert one.wait() == 1


def test_piped_output_has_no_escape_sequence_whatever_the_terminal(
    on_the_road: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for words in (("map",), ("lesson", "counting")):
        done = subprocess.run(in_a_process(*words), capture_output=True, check=True)
        assert b"\x1b" not in done.stdout + done.stderr


def test_a_terminal_without_the_letters_shows_question_marks(
    on_the_road: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = subprocess.run(in_a_process("map"), capture_output=True, check=True)
    assert b"? ? counting" in done.stdout
    assert done.stdout.isascii()


def test_content_is_checked_and_a_sound_pack_has_no_problem(run: Run) -> None:
    result = run("content", "check", str(PACK / "concepts/counting"), "--seeds", "5", "--json")
    assert read_json(result) == []
    assert result.exit_code == 0


def test_new_content_is_a_skeleton_whose_problems_are_all_named(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    shutil.copytree(PACK, home / "pack")
    monkeypatch.setenv("GROUNDUP_CONTENT", str(home / "pack"))
    made = read_json(run("content", "new", "concept", "tripling", "--into", "pack", "--json"))
    assert Path(made["folder"]).name == "tripling"
    result = run("content", "check", "pack/concepts/tripling", "--json")
    problems = read_json(result)
    assert result.exit_code == 3 and problems
    assert all(set(problem) == {"path", "rule", "remedy"} for problem in problems)
    assert run("content", "new", "concept", "tripling", "--into", "pack").exit_code == 1


def test_a_folder_to_check_that_is_not_there_is_said(run: Run) -> None:
    assert run("content", "check", "nowhere").exit_code == 1


def test_the_library_says_what_stands_and_times_it(run: Run, on_the_road: Path) -> None:
    assert "0 modules of 2 stand; 2 more can be built." in run("library").stdout
    module = on_the_road / "mylib/numbers/doubling.py"
    module.parent.mkdir(parents=True, exist_ok=True)
    module.write_text((PACK / "concepts/doubling/lab/solution.py").read_text())
    assert run("check", "lab-doubling").exit_code == 0
    said = run("library", "--time").stdout
    assert "mylib/numbers/doubling.py" in said and "checked against numpy.multiply" in said
    assert "Doubling a number: yours takes" in said
    assert read_json(run("library", "--json"))["shelves"]
