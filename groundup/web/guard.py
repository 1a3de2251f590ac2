"""The guard at the door, in front of every route: who may ask, how much they may send, what a page may do.

Promises, for every answer including errors: only this machine's names are accepted as Host (no DNS
rebinding); what changes anything comes from our own pages (no CSRF); a page runs our own scripts alone, is
framed by nobody, and loads nothing from elsewhere. A body has an end. Plain ASGI, so that streams pass
through untouched.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OUR_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY = 2 * 1024**2  # bytes; the largest lab is 256 KiB, three times that when written in a form
TOO_LARGE = f"That is larger than {LARGEST_BODY // 1024**2} MiB."
_HOST = re.compile(r"^(?P<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(?P<port>\d{1,5}))?$", re.I)

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def content_policy(nonce: str) -> str:
    """What a page may load and run. `style-src-attr`: KaTeX and drawings set lengths and colours in style
    attributes, which cannot run anything; the nonce is for the style sheet that the editor makes."""
    return (
        "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self' data:; "
        f"style-src 'self'; style-src-elem 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@dataclass(frozen=True)
class Guard:
    """ASGI middleware. `names` are the hosts that are ours."""

    app: ASGIApp
    names: frozenset[str] = field(default=OUR_NAMES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})  # there are no sockets here
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        answering = _Answering(send, content_policy(nonce))
        refusal = self._refusal(scope)
        if refusal is not None:
            return await refusal(scope, receive, answering)
        await self.app(scope, _bounded(receive), answering)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        host = _HOST.match(hosts[0]) if len(hosts) == 1 else None
        if host is None:
            return PlainTextResponse("This request does not say which host it wants.", 400)
        if host["name"].lower() not in self.names:
            return PlainTextResponse("groundup answers this machine alone: open http://127.0.0.1.", 421)
        if scope["method"] not in SAFE_METHODS and not _is_ours(headers, scope["scheme"]):
            return PlainTextResponse("This request comes from another site.", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return PlainTextResponse(TOO_LARGE, 413)
        return None


def _is_ours(headers: Headers, scheme: str) -> bool:
    """Whether our own page asks: as the browser says, or as Origin says where the browser is older."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    return headers.get("origin") == f"{scheme}://{headers['host']}"


def _bounded(receive: Receive) -> Receive:
    """A body that comes in pieces, without a length, ends too."""
    total = 0

    async def receive_bounded() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > LARGEST_BODY:
            raise HTTPException(413, TOO_LARGE)
        return message

    return receive_bounded


class _Answering:
    """Sends, with our headers on whatever is sent."""

    def __init__(self, send: Send, policy: str) -> None:
        self.send, self.policy = send, policy

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers["content-security-policy"] = self.policy
            headers.setdefault("cache-control", "no-cache")
        await self.send(message)
