"""The islands' sources: what the build takes from npm is pinned, and the TypeScript holds together."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ISLANDS = Path(__file__).resolve().parents[2] / "groundup" / "web" / "islands"


def test_every_package_is_pinned_with_its_hash_and_without_an_address() -> None:
    lock = json.loads((ISLANDS / "package-lock.json").read_text(encoding="utf-8"))
    for path, facts in lock["packages"].items():
        assert "resolved" not in facts, path
        assert not path or facts["integrity"].startswith("sha512-"), path
    wanted = json.loads((ISLANDS / "package.json").read_text(encoding="utf-8"))
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name


def test_the_types_hold_together() -> None:
    compiler = ISLANDS / "node_modules" / "typescript" / "bin" / "tsc"
    node = shutil.which("node")
    if node is None or not compiler.is_file():
        pytest.skip("Node.js and the islands' packages are not installed here.")
    found = subprocess.run(
        [node, str(compiler), "--noEmit"], cwd=ISLANDS, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout
