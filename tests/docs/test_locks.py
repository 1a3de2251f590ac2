"""The locks: every dependency pinned and hashed, and no registry named anywhere in the repository."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = sorted(ROOT.glob("requirements*.lock"))

# Put together, so that this file does not name one itself.
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "registry.npm" + "js", "npmjs" + ".org", "npmjs" + ".com")


def pinned(lock: Path) -> dict[str, list[str]]:
    """The versions of each package; several where they depend on the Python."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(), re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(re.split(r"[<>=!~\[; ]", line, maxsplit=1)[0]) for line in requirements}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_entry_is_pinned_with_hashes(lock: Path) -> None:
    text = lock.read_text().replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_no_lock_names_a_host(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text and "index" not in re.sub(r"^[\w.-]+==.*|^ +# .*", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"] + PROJECT["project"]["dependencies"]),
        ("requirements-build.lock", PROJECT["dependency-groups"]["build"]),
        ("requirements-node.lock", PROJECT["dependency-groups"]["node"]),
    ],
)
def test_every_dependency_is_locked(lock: str, wanted: list[str]) -> None:
    missing = names(wanted) - set(pinned(ROOT / lock))
    assert not missing, f"run `make lock`: {missing}"


def test_tests_run_with_the_versions_that_are_installed() -> None:
    base, dev = pinned(ROOT / "requirements.lock"), pinned(ROOT / "requirements-dev.lock")
    assert {name: dev.get(name) for name in base} == base


def test_what_the_build_system_names_is_locked_for_the_build() -> None:
    locked = set(pinned(ROOT / "requirements-build.lock")) | set(pinned(ROOT / "requirements-node.lock"))
    assert names(PROJECT["build-system"]["requires"]) <= locked


def test_torch_is_in_no_lock() -> None:
    assert not any("torch" in pinned(lock) for lock in LOCKS)


def test_no_file_of_the_repository_names_a_registry() -> None:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 5_000_000:
            text = path.read_bytes()
            assert not any(host.encode() in text for host in REGISTRIES), name
