"""Portfolio: what would be shown, the site that was built, and the credentials that can be issued."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.records import GroundupError
from groundup.web.inside import formula
from groundup.web.shell import Opened, page
from groundup.workspace import Workspace

router = APIRouter()


@router.get("/portfolio")
def portfolio(request: Request, w: Opened) -> Response:
    return _show(request, w)


@router.post("/portfolio/build")
def build(request: Request, w: Opened) -> Response:
    """Build the site into the workspace; what stands in the way is said on the page."""
    try:
        return _show(
            request,
            w,
            published=actions.publish(w, formula=lambda tex, display: formula(tex, display=display)),
        )
    except GroundupError as error:
        if error.code not in ("conflict", "environment", "invalid"):
            raise
        return _show(request, w, trouble=error.message)


@router.post("/portfolio/issue")
def issue(request: Request, w: Opened) -> Response:
    return _show(request, w, issued=actions.issue(w))


def _show(
    request: Request,
    w: Workspace,
    *,
    published: actions.Published | None = None,
    issued: tuple[actions.Issued, ...] = (),
    trouble: str = "",
) -> Response:
    audited = [row for row in actions.projects(w) if row.last is not None]
    return page(
        request,
        "portfolio.html",
        audited=audited,
        issuable=actions.issuable(w),
        published=published,
        issued=issued,
        trouble=trouble,
    )
