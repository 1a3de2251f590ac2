"""How long does it take to load the map, to generate and mark a question, and to judge each lab?

    python -m benchmarks.content [--json]

Labs are judged in the engine and, as the anchor, in this process without any walls, in turns in one run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from types import ModuleType

import numpy as np
from rich.console import Console
from rich.table import Table

from groundup import grading
from groundup.catalog import Catalog, Lab, content_roots, load
from groundup.engine import Engine
from groundup.records import Remote, Submission, uuid7

ROUNDS = 9


@dataclass(frozen=True)
class Row:
    measure: str
    value: float
    target: str
    met: bool | None  # None where there is no target: the value stands beside its anchor
    anchors: str


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median wall time of `work`, after one round that is not counted."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def limited(measure: str, value: float, most: float, anchors: str = "") -> Row:
    return Row(measure, round(value, 1), f"at most {most:g}", value <= most, anchors)


def loading() -> Row:
    value = 1000 * seconds(lambda: load(content_roots()))
    return limited("load every concept (ms)", value, 100)


def asking(catalog: Catalog) -> list[Row]:
    """Generating and marking one question, over every family there is."""
    families = [
        family for concept in catalog.concepts.values() for family in catalog.families(concept.id).values()
    ]
    made = [1000 * seconds(lambda f=family: grading.instance_from(f, 7), 3) for family in families]
    marked = []
    for family in families:
        instance = grading.instance_from(family, 7)
        marked.append(1000 * seconds(lambda i=instance: grading.mark(i, "0"), 3))
    anchor = f"{len(families)} families"
    return [
        limited("generate a question, slowest family (ms)", max(made), 50, anchor),
        limited("mark an answer, slowest family (ms)", max(marked), 20, anchor),
    ]


def files_of(catalog: Catalog, lab: Lab) -> dict[str, str]:
    """The lab's solution and everything that it rests on."""
    files, waiting = {}, [lab.id]
    while waiting:
        found = catalog.lab(waiting.pop())
        files[found.module] = found.solution
        waiting += found.uses
    return files


def without_walls(files: dict[str, str], entry: str) -> Remote:
    """The solution in this process: an import system of three lines, since `mylib` is not installed."""
    import sys
    from importlib import import_module
    from importlib.abc import Loader, MetaPathFinder
    from importlib.machinery import ModuleSpec

    class Memory(MetaPathFinder, Loader):
        def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
            here = name.replace(".", "/")
            package = any(file.startswith(here + "/") for file in files)
            return ModuleSpec(name, self, is_package=package) if package or here + ".py" in files else None

        def exec_module(self, module: ModuleType) -> None:
            source = files.get(module.__name__.replace(".", "/") + ".py", "")
            exec(compile(source, module.__name__, "exec"), module.__dict__)

    for name in [name for name in sys.modules if name.split(".")[0] == "mylib"]:
        del sys.modules[name]
    finder = Memory()
    sys.meta_path.insert(0, finder)
    try:
        return grading.local_remote(import_module(entry))
    finally:
        sys.meta_path.remove(finder)


def judging(catalog: Catalog, engine: Engine) -> list[Row]:
    """From a submission to the results of its checks, beside the same checks without walls."""
    rows = []
    for lab in (catalog.lab(id) for id in catalog.labs):
        if not lab.checks.checks or lab.bench:  # a practical is looked at by a bench, inside the walls alone
            continue
        files = files_of(catalog, lab)
        entry = lab.module.removesuffix(".py").replace("/", ".")

        def walled(lab: Lab = lab, files: dict[str, str] = files, entry: str = entry) -> None:
            def drive(remote: Remote) -> None:
                grading.grade(lab.id, lab.checks.checks, remote, np.random.default_rng(1), lab.module)

            engine.run(Submission(uuid7(), entry, files, lab.forbids, lab.profile, lab.limits), drive)

        def bare(lab: Lab = lab, files: dict[str, str] = files, entry: str = entry) -> None:
            remote = without_walls(files, entry)
            grading.grade(lab.id, lab.checks.checks, remote, np.random.default_rng(1), lab.module)

        rounds = 3 if "backprop" in lab.id else ROUNDS
        value, anchor = 1000 * seconds(walled, rounds), 1000 * seconds(bare, rounds)
        rows.append(
            Row(f"verdict on {lab.id} (ms)", round(value, 1), "none", None, f"without walls {anchor:.1f}")
        )
    return rows


def rows() -> list[Row]:
    catalog = load(content_roots())
    engine = Engine()
    engine.start()
    try:
        return [loading(), *asking(catalog), *judging(catalog, engine)]
    finally:
        engine.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = rows()
    if arguments.json:
        print(json.dumps([asdict(row) for row in found], indent=1))
        return
    table = Table("measure", "value", "target", "met", "anchors")
    for row in found:
        table.add_row(
            row.measure,
            f"{row.value:g}",
            row.target,
            {True: "yes", False: "no", None: ""}[row.met],
            row.anchors,
        )
    Console().print(table)


if __name__ == "__main__":
    main()
