"""Week: what was learned, what faded, what moved."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Opened, page

router = APIRouter()


@router.get("/week")
def week(request: Request, w: Opened, back: int = 0) -> Response:
    return page(request, "week.html", view=actions.week(w, back))
