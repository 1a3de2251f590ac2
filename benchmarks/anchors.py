"""How long do other ways take to judge the same lab?

Each anchor is what people use today: its own command, on a cold start, over the six checks of
benchmarks/fixtures/ols. Each needs an environment of its own in $GROUNDUP_ANCHORS (default .anchors):

    python3 -m venv .anchors/nbgrader
    .anchors/nbgrader/bin/pip install nbgrader numpy scikit-learn ipykernel

An anchor that is not there is named as missing, never guessed. Each is first shown to tell a wrong solution
from the right one.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
HOME = Path(os.environ.get("GROUNDUP_ANCHORS", ".anchors"))
SOLUTION = (HERE / "fixtures/ols/solution.py").read_text()
WRONG = SOLUTION.replace("float(1 - np.sum", "float(2 - np.sum")
CHECKS = (HERE / "fixtures/ols/cold_pytest.py").read_text()
PLAIN_CHECKS = (
    (
        CHECKS.replace("import pytest\n", "")
        .replace(
            "from benchmarks.fixtures.ols import solution as lab", "import sys\n\nlab = sys.modules[__name__]"
        )
        .replace("with pytest.raises(ValueError):\n        lab.fit(X, y[:-1])", "refuses(X, y)")
    )
    + """

def refuses(X, y):
    try:
        lab.fit(X, y[:-1])
    except ValueError:
        return
    raise AssertionError("no ValueError")
"""
)
TESTS = ("ones", "weights", "predictions", "explained", "orthogonal", "as_class")
CALLS = "".join(f"test_{name}()\n" for name in TESTS)
ROUNDS = 3


@dataclass(frozen=True)
class Anchor:
    """`prepare(folder, python, solution)` makes what is needed and gives the command that is timed there.

    `passes(folder)` reads the judgement of those that do not tell it by their exit status.
    """

    name: str
    package: str  # "" for what groundup itself is installed with
    prepare: Callable[[Path, str, str], list[str]]
    passes: Callable[[Path], bool] = lambda folder: True


def environment(anchor: Anchor) -> str | None:
    """The interpreter that has it, or None."""
    if not anchor.package:
        return sys.executable
    python = HOME.absolute() / anchor.package / "bin/python"
    return str(python) if python.exists() else None


def version(anchor: Anchor, python: str) -> str:
    if not anchor.package:
        return ""
    ask = f"import importlib.metadata as m; print(m.version({anchor.package!r}))"
    return subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()


def milliseconds(anchor: Anchor, python: str) -> float:
    """Median of cold runs. Raises RuntimeError if it does not tell wrong from right."""
    if judged(anchor, python, WRONG)[0]:
        raise RuntimeError(f"{anchor.name} passes a wrong solution")
    runs = [judged(anchor, python, SOLUTION) for _ in range(ROUNDS)]
    if not all(passed for passed, _, _ in runs):
        raise RuntimeError(f"{anchor.name} fails the right solution: {runs[0][2]}")
    return statistics.median(taken for _, taken, _ in runs)


def judged(anchor: Anchor, python: str, solution: str) -> tuple[bool, float, str]:
    """Whether it passed, how many milliseconds that took, and what was said."""
    path = f"{Path(python).parent}:{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as folder, _path(path):
        command = anchor.prepare(Path(folder), python, solution)
        start = time.perf_counter()
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        taken = 1000 * (time.perf_counter() - start)
        passed = done.returncode == 0 and anchor.passes(Path(folder))
        return passed, taken, (done.stdout + done.stderr)[-2000:]


@contextmanager
def _path(value: str) -> Iterator[None]:
    """Some of them start others by name."""
    before, os.environ["PATH"] = os.environ["PATH"], value
    try:
        yield
    finally:
        os.environ["PATH"] = before


# --- what each of them needs -------------------------------------------------------------------


def _plain(place: Path, python: str, solution: str) -> list[str]:
    (place / "test.py").write_text(solution + PLAIN_CHECKS + CALLS)
    return [python, "test.py"]


def _pytest(place: Path, python: str, solution: str) -> list[str]:
    (place / "solution.py").write_text(solution)
    (place / "test_ols.py").write_text(
        CHECKS.replace("from benchmarks.fixtures.ols import solution as lab", "import solution as lab")
    )
    return [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_ols.py"]


def _cell(source: str, name: str, **metadata: object) -> dict[str, object]:
    return {
        "cell_type": "code",
        "id": name,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def _notebook(cells: list[dict[str, object]]) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}
    )


def _nbclient(place: Path, python: str, solution: str) -> list[str]:
    cells = [_cell(solution + PLAIN_CHECKS, "work"), _cell(CALLS, "checks")]
    (place / "ols.ipynb").write_text(_notebook(cells))
    run = (
        "import nbformat, nbclient; "
        "nbclient.NotebookClient(nbformat.read('ols.ipynb', as_version=4), kernel_name='python3').execute()"
    )
    return [python, "-c", run]


def _nbgrader(place: Path, python: str, solution: str) -> list[str]:
    def graded(name: str) -> dict[str, object]:
        rules = {
            "grade": True,
            "grade_id": name,
            "locked": True,
            "points": 1,
            "schema_version": 3,
            "solution": False,
            "task": False,
        }
        return _cell(f"test_{name}()", name.replace("_", "-"), nbgrader=rules)

    cells = [_cell(solution + PLAIN_CHECKS, "work"), *map(graded, TESTS)]
    (place / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'course'\n")
    for folder in (place / "source/ols", place / "submitted/learner/ols"):
        folder.mkdir(parents=True)
        (folder / "ols.ipynb").write_text(_notebook(cells))
    nbgrader = [python, "-m", "nbgrader"]
    subprocess.run([*nbgrader, "generate_assignment", "ols"], cwd=place, check=True, capture_output=True)
    return [*nbgrader, "autograde", "ols", "--force"]


def _nbgrader_passes(place: Path) -> bool:
    with closing(sqlite3.connect(place / "gradebook.db")) as book:
        scores = [score for (score,) in book.execute("select auto_score from grade")]
    return len(scores) == len(TESTS) and sum(scores) == len(TESTS)


def _otter(place: Path, python: str, solution: str) -> list[str]:
    def test(name: str) -> str:
        cases = [{"code": f">>> test_{name}()", "hidden": False, "locked": False}]
        suite = {"cases": cases, "scored": True, "setup": "", "teardown": "", "type": "doctest"}
        return f"OK_FORMAT = True\ntest = { ({'name': name, 'points': 1, 'suites': [suite]})!r}\n"

    (place / "ols.ipynb").write_text(_notebook([_cell(solution + PLAIN_CHECKS, "work")]))
    with zipfile.ZipFile(place / "autograder.zip", "w") as archive:
        archive.writestr("otter_config.json", json.dumps({"lang": "python"}))
        for name in TESTS:
            archive.writestr(f"tests/{name}.py", test(name))
    return [python, "-m", "otter", "run", "-a", "autograder.zip", "ols.ipynb"]


def _otter_passes(place: Path) -> bool:
    tests = json.loads((place / "results.json").read_text())["tests"]
    scores = [test["score"] for test in tests if test.get("max_score")]
    return len(scores) == len(TESTS) and sum(scores) == len(TESTS)


def _check50(place: Path, python: str, solution: str) -> list[str]:
    problem = place / "problem"
    problem.mkdir()
    (problem / ".cs50.yaml").write_text("check50: true\n")
    checks = "".join(
        f'\n\n@check50.check()\ndef {name}():\n    """{name}"""\n    judge().test_{name}()\n'
        for name in TESTS
    )
    (problem / "__init__.py").write_text(
        "import sys\n\nimport check50\n\n\n"
        "def judge():\n    sys.path.insert(0, '.')\n    import ols\n\n    return ols\n" + checks
    )
    (place / "ols.py").write_text(solution + PLAIN_CHECKS)
    return [python, "-m", "check50", "--dev", "--output", "json", "--", str(problem)]


ANCHORS = (
    Anchor("python test.py", "", _plain),
    Anchor("pytest, cold", "", _pytest),
    Anchor("check50", "check50", _check50),
    Anchor("nbclient", "nbclient", _nbclient),
    Anchor("otter run", "otter-grader", _otter, _otter_passes),
    Anchor("nbgrader autograde", "nbgrader", _nbgrader, _nbgrader_passes),
)


def measured() -> tuple[dict[str, float], list[str]]:
    """(median milliseconds by name and version, names of the missing)."""
    found: dict[str, float] = {}
    missing = []
    for anchor in ANCHORS:
        python = environment(anchor)
        if python is None:
            missing.append(anchor.package)
            continue
        found[f"{anchor.name} {version(anchor, python)}".strip()] = milliseconds(anchor, python)
    return found, missing


def main() -> None:
    found, missing = measured()
    for name, value in found.items():
        print(f"{name:28} {value:8.0f} ms")
    for package in missing:
        print(f"{package:28} not in {HOME}")


if __name__ == "__main__":
    main()
