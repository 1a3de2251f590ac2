"""Files that pages load: built ones keep for ever (their names carry a hash), the others are asked for
again."""

from __future__ import annotations

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from groundup.web.built import STATIC, built


class _Files(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if path.startswith("built") and response.status_code in (200, 304):
            response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def files() -> StaticFiles:
    """Raises GroundupError where nothing is built."""
    built("style.css")
    return _Files(directory=STATIC, follow_symlink=False)
