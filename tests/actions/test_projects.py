"""Projects: begun from the starter, audited in rooms of this process, and what becomes of an audit."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from groundup import actions
from groundup.actions import auditing
from groundup.audit import Inspection, criterion, passed, unseen
from groundup.records import BuiltImage, Finding, GroundupError
from groundup.workspace import Workspace
from tests.actions.conftest import COUNTER, HALVER
from tests.web.local_engine import LocalEngine

RIGHT = 'print(len(open("marbles.txt").read().split()))\n'


@pytest.fixture(autouse=True)
def without_walls(w: Workspace) -> None:
    w.engine = LocalEngine()  # type: ignore[assignment]  # it answers as the engine does


def audit(w: Workspace, given: str = "abacus") -> tuple[list[Finding], actions.AuditReport]:
    *steps, report = actions.audit_project(w, given)
    assert isinstance(report, actions.AuditReport)
    return [one for one in steps if isinstance(one, Finding)], report


def solve(w: Workspace) -> None:
    Path(actions.project(w, "abacus").path, "count.py").write_text(RIGHT)


def test_a_project_begins_as_a_repository_of_its_own(
    w: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "somebody@example.org")
    begun = actions.start_project(w, "abacus")
    assert begun.committed
    log = subprocess.run(["git", "-C", begun.path, "log", "--format=%s"], capture_output=True, text=True)
    assert log.stdout.splitlines() == ["Begin with structure, data access and a first test"]
    assert sorted(path.name for path in Path(begun.path).iterdir()) == [
        ".git",
        "README.md",
        "count.py",
        "groundup.toml",
        "marbles.txt",
    ]
    assert actions.project(w, "abacus").begun


def test_what_is_there_already_is_never_touched(w: Workspace) -> None:
    actions.start_project(w, "abacus")
    solve(w)
    with pytest.raises(GroundupError) as refused:
        actions.start_project(w, "abacus")
    assert refused.value.code == "conflict" and "Nothing was changed" in refused.value.message
    assert Path(actions.project(w, "abacus").path, "count.py").read_text() == RIGHT


def test_a_project_that_is_outlined_cannot_be_begun(w: Workspace) -> None:
    with pytest.raises(GroundupError) as refused:
        actions.start_project(w, "tally")
    assert refused.value.code == "not-found" and "outlined" in refused.value.message


def test_the_audit_says_what_it_saw_and_becomes_evidence(w: Workspace) -> None:
    actions.start_project(w, "abacus")
    findings, report = audit(w)
    assert [(one.criterion, one.passed, one.gate) for one in findings] == [
        ("licence", False, False),
        ("total", False, True),
    ]
    assert "count.py printed '2' for 3 marbles" in findings[1].seen
    assert findings[1].why and findings[1].todo
    assert not report.passed and report.counted == (0, 2, 0)
    assert report == actions.project(w, "abacus").last
    facts = [fact for _, fact in w.store.evidence(w.store.learner())]
    assert [(f.activity.kind, f.activity.concept, f.outcome.result) for f in facts] == [
        ("audit", "abacus", "failed")
    ]
    assert facts[0].activity.name == report.commit


def test_an_audit_that_passes_takes_the_project_off_the_plan(w: Workspace) -> None:
    actions.setup(w, COUNTER)
    actions.start_project(w, "abacus")
    assert "abacus" in {one.item.concept for one in actions.standing(w).plan.placed}  # type: ignore[union-attr]
    solve(w)
    Path(actions.project(w, "abacus").path, "LICENSE").write_text("CC0 1.0 Universal")
    assert audit(w)[1].passed
    assert "abacus" not in {one.item.concept for one in actions.standing(w).plan.placed}  # type: ignore[union-attr]


def test_the_exemplar_is_shown_after_ones_own_audit_or_when_asked_for(w: Workspace, tmp_path: Path) -> None:
    actions.start_project(w, "abacus")
    audit(w)
    with pytest.raises(GroundupError, match="gives much away"):
        actions.take_exemplar(w, "abacus")
    asked = actions.take_exemplar(w, "abacus", tmp_path / "asked", asked=True)
    assert "marbles.txt" in (asked / "count.py").read_text()
    solve(w)
    Path(actions.project(w, "abacus").path, "LICENSE").write_text("CC0 1.0 Universal")
    audit(w)
    taken = actions.take_exemplar(w, "abacus")
    assert (taken / "count.py").read_text() == (asked / "count.py").read_text()
    with pytest.raises(GroundupError, match="Nothing was changed"):
        actions.take_exemplar(w, "abacus")


def test_what_an_audit_shows_is_the_first_gap(w: Workspace) -> None:
    actions.setup(w, HALVER)
    before = actions.gaps(w)
    actions.start_project(w, "abacus")
    audit(w)
    first = actions.gaps(w)[0]
    assert first.concept.id == "counting"
    assert first.reason.startswith("Your project “An abacus” shows it: total did not pass. ")
    solve(w)
    audit(w)
    assert actions.gaps(w) == before


def test_an_audit_is_no_evidence_of_a_concept(w: Workspace) -> None:
    before = actions.standing(w).mastery["counting"]
    actions.start_project(w, "abacus")
    audit(w)
    assert actions.standing(w).mastery["counting"] == before


def test_a_look_at_the_files_runs_nothing_and_keeps_nothing(w: Workspace) -> None:
    actions.start_project(w, "abacus")
    begun, findings = actions.project_status(w, "abacus")
    assert begun.criteria == ("licence",) and [one.criterion for one in findings] == ["licence"]
    assert w.store.count(w.store.learner()) == 0


def test_a_single_criterion_can_be_asked_for(w: Workspace) -> None:
    actions.start_project(w, "abacus")
    steps = list(actions.audit_project(w, "abacus", only=("total",)))
    assert isinstance(steps[1], Finding) and steps[1].criterion == "total" and len(steps) == 2
    with pytest.raises(GroundupError, match=r"There is no criterion 'nonsense'\. They are: "):
        list(actions.audit_project(w, "abacus", only=("nonsense",)))


def test_a_repository_elsewhere_is_known_by_its_manifest(w: Workspace, tmp_path: Path) -> None:
    actions.start_project(w, "abacus", tmp_path / "elsewhere")
    assert actions.project(w, "abacus").path == str(tmp_path / "elsewhere")
    assert audit(w, str(tmp_path / "elsewhere"))[1].path == str(tmp_path / "elsewhere")


@pytest.mark.parametrize("given", ["no-such-project", "/", "abacus"])
def test_what_cannot_be_audited_is_said(w: Workspace, given: str) -> None:
    with pytest.raises(GroundupError) as refused:
        list(actions.audit_project(w, given))
    assert refused.value.code == "not-found" and "groundup project" in refused.value.message


def test_all_projects_are_listed_those_that_can_be_begun_first(w: Workspace) -> None:
    assert [(row.id, row.complete, row.begun) for row in actions.projects(w)] == [
        ("abacus", True, False),
        ("tally", False, False),
    ]


# --- an image that is asked to be built -----------------------------------------------------------


class Builder:
    def __init__(self) -> None:
        self.built: list[str] = []

    def try_image(self, files: object, bases: object, asks: str, unwanted: object) -> BuiltImage:
        self.built.append(asks)
        return BuiltImage("Podman 4.3.1", "answered", build_s=3.0)


@pytest.fixture
def with_an_image(w: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's last criterion is about an image."""
    content = w.catalog.project_content("abacus")
    assert content is not None

    @criterion("image", cheap=True, builds=True)
    def image(inspection: Inspection) -> Finding:
        if inspection.containers is None:
            return unseen("Nobody asked for it.")
        return passed(inspection.containers.try_image({}, [], "/", {}).engine)

    more = replace(content, criteria=(image, *content.criteria))
    monkeypatch.setattr(type(w.catalog), "project_content", lambda *_: more)


def test_an_image_is_built_when_asked_and_after_everything_else(
    w: Workspace, with_an_image: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.start_project(w, "abacus")
    builder = Builder()
    monkeypatch.setattr(auditing, "find_containers", lambda: builder)
    assert actions.project(w, "abacus").builds
    first, *_ = audit(w)[0]
    assert (first.criterion, first.passed, builder.built) == ("image", None, [])
    *_, last, _ = actions.audit_project(w, "abacus", builds=True)
    assert isinstance(last, Finding)
    assert (last.criterion, last.passed, last.seen, builder.built) == ("image", True, "Podman 4.3.1", ["/"])


def test_without_a_container_engine_nothing_is_begun(
    w: Workspace, with_an_image: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.start_project(w, "abacus")
    monkeypatch.setattr(auditing, "find_containers", lambda: None)
    with pytest.raises(GroundupError, match="No container engine answers") as refused:
        next(iter(actions.audit_project(w, "abacus", builds=True)))
    assert refused.value.code == "environment"


def test_where_there_is_no_image_it_is_said(w: Workspace) -> None:
    actions.start_project(w, "abacus")
    assert not actions.project(w, "abacus").builds
    with pytest.raises(GroundupError, match="no image to build"):
        next(iter(actions.audit_project(w, "abacus", builds=True)))
