"""The portfolio as it is gathered from a workspace and written to a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from groundup import actions
from groundup.actions.credentials import key, renew_key
from groundup.actions.publishing import Published, publish
from groundup.actions.verifying import verify
from groundup.records import Activity, Commit, Evidence, GroundupError, Outcome, Repository, uuid7
from groundup.workspace import Workspace
from tests.actions.conftest import PACK, refusal
from tests.portfolio.samples import SVG, findings, png

DOUBLING = (PACK / "concepts/doubling/lab/solution.py").read_text()
AUDITED, LATER = "a" * 40, "b" * 40
FILES = {
    "README.md": b"# Counting, honestly\n\nA project.\n",
    "groundup.toml": b'project = "count-to-ten"\n[outputs]\ncard = "docs/the-card.md"\n',
    "docs/the-card.md": b"# Model card\n\nNot for patients.\n\n![Curve](../figures/roc.svg)\n",
    "stories/count-to-ten.md": b"# Story\n\nIt was once.\n",
    "results/report.md": b"# What was found\n\nIt is ten. ![Curve](curve.png)\n",
    "figures/roc.svg": SVG,
    "results/curve.png": png(60, 40),
    "tests/fixtures/x.png": png(50, 40),
    "figures/evil.svg": b"<svg onload='alert(1)'><script>alert(1)</script></svg>",
}


def repository(files: Mapping[str, bytes] = FILES) -> Repository:
    """Two commits: the audited one with `files`, and a later one in which the README says something else."""
    now = datetime(2026, 1, 2, tzinfo=UTC)
    blobs = {path: (len(content), content) for path, content in files.items()}
    newer = {"README.md": "later"}
    commits = (
        Commit(LATER, (AUDITED,), "A", now, "Later", newer),
        Commit(AUDITED, (), "A", now, "First", {path: path for path in files}),
    )
    return Repository(LATER, {"README.md": b"# Later"}, {}, commits, {}, blobs | {"later": (7, b"# Later")})


def audited(
    w: Workspace, project: str, *, passed: bool = True, commit: str = AUDITED, **more: Any
) -> Evidence:
    """Put an audit on record."""
    detail = {"findings": findings(passed), "tier": "A", "path": str(w.root / "elsewhere" / project), **more}
    outcome = Outcome("passed" if passed else "failed", detail=detail)
    activity = Activity("audit", project, commit, "v1")
    fact = Evidence(uuid7(), w.store.learner(), activity, outcome, 120.0, w.clock())
    w.store.add(fact)
    return fact


def made(w: Workspace, **more: Any) -> Published:
    return publish(w, **({"clone": lambda path: repository()} | more))


def read(w: Workspace, path: str) -> str:
    return (w.root / "site" / path).read_text(encoding="utf-8")


def project_of(w: Workspace) -> str:
    return next(iter(w.catalog.projects))


def test_a_new_workspace_has_a_portfolio_too(w: Workspace) -> None:
    done = made(w)
    assert done.projects == ()
    assert "Say who you are in portfolio.toml" in done.notes[0]
    assert verify(w.root / "site", w.clock()).passed


def test_what_is_shown_is_of_the_commit_that_was_audited(w: Workspace) -> None:
    id = project_of(w)
    audited(w, id)
    done = made(w)
    assert done.projects == (id,) and done.signer == key(w).did
    page = read(w, f"projects/{id}.html")
    assert "Counting, honestly" in page and "Later" not in page
    assert "It was once." in page and "Not for patients." in page and 'alt="Curve"' in page
    report = read(w, f"reports/{id}.html")
    assert "It is ten." in report and 'src="../figures/' in report and f'href="../reports/{id}.html"' in page
    shown = [path for path in done.files if path.startswith("figures/")]
    assert sorted(path.partition("-")[0].rpartition("/")[2] for path in shown) == ["curve", "roc"]


def test_a_project_that_has_not_passed_is_left_out_unless_it_is_named(w: Workspace) -> None:
    id = project_of(w)
    audited(w, id, passed=False)
    done = made(w)
    assert done.projects == () and f"{id} is left out" in done.notes[0]
    (w.root / "portfolio.toml").write_text(f'name = "Ada"\nprojects = ["{id}"]\n')
    assert made(w).projects == (id,)
    assert "Audit not passed yet" in read(w, "index.html")


def test_an_audit_that_fails_later_does_not_take_away_what_passed(w: Workspace) -> None:
    id = project_of(w)
    audited(w, id)
    audited(w, id, passed=False, commit=LATER)
    assert made(w).projects == (id,)
    assert "All 2 audits" in read(w, f"projects/{id}.html")


@pytest.mark.parametrize("gone", ["repository", "commit"])
def test_a_repository_that_is_gone_leaves_the_numbers_and_a_word(w: Workspace, gone: str) -> None:
    id = project_of(w)
    audited(w, id, commit="c" * 40 if gone == "commit" else AUDITED)

    def clone(path: Path) -> Repository:
        if gone == "repository":
            raise GroundupError("not-found", f"There is no repository in {path}.")
        return repository()

    done = made(w, clone=clone)
    assert any(str(w.root) in note for note in done.notes)
    page = read(w, f"projects/{id}.html")
    assert "figures and texts are missing" in page and "0.891" in page
    assert str(w.root) not in page and str(w.root) not in read(w, "evidence.json")


def test_a_repository_that_moved_is_found_where_the_project_lies(w: Workspace) -> None:
    id = project_of(w)
    audited(w, id, path="")
    asked = []

    def clone(path: Path) -> Repository:
        asked.append(path)
        return repository()

    assert made(w, clone=clone).notes == ("Say who you are in portfolio.toml: name, headline, about, links.",)
    assert asked == [w.root / "projects" / id]


def test_posts_stories_and_who_one_is_come_from_the_workspace(w: Workspace) -> None:
    id = project_of(w)
    audited(w, id)
    about = 'name = "Ada"\nheadline = "Counts"\nabout = "I *count*."\n[links]\nCode = "https://example.org"\n'
    (w.root / "portfolio.toml").write_text(about)
    (w.root / "posts").mkdir()
    (w.root / "posts/2026-01-on-counting.md").write_text("# On counting\n\nOne. ![Two](two.svg)\n")
    (w.root / "posts/two.svg").write_bytes(SVG)
    (w.root / "stories").mkdir()
    (w.root / f"stories/{id}.md").write_text("# S\n\nFrom the workspace. ![Three](figures/roc.svg)\n")
    made(w, clone=lambda path: repository({"README.md": b"# R", "figures/roc.svg": SVG}))
    index = read(w, "index.html")
    assert "<em>count</em>" in index and "https://example.org" in index and "On counting" in index
    assert 'alt="Two"' in read(w, "writing/2026-01-on-counting.html")
    page = read(w, f"projects/{id}.html")
    assert "From the workspace." in page and 'alt="Three"' in page


def test_links_are_not_followed_out_of_the_workspace(w: Workspace, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n\nnobody's business\n")
    (w.root / "posts").mkdir()
    os.symlink(tmp_path / "secret.md", w.root / "posts/a.md")
    os.symlink(tmp_path / "secret.md", w.root / "portfolio.toml")
    assert all("business" not in read(w, path) for path in made(w).files if path.endswith(".html"))


@pytest.mark.parametrize("text", ["name = 7", "links = 3", "[links]\na = 1", "projects = 'x'", "name = "])
def test_a_file_about_oneself_that_cannot_be_read_is_named(w: Workspace, text: str) -> None:
    (w.root / "portfolio.toml").write_text(text)
    assert "portfolio.toml" in refusal("invalid", lambda: made(w))
    assert not (w.root / "site").exists()


def test_the_library_and_mastery_come_from_evidence(w: Workspace) -> None:
    actions.save_lab(w, "lab-doubling", DOUBLING)
    actions.check_lab(w, "lab-doubling")
    assert "portfolio build --time" in made(w).notes[-1]
    assert "numpy.multiply" in read(w, "library.html") and "<table>" not in read(w, "library.html")
    assert "portfolio build --time" not in made(w, timed=True).notes[-1]
    assert '<th scope="col">Own, ms</th>' in read(w, "library.html")
    mastery = read(w, "mastery.html")
    assert "mastered, known with a chance of" in mastery and "A concept is mastered when its lab" in mastery
    evidence = json.loads(read(w, "evidence.json"))
    assert [record["kind"] for record in evidence["records"]] == ["lab"]
    assert len(evidence["concepts"]["doubling"]["evidence"]) == 1


def test_answers_are_published_as_hashes_alone(w: Workspace) -> None:
    asked = actions.ask(w, "counting/next-number")
    actions.answer(w, asked.id, "7", 5)
    made(w)
    evidence = json.loads(read(w, "evidence.json"))
    assert evidence["records"] == []
    assert len(evidence["concepts"]["counting"]["evidence"]) == 1
    assert asked.id not in read(w, "evidence.json")


# --- the folder -----------------------------------------------------------------------------------


def test_building_again_takes_away_what_is_no_longer_shown(w: Workspace) -> None:
    id = project_of(w)
    audited(w, id)
    made(w)
    (w.root / "site/CNAME").write_text("ada.example\n")
    (w.root / "portfolio.toml").write_text("projects = []\n")
    made(w)
    assert not (w.root / f"site/projects/{id}.html").exists()
    assert (w.root / "site/CNAME").exists()
    assert verify(w.root / "site", w.clock()).passed


@pytest.mark.parametrize("inside", ["notes.txt", "manifest.json", "index.html"])
def test_a_folder_that_holds_something_else_is_left_as_it_is(
    w: Workspace, tmp_path: Path, inside: str
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / inside).write_text("{}")
    refusal("conflict", lambda: made(w, to=other))
    assert [path.name for path in other.iterdir()] == [inside]


def test_nothing_is_written_through_a_link(w: Workspace, tmp_path: Path) -> None:
    made(w)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (w.root / "site/style.css").unlink()
    os.symlink(elsewhere / "taken.css", w.root / "site/style.css")
    refusal("conflict", lambda: made(w))
    (w.root / "site/style.css").unlink()
    os.symlink(elsewhere, w.root / "site/projects")
    audited(w, project_of(w))
    refusal("conflict", lambda: made(w))
    assert list(elsewhere.iterdir()) == []
    os.symlink(elsewhere, tmp_path / "link")
    refusal("conflict", lambda: made(w, to=tmp_path / "link"))


def test_a_site_is_verified_as_a_folder_by_its_manifest_and_by_key(w: Workspace) -> None:
    audited(w, project_of(w))
    actions_before = key(w).did
    made(w)
    site = w.root / "site"
    assert verify(site / "manifest.json", w.clock(), expected=actions_before).passed
    newer = renew_key(w).did
    assert not verify(site, w.clock(), expected=newer).passed  # built before the key was handed over
    made(w)
    assert verify(site, w.clock() + timedelta(days=1), expected=newer).passed
    for path in sorted(site.rglob("*.html")):
        kept = path.read_bytes()
        path.write_bytes(kept + b" ")
        assert not verify(site, w.clock()).passed
        path.write_bytes(kept)
    (site / "extra.html").write_text("x")
    assert not verify(site, w.clock()).passed


def test_what_a_host_keeps_beside_a_site_is_no_part_of_it(w: Workspace) -> None:
    site = Path(made(w).path)
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (site / "CNAME").write_text("ada.example\n")
    assert verify(site, w.clock()).passed
    made(w)
    assert (site / ".git/HEAD").exists()
    (site / "projects").mkdir()
    (site / "projects/CNAME").write_text("x")
    assert not verify(site, w.clock()).passed


def test_a_link_in_a_site_is_no_file_of_it(w: Workspace) -> None:
    made(w)
    site = w.root / "site"
    (site / "style.css").rename(site.parent / "style.css")
    os.symlink(site.parent / "style.css", site / "style.css")
    found = verify(site, w.clock())
    assert not found.passed and "style.css" in found.checks[1].seen
