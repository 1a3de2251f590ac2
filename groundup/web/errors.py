"""What a person is shown when a request cannot be done, and when our side broke.

One table maps the code of a GroundupError to a status. A bug is logged whole under a number, and the page
says that number and nothing else.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from groundup.records import GroundupError
from groundup.web.shell import page

log = logging.getLogger("groundup.web")

STATUS = {
    "not-found": 404,
    "conflict": 409,
    "invalid": 422,
    "busy": 503,
    "environment": 503,
    "content": 500,
    "storage": 500,
}
TITLES = {
    400: "That request could not be read",
    404: "There is no such page",
    405: "That cannot be done here",
    409: "Not yet",
    413: "That is too large",
    422: "That could not be read",
    500: "Something is wrong here",
    503: "Not possible just now",
}


def add_errors(app: FastAPI) -> None:
    """Every expected error becomes a page, or a fragment where a part of a page was asked for."""

    @app.exception_handler(GroundupError)
    def refused(request: Request, error: GroundupError) -> Response:
        return show_error(request, STATUS[error.code], error.message)

    @app.exception_handler(HTTPException)
    def missing(request: Request, error: HTTPException) -> Response:
        if error.status_code == 303:
            return Response(status_code=303, headers=error.headers)
        known = {404: "Nothing lies at this address.", 405: "This address is for something else."}
        response = show_error(request, error.status_code, known.get(error.status_code, str(error.detail)))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, error: RequestValidationError) -> Response:
        fields = ", ".join(str(problem["loc"][-1]) for problem in error.errors())
        return show_error(request, 422, f"Something is missing or not as it should be: {fields}.")


def show_error(request: Request, status: int, message: str, number: str = "") -> HTMLResponse:
    name = "error-fragment.html" if request.headers.get("hx-request") else "error.html"
    title = "Our side broke" if number else TITLES.get(status, "That did not work")
    response = page(request, name, status=status, title=title, message=message, number=number)
    if request.headers.get("hx-request-type") == "full":
        response.headers["hx-reswap"] = "none"  # a page that only refreshed itself keeps what it shows
    return response


class Broken:
    """The last edge: a bug becomes a page with a number, and a log entry with the whole story."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        try:
            await self.app(scope, receive, watched)
        except Exception:  # the edge: whatever it is, it is logged whole and shown as a number
            number = datetime.now(UTC).strftime("%y%m%d-%H%M%S-%f")[:-3]
            log.exception("Our side broke (number %s) at %s %s", number, scope["method"], scope["path"])
            if started:
                raise
            message = "Nothing that was acknowledged is lost. The terminal in which groundup runs says more."
            await show_error(Request(scope, receive), 500, message, number)(scope, receive, send)
