"""How strong the walls are on this machine: found out by trying to get through them.

Promises: each layer is reported on only if an attempt from inside was stopped; the tier is never better
than what was seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from inspect import getsource
from typing import Any

from groundup.records import Limits, Submission

SENTENCES = {
    "A": "All layers hold: code under test reaches nothing but its own empty room.",
    "B": "Code under test is confined by system call filter and Landlock, without namespaces of its own.",
    "C": "Code under test is confined by this system's own sandbox; weaker than on Linux.",
    "D": "There is no isolation: run only your own code here.",
}


@dataclass(frozen=True)
class Layer:
    """One layer of the walls: whether it holds, what its absence means, and how to get it."""

    name: str
    on: bool
    means: str
    remedy: str = ""


MEANINGS = {
    "namespaces": (
        "own processes, network and mounts",
        "without it code could see other processes and fill the disk",
        "Install bubblewrap and allow unprivileged user namespaces.",
    ),
    "files": (
        "no files of this machine",
        "without it code could read your files",
        "Install bubblewrap, or use a kernel with Landlock (5.13 or newer).",
    ),
    "network": (
        "no network",
        "without it code could talk to other machines and to services of this one",
        "Install bubblewrap, or use a kernel with seccomp.",
    ),
    "disk": (
        "own disk with a size and inode limit",
        "without it a watcher stops code that fills the disk",
        "",
    ),
    "calls": (
        "system call filter",
        "without it code could start programs and open sockets",
        "Use a kernel with seccomp, on x86-64 or aarch64.",
    ),
    "privileges": ("no privileges", "without it code could change the system when groundup runs as root", ""),
    "landlock": ("Landlock", "a second wall around files; without it the mounts are the only one", ""),
    "limits": (
        "limits on memory, time, files and threads",
        "without it code could take the whole machine",
        "",
    ),
    "group": (
        "control group around each fork server",
        "without it the memory of one run is bounded, but not that of all runs together",
        "Run it where a control group is delegated: systemd-run --user --scope -p Delegate=yes groundup run",
    ),
}
BOUNDS_ON_SUMS = {"group"}  # no tier depends on them: every child is bounded by itself


def find_out(outside_path: str, open_port: int) -> dict[str, bool]:
    """Runs inside: for each layer, whether an attempt to pass it fails."""
    import os
    import resource
    import socket

    def fails(attempt: Any, *args: Any) -> bool:
        try:
            attempt(*args)
        except OSError:
            return True
        return False

    def seen(name: str) -> str:
        try:
            with open("/proc/self/status") as lines:
                return next((line.split()[1] for line in lines if line.startswith(name + ":")), "")
        except OSError:
            return ""

    def fork() -> None:
        if os.fork() == 0:
            os._exit(0)

    capabilities = seen("CapEff")
    space = resource.getrlimit(resource.RLIMIT_AS)[1]
    room = os.statvfs(".")
    return {
        "namespaces": os.getpid() == 1,
        "files": fails(open, outside_path) and fails(os.listdir, os.path.dirname(outside_path)),
        "disk": room.f_blocks * room.f_frsize <= 256 * 2**20 and room.f_files <= 10_000,
        "calls": fails(socket.socket) and fails(fork) and fails(os.execv, "/bin/true", ["true"]),
        "privileges": (int(capabilities, 16) == 0 if capabilities else os.geteuid() != 0)
        and fails(os.setuid, 0),
        "landlock": fails(os.listdir, "/"),
        "network": fails(socket.create_connection, ("127.0.0.1", open_port), 1),
        "limits": space != resource.RLIM_INFINITY and resource.getrlimit(resource.RLIMIT_CORE)[1] == 0,
    }


PROBE = Submission(
    id="probe",
    entry="probe",
    files={"probe.py": "from typing import Any\n\n" + getsource(find_out)},
    limits=Limits(wall_s=5.0),
)


def layers(findings: Mapping[str, bool], refusals: str = "") -> list[Layer]:
    """`refusals`: what the system said when stronger walls were tried."""

    def remedy_for(key: str, remedy: str) -> str:
        if findings.get(key):
            return ""
        return f"{remedy} ({refusals})" if key == "namespaces" and refusals else remedy

    return [
        Layer(name, findings.get(key, False), means, remedy_for(key, remedy))
        for key, (name, means, remedy) in MEANINGS.items()
    ]


def tier(findings: Mapping[str, bool]) -> str:
    if findings.get("calls") and findings.get("limits") and findings.get("files"):
        everything = all(findings.get(key) for key in MEANINGS.keys() - BOUNDS_ON_SUMS)
        return "A" if everything else "B"
    return "C" if findings.get("files") and findings.get("network") else "D"
