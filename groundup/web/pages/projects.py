"""Projects: all of them, those that can be begun first."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Opened, page

router = APIRouter()


@router.get("/projects")
def projects(request: Request, w: Opened) -> Response:
    rows = actions.projects(w)
    ready = [row for row in rows if row.complete]
    return page(request, "projects.html", ready=ready, outlined=[row for row in rows if not row.complete])
