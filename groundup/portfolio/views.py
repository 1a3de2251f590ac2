"""What the pages show, prepared: addresses, HTML of texts, numbers in words. A template decides nothing."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from groundup.portfolio.facts import Audited, standing_audit
from groundup.portfolio.figures import Picture
from groundup.portfolio.material import Material, Text, Work
from groundup.portfolio.numbers import Headline, headline
from groundup.portfolio.prose import Formula, Setting, count_words, parted, plain, prose, title_of

WORDS_A_MINUTE = 150  # read aloud, unhurried: about what newsreaders speak
UP = "../"


@dataclass(frozen=True)
class Shot:
    """A figure as a page shows it; `address` is relative to the top of the site, `name` its path in the
    repository."""

    address: str
    name: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Written:
    """A text as a page shows it."""

    title: str
    html: Markup
    words: int
    slug: str = ""
    teaser: str = ""

    @property
    def minutes(self) -> int:
        return max(1, round(self.words / WORDS_A_MINUTE))


@dataclass(frozen=True)
class Project:
    """A project as its page and the list show it."""

    work: Work
    audit: Audited | None
    headline: Headline | None
    shots: tuple[Shot, ...]
    texts: Mapping[str, Written]
    credential: str = ""  # address of its credential, if there is one

    @property
    def address(self) -> str:
        return f"projects/{slug_of(self.work.id)}.html"

    @property
    def report_address(self) -> str:
        """Where its report is, which is long and has a page of its own."""
        return f"reports/{slug_of(self.work.id)}.html"


def projects(material: Material, formula: Formula | None) -> tuple[Project, ...]:
    issued = {one.slug: f"credentials/{one.slug}.json" for one in material.shown.credentials}
    return tuple(_project(work, formula, issued.get(f"project-{work.id}", "")) for work in material.works)


def posts(material: Material, formula: Formula | None) -> tuple[Written, ...]:
    return tuple(_written(text, "posts", formula) for text in material.posts)


def pictures_of(material: Material) -> dict[str, bytes]:
    """Every figure of the site by its address."""
    found: dict[str, bytes] = {}
    for work in material.works:
        found |= _files(work.id, work.figures)
        for text in work.texts.values():
            found |= _files(work.id, text.pictures)
    for text in material.posts:
        found |= _files("posts", text.pictures)
    return found


def slug_of(name: str) -> str:
    """A file name of plain letters. A name that is none gets a part of its hash, so that no two share one."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:60]
    marked = hashlib.sha256(name.encode(errors="replace")).hexdigest()[:8]
    return name if name and name == words else f"{words or 'text'}-{marked}"


def _project(work: Work, formula: Formula | None, credential: str) -> Project:
    audit = standing_audit(work.audits)
    texts = {
        name: _written(text, work.id, formula, below=1 if name == "report" else 2)
        for name, text in work.texts.items()
    }
    shown = "".join(str(text.html) for name, text in texts.items() if name != "report")
    shots = tuple(shot for shot in _shots(work.id, work.figures) if shot.address not in shown)
    found = headline(audit.findings) if audit else None
    return Project(work, audit, found, shots, texts, credential)


def _written(text: Text, owner: str, formula: Formula | None, below: int = 1) -> Written:
    title, (_, rest) = title_of(text.text), parted(text.text)
    named = {
        posixpath.relpath(path, text.folder or "."): (UP + _address(owner, path, one), one.width, one.height)
        for path, one in text.pictures.items()
    }
    return Written(
        title=title or text.name.replace("-", " ").replace("_", " "),
        html=prose(rest, Setting(named, formula), below=below),
        words=count_words(rest),
        slug=slug_of(text.name),
        teaser=plain(rest),
    )


def _shots(owner: str, figures: Mapping[str, Picture]) -> tuple[Shot, ...]:
    return tuple(
        Shot(_address(owner, path, one), path, _alt(path), one.width, one.height)
        for path, one in sorted(figures.items())
    )


def _files(owner: str, figures: Mapping[str, Picture]) -> dict[str, bytes]:
    return {_address(owner, path, one): one.content for path, one in figures.items()}


def _address(owner: str, path: str, one: Picture) -> str:
    marked = hashlib.sha256(one.content).hexdigest()[:8]
    return (
        f"figures/{slug_of(owner)}/{slug_of(path.rpartition('/')[2].rpartition('.')[0])}-{marked}.{one.kind}"
    )


def _alt(path: str) -> str:
    """A figure that no text describes is called what its file is called."""
    words = path.rpartition("/")[2].rpartition(".")[0].replace("-", " ").replace("_", " ").strip()
    return f"Figure: {words}"
