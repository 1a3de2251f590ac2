"""Plan: the weeks to the goal, day by day and part by part."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Chosen, page

router = APIRouter()
WEEKS_OPEN = 2  # the weeks that are shown whole; the later ones open


@router.get("/plan")
def plan(request: Request, w: Chosen) -> Response:
    return page(
        request,
        "plan.html",
        view=actions.plan(w),
        today=actions.standing(w).today,
        settings=actions.current_settings(w),
        open_weeks=WEEKS_OPEN,
    )
