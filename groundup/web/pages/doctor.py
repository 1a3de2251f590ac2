"""Doctor: what this machine has, what it lacks, and the way to get it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Opened, page

router = APIRouter()


@router.get("/doctor")
def doctor(request: Request, w: Opened) -> Response:
    return page(request, "doctor.html", findings=actions.doctor(w.root, w.engine))
