"""`groundup run`: the app in the browser, for this machine alone.

Promises: one server for a workspace (a second one is told where the first is), a busy port is a message with
the way out, and nothing but this machine can reach it: there are no accounts yet, and whoever reaches it can
run code.
"""

from __future__ import annotations

import importlib
import ipaddress
import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from groundup.cli import streams
from groundup.cli.app import command
from groundup.cli.opened import place
from groundup.records import GroundupError

if TYPE_CHECKING:
    import uvicorn

USUAL = "127.0.0.1:8000"


@command("run", "groundup run", "groundup run --address 127.0.0.1:8001", "groundup run --no-open")
def run(
    ctx: typer.Context,
    address: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Where to listen, on this machine.")
    ] = USUAL,
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the browser where there is one.")
    ] = True,
) -> None:
    """Open the app in the browser. Ctrl-C ends it.

    Without a workspace, one is made first.
    """
    from groundup.storage import hold
    from groundup.workspace import STATE_FOLDER, init_workspace, open_workspace

    host, port = _host_and_port(address)
    root = place(ctx)
    if not (root / STATE_FOLDER).is_dir():
        init_workspace(root)
        streams.say(f"Your workspace is {root}.")
    url = f"http://{address}"
    with (
        hold(root / STATE_FOLDER / "groundup.db", url),
        listening(host, port) as listener,
        open_workspace(root) as workspace,
    ):
        # Named, as on a server's own command line: pages and commands never import each other.
        application = importlib.import_module("groundup.web").create_app(workspace)
        _serve(application, listener, url, show=open_ and _has_screen())


def _host_and_port(address: str) -> tuple[str, int]:
    """Raises GroundupError unless it is an address of this machine alone."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]") or "127.0.0.1"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise GroundupError("invalid", f"{address!r} is not an address; write it like {USUAL}.")
    try:
        is_ours = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_ours = False
    if not is_ours:
        raise GroundupError(
            "invalid",
            f"{host} can be reached from other machines, and whoever reaches groundup can run code here. "
            f"It listens on this machine alone: groundup run --address 127.0.0.1:{port}",
        )
    return host, int(port)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """The port, taken before anything slow starts: who connects early waits instead of being refused."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise GroundupError(
                "busy",
                f"Port {port} is not free: {error.strerror}. "
                f"Choose another one: groundup run --address {host}:{port + 1}",
            ) from error
        listener.listen(64)
        yield listener


def _serve(application: Any, listener: socket.socket, url: str, *, show: bool) -> None:
    import uvicorn

    config = uvicorn.Config(application, log_level="warning", lifespan="on", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    threading.Thread(target=_announce, args=(server, url, show), daemon=True).start()
    with suppress(KeyboardInterrupt):  # the way to end it, so no failure
        server.run(sockets=[listener])


def _announce(server: uvicorn.Server, url: str, show: bool) -> None:
    while not server.started:
        time.sleep(0.02)
    streams.say(f"groundup is at {url}  (Ctrl-C ends it)")
    if show:
        webbrowser.open(url)


def _has_screen() -> bool:
    """Whether a browser would be a window: one in the terminal would take the terminal away."""
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
