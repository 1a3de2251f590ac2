"""A practical's page: no editor, a button that checks the folder, the files to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from groundup import actions
from groundup.catalog import content_roots, load
from groundup.engine import Engine
from groundup.engine.inside.benches.making import Repository
from groundup.records import Goal
from groundup.web import create_app
from groundup.workspace import Workspace
from tests.web.conftest import HERE, MONDAY, read, text_of

ID = "practical-history"
PART = {"hx-request": "true"}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(("core",)) as started:
        yield started


@pytest.fixture
def taught(workspace: Workspace, engine: Engine) -> Workspace:
    w = replace(workspace, catalog=load(content_roots()), engine=engine)
    actions.setup(w, actions.Choice(Goal("concept", "git-github"), 6, "evenings", MONDAY, zone="UTC"))
    return w


@pytest.fixture
def pupil(taught: Workspace) -> TestClient:
    headers = {"sec-fetch-site": "same-origin"}
    return TestClient(create_app(taught), base_url=HERE, headers=headers, follow_redirects=False)


def test_the_page_of_a_folder_has_a_button_and_no_editor(pupil: TestClient, taught: Workspace) -> None:
    html = pupil.get(f"/lab/{ID}").text
    assert "<textarea" not in html and "lab.js" not in html
    text = text_of(html)
    assert "· Practical" in text and "Check the folder" in text
    assert str(taught.root / "practice" / "history") in text
    assert "What will be checked" in text and "make_readings.py" in text


def test_the_files_to_begin_with_are_put_there_when_asked(pupil: TestClient, taught: Workspace) -> None:
    folder = taught.root / "practice" / "history"
    assert not folder.exists()
    assert pupil.post(f"/lab/{ID}/reset").status_code == 303
    assert (folder / "summary.py").is_file()
    (folder / "summary.py").write_text("mine")
    pupil.post(f"/lab/{ID}/reset")
    assert (folder / "summary.py").read_text() == "mine"


def test_the_folder_is_checked_with_and_without_a_script(pupil: TestClient, taught: Workspace) -> None:
    assert "Not yet" in text_of(pupil.post(f"/lab/{ID}", headers=PART).text)
    _make(taught.root / "practice" / "history")
    text = text_of(pupil.post(f"/lab/{ID}", headers=PART).text)
    assert "does not hold summary.py" in text
    assert pupil.post(f"/lab/{ID}").headers["location"] == f"/lab/{ID}#verdict"
    assert "Not yet" in read(pupil, f"/lab/{ID}")


def test_concept_and_lab_lead_to_the_practical(pupil: TestClient) -> None:
    assert f'href="/lab/{ID}"' in pupil.get("/concept/git-github").text
    assert f'href="/lab/{ID}"' in pupil.get("/lab/lab-mini-git").text
    assert 'href="/lab/lab-mini-git"' in pupil.get(f"/lab/{ID}").text


def _make(folder: Path) -> None:
    made = Repository()
    files = made.files({"main": made.commit("Begin with one file", {"README.md": "x\n"})})
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
