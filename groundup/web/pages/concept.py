"""Concept: what it is, where it stands, the evidence for that, and the ways in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Opened, Sent, go, page

router = APIRouter()

RESULTS = {
    "right": "answered right",
    "wrong": "answered wrong",
    "unknown": "did not know",
    "passed": "passed",
    "failed": "not passed yet",
    "read": "read",
    "claimed": "claimed",
    "withdrawn": "claim withdrawn",
}
KINDS = {"question": "Question", "lab": "Lab", "lesson": "Lesson", "claim": "Claim"}


@router.get("/concept/{id}")
def concept(request: Request, id: str, w: Opened) -> Response:
    stages = {stage.id: stage.title for stage in w.catalog.stages}
    return page(
        request, "concept.html", view=actions.concept(w, id), stages=stages, results=RESULTS, kinds=KINDS
    )


@router.post("/concept/{id}/claim")
def claim(id: str, w: Opened, sent: Sent) -> Response:
    actions.claim(w, [id], withdrawn=sent.get("withdrawn") == "yes")
    return go(f"/concept/{id}")
