"""How long from save to verdict, and what do the walls cost?

    python -m benchmarks.engine [--json]

The same least-squares lab (benchmarks/fixtures/ols) is judged in the engine, in this process without any
walls (the floor), and by pytest on a cold interpreter (the anchor), in turns within one run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.fixtures.ols import checks as ols_checks
from groundup import grading
from groundup.engine import Cells, Engine
from groundup.records import Limits, Remote, Submission, uuid7

HERE = Path(__file__).parent
SOURCE = (HERE / "fixtures/ols/solution.py").read_text()
CHECKS = grading.load_checks(vars(ols_checks)).checks
ROUNDS = 60
COLD_ROUNDS = 5
SETTLE_S = 0.02  # the time between two saves, in which the next spare gets ready
AT_ONCE = 4

PRIVATE = """
def private_kib():
    with open("/proc/self/smaps_rollup") as lines:
        rows = dict(line.split(":", 1) for line in list(lines)[1:])
    return sum(int(rows[name].split()[0]) for name in ("Private_Clean", "Private_Dirty"))
"""
CELL = "import numpy as np\nx = np.linspace(0, 1, 50)\nnp.polyfit(x, x**2, 2).round(3)"
FIGURE = """
import matplotlib.pyplot as plt
import numpy as np

def curve(a):
    x = np.linspace(-3, 3, 200)
    fig, ax = plt.subplots()
    ax.plot(x, np.tanh(a * x), label="tanh")
    ax.plot(x, np.maximum(0, a * x), label="relu")
    ax.grid(True)
    ax.legend()
    return fig, f"Two activations at a = {a}."
"""


@dataclass(frozen=True)
class Row:
    measure: str
    value: float
    target: str
    met: bool | None  # None where there is no target: the value stands beside its anchor
    anchors: str


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def percentile(times: list[float], share: float) -> float:
    return float(np.quantile(times, share))


def verdict_of(remote: Remote) -> bool:
    results = grading.grade("ols", CHECKS, grading.stand_in(remote, "mylib/ols.py"), np.random.default_rng(0))
    return all(result.passed for result in results)


def judged(engine: Engine) -> None:
    """Save to verdict: a new submission, all its checks, the run ended."""
    passed: list[bool] = []
    submission = Submission(uuid7(), "mylib.ols", {"mylib/ols.py": SOURCE}, limits=Limits())
    run = engine.run(submission, lambda remote: passed.append(verdict_of(remote)))
    if run.status != "ok" or passed != [True]:
        raise RuntimeError(f"The fixture did not pass: {run}")


def judged_here() -> None:
    if not verdict_of(grading.local_remote(SOURCE)):
        raise RuntimeError("The fixture did not pass without walls.")


def judged_cold() -> None:
    test = HERE / "fixtures/ols/cold_pytest.py"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)]
    subprocess.run(command, check=True, capture_output=True, cwd=HERE.parent)


def interleaved(spare: Engine, on_order: Engine) -> dict[str, list[float]]:
    """Each way in turn, so that what else the machine does meets all of them alike."""
    times: dict[str, list[float]] = {"floor": [], "spare": [], "on order": []}
    for _ in track(range(ROUNDS), "Judging", console=Console(stderr=True), transient=True):
        time.sleep(SETTLE_S)
        times["floor"].append(1000 * seconds(judged_here))
        times["spare"].append(1000 * seconds(lambda: judged(spare)))
        time.sleep(SETTLE_S)
        times["on order"].append(1000 * seconds(lambda: judged(on_order)))
    return times


def judging(spare: Engine, on_order: Engine) -> list[Row]:
    times = interleaved(spare, on_order)
    cold = 1000 * statistics.median(seconds(judged_cold) for _ in range(COLD_ROUNDS))
    floor, p50 = statistics.median(times["floor"]), statistics.median(times["spare"])
    ordered = statistics.median(times["on order"])
    tail = percentile(times["spare"], 0.95)
    begun = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: judged(spare), range(ROUNDS)))
    rate = ROUNDS / (time.perf_counter() - begun)
    against = f"floor {floor:.2f} ms; engine {p50:.2f} ms; pytest, cold {cold:.0f} ms"
    return [
        Row("save to verdict, p50 (ms)", round(p50, 2), "", None, f"tier {spare.tier}; p95 {tail:.2f} ms"),
        Row("x the floor without walls", round(p50 / floor, 2), "at most 3", p50 <= 3 * floor, against),
        Row("x faster than cold pytest", round(cold / p50, 1), "at least 100", cold >= 100 * p50, against),
        Row("forked on order, p50 (ms)", round(ordered, 2), "", None, f"{ordered / floor:.2f} x the floor"),
        Row(f"verdicts a second, {AT_ONCE} at once", round(rate, 1), "", None, ""),
    ]


def lessons(cells: Cells) -> list[Row]:
    cells.run(CELL)
    cells.draw(FIGURE, "curve", {"a": 1.0})
    cell = [1000 * seconds(lambda: cells.run(CELL)) for _ in range(ROUNDS)]
    slider = [1000 * seconds(lambda a=a: cells.draw(FIGURE, "curve", {"a": a / 10})) for a in range(ROUNDS)]
    return [
        limited("a cell, p95 (ms)", percentile(cell, 0.95), 150, f"p50 {statistics.median(cell):.2f} ms"),
        limited(
            "a slider, p95 (ms)", percentile(slider, 0.95), 150, f"p50 {statistics.median(slider):.2f} ms"
        ),
    ]


def limited(measure: str, value: float, most: float, anchors: str) -> Row:
    return Row(measure, round(value, 2), f"at most {most:g}", value <= most, anchors)


def memory(engine: Engine) -> Row:
    kib: list[int] = []
    submission = Submission(uuid7(), "m", {"m.py": PRIVATE})
    engine.run(submission, lambda remote: kib.append(remote.call(None, "private_kib")))
    return Row(
        "private memory of a child (MiB)", round(kib[0] / 1024, 1) if kib else -1, "", None, "numpy loaded"
    )


def starting(profile: str) -> Row:
    """From nothing to the first verdict."""

    def first() -> None:
        with Engine((profile,)) as engine:  # type: ignore[arg-type]  # a Profile, out of the two below
            submission = Submission(uuid7(), "m", {"m.py": "x = 1"}, profile=profile)  # type: ignore[arg-type]
            engine.run(submission, lambda remote: None)

    value = 1000 * statistics.median(seconds(first) for _ in range(3))
    return Row(f"cold start to first run, {profile} (ms)", round(value), "", None, "")


def measure() -> list[Row]:
    with Engine(("core", "sci")) as spare, Engine(("core",), spares=0) as on_order:
        for warm_up in (lambda: judged(spare), lambda: judged(on_order), judged_here):
            warm_up()
        rows = judging(spare, on_order)
        cells = spare.open()
        rows += [*lessons(cells), memory(spare)]
        cells.close()
    return [*rows, starting("core"), starting("sci")]


def show(rows: list[Row]) -> None:
    table = Table("measure", "value", "target", "met", "beside it")
    for row in rows:
        met = "" if row.met is None else "yes" if row.met else "NO"
        table.add_row(row.measure, f"{row.value:g}", row.target, met, row.anchors)
    Console().print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description="Save to verdict, and what the walls cost.")
    parser.add_argument("--json", action="store_true", help="rows as JSON")
    as_json = parser.parse_args().json
    rows = measure()
    if as_json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        show(rows)


if __name__ == "__main__":
    main()
