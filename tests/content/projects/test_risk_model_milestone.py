"""The risk model: good solutions pass, each planted fault is named, the worlds are what they say.

The exemplar is audited but for what trains again and again (SLOW), the others by what rests on their own run,
and of the faults those that are seen in a few seconds. GROUNDUP_EVERY_FAULT=1 runs everything, for minutes;
so does the benchmark of the audit.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tomllib
from datetime import timedelta

import numpy as np
import pytest

from groundup.audit import NotThere, load_criteria, run_audit
from groundup.audit.drafts import Draft, Step
from groundup.audit.probes.fresh import attempt
from groundup.audit.probes.metric import auroc
from groundup.audit.probes.table import read_table
from groundup.catalog.projects import load_project_source, read_drafts, read_faults, read_files
from tests.audit.rooms import inspect, local_room
from tests.audit.try_project import ROOT

FOLDER = ROOT / "risk-model-milestone"
SOURCE = load_project_source(FOLDER / "audit.py")
GROUND = SOURCE["GROUND"]
WORLDS = GROUND["DATA"]["WORLDS"]
EVERYTHING = bool(os.environ.get("GROUNDUP_EVERY_FAULT"))
CRITERIA = {one.id: one for one in load_criteria(SOURCE)}
DRAFTS = read_drafts(FOLDER)
FAULTS = {fault.name: fault for fault in read_faults(FOLDER)}
SLOW = {"leakage-probe", "seed-reproducibility", "tests-mutation"}
QUICK = {
    "field-from-after-the-outcome-used",
    "version-not-pinned",
    "last-weeks-number-in-the-readme",
    "key-taken-out-again",
}
SAME_RUN = {"last-weeks-number-in-the-readme"}  # what the documented command makes is the exemplar's
KEPT = {}  # the exemplar's own run, made once


def audited(draft, *criteria, **kept):
    inspection = inspect(draft, FOLDER)
    inspection.kept.update(kept)
    return list(run_audit(inspection, [CRITERIA[id] for id in criteria or CRITERIA]))


def exemplars_run():
    if not KEPT:
        KEPT["fresh run"] = attempt(inspect(DRAFTS["exemplar"], FOLDER))
    return KEPT


def test_every_line_of_the_rubric_has_its_criterion():
    rubric = tomllib.loads((FOLDER / "project.toml").read_text(encoding="utf-8"))["rubric"]
    assert sorted(CRITERIA) == sorted(line["id"] for line in rubric)


def test_the_exemplar_passes_every_criterion():
    criteria = [id for id in CRITERIA if EVERYTHING or id not in SLOW]
    for found in audited(DRAFTS["exemplar"], *criteria, **exemplars_run()):
        assert found.passed, f"{found.criterion}: {found.seen}"


@pytest.mark.parametrize("name", sorted(name for name in DRAFTS if name != "exemplar"))
def test_another_good_solution_passes(name):
    quick = ("no-secrets", "fresh-run", "readme", "model-card", "temporal", "slices")
    for found in audited(DRAFTS[name], *(() if EVERYTHING else quick)):
        assert found.passed, f"{found.criterion}: {found.seen}"


@pytest.mark.parametrize("name", sorted(FAULTS if EVERYTHING else QUICK))
def test_a_planted_fault_is_named(name):
    fault = FAULTS[name]
    kept = exemplars_run() if name in SAME_RUN else {}
    (found,) = audited(fault.plant(DRAFTS["exemplar"]), fault.criterion, **kept)
    assert found.passed is False, found.seen
    assert not found.seen.startswith("Nothing to look at"), found.seen
    assert found.todo


def test_the_starter_begins_with_a_failing_test_and_whole_data():
    files = read_files(FOLDER / "starter")
    assert {"README.md", "LICENSE", "worklog.md", "scope.md", "groundup.toml", "requirements.lock"} <= set(
        files
    )
    with local_room(files) as room:
        ran = room.run("python -m pytest -q -p no:randomly")
        assert ran.exit == 1
        assert "No module named 'risk.splitting'" in ran.stdout
        assert room.run("python data/fetch.py check").ok
        room.write("data/card-fraud.csv.gz", b"something else")
        assert "git checkout" in room.run("python data/fetch.py check").stderr


def test_a_table_of_ones_own_is_packed_and_its_lines_are_printed():
    with local_room(read_files(FOLDER / "starter")) as room:
        room.write("mine.csv", b"income,region,late\n12,a,Yes\n30,b,No\n")
        ran = room.run("python data/fetch.py own mine.csv --target late --protected region")
        said = tomllib.loads(ran.stdout)
        packed = room.read("data/credit-default.csv.gz")
        assert gzip.decompress(packed) == b"income,region,late\n12,a,1\n30,b,0\n"
        assert said["data"]["sha256"] == hashlib.sha256(packed).hexdigest()
        assert "no column 'age'" in room.run("python data/fetch.py own mine.csv --target age").stderr


# --- the worlds ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(WORLDS))
def test_the_early_part_is_what_the_repositories_carry(name):
    packed = GROUND["DATA"]["write_gzip"](WORLDS[name].early())
    copies = sorted(FOLDER.glob(f"**/data/{name}.csv.gz"))
    assert [path.parts[-3] for path in copies if path.parts[-3] in ("starter", "exemplar")]
    for path in copies:
        assert gzip.decompress(path.read_bytes()) == gzip.decompress(packed), path


@pytest.mark.parametrize("name", sorted(WORLDS))
def test_the_later_part_has_other_customers_on_later_days(name):
    world = WORLDS[name]
    early, later = world.early(), world.later(1)
    assert not set(early[world.customer]) & set(later[world.customer])
    gap = np.datetime64(min(later[world.time])) - np.datetime64(max(early[world.time]))
    assert gap >= np.timedelta64(timedelta(days=world.delay_days - 1))
    assert set(later[world.leak]) == {world.leak_before}
    assert (world.later(1)["age_group"] == later["age_group"]).all()
    assert not (world.later(2)["age_group"] == later["age_group"]).all()


@pytest.mark.parametrize("name", sorted(WORLDS))
def test_what_was_planted_is_there(name):
    world = WORLDS[name]
    early = world.early()
    y = early[world.target].astype(float)
    assert 500 < y.sum() < 4000
    assert 0.93 < auroc(y, early[world.leak].astype(float)) < 0.99
    assert set(early[world.protected]) == set(world.groups)
    column, value = world.weak
    assert 0.05 < np.mean(early[column] == value) < 0.2
    assert set(world.features) | {world.target, world.time, world.leak, world.key, world.customer} == set(
        early
    )


def test_ids_and_times_tell_nothing_of_the_starter():
    public = b"".join(
        content for path, content in read_files(FOLDER / "starter").items() if path.endswith(".py")
    )
    assert b"default_rng" not in public
    assert str(GROUND["DATA"]["LATER_SEED"]).encode() not in re.findall(rb"\b\d+\b", public)


# --- a file of the learner's own ----------------------------------------------------------------


def credit_draft(content: bytes, sha256: str = "") -> Draft:
    said = f'file = "data/c.csv"\ntarget = "late"\nprotected = "sex"\nsha256 = "{sha256 or digest(content)}"'
    manifest = f'project = "risk-model-milestone"\ndataset = "credit-default"\n[data]\n{said}\n'
    at = next(iter(DRAFTS.values())).steps[0].at
    return Draft((Step("all", at, {"groundup.toml": manifest.encode(), "data/c.csv": content}),))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def credit_rows(n: int = 400) -> bytes:
    rows = [f"7,{'fm'[k % 2]},{int(k % 8 == 0)}" for k in range(n)]
    return "\n".join(["income,sex,late", *rows]).encode()


def test_a_quarter_of_each_class_of_an_own_file_is_held_back():
    ground = GROUND["ground_of"](inspect(credit_draft(credit_rows()), FOLDER))
    assert (len(ground.later), int(ground.y.sum())) == (99, 12)
    assert len(ground.early) == 301
    assert (ground.numeric, ground.categorical, ground.groups) == (("income",), ("sex",), ("f", "m"))
    assert "late" not in ground.later.columns


def test_an_own_file_that_changed_is_refused():
    with pytest.raises(NotThere, match="checksum"):
        GROUND["ground_of"](inspect(credit_draft(credit_rows(), "0" * 64), FOLDER))


def test_an_own_file_that_unpacks_to_too_much_is_refused():
    bomb = gzip.compress(b"0" * (2**24 + 1))
    with pytest.raises(NotThere, match="larger than 16 MiB"):
        GROUND["ground_of"](inspect(credit_draft(bomb), FOLDER))


OWN_MODEL = b"""import json, sys
from csv import DictReader
command, model, data, out = sys.argv[1:]
rows = list(DictReader(open(data)))
if command == "train":
    late = {sex: [int(row["late"]) for row in rows if row["sex"] == sex] for sex in "fm"}
    json.dump({sex: sum(ones) / len(ones) for sex, ones in late.items()}, open(model, "w"))
else:
    rate = json.load(open(model))
    open(out, "w").write("\\n".join(["probability", *(str(rate[row["sex"]]) for row in rows)]))
"""


def test_a_model_on_an_own_file_is_measured_against_the_baseline():
    draft = credit_draft(credit_rows())
    commands = '[commands]\ntrain = "python m.py train {model} {data} -"\n'
    commands += 'predict = "python m.py predict {model} {data} {out}"\n'
    files = dict(draft.files) | {"m.py": OWN_MODEL}
    files["groundup.toml"] += commands.encode()
    (found,) = audited(Draft((Step("all", draft.steps[0].at, files),)), "held-out-auprc")
    assert found.passed, found.seen
    assert found.numbers["rows"] == 99
    assert found.numbers["auprc"] == found.numbers["baseline"] > 0.2


@pytest.mark.parametrize("criterion", ["planted-leak", "temporal"])
def test_what_an_own_file_does_not_have_is_not_held_against_it(criterion):
    (found,) = audited(credit_draft(credit_rows()), criterion)
    assert found.passed is None


# --- how sentences and names are read -----------------------------------------------------------


@pytest.mark.parametrize("name", ["acquirer=E", "acquirer: E", "Acquirer == 'E'", "acquirer=E, online"])
def test_slices_are_recognised_as_people_write_them(name):
    assert SOURCE["_is_slice"](name, "acquirer", "E")
    assert not SOURCE["_is_slice"](name.replace("E", "B"), "acquirer", "E")


def test_a_column_in_a_table_is_not_named_as_a_leak():
    assert SOURCE["_named_as_leak"]("`dispute_minutes` is written after the outcome.", "dispute_minutes")
    assert not SOURCE["_named_as_leak"]("We know all.\n\n| dispute_minutes | number |", "dispute_minutes")


def test_a_stance_is_told_from_a_report_of_figures():
    stance = load_project_source(FOLDER / "fairness.py")["STANCE"]
    assert not stance.search(
        "The gap in frauds stopped is 0.195. A gap is never negative; the intervals overlap."
    )
    for text in (
        "We accept it.",
        "The gap is too small to act on.",
        "Nothing is done, because nobody is harmed.",
    ):
        assert stance.search(text)


def test_twins_are_found_by_their_ranks():
    ground = GROUND["ground_of"](inspect(DRAFTS["exemplar"], FOLDER))
    pairs = {(a, b) for a, b, _ in GROUND["strong_pairs"](ground, 0.75)}
    assert pairs == {("amount", "amount_ratio"), ("minutes_since_last", "payments_24h")}


def test_shuffling_keeps_every_cell_of_the_columns_together():
    rows = read_table(b"a,b,c\n1,x,7\n2,y,8\n3,z,9\n")
    mixed = GROUND["_shuffle"](rows, ("a", "b"), np.array([2, 0, 1]))
    assert mixed.rows == (("3", "z", "7"), ("1", "x", "8"), ("2", "y", "9"))
