"""Practice: one fresh question of a concept after another."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Opened, page

router = APIRouter()


@router.get("/practice/{id}")
def practice(request: Request, id: str, w: Opened) -> Response:
    return page(
        request,
        "practice.html",
        view=actions.concept(w, id),
        asked=actions.ask(w, id),
        place="practice",
        marked=None,
        given="",
        since=w.clock().timestamp(),
    )
