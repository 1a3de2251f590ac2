"""Placement and claims in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from groundup.cli import streams
from tests.cli.conftest import Run, read_json


def test_before_the_first_question_it_says_how_to_begin(run: Run, on_the_road: Path) -> None:
    assert "groundup placement" in run("placement", "--result").stdout
    assert "groundup placement" in run("today").stdout
    assert "groundup placement" in run("setup", "--show").stdout


def test_a_placement_is_walked_by_typing(
    run: Run, on_the_road: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "someone_answers", lambda: True)
    result = run("placement", typed="?\n" * 30)
    assert result.exit_code == 0
    assert "Question 1 of at most 25" in result.stdout
    assert "Noted: you don't know." in result.stdout
    said = " ".join(result.stdout.split())
    assert "concepts seem known" in said and "groundup placement --result" in said
    assert "groundup today" in result.stdout.splitlines()[-1]
    whole = " ".join(run("placement", "--result").stdout.split())
    assert "concepts seem known" in whole and "its neighbours speak for it" in whole


def test_without_a_person_the_question_is_shown_and_nothing_waits(run: Run, on_the_road: Path) -> None:
    result = run("placement")
    assert result.exit_code == 0
    assert "Question 1 of at most 25" in result.stdout


def test_programs_ask_and_answer_by_the_number_of_the_round(run: Run, on_the_road: Path) -> None:
    waiting = read_json(run("placement", "--json"))
    round = str(waiting["round"])
    assert waiting["progress"]["answered"] == 0 and "answer" not in waiting["asked"]["public"]
    assert run("placement", "--round", round, "--answer", "((", "--json").exit_code == 2
    said = read_json(run("placement", "--round", round, "--answer", "?", "--json"))
    assert said["result"] == "wrong"
    view = read_json(run("placement", "--result", "--json"))
    assert view["round"] == waiting["round"] and view["progress"]["answered"] == 1
    concepts = [one for area in view["areas"] for one in area["concepts"]]
    assert {one["conclusion"]["finding"] for one in concepts} <= {"known", "not known", "open"}
    assert all(one["because"] for one in concepts)


def test_an_answer_without_its_round_is_a_usage_error(run: Run, on_the_road: Path) -> None:
    assert run("placement", "--answer", "1").exit_code == 2
    assert run("placement", "--result", "--round", "4711").exit_code == 1


def test_what_is_inferred_has_a_mark_of_its_own_and_is_counted(run: Run, on_the_road: Path) -> None:
    for _ in range(25):
        waiting = read_json(run("placement", "--json"))
        if waiting["progress"]["over"] or waiting["asked"] is None:
            break
        prompt, kind = waiting["asked"]["public"]["prompt"], waiting["asked"]["family"]
        n = int("".join(letter for letter in prompt if letter.isdigit()) or "0")
        right = {"counting/next-number": str(n + 1), "doubling/double-it": str(2 * n)}
        text = right.get(kind, f"{n}/2" if kind == "halving/halve-it" else "a")
        run("placement", "--round", str(waiting["round"]), "--answer", text)
        if read_json(run("placement", "--result", "--json"))["progress"]["over"]:
            break
    assert "◎" in run("map").stdout
    assert "inferred" in run().stdout
    assert "Your placement says that you know" in run("today").stdout


# --- claims --------------------------------------------------------------------------------------


def test_a_progress_file_becomes_claims_and_what_is_unknown_is_said(run: Run, on_the_road: Path) -> None:
    file = on_the_road / "progress.json"
    file.write_text(json.dumps({"done": ["counting", "Haskell"], "learning": ["doubling"], "skipped": []}))
    look = run("claim", "--from", str(file), "--look")
    assert "Claimed" not in look.stdout
    result = run("claim", "--from", str(file))
    assert result.exit_code == 0
    assert "1 entry recognised" in result.stdout and "Haskell" in result.stdout
    assert "1 being learned: no claim." in result.stdout
    assert "Claimed: counting" in result.stdout and "groundup placement" in result.stdout
    states = {node["id"]: node["mastery"]["state"] for node in read_json(run("map", "--json"))["nodes"]}
    assert states["counting"] == "claimed" and states["doubling"] == "new"
    assert "Nothing new was claimed." in run("claim", "--from", str(file)).stdout


def test_a_list_comes_from_standard_input_too(run: Run, on_the_road: Path) -> None:
    said = read_json(run("claim", "--from", "-", "--json", typed="counting\n- [x] Halving\n- [ ] doubling\n"))
    assert said["claimed"] == ["counting", "halving"]
    assert said["found"]["learning"] == 1


@pytest.mark.parametrize(("content", "status"), [(b"{]", 2), (b'{"nodes": []}', 2), (b"\xff\xfe\x00", 2)])
def test_a_file_that_is_no_list_is_refused(run: Run, on_the_road: Path, content: bytes, status: int) -> None:
    file = on_the_road / "odd.json"
    file.write_bytes(content)
    assert run("claim", "--from", str(file)).exit_code == status


def test_a_file_that_is_not_there_is_said_by_its_name(run: Run, on_the_road: Path) -> None:
    result = run("claim", "--from", "nowhere.json")
    assert result.exit_code == 1 and "nowhere.json" in result.stderr
    assert run("claim").exit_code == 2


# --- why -----------------------------------------------------------------------------------------


def test_why_shows_what_moved_a_concept_newest_first(run: Run, on_the_road: Path) -> None:
    assert "Nothing you did bears on it yet." in run("why", "counting").stdout
    run("lesson", "counting", "--read")
    run("question", "next-number", "--seed", "7", "--answer", "0")
    text = run("why", "counting").stdout
    assert text.index("The question next-number answered wrong.") < text.index("The lesson read.")
    view = read_json(run("why", "counting", "--json"))
    newest = view["moves"][0]
    assert newest["after"]["known"] < newest["before"]["known"]
    assert view["mastery"]["known"] == pytest.approx(newest["after"]["known"])


def test_a_placement_can_be_redone_and_gone_on_with(
    run: Run, on_the_road: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "someone_answers", lambda: True)
    run("placement", typed="?\n" * 30)
    first = read_json(run("placement", "--result", "--json"))
    assert first["progress"]["over"]
    again = run("placement", "--redo", typed="?\n" * 30)
    assert again.exit_code == 0 and "Question 1 of at most 25" in again.stdout
    second = read_json(run("placement", "--result", "--json"))
    assert second["round"] != first["round"] and second["progress"]["over"]
    more = run("placement", "--more", typed="?\n" * 60)
    assert more.exit_code == 0
    third = read_json(run("placement", "--result", "--json"))
    assert third["round"] == second["round"]
    assert third["progress"]["answered"] >= second["progress"]["answered"]
