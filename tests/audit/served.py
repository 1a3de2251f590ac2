"""A service that lives in this process: probes of services are tested on it without a server.

One field `x` from 0 to 10, one field `kind`, a or b, and perhaps a date `at`; the probability is x / 10.
What is wrong with it is said by names in `wrong`.
"""

from __future__ import annotations

import csv
import io
import json
import math
import random
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from groundup.audit import Draft, Inspection, Step, repository_of
from groundup.audit.probes.fresh import Built
from groundup.records import Ran, Reply

TOML = """
project = "tiny"
[commands]
predict = "score {model} {data} {out}"
serve = "serve {port}"
[outputs]
model = "m"
[service]
alarm = "drifted"
"""
SCHEMA = {
    "openapi": "3.1.0",
    "paths": {
        "/healthz": {"get": {"responses": {"200": {"description": "well"}}}},
        "/v1/predict": {
            "post": {
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Row"}}}
                },
                "responses": {
                    "200": {
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}}
                    },
                    "422": {"description": "refused"},
                },
            }
        },
    },
    "components": {
        "schemas": {
            "Row": {
                "type": "object",
                "additionalProperties": False,
                "required": ["x", "kind"],
                "properties": {
                    "x": {"type": "number", "minimum": 0, "maximum": 10},
                    "kind": {"type": "string", "enum": ["a", "b"]},
                    "at": {"type": "string", "format": "date-time"},
                },
            },
            "Answer": {
                "type": "object",
                "required": ["probability"],
                "properties": {"probability": {"type": "number", "minimum": 0, "maximum": 1}},
            },
        }
    },
}


def rows(_inspection=None, n=60, draw=0):
    chance = random.Random(draw)
    return [{"x": round(chance.uniform(0, 6), 3), "kind": chance.choice("ab")} for _ in range(n)]


class TinyService:
    def __init__(self, wrong=()):
        self.wrong = set(wrong)
        self.counts = Counter()
        self.recent = []
        self.predicted = 0

    def logs(self):
        return "started\nlistening"

    def ask(self, method, path, body=b"", headers=None, *, timeout_s=10.0):
        if "down" in self.wrong:
            return Reply(0, {}, b"connection refused")
        if "slow" in self.wrong and path == "/v1/predict":
            time.sleep(0.02)
        if path == "/openapi.json":
            return _json(200, SCHEMA)
        routes = {("GET", "/healthz"): self._well, ("GET", "/metrics"): self._page}
        if (method, path) in routes:
            return routes[method, path]()
        if (method, path) != ("POST", "/v1/predict"):
            return _json(405, {})
        reply = self._predict(body)
        self.counts[reply.status] += 1
        return reply

    def _well(self):
        return _json(200, {})

    def _predict(self, body):
        try:
            row = json.loads(body)
            x = self._x(row)
        except OverflowError:
            return _json(500 if "overflow" in self.wrong else 422, {})
        except (ValueError, TypeError, KeyError, RecursionError):
            return _json(422, {})
        if x != x:
            return _json(500, {})
        self.predicted += 1
        self.recent = [*self.recent[-99:], x]
        if "flaky" in self.wrong and self.predicted % 10 == 0:
            return _json(503, {})
        p = next(iter(row.values())) if "by place" in self.wrong else x
        p = 0.3 if not isinstance(p, float | int) else p / 10
        answer = {"probability": round(p, 2) if "rounds" in self.wrong else p}
        return _json(200, {"p": p} if "undocumented" in self.wrong else answer)

    def _x(self, row):
        x = row["x"]
        if "lax" in self.wrong:
            x = float(x)
        if "overflow" in self.wrong:
            math.isfinite(x)
        nan = isinstance(x, float) and x != x
        if nan and "nan" in self.wrong:
            return x
        if type(x) not in (int, float) or not 0 <= x <= 10 or row["kind"] not in ("a", "b"):
            raise ValueError(x)
        if "at" in row:
            datetime.fromisoformat(row["at"]).astimezone(UTC)
        if set(row) - {"x", "kind", "at"} and "unknown" not in self.wrong:
            raise ValueError(row)
        return x

    def _page(self):
        n = self.predicted
        seconds = "request_seconds" if "no latency" not in self.wrong else "request_bytes"
        version = 'model_version="3"' if "no version" not in self.wrong else 'host="h"'
        text = f"""# HELP requests_total Requests.
# TYPE requests_total counter
requests_total{{path="/v1/predict",status="200"}} {n if "stuck" not in self.wrong else 1}
# TYPE {seconds} histogram
{seconds}_bucket{{le="0.1"}} {n}
{seconds}_bucket{{le="+Inf"}} {n}
{seconds}_count {n}
{seconds}_sum 0.5
# TYPE probability histogram
probability_bucket{{{version},le="+Inf"}} {n}
probability_count{{{version}}} {n}
probability_sum{{{version}}} 3.5
# TYPE drifted gauge
drifted{{field="x"}} {int(self._drifted())}
"""
        return Reply(200, {"content-type": "text/plain"}, text.encode())

    def _drifted(self):
        if "always" in self.wrong:
            return self.predicted > 120
        full = len(self.recent) == 100
        return "never" not in self.wrong and full and sum(self.recent) / 100 > 4


def _json(status, content):
    return Reply(status, {"content-type": "application/json"}, json.dumps(content).encode())


class TinyRoom:
    def __init__(self, files, wrong=()):
        self.files = dict(files)
        self.wrong = wrong

    def run(self, command, *, wall_s=300.0, env=None):
        if "no scorer" in self.wrong:
            return Ran("error", 1, stderr="ImportError: no module")
        _, _, data, out = command.split()
        table = list(csv.DictReader(io.StringIO(self.files[data].decode())))
        lines = [repr(float(row["x"]) / 10) for row in table]
        self.files[out] = "\n".join(
            ["probability", *lines[: len(lines) - ("short" in self.wrong)], ""]
        ).encode()
        return Ran("ok", 0)

    @contextmanager
    def serve(self, command, port, *, env=None):
        yield TinyService(self.wrong)

    def write(self, path, content):
        self.files[path] = content

    def read(self, path):
        return self.files.get(path)

    def remove(self, path):
        self.files.pop(path, None)

    def paths(self):
        return tuple(sorted(self.files))


def tiny(*wrong, toml=TOML):
    """An inspection of it, with its run already made."""
    draft = Draft((Step("first", datetime(2026, 3, 2, tzinfo=UTC), {"groundup.toml": toml.encode()}),))

    @contextmanager
    def opens(files):
        yield TinyRoom(files, wrong)

    found = Inspection(repository_of(draft), opens, Path())
    found.kept["fresh run"] = Built("run", Ran("ok", 0), {"m": b"model"}, (), "results/record.json")
    return found
