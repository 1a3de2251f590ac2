"""A portfolio shown to this machine alone, as a careful host would: by exact name, and with strict headers.

Promises: a file is served only if its very name is in the portfolio, so that no path leads out of it; GET and
HEAD alone; other hosts' names are refused; nothing that is opened by itself can run (an SVG is a picture).
"""

from __future__ import annotations

import mimetypes
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote, urlsplit

from groundup.actions.verifying import MANIFEST, read_site
from groundup.records import GroundupError

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
TYPES |= {".json": "application/json", ".png": "image/png"}


class Server(socketserver.ThreadingTCPServer):
    """Reads the folder again when it was built anew."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.folder = folder
        self._kept: tuple[int, dict[str, bytes]] = (0, {})

    @property
    def server_port(self) -> int:
        return int(self.server_address[1])

    def files(self) -> dict[str, bytes]:
        made = (self.folder / MANIFEST).stat().st_mtime_ns
        if self._kept[0] != made:
            self._kept = (made, read_site(self.folder))
        return self._kept[1]


@contextmanager
def served(folder: Path, port: int) -> Iterator[Server]:
    """A server that listens, closed afterwards. Raises GroundupError."""
    if not (folder / MANIFEST).is_file():
        raise GroundupError(
            "not-found", f"There is no portfolio in {folder}. Build it: groundup portfolio build"
        )
    try:
        server = Server(folder, port)
    except OSError as error:
        raise GroundupError("busy", f"Port {port} cannot be had: {error.strerror}. Take --port 0.") from error
    with server:
        yield server


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "groundup"
    sys_version = ""
    timeout = 10

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if host not in ("127.0.0.1", "localhost"):
            return self._send(421, "text/plain", b"Only this machine is answered.\n", with_body)
        name = unquote(urlsplit(self.path).path).removeprefix("/") or "index.html"
        try:
            content = self.server.files().get(name)
        except (OSError, GroundupError):
            return self._send(503, "text/plain", b"The portfolio is being built.\n", with_body)
        if content is None or name.startswith("."):
            return self._send(404, "text/plain", b"There is no such file in this portfolio.\n", with_body)
        ending = Path(name).suffix.lower()
        self._send(200, TYPES.get(ending, mimetypes.types_map.get(ending, "text/plain")), content, with_body)

    def _send(self, status: int, kind: str, content: bytes, with_body: bool) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.send_header("x-content-type-options", "nosniff")
        self.send_header("referrer-policy", "no-referrer")
        self.send_header("cache-control", "no-cache")
        self.send_header("content-security-policy", POLICY if "html" in kind else ALONE)
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody needs a line for each file."""
