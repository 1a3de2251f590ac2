"""How long from save to verdict, and what do the walls cost?

    python -m benchmarks.engine [--json]

The same least-squares lab (benchmarks/fixtures/ols, six checks against scikit-learn) is judged in the
engine, in this process without any walls (the floor), and by what others use (fixtures/anchors.py), in turns
within one run.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.fixtures import anchors, processes
from benchmarks.fixtures.ols import checks as ols_checks
from groundup import grading
from groundup.engine import Cells, Engine
from groundup.records import Limits, Profile, Remote, Submission, uuid7

HERE = Path(__file__).parent
SOURCE = (HERE / "fixtures/ols/solution.py").read_text()
TRAINING = (HERE / "fixtures/training.py").read_text()
CHECKS = grading.load_checks(vars(ols_checks)).checks
ROUNDS = 60
TAIL_ROUNDS = 500
SETTLE_S = 0.02  # the time between two saves, in which the next spare gets ready
AT_ONCE = 4
CROWD = 600  # some 5 s: fewer tell more of the moment than of the engine
ZYGOTE_MIB = {"core": 30, "sci": 220, "torch": 420}

Way = Callable[[], Callable[[], None]]  # what is made ready between two saves, and then timed

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


def at_most(measure: str, value: float, most: float, beside: str = "") -> Row:
    return Row(measure, round(value, 2), f"at most {most:g}", value <= most, beside)


def at_least(measure: str, value: float, least: float, beside: str = "") -> Row:
    return Row(measure, round(value, 2), f"at least {least:g}", value >= least, beside)


def noted(measure: str, value: float, beside: str = "") -> Row:
    return Row(measure, round(value, 2), "", None, beside)


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def percentile(times: list[float], share: float) -> float:
    return float(np.quantile(times, share))


# --- judging the lab ---------------------------------------------------------------------------


def ready() -> grading.Prepared:
    """What groundup does between two saves: the inputs of the next check, and what is expected."""
    return grading.prepare(CHECKS, 0)


def verdict_of(remote: Remote, prepared: grading.Prepared | None = None) -> bool:
    lab, rng = grading.stand_in(remote, "mylib/ols.py"), np.random.default_rng(0)
    return all(result.passed for result in grading.grade("ols", CHECKS, lab, rng, prepared=prepared))


def judged(engine: Engine, prepared: grading.Prepared | None = None) -> None:
    """Save to verdict: a new submission, all its checks, the run ended."""
    passed: list[bool] = []
    submission = Submission(uuid7(), "mylib.ols", {"mylib/ols.py": SOURCE}, limits=Limits())
    run = engine.run(submission, lambda remote: passed.append(verdict_of(remote, prepared)))
    if run.status != "ok" or passed != [True]:
        raise RuntimeError(f"The fixture did not pass: {run}")


def judged_here() -> None:
    if not verdict_of(grading.local_remote(SOURCE)):
        raise RuntimeError("The fixture did not pass without walls.")


def interleaved(ways: dict[str, Way], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Each way in turn, so that what else the machine does meets all of them alike."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for round in track(range(rounds + 1), "Judging", console=Console(stderr=True), transient=True):
        for name, way in ways.items():
            work = way()
            time.sleep(SETTLE_S)
            took = milliseconds(work)
            if round > 0:  # the first one finds nothing warm
                times[name].append(took)
    return times


def in_engine(engine: Engine) -> Callable[[], None]:
    return partial(judged, engine, ready())


def judging(spare: Engine, on_order: Engine) -> list[Row]:
    ways: dict[str, Way] = {
        "floor": lambda: judged_here,
        "spare": partial(in_engine, spare),
        "on order": partial(in_engine, on_order),
        "unprepared": lambda: partial(judged, spare),
        "on order, unprepared": lambda: partial(judged, on_order),
    }
    times = interleaved(ways)
    floor, p50, ordered, unprepared, cold = (statistics.median(times[name]) for name in ways)
    many = interleaved({"spare": partial(in_engine, spare)}, TAIL_ROUNDS)["spare"]
    tail, middle = percentile(many, 0.99), statistics.median(many)
    return [
        noted("save to verdict, spare ready, p50 (ms)", p50, f"tier {spare.tier}; floor {floor:.2f} ms"),
        at_most("x the floor without walls", p50 / floor, 1.5),
        at_most("x the floor, forked on order", ordered / floor, 2.5, f"{ordered:.2f} ms"),
        noted("x the floor, inputs not drawn before", unprepared / floor, f"{unprepared:.2f} ms"),
        noted("x the floor, neither spare nor inputs", cold / floor, f"{cold:.2f} ms"),
        at_most(f"p99 / p50 over {TAIL_ROUNDS}", tail / middle, 3, f"{tail:.1f} / {middle:.1f} ms"),
        *others(p50),
        crowded(spare),
    ]


def others(p50: float) -> list[Row]:
    """How many times faster than what people use; those that are not installed are named."""
    least = {"pytest": 200, "nbgrader": 500}
    found, missing = anchors.measured()
    rows = []
    for name, value in found.items():
        target = next((x for start, x in least.items() if name.startswith(start)), None)
        make = partial(at_least, least=target) if target else noted
        rows.append(make(f"x faster than {name}", value / p50, beside=f"{value:.0f} ms"))
    if missing:
        rows.append(noted("anchors that are not installed", len(missing), ", ".join(missing)))
    return rows


def crowded(engine: Engine) -> Row:
    """Verdicts a second, against what two cores could give if nothing ever waited."""
    before = processes.cpu_seconds(os.getpid())
    start = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: judged(engine), range(CROWD)))
    rate = CROWD / (time.perf_counter() - start)
    ceiling = CROWD * (os.cpu_count() or 1) / (processes.cpu_seconds(os.getpid()) - before)
    beside = f"{rate:.0f} of {ceiling:.0f} verdicts a second, {AT_ONCE} at once"
    return at_least("share of the cores' ceiling", rate / ceiling, 0.9, beside)


# --- the other promises ------------------------------------------------------------------------


def lessons(cells: Cells) -> list[Row]:
    cells.run(CELL)
    cells.draw(FIGURE, "curve", {"a": 1.0})
    cell = [milliseconds(lambda: cells.run(CELL)) for _ in range(ROUNDS)]
    slider = [
        milliseconds(lambda a=a: cells.draw(FIGURE, "curve", {"a": a / 10}))  # type: ignore[misc]  # one argument
        for a in range(ROUNDS)
    ]
    return [
        at_most("a cell, p95 (ms)", percentile(cell, 0.95), 150, f"p50 {statistics.median(cell):.2f} ms"),
        at_most(
            "a slider, p95 (ms)", percentile(slider, 0.95), 150, f"p50 {statistics.median(slider):.2f} ms"
        ),
    ]


def memory(engine: Engine) -> Row:
    kib: list[int] = []
    submission = Submission(uuid7(), "m", {"m.py": PRIVATE})
    engine.run(submission, lambda remote: kib.append(remote.call(None, "private_kib")))
    return at_most("private memory of a waiting child (MiB)", kib[0] / 1024, 8, "numpy loaded")


def starting(profile: Profile) -> list[Row]:
    """From nothing to the first verdict, and what the fork server then holds."""
    submission = Submission(uuid7(), "m", {"m.py": "x = 1"}, profile=profile)
    taken, held = [], []
    for _ in range(3):
        before = set(processes.descendants(os.getpid()))
        start = time.perf_counter()
        with Engine((profile,), spares=0) as engine:
            engine.run(submission, lambda remote: None)
            taken.append(time.perf_counter() - start)
            time.sleep(SETTLE_S * 10)  # the child is gone: what is left is bubblewrap and the fork server
            mine = set(processes.descendants(os.getpid())) - before
            held.append(sum(map(processes.proportional_mib, mine)))
    seconds = statistics.median(taken)
    held_mib = statistics.median(held)
    beside = "all processes of it, a shared page counted by its share"
    rows = [at_most(f"fork server of {profile} (MiB)", held_mib, ZYGOTE_MIB[profile], beside)]
    if profile == "core":
        return [*rows, at_most("cold start to first verdict, core (s)", seconds, 3)]
    beside = "behind core, while that serves"
    return [*rows, noted(f"cold start to first verdict, {profile} (s)", seconds, beside)]


def trained(engine: Engine) -> None:
    limits = Limits(wall_s=30.0, memory_mib=1024)
    submission = Submission(uuid7(), "m", {"m.py": TRAINING}, profile="torch", limits=limits)
    run = engine.run(submission, lambda remote: remote.call(None, "train", [1]))
    if run.status != "ok":
        raise RuntimeError(f"The training did not pass: {run}")


def trained_here() -> None:
    names: dict[str, Any] = {}
    exec(compile(TRAINING, "training.py", "exec"), names)
    names["one_thread"]()
    names["train"](1)


def deep() -> list[Row]:
    """The torch profile against the same training in this process."""
    if importlib.util.find_spec("torch") is None:
        return [noted("torch is not installed", 0, "make test-torch installs it")]
    with Engine(()) as engine:
        engine.expect("torch")
        times = interleaved({"floor": lambda: trained_here, "torch": lambda: partial(trained, engine)})
    floor, p50 = statistics.median(times["floor"]), statistics.median(times["torch"])
    return [
        at_most("x its floor, torch", p50 / floor, 1.5, f"{p50:.1f} / {floor:.1f} ms"),
        *starting("torch"),
    ]


def measure() -> list[Row]:
    with Engine(("core", "sci")) as spare, Engine(("core",), spares=0) as on_order:
        rows = judging(spare, on_order)
        cells = spare.open()
        rows += [*lessons(cells), memory(spare)]
        cells.close()
    return [*rows, *starting("core"), *starting("sci"), *deep()]


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
