"""The spam project: its mail, its audit, and that the audit names what is planted and passes what is good.

What trains on the mail more than once is left out, but with GROUNDUP_EVERY_FAULT=1: then every criterion,
every solution and every fault is run, which takes some minutes.
"""

import dataclasses
import os
import tomllib
from pathlib import Path

import numpy as np
import pytest

from groundup.audit import load_criteria, run_audit
from groundup.catalog.projects import load_project_source, read_drafts, read_faults, read_files
from tests.audit.rooms import inspect, local_room

FOLDER = Path(__file__).parents[3] / "content" / "projects" / "spam-classifier"
AUDIT = load_project_source(FOLDER / "audit.py")
DATA = load_project_source(FOLDER / "data.py")
CRITERIA = {one.id: one for one in load_criteria(AUDIT)}
DRAFTS = read_drafts(FOLDER)
FAULTS = read_faults(FOLDER)
EVERYTHING = bool(os.environ.get("GROUNDUP_EVERY_FAULT"))
SLOW = () if EVERYTHING else ("tests-mutation", "seed-reproducibility", "unseen-words")
FROM_THE_RUN = ("own-library", "fresh-run", "readme", "group-split", "errors-read")
QUICK = ("wraps-scikit-learn", "equality-never-shown", "tests-without-assertions")


def audited(draft, *ids):
    wanted = [CRITERIA[id] for id in ids]
    return {found.criterion: found for found in run_audit(inspect(draft, FOLDER), wanted)}


def test_the_audit_has_one_criterion_for_each_line_of_the_rubric():
    rubric = tomllib.loads((FOLDER / "project.toml").read_text(encoding="utf-8"))["rubric"]
    assert set(CRITERIA) == {line["id"] for line in rubric}


# --- the mail ------------------------------------------------------------------------------------


def test_everybody_is_handed_the_mail_that_the_audit_trains_on():
    mail = DATA["table"](DATA["learner_mail"]())
    for copy in [FOLDER / "starter", FOLDER / "exemplar", *(FOLDER / "others").iterdir()]:
        if copy.is_dir():
            assert (copy / "data" / "mail.csv").read_bytes() == mail, copy


def test_hidden_mail_shares_no_campaign_and_no_message_with_the_learners():
    learner, hidden = DATA["learner_mail"](), DATA["hidden_mail"]()
    assert not {one.group for one in learner} & {one.group for one in hidden}
    assert not {one.text for one in learner} & {one.text for one in hidden}
    assert hidden == DATA["hidden_mail"]() != DATA["hidden_mail"](1)


def test_the_accidents_of_the_collection_are_not_in_the_hidden_mail():
    def told(mail, needle):
        return {
            label: np.mean([needle in one.text for one in mail if one.label == label])
            for label in ("spam", "ham")
        }

    learner, hidden = DATA["learner_mail"](), DATA["hidden_mail"]()
    assert (
        told(learner, "trap@honey.example")["spam"] > 0.9 and told(learner, "trap@honey.example")["ham"] < 0.1
    )
    assert told(hidden, "trap@honey.example") == {"spam": 0, "ham": 0}
    assert (
        abs(told(hidden, "office@harbour.example")["spam"] - told(hidden, "office@harbour.example")["ham"])
        < 0.1
    )


def test_disguised_mail_is_spam_with_other_words():
    hidden = DATA["hidden_mail"]()
    disguised = DATA["obfuscated"](hidden)
    spam = [one for one in hidden if one.label == "spam"]
    assert [one.id for one in disguised] == [one.id for one in spam]
    assert np.mean([a.text != b.text for a, b in zip(spam, disguised, strict=True)]) == 1


# --- the audit -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DRAFTS)
def test_a_good_solution_passes(name):
    ids = [
        id for id in CRITERIA if id not in SLOW and (EVERYTHING or name == "exemplar" or id in FROM_THE_RUN)
    ]
    wrong = {id: found.seen for id, found in audited(DRAFTS[name], *ids).items() if found.passed is not True}
    assert not wrong


@pytest.mark.parametrize(
    "fault", [one for one in FAULTS if EVERYTHING or one.name in QUICK], ids=lambda one: one.name
)
def test_a_planted_fault_is_named(fault):
    found = audited(fault.plant(DRAFTS["exemplar"]), fault.criterion)[fault.criterion]
    assert found.passed is False and found.todo


def test_the_gallery_may_hold_close_calls_only_where_mistakes_are_few():
    exemplar = DRAFTS["exemplar"]
    errors = exemplar.files["results/errors.csv"].decode().splitlines()
    record = exemplar.files["results/record.json"].decode()
    id, label, _, rest = errors[1].split(",", 3)
    right = ",".join([id, label, "0.9999" if label == "spam" else "0.0001", rest])
    outputs = {
        "results/errors.csv": "\n".join([errors[0], right, *errors[2:]]).encode(),
        "results/record.json": record.encode(),
    }
    assert "no mistake" in gallery(exemplar, outputs).seen
    few = record.replace('"all": 28', '"all": 19')
    assert few != record and gallery(exemplar, {**outputs, "results/record.json": few.encode()}).passed


def gallery(draft, outputs):
    """What the criterion says of these outputs, with no run."""
    inspection = inspect(draft, FOLDER)
    run = AUDIT["built"](dataclasses.replace(inspection, opens=ready(outputs)))
    inspection.kept["fresh run"] = run
    return next(run_audit(inspection, [CRITERIA["errors-read"]]))


def ready(outputs):
    """Rooms in which the documented command makes these files."""

    class Room:
        def __init__(self, files):
            self.files = dict(files)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def run(self, command, **_):
            from groundup.records import Ran

            self.files |= dict.fromkeys(
                ("results/model.json", "results/report.md", "results/filter.png", "results/split.csv"), b"x"
            )
            self.files |= outputs
            return Ran("ok", 0)

        def read(self, path):
            return self.files.get(path)

        def paths(self):
            return tuple(sorted(self.files))

        def write(self, path, content):
            self.files[path] = content

    return Room


def test_near_copies_are_found_and_others_are_not():
    body = "Subject: x\n\n" + " ".join(f"w{n}" for n in range(60))
    pairs = AUDIT["_near_copies"](
        [body, "Subject: x\n\nother words of another mail"], [body + " more", "Subject: x\n\nquite new"]
    )
    assert [(i, j) for i, j, _ in pairs] == [(0, 0)] and pairs[0][2] == pytest.approx(58 / 59)


# --- the starter ---------------------------------------------------------------------------------


def test_the_first_test_of_the_starter_fails_for_want_of_a_library():
    with local_room(read_files(FOLDER / "starter")) as room:
        ran = room.run("python -m pytest -q")
    assert ran.exit == 1 and "mylib.text" in ran.stdout
