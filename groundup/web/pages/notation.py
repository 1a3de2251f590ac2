"""Notation: what every symbol of the lessons means, and where it is first used."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup.web.prose import headings
from groundup.web.shell import Opened, links_of, page

router = APIRouter()


@router.get("/notation")
def notation(request: Request, w: Opened) -> Response:
    intro, _, tables = w.catalog.notation().partition("\n## ")
    tables = f"## {tables}"
    areas = [heading for heading in headings(tables, links_of(w)) if heading.level == 2]
    return page(request, "notation.html", intro=intro, tables=tables, areas=areas)
