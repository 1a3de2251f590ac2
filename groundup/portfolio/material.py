"""What a portfolio is made from: the learner, projects with their audits, texts, library, mastery. Frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from groundup.portfolio.facts import Audited
from groundup.portfolio.figures import Picture


@dataclass(frozen=True)
class Author:
    """Who shows this. `about` is Markdown; `links` are (name, address), only http(s) and mailto are shown;
    `language` is that of the texts, as BCP 47 names it."""

    name: str = ""
    headline: str = ""
    about: str = ""
    links: tuple[tuple[str, str], ...] = ()
    language: str = "en"


@dataclass(frozen=True)
class Text:
    """A Markdown file of the learner's. `name` is its file name without ending, `folder` what its pictures
    are relative to; `pictures` maps a path below the repository to a figure fit to be published."""

    name: str
    text: str
    folder: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Work:
    """A project. `audits` newest first; `texts` are its "story", "card" and "report". They and `figures` are
    of the commit that the standing audit saw: none where it could not be read, and `missing` says so."""

    id: str
    title: str
    kind: str
    audits: tuple[Audited, ...]
    texts: Mapping[str, Text] = field(default_factory=dict)
    figures: Mapping[str, Picture] = field(default_factory=dict, repr=False)
    missing: str = ""


@dataclass(frozen=True)
class Race:
    """A call of the learner's beside that of a library, in words: "about as long as numpy.dot"."""

    name: str
    beside: str
    why: str
    yours_ms: float
    theirs_ms: float


@dataclass(frozen=True)
class Module:
    """A module of the learner's library that stands. `shelf` is its layer."""

    path: str
    title: str
    shelf: str
    builds: tuple[str, ...]
    oracle: tuple[str, ...]
    lines: int
    races: tuple[Race, ...] = ()


@dataclass(frozen=True)
class Concept:
    """`known`: the chance that it is known, from 0 to 1; `hashes`: of the evidence that bears on it."""

    id: str
    title: str
    state: str
    known: float
    last: date | None = None
    hashes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    """A strand of the roadmap: all its concepts, and of them those that evidence bears on."""

    title: str
    concepts: int
    seen: tuple[Concept, ...]

    @property
    def mastered(self) -> int:
        return sum(one.state == "mastered" for one in self.seen)

    @property
    def fading(self) -> int:
        """Mastered once, and likely forgotten since."""
        return sum(one.state == "fading" for one in self.seen)


@dataclass(frozen=True)
class Credential:
    """A signed credential and the evidence beside it, as files of the site."""

    slug: str
    name: str
    content: bytes = field(repr=False)
    evidence: bytes = field(repr=False)


@dataclass(frozen=True)
class Material:
    """Everything a site shows. `meaning`: what mastered means, in a sentence; `records`: evidence as it is
    published (audits and passed labs)."""

    author: Author
    works: tuple[Work, ...]
    posts: tuple[Text, ...]
    modules: tuple[Module, ...]
    areas: tuple[Area, ...]
    meaning: str
    records: tuple[Mapping[str, Any], ...]
    shown: Shown


@dataclass(frozen=True)
class Shown:
    """What stands beside the facts: credentials, keys, and by whom and when the site was made."""

    made: datetime
    by: str
    signer: str
    credentials: tuple[Credential, ...] = ()
    handovers: tuple[Mapping[str, Any], ...] = ()
