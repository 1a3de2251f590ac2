"""A workspace on the pack of four concepts, a clock that is set, and the engine as it is."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from groundup import actions
from groundup.catalog import Catalog, load
from groundup.engine import Engine
from groundup.records import Evidence, Goal, GroundupError
from groundup.storage import open_store
from groundup.workspace import STATE_FOLDER, Workspace, init_workspace

PACK = Path(__file__).resolve().parents[1] / "pack"
MONDAY = date(2026, 1, 5)
HALVER = actions.Choice(Goal("concept", "halving"), 6, "evenings", MONDAY, zone="UTC")
COUNTER = actions.Choice(Goal("role", "role-counter"), 6, "evenings", MONDAY, zone="UTC")

Open = Callable[..., Workspace]


@dataclass
class Clock:
    now: datetime = field(default=datetime(2026, 1, 5, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)  # as in life, no two things happen at once
        return self.now

    def sleep(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """One for all tests: what one submission does must not be felt by the next."""
    with Engine() as started:
        yield started


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load((PACK,))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_at(tmp_path: Path, catalog: Catalog, engine: Engine, clock: Clock) -> Iterator[Open]:
    """Opens the workspace of that name; again, and it is a second program on the same database."""
    seeds = count()
    with contextlib.ExitStack() as closing:

        def open_it(name: str = "mine", teaches: Catalog = catalog) -> Workspace:
            root = init_workspace(tmp_path / name)
            store = closing.enter_context(open_store(root / STATE_FOLDER / "groundup.db"))
            w = Workspace(root, teaches, store, engine, clock, lambda: next(seeds))
            closing.callback(lambda: [w.close_cells(id) for id in list(w.open_cells)])
            return w

        yield open_it


@pytest.fixture
def w(open_at: Open) -> Workspace:
    """Nothing is chosen yet."""
    return open_at()


@pytest.fixture
def road(w: Workspace) -> Workspace:
    """On the way to halving."""
    actions.setup(w, HALVER)
    return w


def evidence(w: Workspace) -> list[Evidence]:
    return [fact for _, fact in w.store.evidence(w.store.learner())]


def refusal(code: str, act: Callable[[], object]) -> str:
    """The message with which it is refused."""
    with pytest.raises(GroundupError) as caught:
        act()
    assert caught.value.code == code, caught.value.message
    return caught.value.message


def right_answer(asked: actions.Asked) -> str:
    """Read off the numbers of the prompt, as a person would."""
    n = int(re.findall(r"\d+", asked.public["prompt"])[0])
    return {
        "counting/next-number": str(n + 1),
        "doubling/double-it": str(2 * n),
        "halving/halve-it": f"{n}/2",
    }[asked.family]
