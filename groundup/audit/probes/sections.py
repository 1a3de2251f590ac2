"""A Markdown file of a repository as sections, blocks and fenced code, with line numbers.

read_markdown(text, path) -> Markdown      .section("Run") .fences(section) .text .path
readme(inspection) -> Markdown             raises NotThere where there is no README.md
without_comments(text), code_spans(text)   what a reader sees of it; what stands in backticks

Reads structure with a CommonMark parser, so that a heading or a number inside fenced code is none. Nothing is
rendered, no link is followed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from markdown_it import MarkdownIt
from markdown_it.token import Token

from groundup.audit.criteria import NotThere
from groundup.audit.inspection import Inspection

LARGEST = 256 * 1024
WORD = re.compile(r"[a-z]+")
SPAN = re.compile(r"(?<!`)(`+)(?!`)(.{1,500}?)(?<!`)\1(?!`)", re.DOTALL)  # a bound on what a page can cost
PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Heading:
    level: int
    title: str
    line: int  # 1-based
    after: int  # 0-based index of the line after it


@dataclass(frozen=True)
class Fence:
    """Fenced code: its language, its content, and the line on which the content begins."""

    language: str
    content: str
    line: int


@dataclass(frozen=True)
class Block:
    """A paragraph, list, quotation or table: what is read in one go. `line` is where it begins."""

    kind: str  # paragraph, list, quotation, table
    text: str
    line: int


@dataclass(frozen=True)
class Section:
    """From a heading to the next one of its level or above. `text` is without the heading."""

    title: str
    line: int
    text: str
    blocks: tuple[Block, ...]
    fences: tuple[Fence, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it holds no word besides headings and comments."""
        lines = without_comments(self.text).splitlines()
        return not any(re.search(r"\w", line) for line in lines if not line.lstrip().startswith("#"))

    @property
    def spans(self) -> tuple[str, ...]:
        """What stands in backticks outside fenced code, in order."""
        return tuple(span for block in self.blocks for span in code_spans(block.text))


def without_comments(text: str) -> str:
    """Without <!-- what a reader does not see -->, in one pass over it."""
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def code_spans(text: str) -> tuple[str, ...]:
    return tuple(" ".join(found[2].split()) for found in SPAN.finditer(text))


@dataclass(frozen=True)
class Markdown:
    path: str
    text: str

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        found = []
        for token, inline in zip(self._tokens, self._tokens[1:], strict=False):
            if token.type == "heading_open" and token.map:
                found.append(Heading(int(token.tag[1]), inline.content, token.map[0] + 1, token.map[1]))
        return tuple(found)

    @cached_property
    def whole(self) -> Section:
        """All of it as one section."""
        return self._between("", 1, 0, len(self._lines))

    def section(self, name: str) -> Section | None:
        """The section of this name: "Result" finds "## Results of the run" and "## 2. result"."""
        tops = [n for n, heading in enumerate(self.headings) if heading.level == 1]
        title = tops if tops == [0] else []  # a single top heading names the whole
        for fits in (_is, _begins, _holds):
            for n, heading in enumerate(self.headings):
                if n not in title and fits(_words(heading.title), name.lower()):
                    return self._section(n)
        return None

    def _section(self, n: int) -> Section:
        heading = self.headings[n]
        later = (one.line - 1 for one in self.headings[n + 1 :] if one.level <= heading.level)
        return self._between(heading.title, heading.line, heading.after, next(later, len(self._lines)))

    def _between(self, title: str, line: int, begin: int, end: int) -> Section:
        inside = [t for t in self._tokens if t.map and begin <= t.map[0] and t.map[1] <= end]
        fences = tuple(
            Fence(t.info.strip().partition(" ")[0], t.content, (t.map or [0])[0] + 2)
            for t in inside
            if t.type == "fence"
        )
        blocks = tuple(self._block(t) for t in inside if t.level == 0 and t.type in KINDS)
        return Section(title, line, "\n".join(self._lines[begin:end]), blocks, fences)

    def _block(self, token: Token) -> Block:
        first, last = token.map or [0, 0]
        return Block(KINDS[token.type], "\n".join(self._lines[first:last]), first + 1)

    @cached_property
    def _tokens(self) -> list[Token]:
        return PARSER.parse(self.text)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")


KINDS = {
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "blockquote_open": "quotation",
    "table_open": "table",
}


def read_markdown(text: str, path: str) -> Markdown:
    """Raises NotThere where it is too large to be read by anybody."""
    if len(text) > LARGEST:
        raise NotThere(f"{path} is larger than 256 kB.", "Move its bulk to another file and link to it.")
    return Markdown(path, text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


def readme(inspection: Inspection) -> Markdown:
    """The README at the top. Raises NotThere."""
    names = sorted(p for p in inspection.repository.files if p.lower() in ("readme.md", "readme.markdown"))
    if not names:
        raise NotThere(
            "There is no README.md at the top of the repository.",
            "Write one with the sections Purpose, Result, Run, Data, Method and Limits.",
        )
    return inspection.once(f"sections:{names[0]}", lambda: read_markdown(inspection.text(names[0]), names[0]))


def _words(title: str) -> tuple[str, ...]:
    words = WORD.findall(title.lower())
    return tuple(word.removesuffix("s") if len(word) > 3 else word for word in words)


def _is(words: tuple[str, ...], name: str) -> bool:
    return words == _words(name)


def _begins(words: tuple[str, ...], name: str) -> bool:
    wanted = _words(name)
    return words[: len(wanted)] == wanted


def _holds(words: tuple[str, ...], name: str) -> bool:
    wanted = _words(name)
    return any(words[n : n + len(wanted)] == wanted for n in range(len(words)))
