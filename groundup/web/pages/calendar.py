"""Calendar: the plan as a file, and as a feed that other programs on this machine may read."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.records import GroundupError, Part
from groundup.web.shell import Chosen, Opened, Sent, go, page
from groundup.workspace import Workspace

router = APIRouter()
PARTS: tuple[Part, ...] = get_args(Part)


@router.get("/calendar")
def calendar(request: Request, w: Chosen) -> Response:
    return _show(request, w)


@router.get("/calendar.ics")
def download(w: Chosen) -> Response:
    return _written(actions.calendar(w), "attachment")


@router.get("/calendar/{secret}.ics")
def feed(w: Opened, secret: str) -> Response:
    """Who knows the address may read it, without a visit before: that is how calendars subscribe."""
    return _written(actions.feed(w, secret), "inline")


@router.post("/calendar/feed")
def change_feed(w: Chosen, sent: Sent) -> Response:
    if sent.get("do") == "close":
        actions.close_feed(w)
    else:
        actions.feed_secret(w, anew=sent.get("do") == "renew")
    return go("/calendar")


@router.post("/calendar/parts")
def parts(request: Request, w: Chosen, sent: Sent) -> Response:
    morning, afternoon, evening = (str(sent.get(part, "")) for part in PARTS)
    try:
        actions.begin_parts(w, (morning, afternoon, evening))
    except GroundupError as error:
        if error.code != "invalid":
            raise
        return _show(request, w, error.message)
    return go("/calendar")


def _show(request: Request, w: Workspace, message: str = "") -> Response:
    feed = actions.agenda(w).feed
    settings = actions.current_settings(w)
    address = f"{request.url.scheme}://{request.url.netloc}/calendar/{feed.secret}.ics" if feed.secret else ""
    return page(
        request,
        "calendar.html",
        status=422 if message else 200,
        message=message,
        begins=dict(zip(PARTS, feed.begins, strict=True)),
        feed=address,
        zone=settings.zone if settings else "",
    )


def _written(text: bytes, disposition: str) -> Response:
    headers = {"content-disposition": f'{disposition}; filename="groundup.ics"'}
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)
