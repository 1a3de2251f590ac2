"""Question: one instance, answered where it stands: in a lesson, in practice, in a review, or on its own
page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.actions import Asked
from groundup.records import Marked
from groundup.web.answers import answer_text, duration_s
from groundup.web.shell import Opened, Sent, is_part, page

router = APIRouter()
PLACES = ("lesson", "practice", "review", "question")


@router.get("/question")
def fresh(request: Request, family: str, w: Opened, place: str = "question") -> Response:
    """A new instance of a family."""
    return _show(request, w, actions.ask(w, family), place)


@router.get("/question/{id}")
def question(request: Request, id: str, w: Opened) -> Response:
    return _show(request, w, actions.reopen(w, id), "question")


@router.post("/question/{id}")
def answer(request: Request, id: str, w: Opened, sent: Sent) -> Response:
    """The marking stands in the place of the question; asking for it again changes nothing."""
    asked = actions.reopen(w, id)
    text = answer_text(sent, asked.public)
    unknown = sent.get("unknown") == "yes"
    seconds = duration_s(sent, w.clock().timestamp())
    marked = actions.answer(w, id, text, seconds, unknown=unknown)
    return _show(request, w, asked, str(sent.get("place", "")), marked, "" if unknown else text)


def _show(
    request: Request, w: Opened, asked: Asked, place: str, marked: Marked | None = None, given: str = ""
) -> Response:
    return page(
        request,
        "question-part.html" if is_part(request) else "question.html",
        status=422 if marked is not None and marked.result == "invalid" and not is_part(request) else 200,
        asked=asked,
        place=place if place in PLACES else "question",
        marked=marked,
        given=given,
        since=w.clock().timestamp(),
        title=w.catalog.concept(asked.concept).title,
    )
