"""The project of the containerised API, from both sides: good ones pass, each planted fault is named.

Loads last a second and replays 400 payments here; a real audit takes 60 seconds and 1,000 payments. What
takes longest, servers started again and suites run again, is left to GROUNDUP_EVERY_FAULT=1.
"""

import os
import subprocess
import sys
import tomllib
from dataclasses import replace

import pytest

from groundup.audit import load_criteria, run_audit
from groundup.audit.probes.fresh import attempt
from groundup.catalog.projects import load_project_source, read_drafts, read_faults, read_files
from tests.audit.rooms import inspect
from tests.audit.try_project import ROOT

FOLDER = ROOT / "containerised-api-milestone"
SOURCE = load_project_source(FOLDER / "audit.py")
SHORT = {
    "latency": SOURCE["latency_over"](1.0, slack=20.0),
    "drift-alarm": SOURCE["drift_over"](replays=1, requests=400),
    "tests-mutation": SOURCE["tests_over"](wanted=5),
}
CRITERIA = {one.id: SHORT.get(one.id, one) for one in load_criteria(SOURCE)}
DRAFTS = read_drafts(FOLDER)
FAULTS = {fault.name: fault for fault in read_faults(FOLDER)}
EVERYTHING = bool(os.environ.get("GROUNDUP_EVERY_FAULT"))
LONG = (
    () if EVERYTHING else ("tests-mutation", "ci-workflow", "ci-eval", "rollback", "drift-alarm", "latency")
)
QUICK_FAULTS = ("tests-beside-lint", "evaluation-that-never-fails", "alarm-that-cannot-fire")
IN_THE_RUN = ("fresh-run",)  # faults that the documented command itself meets
MET = {}  # one run of each good draft serves every fault that does not touch the run


def look(draft, criterion, like=""):
    """One finding; the documented run is taken from the good draft `like` where it is named."""
    inspection = inspect(draft, FOLDER)
    if like:
        if like not in MET:
            MET[like] = attempt(inspect(DRAFTS[like], FOLDER))
        inspection.kept["fresh run"] = MET[like]
    (found,) = run_audit(inspection, [CRITERIA[criterion]])
    return found


def test_every_line_of_the_rubric_has_its_criterion():
    rubric = tomllib.loads((FOLDER / "project.toml").read_text(encoding="utf-8"))["rubric"]
    assert sorted(CRITERIA) == sorted(line["id"] for line in rubric)


@pytest.mark.parametrize(
    ("name", "criterion"),
    [
        (name, id)
        for name in sorted(DRAFTS)
        for id in sorted(CRITERIA)
        if id not in LONG or (name == "exemplar" and id in ("ci-eval", "drift-alarm"))
    ],
)
def test_a_good_solution_has_no_failed_criterion(name, criterion):
    found = look(DRAFTS[name], criterion, name)
    assert found.passed is not False, found.seen
    assert (found.passed is None) == (criterion == "container"), found.seen


@pytest.mark.parametrize(
    "name", sorted(one for one in FAULTS if FAULTS[one].criterion not in LONG or one in QUICK_FAULTS)
)
def test_a_planted_fault_is_named_by_its_criterion(name):
    fault = FAULTS[name]
    like = "" if fault.criterion in IN_THE_RUN else "exemplar"
    found = look(fault.plant(DRAFTS["exemplar"]), fault.criterion, like)
    assert found.passed is False, found.seen
    assert found.seen and found.todo


def test_the_starter_is_readable_and_its_first_test_fails(tmp_path):
    files = read_files(FOLDER / "starter")
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
        assert content.decode("utf-8") or path.endswith("__init__.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "test_an_amount_in_cents_is_refused_by_name" in done.stdout
    assert "1 failed, 1 passed" in done.stdout


def test_everybody_has_the_table_of_the_generator(tmp_path):
    made = tmp_path / "made.csv"
    SOURCE["MADE"].write_table(made, *SOURCE["MADE"].payments(4000, SOURCE["MADE"].TABLE_SEED))
    assert read_files(FOLDER / "starter")["data/transactions.csv"] == made.read_bytes()
    for name, draft in DRAFTS.items():
        assert draft.files["data/transactions.csv"] == made.read_bytes(), name


def test_the_audit_draws_other_payments_than_the_table_has():
    table = {tuple(row.values()) for row in SOURCE["MADE"].payments(4000, SOURCE["MADE"].TABLE_SEED)[0]}
    for seed in range(3):
        drawn = SOURCE["fresh_rows"](replace(inspect(DRAFTS["exemplar"], FOLDER), seed=seed))
        assert not {tuple(row.values()) for row in drawn} & table


@pytest.mark.parametrize(
    ("text", "title", "missing"),
    [
        ("## A\n**Meaning**: m\n**Check**: c\n**Action**: a\n**Owner**: o\n", "A", set()),
        ("## A\n- Meaning: m\n- Check: c\n- Owner: o\n", "A", {"action"}),
        ("### A\n| Meaning | m |\n| Check | c |\n| Action | a |\n| Owner | |\n", "A", {"owner"}),
        ("## A\n**Meaning:** m\n**Checks:** c\n\n**Action:**\n\n**Owner:** o\n", "A", {"action"}),
    ],
)
def test_a_runbook_may_be_written_in_several_forms(text, title, missing):
    parts = SOURCE["alarms_of"](text)[title]
    assert {name for name in ("meaning", "check", "action", "owner") if not parts.get(name)} == missing
