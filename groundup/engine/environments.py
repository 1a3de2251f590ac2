"""The environment of a project: a folder like a virtual environment that holds exactly what is pinned.

Promises: nothing of a package is executed to make it: a distribution is linked from groundup's own
environment where the very version is installed there, else its wheel is unpacked by pip, never built. A
finished environment appears at once or not at all, and is used again by every room with the same pins and
interpreter; two processes may make the same one. Its scripts find their interpreter beside themselves,
wherever it is mounted.
Not checked: hashes of what is linked, for a wheel's hash cannot be told from what it became.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import sys
import sysconfig
import tempfile
import time
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from groundup.engine import distributions, wheels
from groundup.engine.enclosures import python
from groundup.engine.pins import Pin

LAYOUT = 1  # of the folder; a change of it makes new ones
ABANDONED_S, UNUSED_S = 24 * 3600.0, 90 * 24 * 3600.0
MAKING = ".making-"


def cache_folder() -> Path:
    """Where environments and wheels are kept: $XDG_CACHE_HOME/groundup, else ~/.cache/groundup."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "groundup"


def environment(pins: tuple[Pin, ...], cache: Path | None = None) -> Path:
    """The folder, made if it is not there. Raises GroundupError("environment" or "invalid")."""
    top = (cache or cache_folder()) / "environments"
    top.mkdir(parents=True, exist_ok=True)
    place = top / _key(pins)
    if place.is_dir():
        with contextlib.suppress(OSError):
            os.utime(place)  # in use
        return place
    with _alone(top / f"{place.name}.lock"):
        if place.is_dir():  # another process has made it meanwhile
            return place
        _sweep(top)
        making = top / f"{MAKING}{uuid.uuid4().hex}"
        try:
            _make(making, pins, wheels.Store(top.parent / "wheels"))
            os.rename(making, place)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return place


def _key(pins: tuple[Pin, ...]) -> str:
    """The same pins for the same interpreter: the same key."""
    what = [str(LAYOUT), sys.version, python(), sysconfig.get_platform()]
    what += [" ".join([str(pin), *pin.hashes]) for pin in pins]
    return hashlib.sha256("\n".join(what).encode()).hexdigest()[:32]


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _sweep(top: Path) -> None:
    """Take away what was never finished, because its maker was killed, and what has long not been used."""
    for folder in filter(Path.is_dir, top.iterdir()):
        with contextlib.suppress(OSError):
            patience_s = ABANDONED_S if folder.name.startswith(MAKING) else UNUSED_S
            if time.time() - folder.stat().st_mtime > patience_s:
                shutil.rmtree(folder, ignore_errors=True)


def _make(place: Path, pins: tuple[Pin, ...], store: wheels.Store) -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    programs, packages = place / "bin", place / "lib" / f"python{version}" / "site-packages"
    for folder in (place, programs, packages.parent.parent, packages.parent, packages):
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)  # whatever the umask: it is read by another user inside
    (place / "pyvenv.cfg").write_text(
        f"home = {os.path.dirname(python())}\ninclude-system-site-packages = false\nversion = {version}\n"
    )
    (place / "pyvenv.cfg").chmod(0o644)
    (programs / "python").symlink_to(python())
    for name in ("python3", f"python{version}"):
        (programs / name).symlink_to("python")
    missing = [pin for pin in pins if not _linked(pin, packages, programs)]
    if missing:
        with tempfile.TemporaryDirectory(dir=place) as staged:
            store.unpack(missing, Path(staged))
            for folder in Path(staged).iterdir():
                distributions.merge(folder, packages, programs)
    distributions.compile_missing(packages)
    distributions.write_scripts(packages, programs)


def _linked(pin: Pin, packages: Path, programs: Path) -> bool:
    """Whether the very version is installed here and now stands in the environment as well."""
    try:
        found = metadata.distribution(pin.name)
    except metadata.PackageNotFoundError:
        return False
    return distributions.link(found, pin.version, packages, programs)
