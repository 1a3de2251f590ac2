"""A project's lock file: exact versions and nothing else.

Promises: what is read is a list of `name==version`, each with its hashes, for this interpreter. Every other
line that pip would obey (another index, a link, a path, an editable install, a version that is not exact) is
refused with a sentence that names it: an environment is made of released distributions alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from groundup.records import GroundupError

NAMES = ("requirements.lock", "requirements.txt")
LARGEST, MOST = 2**20, 400
HASH = re.compile(r"\s--hash=(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})(?=\s|$)")
EXACT = re.compile(r"[0-9A-Za-z][0-9A-Za-z.!+_-]*")


@dataclass(frozen=True, order=True)
class Pin:
    name: str  # as packaging writes it: lower case, hyphens
    version: str
    hashes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}=={self.version}"


def pins_of(files: Mapping[str, bytes]) -> tuple[Pin, ...]:
    """The pins that hold for this interpreter, sorted; none where there is no lock file.

    Raises GroundupError("invalid") with the file, the line and what is wrong with it.
    """
    name = next((name for name in NAMES if name in files), None)
    if name is None:
        return ()
    content = files[name]
    if len(content) > LARGEST:
        raise GroundupError("invalid", f"{name} is larger than 1 MiB.")
    found: dict[str, Pin] = {}
    for number, line in _lines(content.decode("utf-8", errors="replace")):
        pin = _pin(line, f"{name}, line {number}")
        if pin is None:
            continue
        if found.setdefault(pin.name, pin).version != pin.version:
            message = f"{name}, line {number}: {pin.name} is pinned twice, to different versions."
            raise GroundupError("invalid", message)
    if len(found) > MOST:
        raise GroundupError("invalid", f"{name} pins more than {MOST} packages.")
    return tuple(sorted(found.values()))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """(number of its first line, text) of each logical line, without comments."""
    waiting, first = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        first = first if waiting else number
        bare = re.sub(r"(^|\s)#.*$", "", line)
        if bare.endswith("\\"):
            waiting += bare[:-1] + " "
            continue
        whole, waiting = (waiting + bare).strip(), ""
        if whole:
            yield first, whole
    if waiting.strip():
        yield first, waiting.strip()


def _pin(line: str, where: str) -> Pin | None:
    """None for one of another interpreter or system."""

    def refused(why: str) -> GroundupError:
        return GroundupError("invalid", f"{where}: {line[:80]!r} {why}. Pin each package as name==version.")

    hashes = tuple(sorted(HASH.findall(line)))
    bare = HASH.sub("", line).strip()
    if bare.startswith("-"):
        raise refused("is an option of pip, which an audit does not follow")
    if " --" in bare:
        raise refused("has an option that an audit does not follow, or a hash that cannot be read")
    try:
        requirement = Requirement(bare)
    except InvalidRequirement:
        raise refused("is no pin") from None
    if requirement.url:
        raise refused("names an address instead of a version")
    specifiers = list(requirement.specifier)
    if len(specifiers) != 1 or specifiers[0].operator != "==" or not EXACT.fullmatch(specifiers[0].version):
        raise refused("leaves the version open")
    if requirement.marker is not None and not requirement.marker.evaluate():
        return None
    return Pin(canonicalize_name(requirement.name), specifiers[0].version, hashes)
