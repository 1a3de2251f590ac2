"""python service.py PORT: Starlette, one process, the schema written by hand in openapi()."""

import hashlib
import json
import sys
import time
from pathlib import Path

import joblib
import uvicorn
from fit import probabilities
from release import CURRENT
from rules import check, schema
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from watch import Watch

LARGEST = 1_000_000  # bytes
MOST = 1000  # rows


def answer(content, status=200):
    return Response(json.dumps(content), status, media_type="application/json")


async def body_of(request):
    """The JSON of a request. Raises HTTPException with a status of 4xx."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > LARGEST:
            raise HTTPException(413, f"larger than {LARGEST} bytes")
    try:
        return json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "not JSON") from error


def app_for(path):
    bundle = joblib.load(path)
    version = hashlib.sha256(Path(path).read_bytes()).hexdigest()[:8]
    watch = Watch(bundle, version)

    def score(rows):
        found = probabilities(bundle, rows)
        for row, p in zip(rows, found, strict=True):
            watch.saw(row, p)
        return found

    async def one(request):
        row = await body_of(request)
        if broken := check(row):
            return answer({"broken": broken}, 422)
        return answer({"probability": score([row])[0], "model_version": version})

    async def many(request):
        body = await body_of(request)
        rows = body.get("rows") if isinstance(body, dict) and set(body) == {"rows"} else None
        if not isinstance(rows, list) or not 1 <= len(rows) <= MOST:
            return answer({"broken": [f"rows: must be a list of 1 to {MOST} rows, and the only field"]}, 422)
        broken = {n: rules for n, row in enumerate(rows) if (rules := check(row))}
        places = [n for n in range(len(rows)) if n not in broken]
        found = score([rows[n] for n in places])
        served = [{"row": n, "probability": p} for n, p in zip(places, found, strict=True)]
        aside = [{"row": n, "rules": rules} for n, rules in broken.items()]
        return answer({"model_version": version, "served": served, "quarantined": aside})

    async def health(_request):
        return answer({"model_version": version})

    async def metrics(_request):
        return PlainTextResponse(watch.page())

    async def published(_request):
        return answer(openapi())

    routes = [
        Route("/v1/score", one, methods=["POST"]),
        Route("/v1/score-many", many, methods=["POST"]),
        Route("/health", health),
        Route("/metrics", metrics),
        Route("/openapi.json", published),
    ]
    known = {route.path for route in routes}
    handlers = {HTTPException: lambda _request, error: answer({"broken": [error.detail]}, error.status_code)}
    inner = Starlette(routes=routes, exception_handlers=handlers)

    async def timed(scope, receive, send):
        began, status = time.perf_counter(), [500]

        async def note(message):
            if message["type"] == "http.response.start":
                status[0] = message["status"]
            await send(message)

        try:
            await inner(scope, receive, note)
        finally:
            if scope["type"] == "http":
                path = scope["path"] if scope["path"] in known else "other"
                watch.requests[path, status[0]] += 1
                watch.times.add(time.perf_counter() - began)

    return timed


def openapi():
    def content(one):
        return {"content": {"application/json": {"schema": one}}}

    probability = {"type": "number", "minimum": 0, "maximum": 1}
    refused = {"description": "refused", **content({"type": "object", "required": ["broken"]})}
    needed = ["probability", "model_version"]
    score = {"type": "object", "required": needed, "properties": {"probability": probability}}
    many = {"type": "object", "required": ["served", "quarantined"]}
    rows = {"type": "array", "items": {"type": "object"}, "minItems": 1, "maxItems": MOST}
    batch = {"type": "object", "required": ["rows"], "properties": {"rows": rows}}
    batch["additionalProperties"] = False

    def post(takes, gives):
        responses = {"200": {"description": "scored", **content(gives)}, "4XX": refused}
        return {"post": {"requestBody": {"required": True, **content(takes)}, "responses": responses}}

    plain = {"get": {"responses": {"200": {"description": "well"}}}}
    paths = {"/v1/score": post(schema(), score), "/v1/score-many": post(batch, many)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Scorer", "version": "1"},
        "paths": {**paths, "/health": plain, "/metrics": plain},
    }


if __name__ == "__main__":
    host = sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1"
    uvicorn.run(app_for(CURRENT), host=host, port=int(sys.argv[1]), log_level="warning")
