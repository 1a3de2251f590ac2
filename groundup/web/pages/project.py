"""Project: the outline of a milestone: what it needs, what is delivered, how it is judged."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Opened, page

router = APIRouter()


@router.get("/project/{id}")
def project(request: Request, id: str, w: Opened) -> Response:
    return page(request, "project.html", view=actions.project(w, id))
