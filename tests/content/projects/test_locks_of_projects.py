"""The lock files of projects: an environment holds what they pin and nothing else, so they pin all of it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECTS = Path(__file__).resolve().parents[3] / "content" / "projects"
LOCKS = sorted(
    [
        *PROJECTS.rglob("requirements.lock"),
        *(one for one in PROJECTS.rglob("requirements.txt") if not one.with_suffix(".lock").exists()),
    ]
)


def pinned(lock: Path) -> dict[str, Requirement]:
    lines = [line.split(" --hash")[0].split("#")[0].strip() for line in lock.read_text().splitlines()]
    found = (Requirement(line) for line in lines if line and not line.startswith("-"))
    return {canonicalize_name(one.name): one for one in found}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: str(path.relative_to(PROJECTS).parent))
def test_what_a_pinned_package_needs_is_pinned_too(lock: Path) -> None:
    here = pinned(lock)
    missing = []
    for name, pin in here.items():
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # not installed here, so what it needs is not known
        for need in map(Requirement, needs):
            is_wanted = need.marker is None or need.marker.evaluate({"extra": ""})
            if is_wanted and canonicalize_name(need.name) not in here:
                missing.append(f"{pin} needs {need}")
    assert missing == []
