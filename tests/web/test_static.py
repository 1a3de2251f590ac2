"""Static files: kept for ever where the name carries a hash, and nothing beside them can be reached."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from groundup.web.built import BUILT, built

SECRETS = [
    "../app.py",
    "../../records.py",
    "%2e%2e/app.py",
    "%2e%2e%2fapp.py",
    "..%2fapp.py",
    "..%5capp.py",
    "..\\app.py",
    "built/../../app.py",
    "built/%2e%2e/%2e%2e/app.py",
    "built/..%2f..%2f..%2f..%2fpyproject.toml",
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "built//etc/passwd",
    "\\\\server\\share\\file",
    "%5c%5cserver%5cshare",
    "file:///etc/passwd",
    ".%00/app.py",
    "logo.svg%00.py",
    "....//....//app.py",
    "..;/app.py",
    "%c0%ae%c0%ae/app.py",
    "%252e%252e%252fapp.py",
    "built/.",
    "built/",
    "",
    "~root",
    "CON",
    "logo.svg/../../app.py",
]


@pytest.mark.parametrize("path", SECRETS)
def test_nothing_beside_the_static_files_can_be_reached(visitor: TestClient, path: str) -> None:
    answer = visitor.get(f"/static/{path}")
    assert answer.status_code in (400, 404, 405), path
    assert "import" not in answer.text and "root:" not in answer.text


@pytest.mark.parametrize("name", ["style.css", "shell.js", "lesson.js", "lab.js", "map.js"])
def test_what_is_built_is_kept_by_the_browser(visitor: TestClient, name: str) -> None:
    answer = visitor.get(built(name))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


def test_what_is_not_built_is_asked_for_again(visitor: TestClient) -> None:
    assert visitor.get("/static/logo.svg").headers["cache-control"] == "no-cache"


def test_the_style_sheet_loads_nothing_from_elsewhere() -> None:
    sheet = (BUILT / built("style.css").rsplit("/", 1)[1]).read_text(encoding="utf-8")
    assert "http:" not in sheet and "https:" not in sheet and "url(//" not in sheet


def test_the_licences_of_what_is_bundled_travel_with_it() -> None:
    licences = (BUILT / "LICENCES.txt").read_text(encoding="utf-8")
    for part in ("katex", "htmx.org", "@codemirror/view", "@dagrejs/dagre", "source-serif-4"):
        assert part in licences
