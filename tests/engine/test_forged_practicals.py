"""Practicals in which the learner's code interferes with the bench beside it: none is ever passed.

What a bench says is as forgeable as the code that runs beside it. It does not help: which implementation a
suite is run on, and what a program should print, is known on the other side alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import numpy as np
import pytest

from groundup import grading
from groundup.catalog import Lab, content_roots, load
from groundup.engine import Engine
from groundup.records import Remote, Submission, uuid7

CATALOG = load(content_roots()[:1])
SEEDS = range(3)
INSIDE = "import sys\nfrom inside.benches import suite\n"
COUNT = "runs = sys.modules.setdefault('runs', type(sys)('runs'))\nruns.n = getattr(runs, 'n', 0) + 1\n"
TEST = "def test_it():\n    assert {}\n"
SUITES = {
    "every test passes": INSIDE + "suite._Suite._said = lambda self, test: ''\n" + TEST.format("True"),
    "every test fails": INSIDE + "suite._Suite._said = lambda self, test: 'no'\n" + TEST.format("True"),
    "the first runs pass, all later ones fail": "import sys\n" + COUNT + TEST.format("runs.n <= 3"),
    "every second run fails": "import sys\n" + COUNT + TEST.format("runs.n % 2"),
    "the frames of the callers are looked through": INSIDE
    + "names = set()\nframe = sys._getframe()\nwhile frame:\n"
    "    names |= set(frame.f_locals)\n    frame = frame.f_back\n"
    + TEST.format("'planted' not in names and 'right' not in names"),
    "the functions are asked for their code": "from mylib.core import readings\n"
    + TEST.format("'bisect' in readings.bucket.__code__.co_names"),
    "the run ends itself": "import os\n" + TEST.format("os._exit(0)"),
}


@pytest.fixture(scope="module")
def tried(engine: Engine) -> Iterator[dict[str, list[bool]]]:
    """For each suite, whether it passed everything, seed by seed."""
    yield {
        name: [passed(engine, "practical-test-suite", source, seed) for seed in SEEDS]
        for name, source in SUITES.items()
    }


def passed(engine: Engine, id: str, source: str, seed: int) -> bool:
    lab: Lab = CATALOG.lab(id)
    results: list[grading.CheckResult] = []

    def drive(remote: Remote) -> None:
        results[:] = grading.grade(id, lab.checks.checks, remote, np.random.default_rng(seed), lab.module)

    submission = Submission(uuid7(), lab.entry, lab.sources(source), lab.forbids, lab.profile, lab.limits)
    run = engine.run(submission, drive)
    assert not run.ours
    return grading.verdict(id, lab.checks.checks, results, run, source=source).passed


@pytest.mark.parametrize("name", SUITES)
def test_no_forged_suite_is_passed(tried: dict[str, list[bool]], name: str) -> None:
    assert not any(tried[name])


PATCH = """
import sys
bench = sys.modules["inside.benches.package"]
bench._ran = lambda command, argv: {"status": 0, "printed": "", "complained": argv[-1]}
bench._Package.printed_by_import = lambda self, module: ""
"""


def test_a_package_that_patches_its_bench_is_not_passed(engine: Engine) -> None:
    lab = CATALOG.lab("practical-package")
    forged = (
        lab.solution + f"\nINIT = INIT + {PATCH!r}\nFILES = {{**FILES, 'src/wordcount/__init__.py': INIT}}\n"
    )
    assert not any(passed(engine, lab.id, forged, seed) for seed in SEEDS)


def test_the_solutions_are_passed_where_the_forgeries_are_not(engine: Engine) -> None:
    seeds = count()
    for id in ("practical-test-suite", "practical-package", "practical-history"):
        assert passed(engine, id, CATALOG.lab(id).solution, next(seeds))
