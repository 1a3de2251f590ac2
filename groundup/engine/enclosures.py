"""What a room can see of this machine, and the command that puts its porter inside.

Promises: readable are the system's programs and libraries, the interpreter, the environment and what is shown
on purpose; writable nothing but the room's own disk; there is no home, no workspace, no environment variable
and no network of this machine. What stands in /etc is made up.
"""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from groundup.engine.inside.porter import FOLDERS
from groundup.engine.programs import program_filter
from groundup.engine.syscalls import ARCHITECTURES
from groundup.engine.walls import INNER_UID, INSIDE, MOUNTED_AT, Wall

PLACE = "/room"
ENVIRONMENT = "/environment"  # where its packages are seen inside
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store")
SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/mime.types")
NAMES = ("/etc/passwd", "/etc/group", "/etc/hosts", "/etc/nsswitch.conf")  # made up where that is possible
NO_FONTS = (  # figures are drawn with the fonts that their library brings: the same on every machine
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    '<fontconfig><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>\n'
)
DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from inside.porter import main; "
    "sys.path.pop(0); main(int(sys.argv[2]))"
)


@dataclass(frozen=True)
class View:
    """What a room is shown: where its environment lies on this machine ("" for none), and other folders by
    the path that they have inside."""

    environment: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)


@contextlib.contextmanager
def command(wall: Wall, view: View, control_fd: int, uid: int) -> Iterator[tuple[list[str], list[int]]]:
    """What to execute with an empty environment, and the descriptors that it needs beside `control_fd`."""
    if not wall.namespaces:
        yield _porter(str(INSIDE.parent), control_fd), []
        return
    inner = INNER_UID if wall.in_userns else uid or INNER_UID
    made_up = {name: _memory_file(text) for name, text in _etc(inner).items()}
    try:
        porter = _porter(MOUNTED_AT, control_fd)
        yield [*_bubblewrap(wall, view, made_up, uid), "--", *porter], [*made_up.values()]
    finally:
        for fd in made_up.values():
            os.close(fd)


def readable(wall: Wall, view: View) -> list[str]:
    """What Landlock lets a command read and execute."""
    found = [*SYSTEM, *interpreter(), "/proc", "/dev"]
    if wall.namespaces:
        return [*found, "/etc", ENVIRONMENT, *view.shown]
    return [*found, *SYSTEM_FILES, *NAMES, *filter(None, [view.environment]), *view.shown.values()]


def writable(wall: Wall, place: str) -> list[str]:
    """What Landlock lets a command change."""
    own = [os.path.join(place, name) for name in FOLDERS]  # not the place itself: they are to stay there
    if wall.namespaces:
        return [*own, "/tmp", "/dev"]
    return [*own, "/dev/shm", *(f"/dev/{name}" for name in DEVICES)]


def takes_tmp(wall: Wall) -> bool:
    """Whether /tmp can be a folder of the room: not where the interpreter lives below it."""
    return wall.namespaces and not any(path.startswith("/tmp/") for path in interpreter())


def system_calls() -> bytes:
    machine = platform.machine()
    return program_filter(machine) if machine in ARCHITECTURES and sys.platform == "linux" else b""


@cache
def python() -> str:
    """The interpreter that environments are made for: the one below any virtual environment."""
    return os.path.realpath(sys.executable)


@cache
def interpreter() -> tuple[str, ...]:
    """What the interpreter needs, where the system's folders do not hold it."""
    name = sysconfig.get_config_var("INSTSONAME") or "-"
    folders = (sysconfig.get_config_var("LIBDIR") or "", os.path.join(sys.base_prefix, "lib"))
    shared = [path for folder in folders if os.path.isfile(path := os.path.join(folder, name))]
    base = {
        "platbase": sys.base_exec_prefix,
        "installed_platbase": sys.base_exec_prefix,
    }  # not the virtual one
    library = [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib", vars=base)]
    paths = dict.fromkeys([python(), *shared, *filter(os.path.isdir, library)])
    return tuple(path for path in paths if not path.startswith(("/usr/", "/lib/")))


def _porter(home: str, control_fd: int) -> list[str]:
    return [python(), "-I", "-S", "-B", "-c", START, home, str(control_fd)]


def _bubblewrap(wall: Wall, view: View, made_up: Mapping[str, int], uid: int) -> list[str]:
    users = ["--unshare-user", "--disable-userns", "--uid", str(INNER_UID), "--gid", str(INNER_UID)]
    capabilities = ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"]
    if not wall.in_userns:
        capabilities += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    if not wall.in_userns and uid == 0:
        capabilities += ["--cap-add", "CAP_SETFCAP"]  # the kernel wants it of whoever maps root, once
    return [
        shutil.which("bwrap") or "bwrap",
        *("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"),
        *(users if wall.in_userns else []),
        *capabilities,
        *("--new-session", "--hostname", "room"),
        *_mounts(wall, view, made_up),
        *("--chdir", "/"),
    ]


def _mounts(wall: Wall, view: View, made_up: Mapping[str, int]) -> list[str]:
    shown = {INSIDE.as_posix(): f"{MOUNTED_AT}/inside"} | {here: there for there, here in view.shown.items()}
    shown |= {view.environment: ENVIRONMENT} if view.environment else {}
    parts = [*_system(), *_folders([*interpreter(), *shown.values(), PLACE, *made_up, "/tmp/-"])]
    for path in interpreter():
        parts += ["--ro-bind", path, path]
        if os.path.isdir(packages := os.path.join(path, "site-packages")):
            parts += ["--tmpfs", packages, "--remount-ro", packages]
    for here, there in shown.items():
        parts += ["--ro-bind", here, there]
    for path in filter(os.path.exists, SYSTEM_FILES):
        parts += ["--ro-bind", path, path]
    for path, fd in made_up.items():
        parts += ["--perms", "0644", "--ro-bind-data", str(fd), path]
    parts += ["--perms", "0755", "--dir", PLACE, "--dev", "/dev", "--remount-ro", "/dev"]
    parts += ["--proc", "/proc"] if wall.in_userns else ["--dir", "/proc"]
    return [*parts, "--remount-ro", "/"]


def _system() -> Iterator[str]:
    for path in SYSTEM:
        if os.path.islink(path):
            yield from ("--symlink", os.readlink(path), path)
        elif os.path.isdir(path):
            yield from ("--ro-bind", path, path)


def _folders(paths: list[str]) -> Iterator[str]:
    """The folders above them, open to all: or a closed /root would stay closed in there."""
    above = {parent for path in paths for parent in _parents(path)}
    for folder in sorted(above):
        if not folder.startswith(("/usr/", "/lib/")) and folder not in SYSTEM:
            yield from ("--perms", "0755", "--dir", folder)


def _parents(path: str) -> Iterator[str]:
    while (path := os.path.dirname(path)) != "/":
        yield path


def _etc(uid: int) -> dict[str, str]:
    home = os.path.join(PLACE, "home")
    return {
        "/etc/passwd": f"root:x:0:0:root:/:/bin/sh\nlearner:x:{uid}:{uid}:learner:{home}:/bin/sh\n",
        "/etc/group": f"root:x:0:\nlearner:x:{uid}:\n",
        "/etc/hosts": "127.0.0.1 localhost\n::1 localhost\n",
        "/etc/fonts/fonts.conf": NO_FONTS,
        "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    }


def _memory_file(text: str) -> int:
    fd = os.memfd_create("etc")
    os.write(fd, text.encode())
    os.lseek(fd, 0, os.SEEK_SET)
    return fd
