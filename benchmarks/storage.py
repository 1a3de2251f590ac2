"""What does it cost that everything acknowledged is on the disk, and how fast is it read back?

    python -m benchmarks.storage [--json]

The anchor is SQLite without any of ours: the same row, inserted and committed with `synchronous=FULL` into a
file in the same folder, in turns in one run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3
from rich.console import Console
from rich.table import Table

from groundup.records import Activity, Evidence, Outcome, uuid7
from groundup.storage import Store, open_store

PIECES = 10_000
AT_ONCE = 8  # people who answer at the same moment
ROUNDS = 5


@dataclass(frozen=True)
class Row:
    measure: str
    value: float
    target: str
    met: bool
    anchors: str = ""


def at_most(measure: str, value: float, most: float, anchors: str = "") -> Row:
    return Row(measure, round(value, 2), f"at most {most:g}", value <= most, anchors)


def at_least(measure: str, value: float, least: float, anchors: str = "") -> Row:
    return Row(measure, round(value, 2), f"at least {least:g}", value >= least, anchors)


def fact(learner: str) -> Evidence:
    activity = Activity("question", "vectors", "vectors/combo", "c0ffee")
    outcome = Outcome("wrong", "adds_coefficients", {"seed": 7, "guess": 0.25})
    return Evidence(uuid7(), learner, activity, outcome, 12.5, datetime.now(UTC))


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare_commits(path: Path, n: int) -> None:
    connection = pysqlite3.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS facts (seq INTEGER PRIMARY KEY, id UNIQUE, body)")
    for _ in range(n):
        connection.execute("INSERT INTO facts (id, body) VALUES (?, ?)", (uuid7(), "x" * 200))
    connection.close()


def writing(store: Store, folder: Path) -> list[Row]:
    learner = store.learner()
    ours: list[float] = []
    bare: list[float] = []
    together: list[float] = []
    waits: list[float] = []

    def one(_: int) -> float:
        return seconds(lambda: store.add(fact(learner)))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in range(ROUNDS):
            ours.append(100 / seconds(lambda: [one(n) for n in range(100)]))
            bare.append(100 / seconds(lambda: bare_commits(folder / "bare.db", 100)))
            together.append(400 / seconds(lambda: waits.extend(threads.map(one, range(400)))))
    alone, anchor = statistics.median(ours), statistics.median(bare)
    p95_ms = 1000 * statistics.quantiles(waits, n=20)[-1]
    beside = f"bare SQLite: {anchor:,.0f} commits/s"
    return [
        at_most("price of one record, in bare commits", anchor / alone, 4, beside),
        at_least(f"records a second, {AT_ONCE} people at once", statistics.median(together), 300, beside),
        at_most(f"p95 wait for the disk, {AT_ONCE} at once (ms)", p95_ms, 40),
    ]


def filled(path: Path) -> None:
    with open_store(path) as store:
        learner = store.learner()
        with ThreadPoolExecutor(64) as threads:
            list(threads.map(lambda _: store.add(fact(learner)), range(PIECES)))


def reading(path: Path) -> list[Row]:
    opened = statistics.median(seconds(lambda: open_store(path).close()) for _ in range(ROUNDS))
    with open_store(path) as store:
        learner = store.learner()
        all_of_it = statistics.median(seconds(lambda: store.evidence(learner)) for _ in range(ROUNDS))
        last = seconds(lambda: [store.evidence(learner, name="lab-vectors", newest=1) for _ in range(200)])
        moved = seconds(lambda: [store.revision() for _ in range(500)])
    return [
        at_most(f"open with {PIECES:,} pieces, checked (ms)", 1000 * opened, 100),
        at_most(f"read all {PIECES:,} (ms)", 1000 * all_of_it, 1000),
        at_most("the last attempt at a lab (ms)", 1000 * last / 200, 2),
        at_most("has anything changed? (ms)", 1000 * moved / 500, 1),
    ]


def measured() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_store(folder / "written.db") as store:
            rows = writing(store, folder)
        filled(folder / "read.db")
        return rows + reading(folder / "read.db")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true")
    wants_json = parser.parse_args().json
    with Console(stderr=True).status("Writing and reading ..."):
        rows = measured()
    if wants_json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
        return
    table = Table("measure", "value", "target", "met", "anchors")
    for row in rows:
        table.add_row(row.measure, f"{row.value:,g}", row.target, "yes" if row.met else "NO", row.anchors)
    Console().print(table)


if __name__ == "__main__":
    main()
