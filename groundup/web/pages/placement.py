"""Placement: a few questions over the whole map, what was concluded from them, and from which answers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.records import Marked
from groundup.web.answers import answer_text, duration_s
from groundup.web.shell import Opened, Sent, go, page

router = APIRouter()
LARGEST_ROUND = 2**63 - 1


@router.get("/placement")
def placement(request: Request, w: Opened, round: int | None = None) -> Response:
    return page(request, "placement.html", view=actions.placement(w, round))


@router.get("/placement/question")
def question(request: Request, w: Opened, round: int | None = None, more: str = "") -> Response:
    """The next question of a round; what was concluded where it is over and nobody asked for more."""
    return _show(request, w, _numbered(round), more)


@router.post("/placement/question")
def answer(request: Request, w: Opened, sent: Sent, round: int) -> Response:
    """One answer, then on to the next question. One to any question but that which waits does nothing."""
    number, more = abs(round) % LARGEST_ROUND, str(sent.get("more", ""))
    waiting = actions.placement_question(w, number)
    if waiting.asked is not None and waiting.asked.id == sent.get("question"):
        text = answer_text(sent, waiting.asked.public)
        seconds = duration_s(sent, w.clock().timestamp())
        unknown = sent.get("unknown") == "yes"
        marked = actions.answer_placement(w, number, waiting.asked.id, text, seconds, unknown=unknown)
        if marked is not None and marked.result == "invalid":
            return _show(request, w, number, more, marked, text)
    return go(f"/placement/question?round={number}" + ("&more=yes" if more else ""))


def _numbered(round: int | None) -> int | None:
    return None if round is None else abs(round) % LARGEST_ROUND


def _show(
    request: Request, w: Opened, round: int | None, more: str, marked: Marked | None = None, given: str = ""
) -> Response:
    view = actions.placement_question(w, round)
    if view.asked is None or (view.progress.over and not more):
        return go(f"/placement?round={view.round}" if view.progress.answered else "/placement")
    return page(
        request,
        "placement-question.html",
        status=422 if marked is not None else 200,
        view=view,
        asked=view.asked,
        title=w.catalog.concept(view.asked.concept).title,
        more=more,
        marked=marked,
        given=given,
        since=w.clock().timestamp(),
    )
