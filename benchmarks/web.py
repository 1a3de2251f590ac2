"""How long does each page take with 10,000 pieces of evidence, and how long until the first page?

    python -m benchmarks.web [--json] [--rounds N]

A workspace with the real content and a simulated year of evidence is served by `groundup run` in a
process of its own. Each page is asked for over one kept connection; between two rounds a piece of
evidence is recorded, so that what is derived from it is computed anew, as in life. The anchor is a static
file from the same server in the same run: it is what any answer costs before a page is made.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from rich.console import Console
from rich.progress import track
from rich.table import Table

from groundup import actions
from groundup.catalog import Cell
from groundup.records import Goal, uuid7
from groundup.workspace import Workspace, init_workspace, open_workspace

PIECES = 10_000
ROUNDS = 40
PAGE_MS = 100.0
ANSWER_MS = 150.0
FIRST_PAGE_S = 2.0
ANCHOR = "/static/logo.svg"
PAGES = (
    "/today", "/plan", "/map", "/gaps", "/review", "/setup", "/search?q=gradient+descent", "/about",
    "/concept/vectors", "/concept/diffusion-models", "/lesson/vectors", "/lesson/backpropagation",
    "/lab/lab-vectors", "/practice/vectors", "/project/risk-model-milestone",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    measure: str
    value: float
    target: str
    met: bool
    anchors: dict[str, float] = field(default_factory=dict)


def at_most(measure: str, value: float, target: float, **anchors: float) -> Row:
    return Row(measure, round(value, 2), f"<= {target:g}", value <= target, anchors)


def measure(rounds: int) -> list[Row]:
    folder = Path(tempfile.mkdtemp(prefix="groundup-bench-"))
    try:
        with open_workspace(init_workspace(folder / "groundup")) as w:
            cell = live_a_year(w)
            with served(w.root) as (address, first_page_s):
                rows = [at_most("s from start to first page", first_page_s, FIRST_PAGE_S)]
                return rows + list(pages(w, address, rounds)) + list(answers(address, rounds, cell))
    finally:
        shutil.rmtree(folder)


def live_a_year(w: Workspace) -> str:
    """Settings and a simulated year of evidence; the id of a cell of the lesson on vectors comes back."""
    today = datetime.now(UTC)
    choice = actions.Choice(Goal("role", "role-ml-engineer"), 9, "maths-first", today.date(), zone="UTC")
    actions.setup(w, choice)
    rows = w.store.export_rows()
    rows["evidence"] = list(history(w, today))
    w.store.import_rows(rows)
    lesson = w.catalog.lesson("vectors")
    return str(next(block.id for block in lesson.blocks if isinstance(block, Cell)))


def history(w: Workspace, today: datetime) -> Iterator[dict[str, Any]]:
    """A way through the whole map: mostly questions, some lessons, some labs, the last of them yesterday."""
    rng = random.Random(0)
    concepts = list(w.catalog.graph.values())
    for n in range(PIECES):
        at = today - timedelta(days=1, minutes=50 * (PIECES - n))
        node = concepts[max(0, n * len(concepts) // PIECES - rng.randrange(12))]
        family = rng.choice(list(node.families) or ["one", "two", "three"])
        kind, name, result = rng.choices(
            [
                ("question", f"{node.id}/{family}", rng.choice(["right", "right", "right", "wrong"])),
                ("lesson", node.id, "read"),
                ("lab", f"lab-{node.id}", rng.choice(["passed", "failed"])),
            ],
            weights=[90, 4, 6],
        )[0]
        yield {
            "id": uuid7(int(at.timestamp() * 1000)),
            "kind": kind,
            "concept": node.id,
            "name": name,
            "content": "",
            "result": result,
            "mistake": None,
            "duration_s": 60.0,
            "at": at.isoformat(),
            "detail": {"seed": n},
        }


@contextmanager
def served(root: Path) -> Iterator[tuple[str, float]]:
    """(address, seconds from the command to its first page), while the server runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    run = ["--workspace", str(root), "run", "--no-open", "--address", address]
    command = [sys.executable, "-c", "from groundup.cli import main; main()", *run]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    started = time.perf_counter()
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        while not _answers(address):
            if server.poll() is not None or time.perf_counter() - started > 60:
                raise RuntimeError("The server did not start: groundup run says why.")
            time.sleep(0.02)
        yield address, time.perf_counter() - started
    finally:
        server.terminate()
        server.wait(20)


def _answers(address: str) -> bool:
    try:
        return ask(http.client.HTTPConnection(address, timeout=30), "/today") > 0
    except OSError:
        return False


def ask(connection: http.client.HTTPConnection, path: str, **sent: str) -> float:
    """Milliseconds until the whole answer is there. Raises RuntimeError when it is not a page."""
    started = time.perf_counter()
    body = urlencode(sent) if sent else None
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST" if sent else "GET", path, body, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}.")
    return 1000 * (time.perf_counter() - started)


def pages(w: Workspace, address: str, rounds: int) -> Iterator[Row]:
    connection = http.client.HTTPConnection(address, timeout=60)
    there = [page for page in PAGES if _is_there(connection, page)]  # also the first, cold look
    took: dict[str, list[float]] = {page: [] for page in (ANCHOR, *there)}
    for _ in track(range(rounds), "pages", console=Console(stderr=True), transient=True):
        asked = actions.ask(w, "vectors")
        actions.answer(w, asked.id, "0", 10.0)
        for page, times in took.items():
            times.append(ask(connection, page))
    anchor = p95(took.pop(ANCHOR))
    for page, times in took.items():
        others = {"median": round(statistics.median(times), 2), "static file p95": round(anchor, 2)}
        yield at_most(f"ms p95 {page}", p95(times), PAGE_MS, **others)


def _is_there(connection: http.client.HTTPConnection, page: str) -> bool:
    try:
        return ask(connection, page) > 0
    except RuntimeError:
        return False


def answers(address: str, rounds: int, cell: str) -> Iterator[Row]:
    """A cell that runs and a figure that moves, warm."""
    connection = http.client.HTTPConnection(address, timeout=60)
    run, figure = f"/lesson/vectors/cell/{cell}", "/lesson/vectors/figure/two_arrows"
    ask(connection, run, source="1")
    cells = [ask(connection, run, source=f"{n} + 1") for n in range(rounds)]
    yield at_most("ms p95 a cell that runs", p95(cells), ANSWER_MS, median=round(statistics.median(cells), 2))
    draw(connection, figure, 0.0)
    moves = [draw(connection, figure, n % 20 / 10) for n in range(rounds)]
    yield at_most(
        "ms p95 a figure that moves", p95(moves), ANSWER_MS, median=round(statistics.median(moves), 2)
    )


def draw(connection: http.client.HTTPConnection, path: str, c1: float) -> float:
    started = time.perf_counter()
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
    connection.request("POST", path, json.dumps({"c1": c1}), headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}.")
    return 1000 * (time.perf_counter() - started)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def show(rows: list[Row]) -> None:
    table = Table("measure", "value", "target", "met", "anchors")
    for row in rows:
        anchors = ", ".join(f"{name} {value:g}" for name, value in row.anchors.items())
        table.add_row(row.measure, f"{row.value:g}", row.target, "yes" if row.met else "NO", anchors)
    Console(width=110).print(table)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each page is asked for")
    given = parser.parse_args()
    rows = measure(max(given.rounds, 2))
    if given.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        show(rows)


if __name__ == "__main__":
    main()
