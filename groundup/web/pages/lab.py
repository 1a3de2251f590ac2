"""Lab: brief, editor and verdict on one page; the file in the workspace is the same file.

Where a practical is a folder, there is no editor: the page checks the folder as it lies in the workspace.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from groundup import actions
from groundup.web.answers import duration_s
from groundup.web.shell import Opened, Sent, go, is_part, page

router = APIRouter()


@router.get("/lab/{id}")
def lab(request: Request, id: str, w: Opened) -> Response:
    known = actions.find_lab(w, id)
    if known != id:
        return go(f"/lab/{known}")
    view = actions.lab(w, id)
    request.app.state.verdicts.expect(w, id)
    latest = request.app.state.verdicts.latest(id)
    since = w.clock().timestamp()
    return page(request, "lab.html", view=view, checked=latest, since=since)


@router.get("/lab/{id}/verdict")
def verdict(request: Request, id: str, w: Opened) -> Response:
    return _verdict(request, w, id)


@router.get("/lab/{id}/source")
def source(id: str, w: Opened) -> Response:
    """The file as it lies in the workspace, for an editor that shows it."""
    return PlainTextResponse(actions.lab(w, id).source)


@router.post("/lab/{id}")
def save(request: Request, id: str, w: Opened, sent: Sent) -> Response:
    seconds = duration_s(sent, w.clock().timestamp())
    if actions.lab(w, id).is_folder:
        request.app.state.verdicts.check_folder(w, id, seconds)
    else:
        text = str(sent.get("source", "")).replace("\r\n", "\n")
        request.app.state.verdicts.save(w, id, text, seconds)
    return _verdict(request, w, id) if is_part(request) else go(f"/lab/{id}#verdict")


@router.post("/lab/{id}/reset")
def reset(request: Request, id: str, w: Opened) -> Response:
    """The starter again, in place of what the learner wrote; of a folder, the files that are missing."""
    view = actions.lab(w, id)
    if view.is_folder:
        actions.start_lab(w, id)
    else:
        actions.save_lab(w, id, view.starter)
    request.app.state.verdicts.forget(id)
    return go(f"/lab/{id}")


def _verdict(request: Request, w: Opened, id: str) -> Response:
    return page(
        request,
        "lab-verdict.html",
        view=actions.lab(w, id),
        checked=request.app.state.verdicts.latest(id),
    )
