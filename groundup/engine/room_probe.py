"""What a room's walls are worth here: a command in it tries to get through each of them.

Promises: a layer is reported as there only if the attempt from inside was stopped.
"""

from __future__ import annotations

import json
import os
import socket
from inspect import getsource
from typing import Any

from groundup.engine import enclosures
from groundup.engine.porters import Porter
from groundup.engine.rooms import Room
from groundup.engine.walls import INSIDE
from groundup.engine.zygotes import Infrastructure


def find_out(outside_path: str, open_port: int, own_pid: int) -> dict[str, bool]:
    """Runs inside: for each layer, whether an attempt to pass it fails."""
    import ctypes
    import os
    import resource
    import socket

    libc = ctypes.CDLL(None, use_errno=True)

    def fails(attempt: Any, *args: Any) -> bool:
        try:
            attempt(*args)
        except OSError:
            return True
        return False

    def refused(function: str, *args: Any) -> bool:
        return bool(getattr(libc, function)(*args) != 0)

    def seen(name: str) -> str:
        try:
            with open("/proc/self/status") as lines:
                return next((line.split()[1] for line in lines if line.startswith(name + ":")), "")
        except OSError:
            return ""

    capabilities = seen("CapEff")
    disk = os.statvfs(".")
    return {
        "namespaces": os.getppid() == 1 and fails(os.kill, own_pid, 0),
        "files": fails(open, outside_path) and fails(os.listdir, os.path.dirname(outside_path)),
        "disk": disk.f_blocks * disk.f_frsize <= 256 * 2**20 and disk.f_files <= 100_000,
        "calls": refused("unshare", 0x10000000)
        and refused("ptrace", 0, 0, 0, 0)
        and fails(socket.socket, 16, socket.SOCK_RAW),
        "privileges": (int(capabilities, 16) == 0 if capabilities else os.geteuid() != 0)
        and fails(os.setuid, 0),
        "landlock": fails(os.listdir, "/"),
        "network": fails(socket.create_connection, ("127.0.0.1", open_port), 1),
        "limits": resource.getrlimit(resource.RLIMIT_DATA)[1] != resource.RLIM_INFINITY
        and resource.getrlimit(resource.RLIMIT_CORE)[1] == 0,
    }


def tried(room: Room, porter: Porter) -> dict[str, bool]:
    """Infrastructure where the attempts cannot be made."""
    source = "from typing import Any\nimport json, sys\n" + getsource(find_out)
    source += "print(json.dumps(find_out(*json.loads(sys.argv[1]))))\n"
    with socket.create_server(("127.0.0.1", 0)) as server:
        aims = json.dumps([str(INSIDE.parents[1] / "records.py"), server.getsockname()[1], os.getpid()])
        done = room.run_words([enclosures.python(), "-I", "-S", "-c", source, aims], wall_s=10)
    if not done.ok:
        raise Infrastructure(f"{porter.wall.name}: the probe of the walls failed: {done.stderr}")
    found = json.loads(done.stdout)
    group = porter.group is not None and porter.group.holds(porter.launcher.pid)
    return {name: value is True for name, value in found.items()} | {"group": group}
