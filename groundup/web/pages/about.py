"""About: what this is, the keys, and whose work the pages stand on."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup.web.shell import Opened, page

router = APIRouter()


@router.get("/about")
def about(request: Request, w: Opened) -> Response:
    return page(request, "about.html", workspace=w.root)
