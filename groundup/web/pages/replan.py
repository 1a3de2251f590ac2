"""Replan: what would change is shown before it is done, with the ways out and what each wish costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from groundup import actions
from groundup.records import GroundupError, Settings, Wishes
from groundup.web.shell import Chosen, Sent, go, page
from groundup.workspace import Workspace

router = APIRouter()
KEEP = "keep"  # the rhythm as it is
TITLES = {"more": "Study more", "longer": "Longer days", "later": "A later date", "less": "Less content"}


@router.get("/replan")
def replan(request: Request, w: Chosen) -> Response:
    settings, wishes = _now(w)
    return _show(request, w, actions.preview(w), _filled(settings, wishes))


@router.post("/replan")
def look(request: Request, w: Chosen, sent: Sent) -> Response:
    """Without a word of applying it nothing changes; with `way` one of the four ways out is taken."""
    filled = _filled(*_now(w)) | {"strict": ""} | {key: str(sent.get(key, "")) for key in sent}
    try:
        settings, wishes = _proposed(w, sent)
        preview = actions.preview(w, settings, wishes)
        taken = next((way for way in preview.ways if way.kind == sent.get("way")), None)
        if taken is not None:
            settings, wishes = taken.settings, taken.wishes
        if taken is not None or sent.get("apply"):
            actions.apply(w, settings, wishes)
            return go("/plan")
    except GroundupError as error:
        if error.code not in ("invalid", "not-found"):
            raise
        return _show(request, w, None, filled, error.message)
    return _show(request, w, preview, filled)


def _now(w: Workspace) -> tuple[Settings, Wishes]:
    settings = actions.current_settings(w)
    assert settings is not None  # Chosen
    return settings, actions.agenda(w).wishes


def _show(
    request: Request,
    w: Workspace,
    preview: actions.Preview | None,
    filled: dict[str, str],
    message: str = "",
) -> Response:
    return page(
        request,
        "replan.html",
        status=422 if message else 200,
        message=message,
        preview=preview,
        f=filled,
        rhythms=actions.rhythms(),
        titles=TITLES,
        wishes=actions.agenda(w).wishes,
    )


def _filled(settings: Settings, wishes: Wishes) -> dict[str, str]:
    return {
        "hours": f"{settings.hours_per_week:g}",
        "deadline": settings.deadline.isoformat() if settings.deadline else "",
        "rhythm": KEEP,
        "strict": "yes" if wishes.strict else "",
        "ship_every": str(wishes.ship_every),
        "rest_every": str(wishes.rest_every),
    }


def _proposed(w: Workspace, sent: FormData) -> tuple[Settings, Wishes]:
    settings, wishes = _now(w)
    hours = _number(sent, "hours", settings.hours_per_week)
    rhythm = actions.rhythm_for(w, str(sent.get("rhythm", KEEP)), hours)
    deadline = str(sent.get("deadline", "")).strip()
    settings = replace(
        settings, hours_per_week=hours, rhythm=rhythm, deadline=_day(deadline) if deadline else None
    )
    wishes = replace(
        wishes,
        strict=bool(sent.get("strict")),
        ship_every=round(_number(sent, "ship_every", 0)),
        rest_every=round(_number(sent, "rest_every", 0)),
        left_out=() if sent.get("all_back") else wishes.left_out,
    )
    return settings, wishes


def _number(sent: FormData, name: str, usual: float) -> float:
    text = str(sent.get(name, "")).strip().replace(",", ".")
    try:
        return float(text) if text else usual
    except ValueError as error:
        raise GroundupError("invalid", f"{text!r} is not a number.") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise GroundupError("invalid", f"{text!r} is not a day; write it like 2027-03-31.") from error
