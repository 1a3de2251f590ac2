"""Interview: a prompt with its clock, the answer, the points; and how that went, theme by theme."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from groundup import actions
from groundup.actions import LabChecked
from groundup.records import GroundupError
from groundup.web.shell import Opened, Sent, go, is_part, page
from groundup.workspace import Workspace

router = APIRouter()

SCORES = ((0, "missing"), (1, "partly"), (2, "made"))


@router.get("/interview")
def interview(request: Request, w: Opened) -> Response:
    view = actions.interview(w)
    missed: dict[str, list[actions.Missed]] = {}
    for one in view.missed:  # the points of one prompt together, the dearest first
        missed.setdefault(one.prompt, []).append(one)
    return page(request, "interview.html", view=view, missed=missed)


@router.post("/interview")
def begin(w: Opened, sent: Sent) -> Response:
    """Draw a prompt and start its clock."""
    begun = actions.begin_turn(w, str(sent.get("which", "")), instead_of=str(sent.get("instead_of", "")))
    return go(f"/interview/{begun.turn.id}")


@router.get("/interview/{id}")
def turn(request: Request, id: str, w: Opened) -> Response:
    return _show(request, w, id)


@router.post("/interview/{id}/check")
def check(request: Request, id: str, w: Opened, sent: Sent) -> Response:
    """Run the checks on the code so far; the clock runs on."""
    try:
        checked = actions.try_drill(w, id, _sent(sent, "source"))
    except GroundupError as error:
        return _refused(request, w, id, sent, error)
    if is_part(request):
        return page(request, "lab-verdict.html", checked=checked, drill=True)
    return _show(request, w, id, sent=sent, checked=checked)


@router.post("/interview/{id}/answer")
def answer(request: Request, id: str, w: Opened, sent: Sent) -> Response:
    try:
        actions.end_turn(w, id, _sent(sent, "answer"), _sent(sent, "source"))
    except GroundupError as error:
        return _refused(request, w, id, sent, error)
    return go(f"/interview/{id}")


@router.post("/interview/{id}/score")
def score(request: Request, id: str, w: Opened, sent: Sent) -> Response:
    given = [_sent(sent, f"point-{n}") for n in range(len(actions.turn(w, id).turn.shown.rubric))]
    try:
        actions.score_turn(w, id, [int(one) if one.isdecimal() else -1 for one in given])
    except GroundupError as error:
        return _refused(request, w, id, sent, error)
    return go(f"/interview/{id}")


def _sent(sent: FormData, name: str) -> str:
    return str(sent.get(name, ""))


def _refused(request: Request, w: Workspace, id: str, sent: FormData, error: GroundupError) -> Response:
    """What was wrong, on the page, with all that was written still there."""
    if error.code not in ("invalid", "conflict", "busy"):
        raise error
    if is_part(request):
        return page(request, "interview-trouble.html", status=422, message=error.message)
    return _show(request, w, id, sent=sent, message=error.message)


def _show(
    request: Request,
    w: Workspace,
    id: str,
    *,
    sent: FormData | None = None,
    checked: LabChecked | None = None,
    message: str = "",
) -> Response:
    view = actions.turn(w, id)
    starter = view.drill.starter if view.drill else ""
    return page(
        request,
        "interview-turn.html",
        status=422 if message else 200,
        view=view,
        answer=_sent(sent, "answer") if sent is not None else "",
        source=_sent(sent, "source") if sent is not None else starter,
        checked=checked,
        message=message,
        scores=SCORES,
    )
