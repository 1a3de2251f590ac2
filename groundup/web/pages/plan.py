"""Plan: the weeks to the goal, day by day and part by part; when it will be done; what is fixed in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from groundup import actions
from groundup.records import GroundupError
from groundup.web.shell import Chosen, Sent, go, page
from groundup.workspace import Workspace

router = APIRouter()
WEEKS_OPEN = 2  # the weeks that are shown whole; the later ones open


@router.get("/plan")
def plan(request: Request, w: Chosen) -> Response:
    return _show(request, w)


@router.post("/plan/pause")
def pause(request: Request, w: Chosen, sent: Sent) -> Response:
    def act() -> None:
        actions.pause(w, _day(sent, "first"), _day(sent, "last"), _text(sent, "title"))

    return _done(request, w, act)


@router.post("/plan/resume")
def resume(request: Request, w: Chosen, sent: Sent) -> Response:
    return _done(request, w, lambda: actions.end_pause(w, _day(sent, "first")))


@router.post("/plan/pin")
def pin(request: Request, w: Chosen, sent: Sent) -> Response:
    return _done(request, w, lambda: actions.pin(w, _text(sent, "item"), _day(sent, "day")))


@router.post("/plan/unpin")
def unpin(request: Request, w: Chosen, sent: Sent) -> Response:
    return _done(request, w, lambda: actions.unpin(w, _text(sent, "item")))


def _done(request: Request, w: Workspace, act: Callable[[], object]) -> Response:
    """What was wished is done, or the page says why it cannot be."""
    try:
        act()
    except GroundupError as error:
        if error.code not in ("invalid", "not-found", "conflict"):
            raise
        return _show(request, w, error.message)
    return go("/plan")


def _show(request: Request, w: Workspace, message: str = "") -> Response:
    view = actions.plan(w)
    return page(
        request,
        "plan.html",
        status=422 if message else 200,
        message=message,
        view=view,
        forecast=actions.forecast(w),
        way=actions.way(w),
        agenda=actions.agenda(w),
        to_pin=actions.choices_to_pin(w),
        today=actions.standing(w).today,
        settings=actions.current_settings(w),
        open_weeks=WEEKS_OPEN,
    )


def _text(sent: FormData, name: str) -> str:
    return str(sent.get(name, "")).strip()


def _day(sent: FormData, name: str) -> date:
    text = _text(sent, name)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise GroundupError("invalid", f"{text!r} is not a day; write it like 2027-03-31.") from error
