"""A child from its fork to its end: locks itself in, says hello, serves one conversation.

Promises: the hello is sent only after the last layer is on, and nothing of a learner is read before it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
from typing import NoReturn

from . import answering, cells, lockdown, rehearsal

HELLO = b"hello\n"
PATIENCE_S = 0.002
FIRST_TO_GO = "800"  # of 1000
LOCKED_OUT = 3  # exit status of a child that could not put on a layer


def live(data_fd: int, output_fd: int, plan: lockdown.Plan, place: str) -> NoReturn:
    """Never returns: the process is used once."""
    try:
        connection = _keep_only(data_fd, output_fd)
        _be_first_to_go()
        desk = answering.Answering(connection)
        signal.signal(signal.SIGINT, desk.interrupted)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        try:
            lockdown.lock_down(plan, place)
        except OSError as error:
            os.write(2, f"lock-down failed: {error}\n".encode())
            os._exit(LOCKED_OUT)
        sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a text stream on fd 1
        gc.enable()
        connection.sendall(HELLO)
        if not select.select([connection], [], [], PATIENCE_S)[0]:
            rehearsal.rehearse()  # nobody is waiting for us yet
        desk.requests |= cells.Notebook(desk).requests
        desk.serve()
    except (EOFError, ConnectionError):
        os._exit(0)  # the supervisor is done with us
    except BaseException:
        os._exit(1)
    os._exit(0)


def _be_first_to_go() -> None:
    """When memory runs out, the kernel shall choose a child, not the fork server of all children."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write(FIRST_TO_GO)


def _keep_only(data_fd: int, output_fd: int) -> socket.socket:
    """Descriptors 0, 1, 2 and the connection at 3; all others are closed."""
    data_fd = os.dup2(data_fd, 100, inheritable=False)
    os.dup2(output_fd, 1)
    os.dup2(output_fd, 2)
    nowhere = os.open("/dev/null", os.O_RDONLY)
    os.dup2(nowhere, 0)
    os.dup2(data_fd, 3, inheritable=False)
    os.closerange(4, lockdown.MOST_DESCRIPTORS)
    return socket.socket(fileno=3)
