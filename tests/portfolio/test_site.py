"""The site: complete, self-contained, and the same each time, for none, one and five projects."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest

from groundup import portfolio
from groundup.portfolio import Author, Text, Work
from groundup.portfolio.facts import is_whole
from tests.portfolio.hostile import TEXTS, site_of
from tests.portfolio.samples import COMMIT, KEY, VERSION, audit, material, site


class Page(HTMLParser):
    """A page as a browser would read it."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def pages(files: dict[str, bytes]) -> dict[str, Page]:
    return {path: Page(content) for path, content in files.items() if path.endswith(".html")}


@pytest.mark.parametrize("count", [0, 1, 5])
def test_every_address_leads_to_a_file_of_the_site(count: int) -> None:
    files = site(count)
    for path, page in pages(files).items():
        for address in page.addresses:
            if re.match(r"https://example\.org|mailto:", address):
                continue
            assert not re.match(r"[a-z+]+:|/", address, re.I), address
            target, _, fragment = address.partition("#")
            to = posixpath.normpath(str(PurePosixPath(path).parent / target)) if target else path
            assert to in files, f"{path}: {address}"
            assert not fragment or fragment in Page(files[to]).ids


@pytest.mark.parametrize("count", [0, 1, 5])
def test_nothing_runs_and_nothing_is_styled_in_an_element(count: int) -> None:
    for path, page in pages(site(count)).items():
        assert not {"script", "style", "iframe", "form", "object"} & set(page.tags), path
        assert not [name for name in page.attributes if name.startswith("on") or name == "style"], path
        assert len(page.ids) == len(set(page.ids)), path
        assert page.tags.count("h1") == 1, path


def test_every_page_has_the_strict_policy_before_anything_is_loaded() -> None:
    for path, content in site(2).items():
        if path.endswith(".html"):
            head = unescape(content.decode().partition("<link")[0])
            assert (
                "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'"
                in head
            ), path
            assert "unsafe" not in head and "http:" not in head


def test_the_same_material_gives_the_same_bytes() -> None:
    assert site(3) == site(3)


def test_a_project_shows_its_audited_numbers_criterion_by_criterion() -> None:
    text = Page(site(1)["projects/project-0.html"]).text
    for said in (
        "0.891 AUROC, interval 0.848 to 0.928; the baseline reaches 0.823",
        "On 230 rows that it never had",
        "The tests notice 24 of 30 planted bugs.",
        COMMIT,
        VERSION,
        "20 November 2026",
        "3 of 4 criteria passed, 1 not seen",
        "What was not seen",
        "Dockerfile: each says above why",
        "Why it matters",
        "about 1 minute read aloud",
        "Model card",
    ):
        assert said in text, said


def test_nothing_at_all_is_a_page_as_well() -> None:
    files = site(0)
    text = Page(files["index.html"]).text
    assert "No project has passed its audit yet" in text
    assert "There is no evidence yet." in Page(files["mastery.html"]).text
    assert "library.html" not in files


def test_a_project_that_did_not_pass_says_so() -> None:
    fact = audit("project-0", passed=False)
    work = Work("project-0", "Heart", "milestone", portfolio.audits([fact])["project-0"])
    files = portfolio.build(replace(material(1), works=(work,)))
    assert "Audit not passed yet" in Page(files["index.html"]).text
    assert "did not pass" in files["projects/project-0.html"].decode().lower()


def test_evidence_holds_every_record_with_its_hash_and_of_answers_hashes_alone() -> None:
    evidence = json.loads(site(2)["evidence.json"])
    assert len(evidence["records"]) == 2 and all(is_whole(record) for record in evidence["records"])
    assert evidence["concepts"]["c0"]["evidence"] == ["ab" * 32]
    page = Page(site(2)["projects/project-0.html"]).text
    assert evidence["records"][0]["sha256"] in page


def test_no_private_key_and_no_path_of_the_machine_is_in_any_file() -> None:
    for path, content in site(5).items():
        assert KEY.seed.hex().encode() not in content and KEY.seed not in content, path
        assert b"/home/" not in content, path


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "a/../../b", "..", ".git", "", "C:\\x", "con\x00", "é", "名前"],
)
def test_no_name_leads_out_of_the_site(name: str) -> None:
    given = replace(material(1).works[0], id=name)
    made = replace(material(1), works=(given,), posts=(Text(name, "# T\n\nx"),))
    for path in portfolio.build(made):
        assert re.fullmatch(r"[\w.-]+(/[\w.-]+)*|\.github/workflows/pages\.yml", path, re.ASCII), path
        assert ".." not in path and not path.startswith(".git/")


def test_two_names_never_share_a_file() -> None:
    texts = tuple(Text(name, f"# {name}") for name in ("a b", "a-b", "A b", "a_b", "あ", "い"))
    files = portfolio.build(replace(material(1), posts=texts))
    assert len([path for path in files if path.startswith("writing/")]) == 6


def test_names_of_every_script_stay_whole_and_run_their_own_way() -> None:
    author = Author("آدا لوفلايس", "机器学习", "أبني", (("邮件", "mailto:a@example.org"),), "ar")
    html = site(5, author)["index.html"].decode()
    assert '<h1 dir="auto" lang="ar">آدا لوفلايس</h1>' in html
    assert "手書き数字を見分ける" in html and '<html lang="en">' in html


@pytest.mark.parametrize("language", ['"><script>', "", "x" * 99])
def test_a_language_that_is_none_is_not_written(language: str) -> None:
    assert 'lang="en"' in site(1, Author("Ada", language=language))["index.html"].decode()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "ftp://x", " https://x"]
)
def test_only_addresses_of_the_web_and_of_mail_are_linked(address: str) -> None:
    assert address not in Page(site(1, Author("Ada", links=(("x", address),)))["index.html"]).addresses


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_that_anyone_writes_becomes_markup_that_acts(text: str) -> None:
    for path, page in pages(site_of((text,))).items():
        assert not {"script", "style", "iframe", "form", "object", "embed", "base", "svg:script"} & set(
            page.tags
        )
        assert page.tags.count("link") == 2 and page.tags.count("meta") == 6, path
        assert not [name for name in page.attributes if name.startswith("on") or name == "style"], path
        for address in page.addresses:
            assert re.match(r"(https?://|mailto:|#|(\.\./)?[\w.-]+(/[\w.-]+)*$)", address, re.I), (
                path,
                address,
            )


def test_pages_are_held_against_the_evidence() -> None:
    files = site(3)
    records = json.loads(files["evidence.json"])["records"]
    assert portfolio.check_pages(files, records).passed is True
    path = "projects/project-1.html"
    for old, new in ((b"an AUROC of 0.891", b"an AUROC of 0.999"), (COMMIT.encode(), b"f" * 40)):
        doctored = files | {path: files[path].replace(old, new)}
        assert portfolio.check_pages(doctored, records).passed is False
    assert portfolio.check_pages(files, records[:1]).passed is False
    assert portfolio.check_pages(files, []).passed is False
    assert portfolio.check_pages(site(0), []).passed is True


@pytest.mark.parametrize("text", TEXTS)
def test_pages_fit_the_evidence_whatever_was_written(text: str) -> None:
    row = {"criterion": "x", "seen": text, "passed": True}
    fact = audit("project-0", findings=[row])
    work = replace(material(1).works[0], audits=portfolio.audits([fact])["project-0"])
    record = {**portfolio.shown(fact), "sha256": portfolio.hash_of(fact)}
    files = portfolio.build(replace(material(1), works=(work,), records=(record,)))
    assert portfolio.check_pages(files, json.loads(files["evidence.json"])["records"]).passed is True


def test_the_workflow_publishes_with_the_least_rights() -> None:
    text = portfolio.build(material(1), workflow=True)[".github/workflows/pages.yml"].decode()
    assert "\npermissions: {}\n" in text and "persist-credentials: false" in text
    given = text.partition("    permissions:\n")[2].partition("    environment:")[0]
    assert given.split() == ["contents:", "read", "pages:", "write", "id-token:", "write"]
    assert "${{ github" not in text  # nothing that a stranger could write reaches a shell
    assert ".github/workflows/pages.yml" not in portfolio.build(material(1))
