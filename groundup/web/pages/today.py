"""Today: what is due, in order, fitted to the time there is."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.actions import TodayItem
from groundup.web.shell import Chosen, go, page

router = APIRouter()
PARTS = {"any": "Any time", "morning": "Morning", "afternoon": "Afternoon", "evening": "Evening"}


@router.get("/")
def first() -> Response:
    return go("/today")


@router.get("/today")
def today(request: Request, w: Chosen) -> Response:
    view = actions.today(w)
    settings = actions.current_settings(w)
    return page(
        request,
        "today.html",
        view=view,
        overview=actions.current(w),
        parts=_by_part(view.items),
        done=[item for item in view.items if item.done],
        placement=actions.placement_offer(w),
        left_out=actions.left_out,
        is_off=view.date in settings.days_off if settings else False,
    )


def _by_part(items: tuple[TodayItem, ...]) -> list[tuple[str, list[TodayItem]]]:
    waiting = [item for item in items if not item.done]
    return [
        (PARTS.get(part, part), list(of_part)) for part, of_part in groupby(waiting, lambda item: item.part)
    ]


@router.post("/today/off")
def day_off(w: Chosen) -> Response:
    actions.take_day_off(w, actions.standing(w).today)
    return go("/today")


@router.post("/today/on")
def day_on(w: Chosen) -> Response:
    actions.take_day_off(w, actions.standing(w).today, off=False)
    return go("/today")
