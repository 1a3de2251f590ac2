"""One warm engine for the whole room, and a short way to run code in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from textwrap import dedent
from typing import Any

import pytest

from groundup.engine import Engine
from groundup.records import Limits, Remote, Run, Submission, uuid7

PATH = "mylib/attempt.py"
QUICK = Limits(wall_s=5.0, memory_mib=256, output_kib=64, disk_mib=16)


class Attempt:
    """Runs code in the engine; `value` is what `f()` gave, if it gave anything."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.value: Any = None

    def __call__(
        self,
        source: str,
        *args: Any,
        limits: Limits = QUICK,
        forbidden: tuple[str, ...] = (),
        files: dict[str, str] | None = None,
        drive: Callable[[Remote], None] | None = None,
        entry: str = "mylib.attempt",
    ) -> Run:
        self.value = None

        def ask(remote: Remote) -> None:
            self.value = remote.call(None, "f", args)

        everything = {PATH: dedent(source)} | (files or {})
        submission = Submission(uuid7(), entry, everything, forbidden, "core", limits)
        return self.engine.run(submission, drive or ask)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine(("core", "sci")) as engine:
        yield engine


@pytest.fixture
def attempt(engine: Engine) -> Attempt:
    return Attempt(engine)


@pytest.fixture(autouse=True)
def a_right_submission_still_passes(engine: Engine) -> Iterator[None]:
    """Whatever a test did to the engine, the next learner notices nothing."""
    yield
    after = Attempt(engine)
    run = after("def f(): return sorted([3, 1, 2])")
    assert (run.status, after.value) == ("ok", [1, 2, 3])
