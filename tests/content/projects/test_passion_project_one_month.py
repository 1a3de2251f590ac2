"""The passion project: what its audit reads, and that it names what is planted and passes what is good.

What trains more than a few times is left out, but with GROUNDUP_EVERY_FAULT=1: then every criterion, every
solution and every fault is run, which takes some minutes.
"""

import os
import tomllib
from pathlib import Path

import numpy as np
import pytest

from groundup.audit import added, load_criteria, removed, replaced, run_audit
from groundup.audit.probes.table import Table
from groundup.catalog.projects import load_project_source, read_drafts, read_faults, read_files
from tests.audit.rooms import inspect, local_room

FOLDER = Path(__file__).parents[3] / "content" / "projects" / "passion-project-one-month"
AUDIT = load_project_source(FOLDER / "audit.py")
CRITERIA = {one.id: one for one in load_criteria(AUDIT)}
DRAFTS = read_drafts(FOLDER)
EXEMPLAR = DRAFTS["exemplar"]
FAULTS = read_faults(FOLDER)
EVERYTHING = bool(os.environ.get("GROUNDUP_EVERY_FAULT"))
TRAINS = ("first-version", "improvement", "leakage-probe")
QUICK = ("first-version-does-not-run", "weather-of-the-next-day")


def audited(draft, *ids):
    wanted = [CRITERIA[id] for id in ids]
    return {found.criterion: found for found in run_audit(inspect(draft, FOLDER), wanted)}


def test_the_audit_has_one_criterion_for_each_line_of_the_rubric():
    rubric = tomllib.loads((FOLDER / "project.toml").read_text(encoding="utf-8"))["rubric"]
    assert set(CRITERIA) == {line["id"] for line in rubric}


@pytest.mark.parametrize("name", DRAFTS)
def test_a_good_project_passes(name):
    ids = [id for id in CRITERIA if EVERYTHING or name == "exemplar" or id not in TRAINS]
    wrong = {id: found.seen for id, found in audited(DRAFTS[name], *ids).items() if found.passed is not True}
    assert not wrong


@pytest.mark.parametrize(
    "fault",
    [one for one in FAULTS if EVERYTHING or CRITERIA[one.criterion].cheap or one.name in QUICK],
    ids=lambda one: one.name,
)
def test_a_planted_fault_is_named(fault):
    found = audited(fault.plant(EXEMPLAR), fault.criterion)[fault.criterion]
    assert found.passed is False and found.todo


# --- the history ---------------------------------------------------------------------------------


def test_a_scope_that_came_after_the_code_is_told_with_the_commit():
    late = EXEMPLAR
    for n in range(4):  # the scope is not there before the first version
        step = late.steps[n]
        files = {path: content for path, content in step.files.items() if path != "scope.md"}
        late = type(late)(
            (*late.steps[:n], type(step)(step.message, step.at, files, step.tag), *late.steps[n + 1 :])
        )
    seen = audited(late, "scope")["scope"].seen
    assert "data/get_weather.py" in seen and "2026-03-03" in seen


@pytest.mark.parametrize(("id", "tag"), [("time-box", "final"), ("first-version", "v0")])
def test_a_missing_tag_is_named(id, tag):
    steps = [type(s)(s.message, s.at, s.files, "" if s.tag == tag else s.tag) for s in EXEMPLAR.steps]
    assert f"tag '{tag}'" in audited(type(EXEMPLAR)(tuple(steps)), id)[id].seen


def test_the_starter_asks_for_everything_and_breaks_nothing():
    files = read_files(FOLDER / "starter")
    draft = type(EXEMPLAR)((type(EXEMPLAR.steps[0])("Start", EXEMPLAR.steps[0].at, files),))
    cheap = [id for id, one in CRITERIA.items() if one.cheap and id != "no-secrets"]
    assert all(found.passed is False and found.todo for found in audited(draft, *cheap).values())


def test_the_first_test_of_the_starter_fails_for_want_of_a_loader():
    with local_room(read_files(FOLDER / "starter")) as room:
        ran = room.run("python -m pytest -q")
    assert ran.exit == 1 and "question.load" in ran.stdout


# --- what is written down ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edits", "id", "seen"),
    [
        ([removed("ideas.md")], "three-ideas", "no ideas.md"),
        ([replaced("ideas.md", "| 4 | 18 |", "| 4 | 12 |")], "three-ideas", "highest score is 13"),
        ([replaced("debug-log.md", "Hypothesis: dates", "Guess: dates")], "debug-log", "no hypothesis"),
        ([replaced("debug-log.md", "## 2026-03-05", "## 2025-03-05")], "debug-log", "outside the commits"),
        ([replaced("retrospective.md", " (scheduled: 2026-04-06)", "")], "gap-list", "none"),
        ([replaced("scope.md", "Of use from 0.75 on", "Of use")],
         "scope", "without a threshold"),
        ([replaced("groundup.toml", 'purpose = "learning"', 'purpose = "selling"')], "licence", "'selling'"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(edits, id, seen):
    draft = EXEMPLAR
    for edit in edits:
        draft = edit(draft)
    found = audited(draft, id)[id]
    assert found.passed is False and seen in found.seen


def test_hours_within_thirty_percent_need_no_new_plan():
    draft = added(
        "plan.md",
        "| increment | planned | spent |\n|---|---|---|\n| a | 2 | 2.5 |\n| b | 4 | 3 |\n| c | 1 | 1 |\n",
    )
    assert audited(draft(EXEMPLAR), "tracking")["tracking"].passed


# --- how rows are cut ----------------------------------------------------------------------------

FORM = AUDIT["Form"]


def test_rows_are_cut_forward_in_time():
    table = Table(("id", "day", "y"), tuple((f"r{n}", f"{99 - n:02d}", str(n % 2)) for n in range(40)))
    parts = AUDIT["_parts"](table, FORM("y", "auroc", time="day"))
    for learn, score in parts:
        assert max(table.column("day")[i] for i in learn) < min(table.column("day")[i] for i in score)
    assert [len(score) for _, score in parts] == [10, 10]


def test_groups_stay_whole_and_every_row_is_scored_once():
    table = Table(("id", "who", "y"), tuple((f"r{n}", f"g{n // 3}", str(n % 2)) for n in range(60)))
    parts = AUDIT["_parts"](table, FORM("y", "auroc", group="who"))
    assert sorted(i for _, score in parts for i in score) == list(range(60))
    for learn, score in parts:
        assert not {table.column("who")[i] for i in learn} & {table.column("who")[i] for i in score}


def test_a_null_result_needs_the_values_that_the_audit_found():
    told = AUDIT["_null_result"]
    draft = DRAFTS["others/fewer-numbers"]
    inspection = inspect(draft, FOLDER)
    assert told(inspection, 0.992, 0.992) == ""
    assert "0.80" in told(inspection, 0.80, 0.992)
    assert "no section" in told(inspect(EXEMPLAR, FOLDER), 0.7, 0.7)


def test_copies_across_the_cut_are_counted():
    rows = tuple((str(n % 30), "1") for n in range(60))
    table = Table(("x", "y"), rows)
    assert AUDIT["_copies"](table, list(range(30)), list(range(30, 60))) == 30
    assert AUDIT["_copies"](table, list(range(15)), list(range(15, 30))) == 0


def test_terms_of_data_permit_their_purposes_and_no_others():
    permits = AUDIT["PERMITS"]
    assert "commercial" not in permits["CC-BY-NC-4.0"] and "commercial" in permits["CC0-1.0"]
    assert np.all(["learning" in purposes for purposes in permits.values()])
