"""Gaps: what stands between here and the goal, ranked by what closing it unlocks; and closing one first."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Chosen, Sent, go, page

router = APIRouter()


@router.get("/gaps")
def gaps(request: Request, w: Chosen) -> Response:
    found, goal = actions.gaps(w), actions.current(w).goal
    return page(request, "gaps.html", gaps=found, goal=goal, way=actions.way(w))


@router.post("/gaps/close")
def close(w: Chosen, sent: Sent) -> Response:
    actions.close_gap(w, str(sent.get("concept", "")))
    return go("/plan")


@router.post("/gaps/leave")
def leave(w: Chosen) -> Response:
    actions.leave_gap(w)
    return go("/plan")
