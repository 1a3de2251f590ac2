"""python -m cardrisk.serve [--port N] [--host H] [--model FILE]: one process, one model."""

from __future__ import annotations

import argparse
from pathlib import Path

import uvicorn

from cardrisk.api import create_app

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--model", type=Path, default=Path("models/current.json"))
    parser.add_argument("--quarantine", type=Path, default=Path("var"))
    given = parser.parse_args()
    uvicorn.run(create_app(given.model, given.quarantine), host=given.host, port=given.port, access_log=False)
