"""Wheels that are not installed here: fetched by pip once, kept, and unpacked by pip without running them.

Promises: only wheels, never anything that would have to be built; no requirement of theirs is followed; the
network is asked only for what is not kept. Which index is asked is the business of this machine's pip, never
of a project.
"""

from __future__ import annotations

import ensurepip
import importlib.util
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from groundup.engine.pins import Pin
from groundup.records import GroundupError

PATIENCE_S = 900
QUIET = ("--no-input", "--disable-pip-version-check", "--no-color", "-q")
WHEELS_ALONE = ("--no-deps", "--only-binary", ":all:")
NO_VERSION = re.compile(
    r"Could not find a version that satisfies the requirement (\S+) \(from versions: (.*?)\)"
)


@dataclass(frozen=True)
class Store:
    """`folder`: where wheels are kept."""

    folder: Path

    def unpack(self, pins: list[Pin], target: Path) -> None:
        """Put these distributions into folders below `target`, scripts into the `bin` of each.

        Raises GroundupError("environment" or "invalid").
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for with_hashes in (True, False):  # pip wants hashes for all or for none
            some = [pin for pin in pins if bool(pin.hashes) is with_hashes]
            if some:
                self._unpack(some, target / ("hashed" if with_hashes else "plain"))

    def _unpack(self, pins: list[Pin], target: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="groundup-pins-") as quiet:
            wanted = Path(quiet, "pins.txt")
            wanted.write_text("".join(f"{_line(pin)}\n" for pin in pins))
            if self._install(wanted, target).returncode == 0:
                return
            self._fetch(wanted)
            done = self._install(wanted, target)
            if done.returncode != 0:
                raise GroundupError("environment", f"pip could not unpack what is pinned: {_said(done)}")

    def _install(self, wanted: Path, target: Path) -> subprocess.CompletedProcess[str]:
        kept = ("--no-index", "--find-links", str(self.folder))
        return _pip("install", *WHEELS_ALONE, *kept, "--target", str(target), "-r", str(wanted))

    def _fetch(self, wanted: Path) -> None:
        """Each wheel comes to the others only when all are there."""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".fetching-") as fresh:
            asking = ("--timeout", "15", "--retries", "1", "--find-links", str(self.folder))
            done = _pip("download", *WHEELS_ALONE, *asking, "-d", fresh, "-r", str(wanted))
            if done.returncode == 0:
                for wheel in Path(fresh).glob("*.whl"):
                    wheel.replace(self.folder / wheel.name)
                return
        said = done.stderr + done.stdout
        if "do not match the hashes" in said.lower():
            raise GroundupError("invalid", "A package does not have the hash that the lock file names.")
        found = NO_VERSION.search(said)
        if found and found[2] not in ("none", ""):
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            message = f"There is no wheel of {found[1]} for Python {version} on this system."
            raise GroundupError("invalid", f"{message} Pin a version that has one.")
        raise GroundupError(
            "environment",
            f"The pinned packages are neither installed here nor kept in {self.folder}, and pip could not "
            f"fetch them: {_said(done)} Connect to the network and try again: what was fetched once is kept.",
        )


def _line(pin: Pin) -> str:
    return " ".join([str(pin), *(f"--hash={value}" for value in pin.hashes)])


def _pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it with our interpreter, in an empty folder, so that nothing of a project is on its path."""
    with tempfile.TemporaryDirectory(prefix="groundup-pip-") as empty:
        try:
            return subprocess.run(
                [sys.executable, "-I", *_program(), *arguments, *QUIET],
                cwd=empty,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=PATIENCE_S,
            )
        except subprocess.TimeoutExpired as error:
            raise GroundupError("environment", "pip did not finish in a quarter of an hour.") from error


def _program() -> list[str]:
    """pip as it is installed, else as Python ships it."""
    if importlib.util.find_spec("pip") is not None:
        return ["-m", "pip"]
    bundled = sorted(Path(ensurepip.__file__).parent.glob("_bundled/pip-*.whl"))
    if not bundled:
        raise GroundupError("environment", "pip is missing: install it beside groundup.")
    return [str(bundled[-1] / "pip")]


def _said(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or ["it did not say why"])[-1].removeprefix("ERROR: ").strip().rstrip(".") + "."
