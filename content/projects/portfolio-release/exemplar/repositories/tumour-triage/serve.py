"""The model behind HTTP, with the standard library alone: GET /healthz and POST /v1/predict."""

import argparse
import json
import math
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LARGEST = 10_000  # bytes of a request


def probability(model, row):
    """Raises ValueError with a sentence on a row that is none."""
    if not isinstance(row, list) or len(row) != len(model["weights"]):
        raise ValueError(f"features holds {len(model['weights'])} numbers")
    if not all(type(v) in (int, float) and math.isfinite(v) for v in row):
        raise ValueError("every feature is a finite number")
    parts = zip(row, model["mean"], model["scale"], model["weights"], strict=True)
    z = model["bias"] + sum(w * (v - m) / s for v, m, s, w in parts)
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


def handler(model):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(
                *((200, {"status": "ok"}) if self.path == "/healthz" else (404, {"error": "no such path"}))
            )

        def do_POST(self):
            if self.path != "/v1/predict":
                return self.answer(404, {"error": "no such path"})
            length = int(self.headers.get("Content-Length") or 0)
            if length > LARGEST:
                return self.answer(413, {"error": "too large"})
            try:
                p = probability(model, json.loads(self.rfile.read(length))["features"])
            except (ValueError, KeyError, TypeError) as wrong:
                return self.answer(422, {"error": str(wrong)})
            self.answer(200, {"probability": p, "alarm": p > model["threshold"]})

        def answer(self, status, body):
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    model = json.loads(Path(__file__).with_name("model.json").read_text())
    ThreadingHTTPServer(("127.0.0.1", port), handler(model)).serve_forever()


if __name__ == "__main__":
    main()
