"""What the fork server can see, and the command that puts it inside the walls.

Promises: only the interpreter, the system's libraries, the packages of the profile and `engine/inside` are
readable; the environment is an empty one of our own; neither content nor workspace nor any other part of
groundup is there to be read.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import site
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from groundup.engine.inside.lockdown import OWN_PLACE
from groundup.engine.inside.profiles import ENVIRONMENT

INSIDE = Path(__file__).parent / "inside"
MOUNTED_AT = "/walls"
DROPPED_UID = 64_001  # nobody's on any system we know; only has to be no one else's
INNER_UID = 1000
PACKAGES = {
    "core": ("numpy", "tzdata"),
    "sci": ("numpy", "tzdata", "scipy", "scikit-learn", "matplotlib"),
    "torch": ("numpy", "tzdata", "scipy", "scikit-learn", "matplotlib", "torch"),
}
SYSTEM_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
START = (
    "import sys, json; fd, paths = json.loads(sys.argv[1]); sys.path[:] = paths; "
    "from inside.zygote import main; sys.path.pop(0); main(fd)"
)


@dataclass(frozen=True)
class Wall:
    """One way of putting a fork server inside, best first in `candidates`.

    `namespaces`: bubblewrap is used; `drop`: become another user first; `in_userns`: bubblewrap makes the
    user namespace (an ordinary user), or else the fork server does it after it has dropped root.
    """

    name: str
    namespaces: bool
    drop: bool
    in_userns: bool


def candidates() -> list[Wall]:
    """The walls worth trying here, the strongest first."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    found = []
    if shutil.which("bwrap"):
        if root:
            found.append(Wall("bubblewrap, root dropped", True, drop=True, in_userns=False))
        found.append(Wall("bubblewrap", True, drop=False, in_userns=True))
    if root:
        found.append(Wall("root dropped", False, drop=True, in_userns=False))
    found.append(Wall("plain", False, drop=False, in_userns=False))
    return found


def command(wall: Wall, profile: str, control_fd: int) -> list[str]:
    """What to execute, with an empty environment where bubblewrap is used."""
    if not wall.namespaces:
        return _python(str(INSIDE.parent), profile, control_fd)
    users = ["--unshare-user", "--disable-userns", "--uid", str(INNER_UID), "--gid", str(INNER_UID)]
    capabilities = ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"]
    if not wall.in_userns:
        capabilities += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return [
        shutil.which("bwrap") or "bwrap",
        *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"),
        *(users if wall.in_userns else []),
        *capabilities,
        *("--die-with-parent", "--new-session", "--hostname", "groundup"),
        *_mounts(wall, profile),
        *(part for name, value in environment(OWN_PLACE).items() for part in ("--setenv", name, value)),
        *("--chdir", "/"),
        "--",
        *_python(MOUNTED_AT, profile, control_fd),
    ]


def environment(place: str) -> dict[str, str]:
    """All the environment there is inside."""
    return ENVIRONMENT | {"HOME": place, "TMPDIR": place}


def _python(home: str, profile: str, control_fd: int) -> list[str]:
    argument = json.dumps([control_fd, [home, *module_paths(profile)]])
    return [sys.executable, "-P", "-s", "-S", "-B", "-c", START, argument]


def _mounts(wall: Wall, profile: str) -> list[str]:
    parts = []
    libraries = [_system_folder(path) for path in SYSTEM_LIBRARIES if _is_own_folder(path)]
    shown = [*interpreter(), *_standard_library(), *packages(profile), *libraries, f"{MOUNTED_AT}/inside"]
    for folder in sorted({str(parent) for path in shown for parent in Path(path).parents} - {"/"}):
        parts += ["--perms", "0755", "--dir", folder]  # or a closed /root would stay closed in there
    for path in (*interpreter(), *_standard_library()):
        parts += ["--ro-bind", path, path]
    for hidden in _site_folders():
        if any(hidden.is_relative_to(path) for path in _standard_library()) and hidden.is_dir():
            parts += ["--tmpfs", str(hidden)]  # packages that are no part of the profile stay hidden
    for path in packages(profile):
        parts += ["--ro-bind", path, path]
    for path in libraries:
        parts += ["--ro-bind", path, path]
    for path in filter(os.path.islink, SYSTEM_LIBRARIES):
        parts += ["--symlink", os.readlink(path), path]
    parts += ["--ro-bind", str(INSIDE), f"{MOUNTED_AT}/inside", "--dev", "/dev"]
    parts += ["--perms", "1777", "--tmpfs", OWN_PLACE]
    if not any(part.startswith("/tmp/") for part in parts):
        parts += ["--symlink", OWN_PLACE, "/tmp"]  # for code that takes /tmp for granted
    return parts + (["--proc", "/proc"] if wall.in_userns else ["--dir", "/proc"])


def _is_own_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _system_folder(path: str) -> str:
    """Libraries for this architecture alone where the distribution keeps them apart."""
    own = os.path.join(path, sysconfig.get_config_var("MULTIARCH") or "-")
    return own if os.path.isdir(own) else path


def readable(wall: Wall, profile: str) -> list[str]:
    """What Landlock lets a child read."""
    paths = [*interpreter(), *packages(profile), "/dev", "/proc"]
    paths += [path for path in SYSTEM_LIBRARIES if os.path.isdir(path)]
    if wall.namespaces:
        return [*paths, *_standard_library(), MOUNTED_AT]
    hidden = {str(folder) for folder in _site_folders()}
    children = [entry.path for path in _standard_library() for entry in os.scandir(path)]
    return [*paths, *(path for path in children if path not in hidden), str(INSIDE)]


def module_paths(profile: str) -> list[str]:
    """sys.path inside: the standard library and the folders of the profile's packages."""
    folders = dict.fromkeys(str(Path(path).parent) for path in packages(profile))
    dynamic = [path for path in sys.path if path.endswith("lib-dynload")]
    return [*_standard_library(), *dynamic, *folders]


@cache
def _standard_library() -> tuple[str, ...]:
    return tuple(dict.fromkeys(sysconfig.get_path(name) for name in ("stdlib", "platstdlib")))


@cache
def interpreter() -> tuple[str, ...]:
    """The executable as it is called and as it is, what a virtual environment adds, the shared library."""
    called, real = sys.executable, os.path.realpath(sys.executable)
    name = sysconfig.get_config_var("INSTSONAME") or "-"
    folders = (sysconfig.get_config_var("LIBDIR") or "", os.path.join(sys.base_prefix, "lib"))
    shared = [path for folder in folders if os.path.isfile(path := os.path.join(folder, name))]
    configuration = Path(sys.prefix, "pyvenv.cfg")
    paths = [called, real, *shared] + ([str(configuration)] if configuration.is_file() else [])
    chain = [called]
    while os.path.islink(chain[-1]):  # venv/bin/python -> python3 -> /usr/bin/python3.11
        chain.append(os.path.join(os.path.dirname(chain[-1]), os.readlink(chain[-1])))
    return tuple(dict.fromkeys([*paths, *chain]))


def _site_folders() -> list[Path]:
    return [Path(path) for path in dict.fromkeys([*site.getsitepackages(), site.getusersitepackages()])]


@cache
def packages(profile: str) -> tuple[str, ...]:
    """Files and folders of the profile's distributions and of all that they require."""
    found: dict[str, None] = {}
    for distribution in _closure(wanted(profile)):
        for part in _top_level(distribution):
            found[str(distribution.locate_file(part))] = None
    return tuple(path for path in found if os.path.exists(path))


def base(profile: str) -> str:
    """ "sci" of "sci+networkx"."""
    return profile.partition("+")[0]


def wanted(profile: str) -> tuple[str, ...]:
    """The distributions of a profile: those of its base, and what it names itself."""
    return (*PACKAGES[base(profile)], *profile.split("+")[1:])


def further_modules(profile: str) -> list[str]:
    """What the packages that a profile names itself are imported as."""
    found: dict[str, None] = {}
    for name in profile.split("+")[1:]:
        for part in sorted(_top_level(importlib.metadata.distribution(name))):
            module = part.removesuffix(".py")
            if module.isidentifier() and not module.startswith("_"):
                found[module] = None
    return list(found)


def is_installed(profile: str) -> bool:
    """Whether every package of the profile is there."""
    try:
        return all(importlib.metadata.distribution(name) for name in wanted(profile))
    except importlib.metadata.PackageNotFoundError:
        return False


def _closure(names: Iterable[str]) -> list[importlib.metadata.Distribution]:
    waiting, found = list(names), {}
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # a requirement of another platform
        for requirement in found[name].requires or ():
            if "extra ==" not in requirement:
                waiting.append(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0])
    return list(found.values())


def _top_level(distribution: importlib.metadata.Distribution) -> Iterator[str]:
    """The first folder or file below site-packages of everything that was installed."""
    files = distribution.files or ()
    yield from {file.parts[0] for file in files if file.parts[0] not in ("..", "/", "__pycache__")}
