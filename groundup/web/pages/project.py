"""Project: its brief and rubric, the repository that begins it, and its audit while it runs."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.records import GroundupError
from groundup.web.audits import Audits
from groundup.web.shell import Opened, Sent, go, page
from groundup.workspace import Workspace

router = APIRouter()


@router.get("/project/{id}")
def project(request: Request, id: str, w: Opened) -> Response:
    return _show(request, w, id)


@router.post("/project/{id}/start")
def start(request: Request, id: str, w: Opened) -> Response:
    """Make the repository; what stands in the way is said on the page."""
    try:
        actions.start_project(w, id)
    except GroundupError as error:
        if error.code not in ("conflict", "environment"):
            raise
        return _show(request, w, id, error.message)
    return go(f"/project/{id}#repository")


@router.get("/project/{id}/audit")
def audit(request: Request, id: str, w: Opened) -> Response:
    """The part of the page that changes while an audit runs."""
    return page(request, "project-audit.html", view=actions.project(w, id), running=_audits(request).of(id))


@router.post("/project/{id}/audit")
def begin_audit(request: Request, id: str, w: Opened, sent: Sent) -> Response:
    actions.project(w, id)
    _audits(request).start(w, id, builds=sent.get("builds") == "yes")
    return go(f"/project/{id}#audit")


def _show(request: Request, w: Workspace, id: str, trouble: str = "") -> Response:
    running = _audits(request).of(id)
    return page(request, "project.html", view=actions.project(w, id), running=running, trouble=trouble)


def _audits(request: Request) -> Audits:
    audits: Audits = request.app.state.audits
    return audits
