"""The tabular milestone, from both sides: good solutions pass, each planted fault is named.

Here the exemplar is audited by all but the slowest criteria, the others by what is quick, and those faults
are run that are seen in a second or two. GROUNDUP_EVERY_FAULT=1 leaves nothing out and takes some minutes;
the benchmark of the audit does the same.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
import tomllib

import pytest

from groundup.audit import load_criteria, run_audit
from groundup.audit.probes.fresh import attempt
from groundup.catalog.projects import load_project_source, read_drafts, read_faults, read_files
from tests.audit.rooms import inspect
from tests.audit.try_project import ROOT

FOLDER = ROOT / "tabular-survival-milestone"
SOURCE = load_project_source(FOLDER / "audit.py")
DATA = load_project_source(FOLDER / "data.py")
EVERYTHING = bool(os.environ.get("GROUNDUP_EVERY_FAULT"))
SLOW = () if EVERYTHING else ("tests-mutation", "seed-reproducibility")
if not EVERYTHING:
    SOURCE["clinic_scores"] = lambda inspection, data: {}  # eight more trainings and predictions
CRITERIA = {one.id: one for one in load_criteria(SOURCE)}
DRAFTS = read_drafts(FOLDER)
FAULTS = {fault.name: fault for fault in read_faults(FOLDER)}
QUICK = {
    "versions-not-pinned",
    "column-made-from-the-outcome",
    "better-number-in-the-readme",
    "no-limits-named",
    "test-without-an-assertion",
    "key-taken-out-again",
}
KEPT = {}  # what the exemplar's own run made


def audited(draft, *criteria, **kept):
    inspection = inspect(draft, FOLDER)
    inspection.kept.update(kept)
    return list(run_audit(inspection, [CRITERIA[id] for id in criteria or CRITERIA]))


def test_every_line_of_the_rubric_has_its_criterion():
    rubric = tomllib.loads((FOLDER / "project.toml").read_text(encoding="utf-8"))["rubric"]
    assert sorted(CRITERIA) == sorted(line["id"] for line in rubric)


def test_the_exemplar_passes_every_criterion():
    for found in audited(DRAFTS["exemplar"], *(id for id in CRITERIA if id not in SLOW)):
        assert found.passed, f"{found.criterion}: {found.seen}"


@pytest.mark.parametrize("name", sorted(name for name in DRAFTS if name != "exemplar"))
def test_another_good_solution_passes(name):
    quick = ("no-secrets", "fresh-run", "readme")
    for found in audited(DRAFTS[name], *(() if EVERYTHING else quick)):
        assert found.passed, f"{found.criterion}: {found.seen}"


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_planted_fault_is_named_by_its_criterion(name):
    fault = FAULTS[name]
    draft = fault.plant(DRAFTS["exemplar"])
    assert fault.criterion in CRITERIA and draft.steps != DRAFTS["exemplar"].steps
    if name not in QUICK and not EVERYTHING:
        return  # it can be planted; whether it is seen takes longer
    kept = {}
    if fault.criterion == "readme":
        if not KEPT:
            KEPT["fresh run"] = attempt(inspect(DRAFTS["exemplar"], FOLDER))
        kept = KEPT
    (found,) = audited(draft, fault.criterion, **kept)
    assert found.passed is False, found.seen
    assert found.seen and found.todo


def test_every_gate_has_a_planted_fault():
    rubric = tomllib.loads((FOLDER / "project.toml").read_text(encoding="utf-8"))["rubric"]
    assert {line["id"] for line in rubric if line.get("gate")} <= {one.criterion for one in FAULTS.values()}


# --- the data -----------------------------------------------------------------------------------


@pytest.mark.parametrize("dataset", ["heart-disease", "titanic"])
def test_no_row_and_no_group_is_on_both_sides(dataset):
    learner, hidden = DATA["SPLITS"][dataset]()
    assert not {tuple(row.values()) for row in learner} & {tuple(row.values()) for row in hidden}
    group = DATA["GROUP"][dataset]
    if group:
        assert not {row[group] for row in learner} & {row[group] for row in hidden}
    assert 0.24 < len(hidden) / (len(learner) + len(hidden)) < 0.27


def test_a_quarter_of_each_clinic_and_outcome_is_hidden():
    learner, hidden = DATA["split_heart"]()
    assert len(learner) + len(hidden) == 920
    for clinic in ("Cleveland", "Hungary", "Switzerland", "VA Long Beach"):
        for disease in "01":
            counts = [
                sum(row["clinic"] == clinic and row["disease"] == disease for row in part)
                for part in (learner, hidden)
            ]
            assert abs(counts[1] - sum(counts) / 4) <= 1, (clinic, disease, counts)


@pytest.mark.parametrize("dataset", ["heart-disease", "titanic"])
def test_everybody_has_the_learners_part_and_nobody_the_hidden_one(dataset):
    learner, hidden = DATA["SPLITS"][dataset]()
    given = DATA["write_csv"](learner)
    assert read_files(FOLDER / "starter")[f"data/{dataset}.csv"] == given
    lines = {",".join(row.values()).encode() for row in hidden}
    for name, draft in DRAFTS.items():
        tables = [content for path, content in draft.files.items() if path.endswith(".csv")]
        assert not any(lines & set(content.splitlines()) for content in tables), name


def test_the_file_of_all_patients_is_the_one_that_its_note_describes():
    note = (FOLDER / "data" / "SOURCES.md").read_text(encoding="utf-8")
    content = (FOLDER / "data" / "heart-disease.csv").read_bytes()
    assert hashlib.sha256(content).hexdigest() in note and "CC BY 4.0" in note


def test_the_made_up_ship_has_what_was_planted():
    rows = DATA["make_titanic"]()
    assert rows == DATA["make_titanic"]() != DATA["make_titanic"](7)
    assert tuple(rows[0]) == DATA["COLUMNS"] and len(rows) == len({row["PassengerId"] for row in rows})
    gaps = {c: [not row["Age"] for row in rows if row["Pclass"] == c] for c in "123"}
    assert sum(gaps["3"]) / len(gaps["3"]) > 2 * sum(gaps["2"]) / len(gaps["2"])
    assert 10 < sum(row["Fare"] == "0" for row in rows) < 60
    tickets = {}
    for row in rows:
        tickets.setdefault(row["Ticket"], set()).add((row["Fare"], row["Cabin"], row["Pclass"]))
    assert sum(len(seen) > 1 for seen in tickets.values()) <= 2 and len(tickets) < 0.8 * len(rows)
    cabins = {}
    for row in rows:
        cabins.setdefault(row["Cabin"], set()).add(row["Ticket"])
    assert sum(len(shared) > 1 for cabin, shared in cabins.items() if cabin) > 5


# --- the starter --------------------------------------------------------------------------------


@pytest.fixture
def started(tmp_path):
    for path, content in read_files(FOLDER / "starter").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
        assert content.decode("utf-8")
    return tmp_path


def run(folder, *words):
    return subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False)


def test_the_first_test_of_the_starter_fails_with_its_reason(started):
    done = run(started, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert "1 failed" in done.stdout and "it was not measured" in done.stdout


def test_the_starters_data_are_checked(started):
    assert run(started, "data/fetch.py").returncode == 0
    (started / "data" / "titanic.csv").write_text("PassengerId\n1\n")
    done = run(started, "data/fetch.py")
    assert done.returncode == 1 and "titanic.csv: changed" in done.stdout


def test_a_file_that_is_not_the_competitions_is_not_taken_in(started):
    rows = list(csv.DictReader(io.StringIO((started / "data" / "titanic.csv").read_text())))
    (started / "train.csv").write_bytes(DATA["write_csv"](rows[:20]))
    done = run(started, "data/fetch.py", "titanic", "train.csv")
    assert done.returncode == 1 and "does not hold the 891 rows" in done.stderr
    assert read_files(started)["data/titanic.csv"] == read_files(FOLDER / "starter")["data/titanic.csv"]


def test_the_brief_names_every_command_and_is_short_enough_to_be_read():
    brief = (FOLDER / "brief.md").read_text(encoding="utf-8")
    manifest = tomllib.loads((FOLDER / "starter" / "groundup.toml").read_text(encoding="utf-8"))
    assert all(f"`{name}`" in brief for name in manifest["commands"])
    assert all(f"**{id}**" in brief for id in CRITERIA)
    assert 600 <= len(brief.split()) <= 1200
