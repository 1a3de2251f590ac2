"""A copy of the fixture pack to break, and a runner without walls."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.catalog.here import Here

PACK = Path(__file__).resolve().parent.parent / "pack"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACK, tmp_path / "pack", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.fixture
def runner() -> Here:
    return Here()
