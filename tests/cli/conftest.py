"""A terminal of one's own: the pack of four concepts, an empty home, a workspace, and a runner."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from groundup.cli import app

PACK = Path(__file__).resolve().parents[1] / "pack"
Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("GROUNDUP_CONTENT", str(PACK))
    monkeypatch.setenv("PYTHONPATH", str(PACK.parents[1]), prepend=os.pathsep)  # for commands of their own
    monkeypatch.delenv("GROUNDUP_HOME", raising=False)
    monkeypatch.delenv("GROUNDUP_PACKS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(home: Path) -> Run:
    """Runs a command and tells what came; an exception that got out is a failing test."""

    def invoke(*words: str, typed: str | None = None) -> Result:
        result = CliRunner().invoke(app, list(words), input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def workspace(home: Path, run: Run) -> Path:
    assert run("init").exit_code == 0
    return home / "groundup"


@pytest.fixture
def on_the_road(workspace: Path, run: Run) -> Path:
    """A workspace with a goal."""
    done = run("setup", "--goal", "role-counter", "--hours", "6", "--start", "2026-01-05", "--zone", "UTC")
    assert done.exit_code == 0, done.stderr
    return workspace


def in_a_process(*words: str) -> list[str]:
    """The command line of a `groundup` that is a process of its own."""
    return [sys.executable, "-c", "from groundup.cli import main; main()", *words]


def read_json(result: Result) -> Any:
    return json.loads(result.stdout)
