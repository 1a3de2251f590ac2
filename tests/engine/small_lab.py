"""A lab of two functions: a solution, a wrong one, and its checks, judged in the engine of the room."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from groundup.grading import Check, close, grade, stand_in, verdict
from groundup.records import CheckResult, Remote, Submission, Verdict, uuid7
from tests.engine import arena
from tests.engine.arena import QUICK

SOLUTION = """
import numpy as np

def mean(values):
    return float(np.sum(values)) / len(values)

def fit(X, y):
    return np.linalg.solve(X.T @ X, X.T @ y)
"""
WRONG = """
import numpy as np

def mean(values):
    return float(np.sum(values)) / (len(values) + 1)

def fit(X, y):
    return np.zeros(X.shape[1])
"""


def _mean(lab: Any, rng: np.random.Generator) -> None:
    values = rng.normal(size=7)
    close(lab.mean(values), values.mean())


def _fit(lab: Any, rng: np.random.Generator) -> None:
    X, y = rng.normal(size=(20, 3)), rng.normal(size=20)
    close(lab.fit(X, y), np.linalg.lstsq(X, y, rcond=None)[0])


CHECKS = (Check("mean", 1, _mean), Check("fit", 2, _fit))


def judged(source: str, files: dict[str, str] | None = None, seed: int | None = None) -> Verdict:
    """The verdict of the small lab, with inputs drawn afresh unless a seed is given."""
    results: list[CheckResult] = []
    rng_seed = seed if seed is not None else int.from_bytes(os.urandom(8))

    def drive(remote: Remote) -> None:
        results.clear()
        lab = stand_in(remote, "mylib/attempt.py")
        results.extend(grade("small", CHECKS, lab, np.random.default_rng(rng_seed)))

    everything = {"mylib/attempt.py": source} | (files or {})
    submission = Submission(uuid7(), "mylib.attempt", everything, limits=QUICK)
    run = arena.engine().run(submission, drive)
    return verdict("small", CHECKS, results, run, source=source)
