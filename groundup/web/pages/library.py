"""Library: the learner's own modules by layer, what they were checked against, and how fast they are."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Opened, go, is_part, page

router = APIRouter()
STANDS = {
    "built": "stands",
    "changed": "passed before; changed since",
    "gone": "passed before; the file is gone",
    "begun": "begun",
    "open": "can be built",
    "outlined": "outlined",
}


@router.get("/library")
def library(request: Request, w: Opened) -> Response:
    return page(request, "library.html", view=actions.library(w), stands=STANDS)


@router.post("/library/{id}/speed")
def speed(request: Request, id: str, w: Opened) -> Response:
    """Time one module; only its row comes back where a script asks."""
    actions.time_lab(w, id)
    if not is_part(request):
        return go(f"/library#{id}")
    piece = next(piece for piece in actions.library(w).pieces if piece.id == id)
    return page(request, "library-piece.html", piece=piece, stands=STANDS)
