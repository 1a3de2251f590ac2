"""The learner's library as it is when every lab is solved by the book, importable as `mylib`."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from groundup.catalog import load

CONTENT = Path(__file__).resolve().parents[2] / "content"
Library = Callable[[str], ModuleType]


@pytest.fixture(scope="session")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the solution of every lab, each where the learner's module would be."""
    root = tmp_path_factory.mktemp("library")
    catalog = load((CONTENT,))
    for id in (*catalog.labs, *catalog.supplied):
        lab = catalog.lab(id)
        path = root / lab.module
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(lab.solution, encoding="utf-8")
    return root


@pytest.fixture
def library(solved: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Gives a module of the library by name: library("nn.activations")."""
    monkeypatch.syspath_prepend(str(solved))
    yield lambda name: importlib.import_module(f"mylib.{name}")
    for name in [name for name in sys.modules if name.partition(".")[0] == "mylib"]:
        del sys.modules[name]
