"""Theme: light, dark, or as the system has it; remembered by a cookie, so that no page flashes."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from groundup.web.shell import THEMES, Sent, go

router = APIRouter()
YEAR_S = 365 * 24 * 3600


@router.post("/theme")
def theme(sent: Sent) -> Response:
    response = go(str(sent.get("back", "/")))
    chosen = str(sent.get("theme", ""))
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=YEAR_S, samesite="strict", httponly=True)
    else:
        response.delete_cookie("theme", samesite="strict", httponly=True)
    return response
