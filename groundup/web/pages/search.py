"""Search: find a concept, lab, project or resource by words."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Opened, page

router = APIRouter()
LONGEST = 200
KINDS = {"concept": "Concept", "lab": "Lab", "project": "Project", "resource": "Resource", "page": "Page"}


@router.get("/search")
def search(request: Request, w: Opened, q: str = "") -> Response:
    words = q[:LONGEST].strip()
    return page(request, "search.html", q=words, found=actions.search(w, words), kinds=KINDS)
