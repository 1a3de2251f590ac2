"""Map: every concept by stage, coloured by mastery, with the path to the goal marked."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from groundup import actions
from groundup.web.chart import NODE_HEIGHT, NODE_WIDTH, chart, title_lines
from groundup.web.shell import Opened, page

router = APIRouter()


@router.get("/map")
def map(request: Request, w: Opened) -> Response:
    view = actions.roadmap(w)
    return page(
        request,
        "map.html",
        view=view,
        chart=chart(view),
        nodes={node.id: node for node in view.nodes},
        titles=dict(view.stages),
        title_lines=title_lines,
        size=(NODE_WIDTH, NODE_HEIGHT),
    )
