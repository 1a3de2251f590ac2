"""Review: fresh questions on what is about to be forgotten."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.shell import Chosen, page

router = APIRouter()


@router.get("/review")
def review(request: Request, w: Chosen) -> Response:
    return page(
        request,
        "review.html",
        view=actions.review(w),
        place="review",
        marked=None,
        given="",
        since=w.clock().timestamp(),
    )
