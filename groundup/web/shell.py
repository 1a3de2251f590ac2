"""Templates and the shell around every page: from a name and what it shows to an answer.

A template gets plain records and formats them; it decides nothing. Everything is escaped unless it is Markup
that `prose` or `drawings` made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.exceptions import HTTPException
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse

from groundup import __version__, actions
from groundup.web import drawings, prose
from groundup.web.built import built
from groundup.workspace import Workspace

HERE = Path(__file__).parent
THEMES = ("light", "dark")  # anything else follows the system

STATES = {
    "new": "Not started",
    "claimed": "Claimed",
    "inferred": "Inferred",
    "learning": "Learning",
    "mastered": "Mastered",
    "fading": "Fading",
}
WORKS = {"lesson": "Lesson", "practice": "Practice", "lab": "Lab", "review": "Review", "project": "Project"}
STRANDS = {
    "math": "Mathematics",
    "programming": "Programming",
    "ml": "Machine learning",
    "dl": "Deep learning",
    "mlops": "MLOps",
    "genai": "Generative AI",
    "ethics": "Ethics",
    "career": "Career",
}


def opened(request: Request) -> Workspace:
    workspace: Workspace = request.app.state.workspace
    return workspace


def chosen(request: Request) -> Workspace:
    """The workspace, once a goal is chosen; until then every road begins at setup."""
    workspace = opened(request)
    if actions.current_settings(workspace) is None:
        raise HTTPException(303, headers={"location": "/setup"})
    return workspace


async def sent(request: Request) -> FormData:
    return await request.form(max_fields=600, max_files=0)


Opened = Annotated[Workspace, Depends(opened)]
Chosen = Annotated[Workspace, Depends(chosen)]
Sent = Annotated[FormData, Depends(sent)]


def page(request: Request, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """A page, or a part of one where the template is a part."""
    theme = request.cookies.get("theme", "")
    html = (
        _environment()
        .get_template(template)
        .render(
            **shown,
            request=request,
            address=request.url.path,
            theme=theme if theme in THEMES else "",
            nonce=getattr(request.state, "nonce", ""),
            resolve=resolver(request),
        )
    )
    return HTMLResponse(html, status, headers={"vary": "cookie, hx-request"})


def go(address: str) -> RedirectResponse:
    """To another of our own pages, after something was done."""
    return RedirectResponse(own_address(address), 303)


def own_address(address: str) -> str:
    """`address` if it is a path of ours, else the first page: a form cannot send anybody elsewhere."""
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address
    if not plain or any(ord(character) < 33 for character in address):
        return "/"
    return quote(address, safe="/?&=#%-._~+:,@")


def is_part(request: Request) -> bool:
    """Whether a script of ours asks for a part of a page."""
    return request.headers.get("hx-request") == "true"


def resolver(request: Request) -> prose.Resolve:
    """Where `concept:` and `resource:` links of a text go."""
    workspace = getattr(request.app.state, "workspace", None)
    if workspace is None:
        return prose.no_links
    return links_of(workspace)


def links_of(workspace: Workspace) -> prose.Resolve:
    """The same function as long as the catalog is the same: rendered texts are kept by it."""
    return _links_of(workspace.catalog)


@lru_cache(maxsize=2)
def _links_of(catalog: Any) -> prose.Resolve:
    def resolve(kind: str, id: str) -> tuple[str, str] | None:
        if kind == "concept" and id in catalog.concepts:
            return f"/concept/{id}", catalog.concepts[id].title
        if kind == "resource" and id in catalog.resources and catalog.resources[id].url:
            return catalog.resources[id].url, catalog.resources[id].title
        return None

    return resolve


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([HERE / "pages", HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {"built": built, "version": __version__, "states": STATES, "works": WORKS}
    environment.globals |= {"strands": STRANDS, "aside": prose.aside}
    filters: dict[str, Callable[..., Any]] = {
        "prose": prose.prose,
        "line": prose.line,
        "said": prose.said,
        "code": prose.code,
        "output": drawings.output,
        "drawing": drawings.drawing,
        "day": day,
        "short_day": short_day,
        "moment": moment,
        "minutes": minutes,
        "percent": lambda share: f"{round(100 * share)} %",
        "plural": plural,
        "spoken": spoken,
        "first_upper": lambda text: text[:1].upper() + text[1:],
    }
    environment.filters |= filters
    return environment


def day(value: date) -> str:
    return f"{value:%A} {value.day} {value:%B} {value.year}"


def short_day(value: date) -> str:
    return f"{value:%a} {value.day} {value:%b}"


def moment(value: datetime) -> str:
    return f"{value.day} {value:%B} {value.year}, {value:%H:%M}"


def minutes(value: float) -> str:
    """80 -> "1 h 20 min"."""
    hours, rest = divmod(round(value), 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d} min" if rest and hours < 10 else f"{hours} h"


def spoken(label: str) -> str:
    """A label with formulas as it would be said: "$c_1$" -> "c 1"."""
    return " ".join(re.sub(r"[$\\{}]", "", label).replace("_", " ").split())


def plural(number: int, one: str, many: str = "") -> Markup:
    """3 -> "3 concepts"."""
    return Markup("{} {}").format(f"{number:,}", one if number == 1 else many or one + "s")
