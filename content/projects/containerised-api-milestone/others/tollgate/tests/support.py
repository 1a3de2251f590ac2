"""What the tests share: a version trained once, and requests to the application without a socket."""

import asyncio
import atexit
import functools
import json
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tollgate import artefact, learning  # noqa: E402 - it is found from here on

TABLE = ROOT / "data" / "transactions.csv"
PAYMENT = {
    "occurred_at": "2026-02-03T18:25:00Z",
    "amount_eur": 42.5,
    "distance_km": 3.5,
    "hours_since_last": 28.0,
    "card_age_days": 812,
    "merchant_category": "fuel",
    "channel": "chip",
}


def changed(**fields):
    return {**PAYMENT, **fields}


@functools.cache
def version_file():
    folder = tempfile.mkdtemp(prefix="tollgate-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "version.npz"
    learning.train(TABLE, path, 0)
    return path


def version():
    return artefact.load(version_file())


@functools.cache
def table():
    return learning.read_table(TABLE)


@functools.cache
def held_out():
    return learning.halves(TABLE)[1]


class Caller:
    """Sends requests to an ASGI application and keeps the last answer."""

    def __init__(self, app):
        self.app = app

    def send(self, method, path, pieces=(b"",), kind="application/json"):
        incoming = [
            {"type": "http.request", "body": piece, "more_body": n < len(pieces)}
            for n, piece in enumerate(pieces, 1)
        ]
        outgoing = []

        async def receive():
            return incoming.pop(0)

        async def send(message):
            outgoing.append(message)

        headers = [(b"content-type", kind.encode())] if kind else []
        scope = {"type": "http", "method": method, "path": path, "headers": headers}
        asyncio.run(self.app(scope, receive, send))
        self.left = len(incoming)
        start, body = outgoing
        self.headers = {name.decode(): value.decode() for name, value in start["headers"]}
        self.status, self.body = start["status"], body["body"]
        return self.status

    def post(self, path, content):
        self.send("POST", path, [json.dumps(content).encode()])
        return json.loads(self.body)

    def get(self, path):
        self.send("GET", path, kind="")
        return self.body.decode()

    def sample(self, line):
        """The value of a line of /metrics that begins so; 0 without one."""
        found = [one for one in self.get("/metrics").splitlines() if one.startswith(line + " ")]
        return float(found[0].rpartition(" ")[2]) if found else 0.0
