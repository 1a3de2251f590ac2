"""Lesson: text that reads like a textbook, cells that run, figures that move, questions answered in place."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Request
from starlette.responses import JSONResponse, Response

from groundup import actions
from groundup.records import GroundupError
from groundup.web.answers import duration_s
from groundup.web.drawings import drawing
from groundup.web.reading import Open, pieces, sections
from groundup.web.shell import Opened, Sent, go, links_of, page

router = APIRouter()


@router.get("/lesson/{id}")
def lesson(request: Request, id: str, w: Opened) -> Response:
    view = actions.lesson(w, id)
    opened: Open = request.app.state.open_questions
    return page(
        request,
        "lesson.html",
        view=view,
        pieces=pieces(w, view, opened),
        sections=sections(view, links_of(w)),
        since=w.clock().timestamp(),
    )


@router.post("/lesson/{id}/read")
def read(id: str, w: Opened, sent: Sent) -> Response:
    actions.read(w, id, duration_s(sent, w.clock().timestamp()))
    return go(str(sent.get("to") or f"/lesson/{id}"))


@router.post("/lesson/{id}/cell/{cell}")
def run_cell(request: Request, id: str, cell: str, w: Opened, sent: Sent) -> Response:
    source = str(sent.get("source", "")).replace("\r\n", "\n")
    return page(request, "lesson-output.html", ran=actions.run_cell(w, id, cell, source), cell=f"{id}-{cell}")


@router.post("/lesson/{id}/restart")
def restart(id: str, w: Opened) -> Response:
    actions.restart_cells(w, id)
    return go(f"/lesson/{id}")


@router.post("/lesson/{id}/figure/{function}")
def draw(id: str, function: str, w: Opened, controls: Annotated[dict[str, object], Body()]) -> Response:
    """A figure at other settings, for the script that moves it."""
    try:
        drawn = actions.draw(w, id, function, controls)
        svg = drawing(drawn.svg, function)
    except GroundupError as error:
        return JSONResponse({"message": error.message}, 422 if error.code == "invalid" else 503)
    return JSONResponse({"svg": svg, "alt": drawn.alt, "axes": drawn.axes})
