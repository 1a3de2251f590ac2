"""The portfolio's audit passes what is good, names each planted fault, and its starter can be begun."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from groundup.audit import Draft, NotThere, Step, load_criteria, replaced, run_audit
from groundup.catalog.projects import load_project_source, read_drafts, read_faults, read_files
from groundup.records import Finding
from tests.audit.rooms import inspect, local_room

FOLDER = Path(__file__).parents[3] / "content" / "projects" / "portfolio-release"
SOURCE = load_project_source(FOLDER / "audit.py")
SHELF, PAGES = SOURCE["SHELF"], SOURCE["TELLING"]["PAGES"]
CRITERIA = load_criteria(SOURCE)
DRAFTS = read_drafts(FOLDER)
FAULTS = read_faults(FOLDER)
EXEMPLAR = DRAFTS["exemplar"]


def look(draft: Draft, id: str) -> Finding:
    (found,) = run_audit(inspect(draft, FOLDER), [one for one in CRITERIA if one.id == id])
    return found


def changed(change: Callable[[dict[str, bytes]], None]) -> Draft:
    """The exemplar with its newest files changed."""
    files = dict(EXEMPLAR.files)
    change(files)
    return Draft((replace(EXEMPLAR.steps[-1], files=files),))


def test_every_line_of_the_rubric_has_its_criterion() -> None:
    rubric = tomllib.loads((FOLDER / "project.toml").read_text())["rubric"]
    assert {one.id for one in CRITERIA} == {one["id"] for one in rubric}


@pytest.mark.parametrize("name", DRAFTS)
def test_good_solutions_pass(name: str) -> None:
    found = list(run_audit(inspect(DRAFTS[name], FOLDER), CRITERIA))
    assert [(one.criterion, one.seen) for one in found if not one.passed] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_named(fault) -> None:
    found = look(fault.plant(EXEMPLAR), fault.criterion)
    assert found.passed is False, found.seen
    assert found.todo


def test_a_service_that_does_not_start_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SOURCE["_must_answer"].__globals__, "READY_S", 0.3)
    broken = replaced("repositories/tumour-triage/serve.py", 'with_name("model.json")', 'with_name("m.json")')
    found = look(broken(EXEMPLAR), "five-minutes")
    assert found.passed is False and "GET /healthz" in found.seen, found.seen


def test_the_starter_begins_with_a_failing_test() -> None:
    files = read_files(FOLDER / "starter")
    with local_room(files) as room:
        ran = room.run("python -m pytest -q -p no:randomly tests")
        assert ran.exit == 1 and "groundup.toml lists 0 repositories" in ran.stdout
        assert room.run("python build.py").ok and b"<title>Portfolio" in (room.read("docs/index.html") or b"")
        assert "python keep.py PATH NAME" in room.run("python keep.py").stderr


def test_the_starter_says_what_is_missing() -> None:
    files = read_files(FOLDER / "starter")
    draft = Draft((Step("Begin", EXEMPLAR.steps[0].at, files),))
    for id in ("count", "posts", "audits", "stories"):
        assert look(draft, id).seen == "groundup.toml lists no repository."


def test_a_folder_has_the_hash_that_git_gives_it(tmp_path: Path) -> None:
    files = {
        "a.txt": b"a\n",
        "a/b.txt": b"",
        "a-b": b"\0\xff",
        "run.sh": b"true\n",
        "lib/deep/x.py": b"x = 1\n",
    }
    for path, content in files.items():
        if path != "a.txt":
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    (tmp_path / "run.sh").chmod(0o755)
    for words in (("init", "-q"), ("-c", "core.autocrlf=false", "add", "-A")):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    done = subprocess.run(["git", "write-tree"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert SHELF["git_tree"](files, ("run.sh",)) == done.stdout.strip()


def test_a_page_may_be_another_page_and_built_by_hand() -> None:
    def change(files: dict[str, bytes]) -> None:
        manifest = files["groundup.toml"].decode().replace('run = "python build.py"\n', "")
        where = 'name = "sunspot-year"\npage = "docs/sun.html"'
        files["groundup.toml"] = manifest.replace('name = "sunspot-year"', where).encode()
        commit = json.loads(files["audits/sunspot-year.json"])["commit"]
        files["docs/sun.html"] = f"<p>Version 1.9, off by 13.2 sunspots ({commit[:7]}).</p>".encode()

    found = look(changed(change), "page")
    assert found.passed, found.seen


def test_stories_may_use_headings() -> None:
    def change(files: dict[str, bytes]) -> None:
        text = files["stories/sunspot-year.md"].decode()
        for part in ("Situation", "Task", "Action", "Result", "Lesson"):
            text = text.replace(f"**{part}.** ", f"## {part}\n\n")
        files["stories/sunspot-year.md"] = text.encode()

    found = look(changed(change), "stories")
    assert found.passed, found.seen


def test_a_report_that_was_edited_is_named() -> None:
    def change(files: dict[str, bytes]) -> None:
        report = json.loads(files["audits/sunspot-year.json"])
        (row,) = (one for one in report["findings"] if one["criterion"] == "guess-recorded")
        row["numbers"]["result"] = 11.0
        files["audits/sunspot-year.json"] = json.dumps(report).encode()
        files["groundup.toml"] = _sunspots_first(files["groundup.toml"])

    found = look(changed(change), "audits")
    assert found.passed is False and "guess-recorded says result 11, a fresh run 13.15" in found.seen, (
        found.seen
    )


def _sunspots_first(manifest: bytes) -> bytes:
    head, *listed = manifest.decode().partition("\n[evidence]")[0].split("[[repositories]]")
    return f"{head}[[repositories]]{'[[repositories]]'.join(reversed(listed))}".encode()


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("index.html", ""),
        ("#here", ""),
        ("https://example.org/x", ""),
        ("mailto:a@example.org", ""),
        ("sub/", ""),
        ("other.html?a=1#there", ""),
        ("other.html#gone", "names an id"),
        ("#gone", "names an id"),
        ("gone.html", "not in the repository"),
        ("/other.html", "top of a server"),
        ("../../other.html", "not in the repository"),
    ],
)
def test_links_are_followed_as_a_browser_would(link: str, said: str) -> None:
    texts = {
        "docs/index.html": f'<p id="here"><a href="{link}">x</a></p>',
        "docs/other.html": '<p id="there">',
        "docs/sub/index.html": "",
    }
    pages = {path: PAGES["read_page"](text, path) for path, text in texts.items()}
    found = PAGES["broken_link"](pages["docs/index.html"], pages, set(texts))
    assert said in found if said else not found, found


def test_what_stands_in_an_element_ends_with_it() -> None:
    page = PAGES["read_page"]('<div id="a"><p>one<br>two<section id="b">three</section></div>four', "x.html")
    assert page.within("a") == "one two three" and page.within("b") == "three" and page.within("c") is None


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"findings": 3}', b'{"findings": [], "project": "x", "commit": "main"}']
)
def test_what_is_no_report_is_said(content: bytes) -> None:
    draft = changed(lambda files: files.update({"audits/sunspot-year.json": content}))
    found = look(draft, "audits")
    assert found.passed is False and "audits/sunspot-year.json" in found.seen


def test_a_commit_object_of_the_other_hash_is_understood() -> None:
    tree = SHELF["git_tree"]({"a": b"x"}, (), "sha256")
    blob = hashlib.sha256(b"blob 1\0x").digest()
    row = b"100644 a\0" + blob
    assert tree == hashlib.sha256(b"tree %d\0" % len(row) + row).hexdigest()


def test_a_table_that_is_none_is_said() -> None:
    draft = changed(lambda files: files.update({"groundup.toml": b'repositories = ["one"]\n'}))
    with pytest.raises(NotThere, match="no list of tables"):
        SHELF["entries"](inspect(draft, FOLDER))
