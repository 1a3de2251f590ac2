"""The files of a portfolio: material in, {path: bytes} out. Pure: the same material gives the same bytes.

Promises: no script, no style in an element, nothing that is loaded from elsewhere; every address is relative,
so that the site works from a folder, a drive, or any path of any server. A strict content policy says so to
the browser as well. Figures of learners appear as images alone.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from groundup.portfolio import views
from groundup.portfolio.facts import Audited
from groundup.portfolio.manifest import NAME
from groundup.portfolio.material import Material, Module
from groundup.portfolio.numbers import listed, words
from groundup.portfolio.proofs import stamp
from groundup.portfolio.prose import Formula, Setting, prose, said

# connect-src: no page of ours connects, but what audits a site from within asks for its robots.txt.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
EVIDENCE, KEYS, WORKFLOW = "evidence.json", "keys.json", ".github/workflows/pages.yml"
WALLS = {"A": " behind walls", "B": " behind walls without namespaces", "C": " in a sandbox of the system"}
MARKS = {True: "passed", False: "did not pass", None: "not seen"}


def build(material: Material, formula: Formula | None = None, *, workflow: bool = False) -> dict[str, bytes]:
    """Every file of the site but its manifest."""
    projects, posts = views.projects(material, formula), views.posts(material, formula)
    shared = {"material": material, "projects": projects, "posts": posts, "passed": _passed(projects)}
    shared |= {"own": _own(material.author.language)}
    shared |= {"about": _about(material, formula), "links": _links(material), "shelves": _shelves(material)}
    files = {"index.html": _page("index.html", "", "index", **shared)}
    for project in projects:
        files[project.address] = _page("project.html", views.UP, "index", project=project, **shared)
        if "report" in project.texts:
            files[project.report_address] = _page("report.html", views.UP, "index", project=project, **shared)
    for post in posts:
        files[f"writing/{post.slug}.html"] = _page("post.html", views.UP, "index", post=post, **shared)
    if material.modules:
        files["library.html"] = _page("library.html", "", "library", **shared)
    files["mastery.html"] = _page("mastery.html", "", "mastery", **shared)
    files["verify.html"] = _page("verify.html", "", "verify", **shared)
    files |= views.pictures_of(material) | _beside(material)
    if workflow:
        files[WORKFLOW] = _template("pages.yml").encode()
    return files


def _beside(material: Material) -> dict[str, bytes]:
    """What is no page: the style sheet, the evidence, keys and credentials."""
    files = {
        "style.css": _template("site.css").encode(),
        "icon.svg": _template("icon.svg").encode(),
        ".nojekyll": b"",
        ".gitattributes": b"* -text\n",  # else Git may write other line ends, which are other bytes
        EVIDENCE: _json(_evidence(material)),
    }
    if material.shown.handovers:
        files[KEYS] = _json({"format": 1, "handovers": list(material.shown.handovers)})
    for one in material.shown.credentials:
        files[f"credentials/{one.slug}.json"] = one.content
        files[f"credentials/{one.slug}.evidence.json"] = one.evidence
    return files


def _evidence(material: Material) -> dict[str, Any]:
    """What the pages rest on. Of answers there are hashes alone: whoever gave them can show the records."""
    concepts = {
        one.id: {"state": one.state, "known": round(one.known, 3), "evidence": sorted(one.hashes)}
        for area in material.areas
        for one in area.seen
    }
    return {
        "format": 1,
        "made": stamp(material.shown.made),
        "hashes": "SHA-256 of the RFC 8785 form of a record without its sha256",
        "records": [dict(record) for record in material.records],
        "concepts": concepts,
    }


def _own(language: str) -> Markup:
    """What an element says that holds the learner's own words: they may run either way, in their language."""
    known = re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language)
    return Markup('dir="auto" lang="{}"').format(language if known else "en")


def _about(material: Material, formula: Formula | None) -> Markup:
    return prose(material.author.about, Setting({}, formula))


def _links(material: Material) -> list[tuple[str, str]]:
    return [link for link in material.author.links if re.match(r"(https?://|mailto:)[^\s]+$", link[1], re.I)]


def _shelves(material: Material) -> dict[str, list[Module]]:
    """The modules by layer, both in the order in which they came."""
    found: dict[str, list[Module]] = {}
    for module in material.modules:
        found.setdefault(module.shelf, []).append(module)
    return found


def _passed(projects: tuple[views.Project, ...]) -> int:
    return sum(bool(one.audit and one.audit.passed) for one in projects)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


# --- templates -----------------------------------------------------------------------------------


def _page(template: str, root: str, here: str, **shown: Any) -> bytes:
    html = _environment().get_template(template).render(root=root, here=here, **shown)
    return html.encode()


def _template(name: str) -> str:
    """A file that goes to the site as it is."""
    environment = _environment()
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("groundup.portfolio", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {"policy": POLICY, "evidence_file": EVIDENCE, "keys_file": KEYS, "manifest": NAME}
    environment.globals |= {"marks": MARKS, "walls": WALLS}
    environment.filters |= {
        "day": _day,
        "words": words,
        "said": said,
        "numbers": listed,
        "plural": _plural,
        "percent": lambda share: f"{round(100 * share)}\u202f%",
        "counted": _counted,
        "grouped": lambda number: f"{number:,}".replace(",", "\u202f"),
        "two_digits": lambda value: f"{float(f'{value:.2g}'):g}",
    }
    return environment


def _day(at: date) -> str:
    return f"{at.day} {at:%B} {at.year}"


def _plural(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}".replace(",", "\u202f")


def _counted(audit: Audited) -> str:
    """ "14 of 15 criteria passed, 1 was not seen"."""
    told = f"{len(audit.good)} of {_plural(len(audit.findings), 'criterion', 'criteria')} passed"
    if audit.unseen:
        told += f", {len(audit.unseen)} not seen"
    return told
