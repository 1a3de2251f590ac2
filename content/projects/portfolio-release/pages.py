"""A page of HTML as data: where its links lead, which ids it has, and what stands in an element.

read_page(text, path) -> Page      .path .links .ids .text .within(id)
broken_link(page, pages, files)    the first local link that leads nowhere, as a sentence, or nothing

Nothing is fetched: links to other servers are left alone.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = ("script", "style", "title")


@dataclass
class Page:
    path: str
    links: list[tuple[int, str]] = field(default_factory=list)  # line and address
    texts: dict[str, list[str]] = field(default_factory=lambda: {"": []})

    @property
    def ids(self) -> Collection[str]:
        return self.texts.keys()

    @property
    def text(self) -> str:
        return self.within("") or ""

    def within(self, id: str) -> str | None:
        """What stands in the element with this id; None where there is no such element."""
        return " ".join(" ".join(self.texts[id]).split()) if id in self.texts else None


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("href", "src"):
            if given.get(name):
                self.page.links.append((self.getpos()[0], str(given[name])))
        if given.get("id"):
            self.page.texts.setdefault(str(given["id"]), [])
        if tag not in VOID:
            self.open.append((tag, given.get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        if any(one == tag for one, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(tag in SILENT for tag, _ in self.open):
            for id in {"", *(id for _, id in self.open)}:
                self.page.texts[id].append(data)


def read_page(text: str, path: str) -> Page:
    page = Page(path)
    reader = _Reader(page)
    reader.feed(text)
    reader.close()
    return page


def broken_link(page: Page, pages: Mapping[str, Page], files: Collection[str]) -> str:
    for line, link in page.links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        where = f"{page.path}, line {line}: {link}"
        if parts.path.startswith("/"):
            return f"{where} begins at the top of a server, so it leads nowhere from a folder"
        there = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(parts.path)))
        target = page.path if not parts.path else there
        if target not in files:
            target = posixpath.normpath(f"{target}/index.html")
        if target not in files:
            return f"{where} leads to {there}, which is not in the repository"
        if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            return f"{where} names an id that {target} does not have"
    return ""
