"""The profile in which PyTorch is imported before the first submission comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from groundup.engine import Engine
from groundup.records import Limits, Remote, Run, Submission, uuid7

pytest.importorskip("torch", reason="PyTorch is not installed: make test-torch installs it")
pytestmark = pytest.mark.torch

TRAINING = """
import torch

def train(seed, steps):
    torch.manual_seed(seed)
    X = torch.randn(64, 4)
    y = X.sum(1, keepdim=True)
    model = torch.nn.Sequential(torch.nn.Linear(4, 16), torch.nn.ReLU(), torch.nn.Linear(16, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = ((model(X) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
    return loss.item()

def threads():
    torch.set_num_threads(2)
    return float((torch.ones(600, 600) @ torch.ones(600, 600)).sum())

def draw():
    return torch.rand(3).tolist()
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(()) as started:
        started.expect("torch")
        yield started


def answers(engine: Engine, *calls: tuple[str, tuple[object, ...]]) -> tuple[Run, list[object]]:
    found: list[object] = []

    def drive(remote: Remote) -> None:
        found.extend(remote.call(None, name, args) for name, args in calls)

    limits = Limits(wall_s=20.0, memory_mib=1024)
    submission = Submission(uuid7(), "m", {"m.py": TRAINING}, profile="torch", limits=limits)
    return engine.run(submission, drive), found


def test_a_network_is_trained_behind_the_walls(engine: Engine) -> None:
    run, (first, second) = answers(engine, ("train", (1, 2)), ("train", (1, 60)))
    assert (run.status, run.fault) == ("ok", None)
    assert 0 < second < first / 2


def test_two_threads_do_not_hang(engine: Engine) -> None:
    run, found = answers(engine, ("threads", ()))
    assert (run.status, found) == ("ok", [600.0**3])


def test_every_child_draws_numbers_of_its_own(engine: Engine) -> None:
    draws = [answers(engine, ("draw", ()))[1][0] for _ in range(3)]
    assert len({tuple(numbers) for numbers in draws}) == 3
