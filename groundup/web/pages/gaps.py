"""Gaps: what stands between here and the goal, ranked by what closing it unlocks."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Chosen, page

router = APIRouter()


@router.get("/gaps")
def gaps(request: Request, w: Chosen) -> Response:
    return page(request, "gaps.html", gaps=actions.gaps(w), goal=actions.current(w).goal)
