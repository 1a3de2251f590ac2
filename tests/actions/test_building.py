"""Labs: the starter, the verdict, the evidence, and the library that grows from lab to lab."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from groundup import actions
from groundup.actions import building
from groundup.catalog import Lab
from groundup.records import Run, Verdict
from groundup.workspace import Workspace
from tests.actions.conftest import PACK, evidence, refusal

DOUBLING = (PACK / "concepts/doubling/lab/solution.py").read_text()
HALVING = (PACK / "concepts/halving/lab/solution.py").read_text()
STARTER = (PACK / "concepts/doubling/lab/starter.py").read_text()


def mistaken(lab: Lab, name: str) -> str:
    return next(mistake.source for mistake in lab.mistakes if mistake.id == name)


def verdict(w: Workspace, source: str | None, lab: str = "lab-doubling") -> Verdict:
    return actions.check_lab(w, lab, source).verdict


def test_a_lab_shows_brief_starter_and_what_it_rests_on(w: Workspace) -> None:
    view = actions.lab(w, "halving")
    assert (view.id, view.concept, view.module) == ("lab-halving", "halving", "mylib/numbers/halving.py")
    assert view.source == view.starter and not view.saved and not view.passed and view.last is None
    assert view.uses == (("lab-doubling", "lent"),)
    assert [task for _, task in view.checks] == [1, 1]
    assert Path(view.path) == w.root / view.module


def test_a_lab_that_is_only_outlined_or_not_there_is_said(w: Workspace) -> None:
    for name in ("nothing", "endlessness", "", "../doubling"):
        refusal("not-found", lambda name=name: actions.lab(w, name))


def test_the_starter_is_put_there_once(w: Workspace) -> None:
    path = actions.start_lab(w, "doubling")
    assert path.read_text() == STARTER
    path.write_text("mine")
    assert actions.start_lab(w, "doubling").read_text() == "mine"


def test_the_untouched_starter_is_not_passed_and_is_no_attempt(road: Workspace) -> None:
    for source in (None, STARTER, STARTER + "\n\n"):
        found = verdict(road, source)
        assert not found.passed
        assert "Task 1 is not written yet" in found.sentence
    assert evidence(road) == []


def test_a_known_mistake_is_named_without_giving_the_answer_away(road: Workspace) -> None:
    lab = road.catalog.lab("lab-doubling")
    found = verdict(road, mistaken(lab, "squares"))
    assert not found.passed and found.run.status == "ok"
    assert found.diagnosis is not None and found.diagnosis.mistake == "squares"
    assert "3 multiplied by 3" in found.diagnosis.question
    failed = next(check for check in found.checks if not check.passed)
    assert failed.shown is not None
    assert (failed.shown.call, failed.shown.got, failed.shown.expected) == ("double(3)", "9", "6")
    assert evidence(road)[0].outcome.mistake == "squares"


@pytest.mark.parametrize("lab_id", ["lab-doubling", "lab-halving"])
def test_every_known_mistake_of_the_pack_is_told_apart(road: Workspace, lab_id: str) -> None:
    for mistake in road.catalog.lab(lab_id).mistakes:
        found = verdict(road, mistake.source, lab_id).diagnosis
        assert found is not None and found.mistake == mistake.id


def test_a_right_module_passes_and_is_evidence_once(road: Workspace) -> None:
    actions.save_lab(road, "doubling", DOUBLING)
    checked = actions.check_lab(road, "doubling", duration_s=900)
    assert checked.verdict.passed and checked.verdict.sentence == "All 2 checks passed."
    (fact,) = evidence(road)
    assert (fact.activity.kind, fact.activity.name, fact.outcome.result) == ("lab", "lab-doubling", "passed")
    assert fact.duration_s == 900 and fact.outcome.detail["checks"] == fact.outcome.detail["of"] == 2
    verdict(road, None)
    assert len(evidence(road)) == 1
    view = actions.lab(road, "doubling")
    assert view.passed and view.saved and view.last == fact.at
    assert actions.concept(road, "doubling").mastery.state == "mastered"
    assert actions.concept(road, "doubling").lab.passed  # type: ignore[union-attr]  # it has one


def test_each_new_attempt_is_evidence_and_the_same_one_again_is_not(road: Workspace) -> None:
    lab = road.catalog.lab("lab-doubling")
    for source in (
        mistaken(lab, "squares"),
        mistaken(lab, "squares"),
        mistaken(lab, "loses_the_sign"),
        DOUBLING,
    ):
        verdict(road, source)
    assert [fact.outcome.result for fact in evidence(road)] == ["failed", "failed", "passed"]


@pytest.mark.parametrize(
    ("source", "status", "said"),
    [
        ("def double(x:\n", "error", ["cannot read the file", "line 1"]),
        ("def double(x):\nreturn 1\n", "error", ["cannot read the file", "line 2"]),
        ("", "error", ["empty", "write the functions"]),
        ("\n  \n", "error", ["empty", "write the functions"]),
        ("# later\n", "error", ["empty", "write the functions"]),
        ("import nowhere_to_be_found\n", "error", ["An import failed", "nowhere_to_be_found"]),
        ("1 / 0\n", "error", ["could not be run to its end", "ZeroDivisionError", "line 1"]),
        ("raise SystemExit\n", "error", ["ended the program itself"]),
        ("import os\nos._exit(0)\n", "crashed", ["ended"]),
        ("while True:\n    pass\n", "timeout", ["still running after 2 s", "never ends"]),
        (
            "def double(x):\n    while True:\n        pass\n",
            "timeout",
            ["adds a number to itself", "never ends"],
        ),
        ("held = [0] * 10**10\n", "memory", ["more memory than it may"]),
        ("def double(x):\n    return 'ab' * 10**10\n", "memory", ["more memory than it may"]),
        ("while True:\n    print('again ' * 100)\n", "output", ["printed far too much"]),
        ("import numpy\n\n\ndef double(x):\n    return numpy.multiply(2, x)\n", "refused", ["numpy"]),
        ("def double(x):\n    return float('nan')\n", "ok", ["double(3)", "nan"]),
        ("def double(x):\n    return [x, x]\n", "ok", ["double(3)", "shape (2,)", "one number"]),
        ("def double(x):\n    return None\n", "ok", ["double(3)", "None"]),
        ("def double():\n    return 6\n", "ok", ["double(3)", "TypeError"]),
        ("def double(x):\n    return double(x)\n", "ok", ["calls itself without end"]),
        ("double = 6\n", "ok", ["double"]),
        ("def double(x):\n    return x + \0 x\n", "error", ["cannot read the file"]),
    ],
)
def test_whatever_is_wrong_gets_a_sentence_and_the_next_check_is_not_disturbed(
    road: Workspace, source: str, status: str, said: list[str]
) -> None:
    found = verdict(road, source)
    assert not found.passed
    assert found.run.status == status
    for piece in said:
        assert piece in found.sentence
    assert "Traceback" not in found.sentence and "/" not in found.sentence.replace("mylib/numbers/", "")
    assert verdict(road, DOUBLING).passed


def test_a_file_that_is_too_large_or_not_text_is_refused_wherever_it_comes_from(road: Workspace) -> None:
    large = "#" * (building.LARGEST_SOURCE + 1)
    assert "256 KiB" in refusal("invalid", lambda: verdict(road, large))
    assert "256 KiB" in refusal("invalid", lambda: actions.save_lab(road, "doubling", large))
    assert "not text" in refusal("invalid", lambda: verdict(road, "x = '\ud800'"))
    assert "not text" in refusal("invalid", lambda: actions.save_lab(road, "doubling", "x = '\ud800'"))
    path = actions.start_lab(road, "doubling")
    for content, piece in ((large.encode(), "256 KiB"), (b"#" * 10**7, "256 KiB"), (b"# \xe9", "UTF-8")):
        path.write_bytes(content)
        assert piece in refusal("invalid", lambda: verdict(road, None))
    assert evidence(road) == []


def test_line_ends_and_byte_order_marks_of_other_editors_are_the_same_text(road: Workspace) -> None:
    assert verdict(road, DOUBLING.replace("\n", "\r\n")).passed
    path = actions.start_lab(road, "doubling")
    path.write_bytes(b"\xef\xbb\xbf" + DOUBLING.replace("\n", "\r\n").encode())
    assert verdict(road, None).passed
    assert len(evidence(road)) == 1
    assert verdict(road, HALVING, "halving").lent == ()


def test_saving_replaces_the_file_whole(road: Workspace) -> None:
    path = actions.save_lab(road, "doubling", "first = 1\r\n")
    assert path.read_bytes() == b"first = 1\n"
    actions.save_lab(road, "doubling", "second = 2\n")
    assert [file.name for file in path.parent.iterdir()] == ["doubling.py"]


def test_a_folder_in_the_way_of_a_module_is_said(road: Workspace) -> None:
    (road.root / "mylib/numbers/doubling.py").mkdir(parents=True)
    refusal("environment", lambda: actions.save_lab(road, "doubling", DOUBLING))


# --- the library


def own_doubling(w: Workspace) -> str:
    """Another right way of doubling, which leaves a mark that halving can see."""
    return DOUBLING.replace("return x + x", "return x * 2") + "\n\nMINE = True\n"


SEES_OWN = "from mylib.numbers import doubling\n" + HALVING + "\n\nassert doubling.MINE\n"


def test_a_lab_that_is_not_built_is_lent_and_said(road: Workspace) -> None:
    found = verdict(road, HALVING, "halving")
    assert found.passed and found.lent == ("lab-doubling",)
    assert "Lent for now: lab-doubling" in found.sentence
    assert not verdict(road, SEES_OWN, "halving").passed


def test_an_own_module_is_used_while_its_very_text_has_passed(road: Workspace) -> None:
    path = actions.save_lab(road, "doubling", own_doubling(road))
    assert actions.lab(road, "halving").uses == (("lab-doubling", "lent"),)
    assert verdict(road, None).passed
    assert actions.lab(road, "halving").uses == (("lab-doubling", "own"),)
    found = verdict(road, SEES_OWN, "halving")
    assert found.passed and found.lent == ()
    path.write_text(own_doubling(road) + "# not checked yet\n")
    assert actions.lab(road, "halving").uses == (("lab-doubling", "lent"),)
    assert verdict(road, HALVING, "halving").lent == ("lab-doubling",)
    path.write_text(own_doubling(road))
    assert verdict(road, SEES_OWN, "halving").lent == ()


@pytest.mark.parametrize("content", [b"# \xe9", b"#" * 10**7])
def test_an_own_module_that_cannot_be_read_is_lent(road: Workspace, content: bytes) -> None:
    actions.start_lab(road, "doubling").write_bytes(content)
    assert verdict(road, HALVING, "halving").lent == ("lab-doubling",)


def test_a_mistake_is_named_on_top_of_own_modules_too(road: Workspace) -> None:
    actions.save_lab(road, "doubling", own_doubling(road))
    verdict(road, None)
    found = verdict(road, mistaken(road.catalog.lab("lab-halving"), "doubles"), "halving")
    assert found.diagnosis is not None and found.diagnosis.mistake == "doubles"


def test_what_was_built_can_be_imported_from_the_workspace(road: Workspace) -> None:
    import sys

    actions.save_lab(road, "doubling", DOUBLING)
    actions.save_lab(road, "halving", HALVING)
    source = "from mylib.numbers.halving import halve; print(halve(3))"
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=road.root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "1.5\n"


# --- our own faults


class Broken:
    """An engine that fails on our side, every time or only under the first call of `drive`."""

    def __init__(self, real: Any, *, always: bool) -> None:
        self.real, self.always = real, always

    def run(self, submission: Any, drive: Any) -> Run:
        if self.always:
            return Run("crashed", ours=True)
        self.real.run(submission, drive)
        return self.real.run(submission, drive)


def test_a_fault_of_ours_is_said_and_is_no_attempt(road: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(road, "engine", Broken(road.engine, always=True))
    found = verdict(road, DOUBLING)
    assert not found.passed and "Our side broke" in found.sentence
    assert evidence(road) == []


def test_a_fault_of_ours_while_mistakes_are_learned_is_not_kept(
    road: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = road.catalog.lab("lab-doubling")
    with monkeypatch.context() as patched:
        patched.setattr(road, "engine", Broken(road.engine, always=True))
        building._known_signatures(road, lab)
    found = verdict(road, mistaken(lab, "squares")).diagnosis
    assert found is not None and found.mistake == "squares"


def test_a_run_that_the_engine_began_again_counts_once(
    road: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(road, "engine", Broken(road.engine, always=False))
    found = verdict(road, mistaken(road.catalog.lab("lab-doubling"), "squares"))
    assert [check.passed for check in found.checks] == [False, True]
    assert found.diagnosis is not None and found.diagnosis.mistake == "squares"


def test_a_whole_library_is_judged_with_nothing_lent_and_nothing_kept(w: Workspace) -> None:
    lab = w.catalog.lab("lab-doubling")
    assert building.judge_library(w, "lab-doubling", {lab.module: lab.solution})[0]
    is_passed, sentence = building.judge_library(w, "lab-doubling", {"mylib/other.py": "x = 1\n"})
    assert not is_passed and sentence
    assert building.judge_library(w, "lab-nowhere", {}) == (
        False,
        "There is no lab 'lab-nowhere'. The labs: groundup map",
    )
    assert w.store.count(w.store.learner()) == 0
