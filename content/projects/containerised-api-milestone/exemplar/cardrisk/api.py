"""The HTTP API, version 1: a payment in, a probability out; health, metrics and drift beside it.

The model is loaded once, before the first request. Endpoints are `async` because scoring takes a fraction of
a millisecond: one thread, and so no lock around the drift window.
"""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Body, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cardrisk import contract, model
from cardrisk.drift import DriftMonitor
from cardrisk.monitoring import Monitoring
from cardrisk.schema import Batch, BatchReport, Health, Payment, Prediction, Quarantined, Refusal, Served

LARGEST_BODY = 512 * 1024
REFUSALS = {422: {"model": Refusal, "description": "The body breaks the contract."}}
UNKNOWN_PATH = "(unknown)"


@dataclass
class Serving:
    """All that lives as long as the process."""

    model: model.Model
    drift: DriftMonitor
    monitoring: Monitoring
    quarantine: Path

    def score(self, payments: list[Payment]) -> list[float]:
        """Probabilities, counted and watched."""
        probabilities = [float(one) for one in self.model.probabilities(payments)]
        for payment, probability in zip(payments, probabilities, strict=True):
            self.monitoring.probability.labels(self.model.version).observe(probability)
            if self.drift.saw(payment):
                self.monitoring.looked(self.drift.p_values, self.drift.alarms)
        return probabilities


def create_app(model_path: Path, quarantine: Path) -> FastAPI:
    """Raises model.BrokenModel: a server with no model does not start."""
    loaded = model.load(model_path)
    serving = Serving(loaded, DriftMonitor(loaded.reference), Monitoring(loaded.version), quarantine)
    app = FastAPI(title="Card risk", version="1.0.0")
    app.add_middleware(SmallBodies)
    app.middleware("http")(_measured(serving.monitoring))
    app.exception_handler(RequestValidationError)(_refuse)
    _add_routes(app, serving)
    return app


def _add_routes(app: FastAPI, serving: Serving) -> None:
    @app.get("/healthz")
    async def health() -> Health:
        return Health(status="ok", model_version=serving.model.version)

    @app.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    async def metrics() -> Response:
        return Response(serving.monitoring.page(), media_type="text/plain; version=0.0.4")

    @app.get("/v1/drift")
    async def drift() -> dict[str, float]:
        """The p-value of each field at the last look; 1 before the first."""
        return serving.drift.p_values

    @app.post("/v1/predict", responses=REFUSALS)
    async def predict(payment: Annotated[Payment, Body()]) -> Prediction:
        (probability,) = serving.score([payment])
        flagged = probability >= serving.model.threshold
        return Prediction(probability=probability, flagged=flagged, model_version=serving.model.version)

    @app.post("/v1/batch", responses=REFUSALS)
    async def batch(batch: Annotated[Batch, Body()]) -> BatchReport:
        """Rows that break the contract are set aside with their rules; the others are served."""
        checked = contract.check(batch.rows)
        contract.quarantine(serving.quarantine, batch.rows, checked)
        for rule, count in checked.broken.items():
            serving.monitoring.quarantined.labels(_label(rule)).inc(count)
        probabilities = serving.score([payment for _, payment in checked.good])
        places = [place for place, _ in checked.good]
        return BatchReport(
            model_version=serving.model.version,
            served=[Served(row=row, probability=p) for row, p in zip(places, probabilities, strict=True)],
            quarantined=[Quarantined(row=row, rules=list(rules)) for row, rules in checked.bad],
            broken=checked.broken,
        )


def _label(rule: str) -> str:
    """A rule's field, if it is one of ours: a caller's field names must not become labels."""
    field = rule.split(":")[0]
    return field if field in Payment.model_fields else "other"


async def _refuse(request: Request, error: Exception) -> Response:
    """Say what is wrong without repeating the input: NaN and half surrogates in it cannot be sent as JSON."""
    assert isinstance(error, RequestValidationError)
    detail = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
    return _json(422, detail)


def _json(status: int, detail: list[str]) -> Response:
    return Response(json.dumps({"detail": detail}), status, media_type="application/json")


def _measured(
    monitoring: Monitoring,
) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    async def measure(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        began = time.perf_counter()
        status = 500
        try:
            response = await answer(request)
            status = response.status_code
            return response
        finally:
            path = getattr(request.scope.get("route"), "path", UNKNOWN_PATH)
            method = request.method if request.method in ("GET", "POST") else "other"
            monitoring.answered(method, path, status, time.perf_counter() - began)

    return measure


class SmallBodies:
    """Refuse a body that says it is, or turns out to be, larger than LARGEST_BODY."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        body = b""
        more = True
        while more:  # the whole body first: it is small, or refused
            message: Message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False) and message["type"] != "http.disconnect"
            if len(body) > LARGEST_BODY:
                refusal = _json(413, [f"body: larger than {LARGEST_BODY} bytes"])
                return await refusal(scope, receive, send)
        replay = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def again() -> Message:
            return next(replay, None) or await receive()

        await self.app(scope, again, send)
