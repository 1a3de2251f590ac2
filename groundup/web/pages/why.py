"""Why: what moved a concept, piece by piece, newest first, with the amounts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Opened, page

router = APIRouter()


@router.get("/why/{id}")
def why(request: Request, id: str, w: Opened) -> Response:
    return page(request, "why.html", view=actions.why(w, id))
