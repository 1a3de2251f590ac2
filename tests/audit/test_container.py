"""A sound Dockerfile is unseen until it is built; what a build says becomes the finding."""

import pytest

from groundup.audit import Inspection, criterion, in_order
from groundup.audit.probes.container import container, judged
from groundup.records import BuiltImage
from tests.audit.test_dockerfile import GOOD, looked_at

ENGINE = "Podman 4.3.1"
MANIFEST = 'project = "containerised-api-milestone"\n[service]\nhealth = "/health"\n'


class Engine:
    def __init__(self, **seen):
        self.seen = seen
        self.asked = None

    def try_image(self, files, bases, asks, unwanted):
        self.asked = files, list(bases), asks, dict(unwanted)
        return BuiltImage(ENGINE, **self.seen)


def found(engine, text=GOOD):
    inspection: Inspection = looked_at(text, **{"groundup.toml": MANIFEST})
    inspection.containers = engine
    return container(lambda _: ["data/t.csv"], lambda _: {"models/m.json": b"{}"}).look(inspection)


def test_without_a_container_engine_it_is_not_seen_built_and_says_so():
    finding = found(None)
    assert finding.passed is None
    assert "was not built" in finding.seen
    assert finding.numbers == {"findings": [], "built": False}


def test_the_repository_and_what_a_run_makes_are_built_from_fetched_bases():
    engine = Engine(state="answered", build_s=12.3, answer_s=0.81, size_mib=203.4)
    finding = found(engine)
    files, bases, asks, unwanted = engine.asked
    assert finding.passed and ENGINE in finding.seen and "203 MiB" in finding.seen
    assert files["models/m.json"] == b"{}" and "Dockerfile" in files
    assert (bases, asks, unwanted) == (["python:3.11.9-slim"], "/health", {"data/t.csv": b"x\n"})


def test_what_is_wrong_with_the_text_is_said_before_anything_is_built():
    engine = Engine(state="answered")
    assert found(engine, GOOD.replace("USER app\n", "")).passed is False
    assert engine.asked is None


@pytest.mark.parametrize(
    ("seen", "passed", "said"),
    [
        ({"state": "unable", "said": "no such host"}, None, "no such host"),
        ({"state": "failed", "said": "No matching distribution"}, False, "No matching distribution"),
        ({"state": "slow"}, False, "in time"),
        ({"state": "ended", "said": "ModuleNotFoundError"}, False, "ModuleNotFoundError"),
        ({"state": "silent", "answer_s": 30.2}, False, "within 30 s"),
        ({"state": "answered", "healthy": False}, False, "HEALTHCHECK fails"),
        ({"state": "answered", "healthy": True, "holds": ("data/t.csv",)}, False, "holds data/t.csv"),
        ({"state": "answered", "holds": None}, None, "could not all be looked at"),
        ({"state": "answered", "healthy": None}, True, "answered /healthz"),
    ],
)
def test_each_end_has_its_finding(seen, passed, said):
    finding = judged(BuiltImage(ENGINE, **seen), [])
    assert finding.passed is passed and said in finding.seen
    assert bool(finding.todo) == (passed is False)


def test_cheap_criteria_come_first_and_a_build_last():
    cheap, costly = criterion("a", cheap=True)(found), criterion("b")(found)
    image = container(lambda _: [])
    assert [one.id for one in in_order([costly, image, cheap])] == ["container", "a", "b"]
    assert [one.id for one in in_order([costly, image, cheap], builds=True)] == ["a", "b", "container"]
