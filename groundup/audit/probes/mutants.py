"""Tests-mutation: does the suite pass, does every test assert something, and does it notice planted bugs?

`tests_notice(inspection)` runs [commands] test as it is (under 120 s), then against single edits of the
learner's own functions, drawn with the seed of the audit and spread over the files. A mutant is killed
when the suite fails or takes three times as long. Two are tried at once, and judged in the order of the draw;
it stops as soon as the verdict is certain.

Not edited: code outside functions, tests, what no test could notice (docstrings, messages, type hints), and
numbers that are handed on by keyword, such as max_iter=2000 or markersize=4: they are settings, and one more
or less is no bug.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TypeGuard

import numpy as np

from groundup.audit.criteria import NotThere, failed, passed
from groundup.audit.inspection import Inspection, Room
from groundup.audit.probes.predicting import last_words
from groundup.mutation import mutants
from groundup.records import Finding, Ran

WHY = "Tests that pass whatever the code does protect nobody who changes it."
SUITE_S = 120.0
WANTED, NEEDED = 30, 0.6
AT_ONCE = 2  # suites, each in a room of its own
FEWEST = 5  # mutants below which a share says nothing
LARGEST = 200_000  # characters of a source file that is still edited
NOT_SOURCE = (
    "tests/*",
    "test/*",
    "*/tests/*",
    "test_*.py",
    "*/test_*.py",
    "*_test.py",
    "*conftest.py",
    "setup.py",
)
SETTING = re.compile(r"\w+=-?[\d.e+-]+ -> \w+=-?[\d.e+-]+( #\d+)?")
QUIET = {"PYTHONDONTWRITEBYTECODE": "1"}  # an edit within the second would meet the old bytecode


@dataclass(frozen=True)
class Planted:
    """One edit of one file: `said` names it as a reader would."""

    path: str
    source: str
    said: str


def tests_notice(inspection: Inspection, *, wanted: int = WANTED, needed: float = NEEDED) -> Finding:
    idle = sorted(_tests_without_assertion(inspection))
    if idle:
        return failed(
            f"{idle[0]} asserts nothing{f', and so do {len(idle) - 1} more tests' if idle[1:] else ''}: "
            "it passes "
            "whatever the code does.",
            "Let each test compare something: assert, pytest.raises, numpy.testing.assert_allclose.",
            without_assertion=len(idle),
        )
    planted = drawn(inspection, wanted)
    if len(planted) < FEWEST:
        raise NotThere(
            f"Only {len(planted)} edits of your own functions can be made.",
            "Put the work into functions of your own modules, outside tests/, so that tests can call them.",
        )
    command = inspection.manifest.command("test")
    with ExitStack() as opened:
        rooms = [opened.enter_context(inspection.room()) for _ in range(AT_ONCE)]
        pool = opened.enter_context(ThreadPoolExecutor(AT_ONCE))
        suites = list(pool.map(lambda room: room.run(command, wall_s=SUITE_S, env=QUIET), rooms))
        for suite in suites:
            _check(suite)
        suite_s = max(suite.wall_s for suite in suites)  # as it is with so many at once
        first = " -x" if "pytest" in command else " -f" if "-m unittest" in command else ""
        quick = command + first  # the first failure is enough
        lives = _lives(pool, rooms, quick, planted, max(10.0, 3 * suite_s))
        return judged(planted, lives, needed, suite_s)


def _check(suite: Ran) -> None:
    if suite.status == "timeout":
        raise NotThere(f"The suite took longer than {SUITE_S:g} s.", "Test on fewer rows and smaller models.")
    if not suite.ok:
        words = suite.stdout.strip().splitlines()
        raise NotThere(
            f"The suite ended with status {suite.exit}: {words[-1][:200] if words else last_words(suite)}",
            "Run [commands] test of groundup.toml in a fresh clone and mend what fails; it needs at "
            "least one test.",
        )


def _lives(
    pool: Executor, rooms: Sequence[Room], command: str, planted: Sequence[Planted], wall_s: float
) -> Iterator[bool]:
    """Mutant by mutant, in order, whether the suite passes with it; each room tries another one."""

    def tried(room: Room, one: Planted) -> bool:
        original = room.read(one.path)
        room.write(one.path, one.source.encode())
        ran = room.run(command, wall_s=wall_s, env=QUIET)
        room.write(one.path, original or b"")
        return ran.ok

    for begin in range(0, len(planted), len(rooms)):
        yield from pool.map(tried, rooms, planted[begin : begin + len(rooms)])


def judged(planted: Sequence[Planted], lives: Iterable[bool], needed: float, suite_s: float) -> Finding:
    """The finding, as soon as enough are killed or too many live."""
    enough = math.ceil(needed * len(planted))
    living: list[Planted] = []
    killed = 0
    for one, survives in zip(planted, lives, strict=False):
        killed += not survives
        if survives:
            living.append(one)
        if killed >= enough or len(living) > len(planted) - enough:
            break
    tried = killed + len(living)
    numbers = {"killed": killed, "tried": tried, "suite_s": round(suite_s, 1)}
    if killed >= enough:
        files = len(_files(planted))
        return passed(f"The suite noticed {killed} of {tried} planted bugs in {files} files.", **numbers)
    names = "; ".join(one.said for one in living[:3])
    return failed(
        f"The suite noticed {killed} of {tried} planted bugs; {needed:.0%} are asked for. It passed "
        f"with: {names}.",
        "Write a test that fails for each of these: call the function with an input whose right answer "
        "you know.",
        **numbers,
    )


def _files(planted: Sequence[Planted]) -> set[str]:
    return {one.path for one in planted}


def drawn(inspection: Inspection, wanted: int) -> list[Planted]:
    """At most `wanted` mutants: one of each file first, then any, in an order drawn from the audit's seed."""
    rng = np.random.default_rng([inspection.seed, 30])
    pools = [pool for path in source_files(inspection) if (pool := list(_of_file(inspection, path)))]
    firsts, rest = [], []
    for pool in pools:
        order = [pool[k] for k in rng.permutation(len(pool))]
        firsts.append(order[0])
        rest += order[1:]
    chosen = firsts + [rest[k] for k in rng.permutation(len(rest))]
    kept = chosen[:wanted]
    return [kept[k] for k in rng.permutation(len(kept))]


def source_files(inspection: Inspection) -> list[str]:
    """The learner's own Python files that are no tests."""
    return [
        path
        for path in sorted(inspection.repository.files)
        if path.endswith(".py") and not any(fnmatchcase(path, pattern) for pattern in NOT_SOURCE)
    ]


def _of_file(inspection: Inspection, path: str) -> Iterator[Planted]:
    source = inspection.text(path)
    if len(source) > LARGEST:
        return
    try:
        found = mutants(source)
    except (SyntaxError, ValueError, RecursionError):
        return  # whether it is Python at all is seen when it runs
    for one in found:
        if one.name.function and not SETTING.fullmatch(one.name.edit):
            yield Planted(path, one.source, f"{path}:{one.number} {one.name.edit[:80]}")


# --- tests without an assertion -----------------------------------------------------------------


def _tests_without_assertion(inspection: Inspection) -> Iterator[str]:
    """ "tests/test_x.py:12 test_name". A call of a helper of the tests that asserts counts."""
    trees = dict(_test_trees(inspection))
    helpers = {
        node.name
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and asserts(node, frozenset())
    }
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if _is_test(node) and not asserts(node, frozenset(helpers)):
                yield f"{path}:{node.lineno} {node.name}"


def _test_trees(inspection: Inspection) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(inspection.repository.files):
        is_test = path.startswith(("tests/", "test/")) or fnmatchcase(path.rsplit("/", 1)[-1], "test_*.py")
        if is_test and path.endswith(".py"):
            try:
                yield path, ast.parse(inspection.text(path))
            except (SyntaxError, ValueError, RecursionError):
                continue  # the suite itself will say so


def _is_test(node: ast.AST) -> TypeGuard[ast.FunctionDef | ast.AsyncFunctionDef]:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or not node.name.startswith("test"):
        return False
    return not any("fixture" in ast.unparse(one) for one in node.decorator_list)


def asserts(node: ast.AST, helpers: frozenset[str]) -> bool:
    """Whether anything in a function can fail for a reason: assert, raises, warns, assert_..., a helper."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assert):
            return True
        if isinstance(inner, ast.Call):
            function = inner.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in ("raises", "warns", "fail", "deprecated_call") or "assert" in name.lower():
                return True
            if name in helpers:
                return True
    return False
