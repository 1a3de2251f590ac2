"""The web application: its pages, what stands in front of them, and what lives as long as it does.

Promises: every answer has passed the guard; the engine warms and open pages are told of changes while it
runs. It opens and closes no workspace: it is given one.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from starlette.middleware import Middleware

from groundup.web import events, pages, static
from groundup.web.audits import Audits
from groundup.web.errors import Broken, add_errors
from groundup.web.guard import Guard
from groundup.web.reading import Open
from groundup.web.verdicts import Verdicts
from groundup.web.warming import warm
from groundup.workspace import Workspace


def create_app(workspace: Workspace) -> FastAPI:
    """The pages of this workspace. Raises GroundupError where scripts and styles are not built."""
    app = FastAPI(
        title="groundup",
        openapi_url=None,  # pages, not an interface for programs: that is the command line with --json
        lifespan=_living,
        middleware=[Middleware(Guard), Middleware(Broken)],
    )
    app.state.workspace = workspace
    app.state.verdicts = Verdicts()
    app.state.audits = Audits()
    app.state.open_questions = Open()
    app.state.pulse = events.Pulse(workspace, app.state.verdicts)
    add_errors(app)
    for router in (events.router, *pages.routers()):
        app.include_router(router)
    app.mount("/static", static.files(), name="static")
    return app


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    app.state.workspace.engine.start()
    stop = threading.Event()
    threading.Thread(target=warm, args=(app.state.workspace, stop), daemon=True, name="warming").start()
    watching = asyncio.create_task(app.state.pulse.watch())
    try:
        with events.hanging_up(app.state.pulse):
            yield
    finally:
        stop.set()
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
