"""Credentials: the key, what can be issued and what not, and verification of what others bring."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from groundup import actions, portfolio
from groundup.actions import verifying
from groundup.actions.credentials import handovers, issuable, issue, kept_credentials, key, renew_key
from groundup.actions.standing import standing
from groundup.actions.verifying import Reaudited, Verified, verify
from groundup.records import Finding
from groundup.workspace import Workspace
from tests.actions.conftest import Clock, refusal
from tests.actions.test_publishing import AUDITED, LATER, audited, made, project_of
from tests.portfolio.samples import OTHER, findings, issued


def key_file(w: Workspace) -> Path:
    return w.state_folder / "keys" / "ed25519"


def one(w: Workspace) -> Path:
    """The credential of the first project, audited and issued."""
    audited(w, project_of(w))
    return Path(issue(w)[0].path)


def names(found: Verified) -> dict[str, bool | None]:
    return {check.name: check.passed for check in found.checks}


# --- the key --------------------------------------------------------------------------------------


def test_the_key_is_made_once_and_its_owner_alone_can_read_it(w: Workspace) -> None:
    did = key(w).did
    assert key(w).did == did
    assert stat.S_IMODE(key_file(w).stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file(w).parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_can_read_is_not_used(w: Workspace, mode: int) -> None:
    key(w)
    key_file(w).chmod(mode)
    assert "chmod 600" in refusal("environment", lambda: key(w))


@pytest.mark.parametrize("content", ["", "xyz", "ab" * 31, "é"])
def test_a_damaged_key_is_named_and_not_replaced(w: Workspace, content: str) -> None:
    key(w)
    key_file(w).write_text(content)
    refusal("environment", lambda: key(w))
    assert key_file(w).read_text() == content


def test_a_key_behind_a_link_is_not_used(w: Workspace, tmp_path: Path) -> None:
    key(w)
    key_file(w).rename(tmp_path / "key")
    os.symlink(tmp_path / "key", key_file(w))
    refusal("environment", lambda: key(w))


def test_no_export_and_no_portfolio_holds_the_key(w: Workspace, tmp_path: Path) -> None:
    one(w)
    secret = key_file(w).read_text().strip()
    made(w)
    archive = actions.export(w, tmp_path / "all.zip")
    with zipfile.ZipFile(archive) as opened:
        written = b"".join(opened.read(name) for name in opened.namelist())
    written += b"".join(
        path.read_bytes() for path in w.root.rglob("*") if path.is_file() and ".groundup" not in path.parts
    )
    assert secret.encode() not in written and bytes.fromhex(secret) not in written


def test_a_renewed_key_speaks_for_what_the_old_one_issued(w: Workspace) -> None:
    path = one(w)
    old, new = key(w).did, renew_key(w).did
    assert new != old and stat.S_IMODE(key_file(w).stat().st_mode) == 0o600
    assert [(step["word"]["from"], step["word"]["to"]) for step in handovers(w)] == [(old, new)]
    assert verify(path, w.clock(), expected=old).passed
    assert not verify(path, w.clock(), expected=new).passed  # beside the file nothing tells of the new key
    made(w)
    inside = w.root / "site/credentials" / path.name
    assert verify(inside, w.clock(), expected=new).passed
    assert not verify(inside, w.clock(), expected=OTHER.did).passed


# --- issuing --------------------------------------------------------------------------------------


def test_a_project_whose_newest_audit_passed_is_certified(w: Workspace) -> None:
    path = one(w)
    document = json.loads(path.read_text())
    assert document["issuer"]["id"] == key(w).did
    assert AUDITED in document["credentialSubject"]["achievement"]["description"]
    assert document["credentialSubject"]["result"][0]["value"] == "0.891"
    found = verify(path, w.clock())
    assert found.passed and set(names(found).values()) == {True}
    assert "records" in names(found)


def test_a_project_that_fails_again_is_not_certified(w: Workspace) -> None:
    id = project_of(w)
    audited(w, id)
    audited(w, id, passed=False, commit=LATER)
    assert issue(w) == ()
    assert "has not passed" in refusal("conflict", lambda: issue(w, id))


def test_what_is_neither_project_nor_stage_is_named(w: Workspace) -> None:
    assert "'nowhere'" in refusal("conflict", lambda: issue(w, "nowhere"))
    assert "has not passed, or there is none" in refusal("conflict", lambda: issue(w, project_of(w)))


def test_a_stage_is_certified_when_all_of_its_core_is_mastered(w: Workspace) -> None:
    stage = w.catalog.concepts["doubling"].node.stage
    assert issuable(w) == ()
    assert "is not mastered yet" in refusal("conflict", lambda: issue(w, stage))
    core = [c for c in w.catalog.concepts.values() if c.node.stage == stage and c.place.tier == "core"]
    now = standing(w)
    states = {c.id: replace(now.mastery[c.id], state="mastered") for c in core}
    w.derived["standing"] = (w.derived["standing"][0], replace(now, mastery={**now.mastery, **states}))
    issued = issue(w, stage)
    evidence = json.loads(Path(issued[0].evidence).read_text())
    assert evidence["stage"] == stage and set(evidence["concepts"]) == {c.id for c in core}
    assert verify(Path(issued[0].path), w.clock()).passed


def test_only_what_holds_is_shown_in_the_portfolio(w: Workspace, clock: Clock) -> None:
    path = one(w)
    assert len(kept_credentials(w)) == 1
    kept = path.read_text()
    path.write_text(kept.replace("0.891", "0.991"))
    assert kept_credentials(w) == ()
    path.write_text(kept)
    for name, content in zip(("theirs.json", "theirs.evidence.json"), issued(OTHER), strict=True):
        (path.parent / name).write_bytes(content)
    assert len(kept_credentials(w)) == 1  # what somebody else issued is theirs to show
    Path(str(path).replace(".json", ".evidence.json")).unlink()
    assert kept_credentials(w) == ()


def test_it_expires(w: Workspace, clock: Clock) -> None:
    audited(w, project_of(w))
    path = Path(issue(w, days=30)[0].path)
    assert verify(path, w.clock() + timedelta(days=29)).passed
    later = w.clock() + timedelta(days=31)
    assert names(verify(path, later))["time"] is False
    shown = verify(Path(made(w).path), later)
    assert shown.passed and names(shown)[f"credentials/{path.name}"] is None


# --- verifying ------------------------------------------------------------------------------------


def test_a_changed_number_and_changed_evidence_are_found(w: Workspace) -> None:
    path = one(w)
    beside = Path(str(path).replace(".json", ".evidence.json"))
    kept, evidence = path.read_text(), beside.read_bytes()
    path.write_text(kept.replace('"0.891"', '"0.991"'))
    assert names(verify(path, w.clock())) == {"signature": False}
    path.write_text(kept)
    beside.write_bytes(evidence.replace(b"0.891", b"0.991"))
    assert names(verify(path, w.clock()))["evidence"] is False
    beside.unlink()
    found = verify(path, w.clock())
    assert found.passed and names(found)["evidence"] is None


def test_what_is_not_there_or_no_json_is_said(w: Workspace, tmp_path: Path) -> None:
    refusal("not-found", lambda: verify(tmp_path / "none.json", w.clock()))
    (tmp_path / "x.json").write_text("hello")
    assert not verify(tmp_path / "x.json", w.clock()).passed
    (tmp_path / "empty").mkdir()
    assert not verify(tmp_path / "empty", w.clock()).passed


def test_a_portfolio_signed_anew_by_somebody_else_is_found_by_the_key(w: Workspace) -> None:
    one(w)
    mine = key(w).did
    site = Path(made(w).path)
    files = {name: content for name, content in verifying.read_site(site).items() if name != "manifest.json"}
    files["index.html"] = files["index.html"].replace(b"0.891", b"0.999")
    for name, content in portfolio.with_manifest(files, OTHER, w.clock(), "x").items():
        (site / name).write_bytes(content)
    assert names(verify(site, w.clock()))["manifest"] is True
    assert not verify(site, w.clock()).passed  # its credentials are of another key
    assert names(verify(site, w.clock(), expected=mine))["signer"] is False


def again(commit: str = AUDITED, **numbers: float) -> verifying.Again:
    rows = portfolio.findings_of({"detail": {"findings": findings()}})
    seen = [replace(row, numbers={**row.numbers, **numbers}) for row in rows]
    return lambda clone: Reaudited(clone.name, commit, tuple(seen))


def test_from_a_clone_the_numbers_themselves_are_checked(w: Workspace) -> None:
    path, clone = one(w), Path("/clones") / project_of(w)
    site = Path(made(w).path)
    for what in (path, site):
        found = verify(what, w.clock(), clone=clone, again=again())
        assert found.passed and names(found)["again: Held out metric"] is True
        assert names(found)["again: Dockerfile"] is None
        assert not verify(what, w.clock(), clone=clone, again=again(auroc=0.7)).passed
        other = verify(what, w.clock(), clone=clone, again=again(LATER))
        assert not other.passed and f"git checkout {AUDITED[:12]}" in other.checks[-1].seen
        stranger = verify(what, w.clock(), clone=Path("/clones/another"), again=again())
        assert not stranger.passed and "Nothing was published of another" in stranger.checks[-1].seen


def test_a_criterion_that_no_longer_passes_is_found(w: Workspace) -> None:
    path, id = one(w), project_of(w)
    now = (Finding("held-out-metric", False, "It is at chance."),)
    found = verify(path, w.clock(), clone=Path(id), again=lambda clone: Reaudited(id, AUDITED, now))
    assert not found.passed and names(found)["again: Held out metric"] is False
