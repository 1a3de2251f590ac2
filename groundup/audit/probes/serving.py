"""A learner's server, started in a room and waited for. What [service] in groundup.toml says about it.

[service]
predict = "/v1/predict"     one row in, {"probability": ...} out
batch = "/v1/batch"         many rows in; bad ones quarantined
health = "/healthz"
metrics = "/metrics"
alarm = "drift_alarm"       the metric that is above 0 while there is drift
kind = "tabular"            or "deep"
rate = 20                   requests a second that it promises to bear

It asks over loopback alone and never follows what a reply says.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from groundup.audit.criteria import NotThere
from groundup.audit.inspection import Inspection, Room, Service
from groundup.records import Reply

READY_S = 30.0
PAUSE_S = 0.1
LEAST_RATE, MOST_RATE = 1.0, 500.0
JSON = {"content-type": "application/json"}
FIRST_PORT, PORTS = 20_000, 12_000


@dataclass(frozen=True)
class Told:
    """What the repository says about its service; paths begin with a slash."""

    predict: str = "/v1/predict"
    batch: str = "/v1/batch"
    health: str = "/healthz"
    metrics: str = "/metrics"
    alarm: str = "drift_alarm"
    kind: str = "tabular"
    rate: float = 20.0


def told(inspection: Inspection) -> Told:
    """[service], with what it leaves out. Raises NotThere on an entry of the wrong form."""
    table = inspection.manifest.options.get("service", {})
    if not isinstance(table, dict):
        raise NotThere("[service] in groundup.toml is not a table.", "Write it as the brief shows.")
    found: dict[str, Any] = {}
    for name, kind in Told.__annotations__.items():
        if name in table:
            found[name] = _entry(name, table[name], kind == "float")
    return Told(**found)


def _entry(name: str, value: object, number: bool) -> object:
    counted = isinstance(value, int | float) and not isinstance(value, bool)
    if number and counted and LEAST_RATE <= float(str(value)) <= MOST_RATE:
        return value
    path = name in ("predict", "batch", "health", "metrics")
    if not number and isinstance(value, str) and value.startswith("/" if path else ""):
        return value
    wanted = f"a number from {LEAST_RATE:g} to {MOST_RATE:g}" if number else "text"
    raise NotThere(
        f"[service] in groundup.toml: {name} = {value!r} is not {'a path' if path else wanted}.",
        'Write it as in the brief, say predict = "/v1/predict".',
    )


@contextmanager
def serving(inspection: Inspection, room: Room, ready_s: float = READY_S) -> Iterator[Service]:
    """The documented `serve` command, answering. Raises NotThere with its last words where it does not."""
    # Any free port serves: it changes no finding, and two audits at once must not share one.
    port = FIRST_PORT + secrets.randbelow(PORTS)
    with room.serve(inspection.manifest.command("serve", port=port), port) as service:
        wait_ready(service, told(inspection).health, ready_s)
        yield service


def wait_ready(service: Service, path: str, ready_s: float = READY_S) -> float:
    """Seconds until `path` answered 200. Raises NotThere."""
    began = time.monotonic()
    while True:
        reply = service.ask("GET", path, timeout_s=5.0)
        waited = time.monotonic() - began
        if reply.status == 200:
            return waited
        if waited > ready_s:
            said = f"answered {reply.status}" if reply.status else "did not answer"
            log = " / ".join(service.logs().strip().splitlines()[-2:])[-300:] or "it printed nothing"
            raise NotThere(
                f"GET {path} {said} within {ready_s:.0f} s of the server's start; its log ends: {log}",
                "Start it with the `serve` command of groundup.toml in a fresh clone, after the run.",
            )
        time.sleep(PAUSE_S)


def post(service: Service, path: str, body: object, timeout_s: float = 10.0) -> Reply:
    """`body` sent as JSON."""
    return service.ask("POST", path, json.dumps(body).encode(), JSON, timeout_s=timeout_s)


def as_json(reply: Reply) -> Any:
    """The body read as JSON. Raises NotThere: NaN and infinities are not JSON."""

    def refuse(name: str) -> float:
        raise ValueError(f"{name} is not JSON")

    try:
        return json.loads(reply.body.decode("utf-8"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        shown = reply.body[:60].decode("utf-8", errors="replace")
        raise NotThere(
            f"A reply of status {reply.status} is not JSON ({error}): {shown!r}.",
            "Answer with one JSON object, also where something is wrong.",
        ) from error


def probability_of(reply: Reply, asked: str) -> float:
    """The `probability` of a reply of status 200. Raises NotThere that quotes what came instead."""
    if reply.status != 200:
        shown = reply.body[:200].decode("utf-8", errors="replace")
        raise NotThere(
            f"{asked} was answered with status {reply.status}: {shown}",
            "A row of the table is a valid request: accept it, and answer with its probability.",
        )
    content = as_json(reply)
    value = content.get("probability") if isinstance(content, Mapping) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise NotThere(
            f"{asked} was answered with {str(content)[:120]}, which has no probability from 0 to 1.",
            'Answer {"probability": p, "model_version": "..."}.',
        )
    return float(value)
