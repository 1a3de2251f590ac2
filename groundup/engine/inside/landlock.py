"""Landlock: what may be read, what may be written, and nothing else, whatever the mounts say.

Promises: after `restrict`, files are read only below `reads`, written only below `writes`; TCP, signals
and abstract sockets beyond the child are refused where the kernel knows how. Not covered: stat() tells
whether a path exists; that is what the mount namespace is for.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

from . import kernel

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture
VERSION_FLAG, PATH_BENEATH = 1, 1

READ_FILE, READ_DIR = 1 << 2, 1 << 3
EXECUTE = 1 << 0
FILE_RIGHTS = EXECUTE | 1 << 1 | READ_FILE | 1 << 14  # execute, write, read, truncate
ALL_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
IOCTL_DEV = 1 << 15
NET_TCP = 0b11  # bind and connect
SCOPES = 0b11  # abstract sockets and signals


def version() -> int:
    """The version the kernel offers, 0 where it offers none."""
    try:
        return kernel.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(VERSION_FLAG))
    except OSError:
        return 0


def restrict(reads: Iterable[str], writes: Iterable[str], programs: bool = False) -> int:
    """Confine this process for good; returns the version used. OSError where there is no Landlock.

    With `programs`, what may be read or written may also be executed, and TCP is left to the namespaces.
    """
    found = version()
    if not found:
        raise OSError("no Landlock in this kernel")
    handled = ALL_BY_VERSION[min(found, 3)] | (IOCTL_DEV if found >= 5 else 0)
    # struct landlock_ruleset_attr { handled_access_fs; handled_access_net; scoped }
    attributes = struct.pack(
        "QQQ", handled, NET_TCP if found >= 4 and not programs else 0, SCOPES if found >= 6 else 0
    )
    execute = EXECUTE if programs else 0
    size = 8 if found < 4 else 16 if found < 6 else 24
    ruleset = kernel.syscall(
        CREATE_RULESET, ctypes.c_char_p(attributes), ctypes.c_size_t(size), ctypes.c_uint(0)
    )
    try:
        for path in reads:
            _allow(ruleset, path, READ_FILE | READ_DIR | execute)
        for path in writes:
            _allow(ruleset, path, handled & ~EXECUTE | execute)
        kernel.syscall(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
    finally:
        os.close(ruleset)
    return found


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        is_dir = os.path.isdir(path)
        rule = struct.pack("=Qi", rights if is_dir else rights & FILE_RIGHTS, fd)
        numbers = ctypes.c_int(ruleset), ctypes.c_int(PATH_BENEATH)
        kernel.syscall(ADD_RULE, *numbers, ctypes.c_char_p(rule), ctypes.c_uint(0))
    finally:
        os.close(fd)
