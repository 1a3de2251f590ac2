"""Report: how well the program knows the learner, on their own answers, beside what it has to beat."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Opened, go, page

router = APIRouter()


@router.get("/report")
def report(request: Request, w: Opened) -> Response:
    return page(request, "report.html", view=actions.report(w), own=actions.parameters(w))


@router.post("/report/fit")
def fit(w: Opened) -> Response:
    """Fit own parameters now; the page says what came of it."""
    actions.refit(w)
    return go("/report#own")
