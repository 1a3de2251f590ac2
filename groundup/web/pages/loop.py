"""Loop: study an endgame, learn, build for a month, list gaps, close the first, repeat; pass by pass."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from groundup import actions
from groundup.records import GroundupError
from groundup.web.shell import Chosen, Sent, go, page
from groundup.workspace import Workspace

router = APIRouter()
DEEDS: dict[str, Callable[[Workspace, FormData], object]] = {
    "begin": lambda w, sent: actions.begin_pass(w, str(sent.get("text", ""))),
    "note": lambda w, sent: actions.note(w, str(sent.get("text", ""))),
    "step": lambda w, sent: actions.go_to_step(w, int(str(sent.get("step", "0")) or 0)),
    "gap": lambda w, sent: actions.choose_gap(w, str(sent.get("gap", ""))),
    "end": lambda w, sent: actions.end_pass(w, str(sent.get("text", ""))),
}


@router.get("/loop")
def loop(request: Request, w: Chosen) -> Response:
    return _show(request, w)


@router.post("/loop/{deed}")
def do(request: Request, w: Chosen, deed: str, sent: Sent) -> Response:
    if deed not in DEEDS:
        raise GroundupError("not-found", f"A loop has no {deed!r}.")
    try:
        DEEDS[deed](w, sent)
    except ValueError:
        return _show(request, w, "That is not the number of a step.")
    except GroundupError as error:
        if error.code not in ("invalid", "conflict"):
            raise
        return _show(request, w, error.message)
    return go("/loop")


def _show(request: Request, w: Workspace, message: str = "") -> Response:
    return page(request, "loop.html", status=422 if message else 200, message=message, view=actions.loop(w))
