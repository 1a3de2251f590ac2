"""The service as a bare ASGI application: five routes need no framework, and none repeats a bad body.

Scoring one payment takes well under a millisecond, so it is done on the loop: one thread, no locks.
"""

import json
import logging
import time
from dataclasses import dataclass

from tollgate import contract
from tollgate.drift import Lookout
from tollgate.telemetry import Telemetry

LARGEST = 256 * 1024  # bytes of a body; 500 payments have under 100,000
JSON, PROBLEM = "application/json", "application/problem+json"
UNKNOWN = "unknown"
log = logging.getLogger("tollgate")


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    kind: str = JSON
    more: tuple = ()  # headers


class Problem(Exception):
    """An answer that refuses."""

    def __init__(self, status, title, rules=(), more=()):
        super().__init__(title)
        self.status, self.title, self.rules, self.more = status, title, rules, more

    def answer(self):
        body = {"title": self.title, "status": self.status, "rules": list(self.rules)}
        return Answer(self.status, json.dumps(body).encode(), PROBLEM, self.more)


class App:
    """One version, served for as long as the process lives."""

    def __init__(self, version):
        self.version = version
        self.lookout = Lookout(version.reference)
        self.telemetry = Telemetry(version.name)
        self.routes = {
            "/predictions": {"POST": self.predict},
            "/predictions/batch": {"POST": self.batch},
            "/ready": {"GET": self.ready},
            "/metrics": {"GET": self.metrics},
            "/openapi.json": {"GET": self.document},
        }

    async def __call__(self, scope, receive, send):
        began = time.perf_counter()
        route = scope["path"] if scope["path"] in self.routes else UNKNOWN
        try:
            answer = await self.answer(scope, receive)
        except Problem as problem:
            answer = problem.answer()
        except Exception:  # a fault of ours costs one answer, not the server
            log.exception("%s fell over", route)
            answer = Problem(500, "this is our fault").answer()
        self.telemetry.answered(route, answer.status, time.perf_counter() - began)
        headers = [
            (b"content-type", answer.kind.encode()),
            (b"content-length", str(len(answer.body)).encode()),
            *answer.more,
        ]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def answer(self, scope, receive):
        methods = self.routes.get(scope["path"])
        if methods is None:
            raise Problem(404, "there is nothing here")
        if scope["method"] not in methods:
            allowed = (b"allow", ", ".join(methods).encode())
            raise Problem(405, "this route takes another method", more=(allowed,))
        handler = methods[scope["method"]]
        if scope["method"] == "GET":
            return handler()
        return handler(await read_body(scope, receive))

    # --- routes ------------------------------------------------------------------------------

    def predict(self, row):
        if rules := contract.broken_rules(row):
            raise Problem(422, "the payment breaks the contract", rules)
        return as_json({**self.scored(row), "model_version": self.version.name})

    def batch(self, body):
        if rules := contract.batch_rules(body):
            raise Problem(422, "the batch breaks the contract", rules)
        served, quarantined = [], []
        for place, row in enumerate(body["rows"]):
            rules = contract.broken_rules(row)
            if rules:
                quarantined.append({"row": place, "rules": rules})
                self.count(rules)
            else:
                served.append({"row": place, **self.scored(row)})
        report = {"served": served, "quarantined": quarantined}
        return as_json({"model_version": self.version.name, **report})

    def ready(self):
        return as_json({"ready": True, "model_version": self.version.name})

    def metrics(self):
        return Answer(200, self.telemetry.page(), "text/plain; version=0.0.4; charset=utf-8")

    def document(self):
        return as_json(contract.DOCUMENT)

    # -----------------------------------------------------------------------------------------

    def scored(self, row):
        """A good payment's risk, which the histogram and the lookout see too."""
        p = self.version.score(row)
        self.telemetry.risk.observe(p)
        if self.lookout.feed(row, p):
            self.telemetry.looked(self.lookout)
        return {"probability": p, "review": p >= self.version.review_from}

    def count(self, rules):
        """Broken rules by field; a name that a caller made up is counted as such."""
        for field in (rule.partition(":")[0] for rule in rules):
            known = field if field in contract.FIELDS else UNKNOWN
            self.telemetry.quarantined.labels(known).inc()


def as_json(content):
    return Answer(200, json.dumps(content).encode())


async def read_body(scope, receive):
    """The JSON of a request. Raises Problem."""
    headers = dict(scope["headers"])
    if headers.get(b"content-type", b"").partition(b";")[0].strip().lower() != JSON.encode():
        raise Problem(415, f"the body must be {JSON}")
    raw, more = b"", True
    while more:
        message = await receive()
        raw += message.get("body", b"")
        more = message.get("more_body", False)
        if len(raw) > LARGEST:
            raise Problem(413, f"the body is larger than {LARGEST} bytes")
    try:
        return contract.read_json(raw)
    except contract.NotJson as error:
        raise Problem(400, f"the body is not JSON: {error}") from error
