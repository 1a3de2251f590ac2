"""The few system calls that Python has no function for, through the C library."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID = 0x20000, 0x8000000, 0x10000000, 0x20000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_SLAVE = 1, 2, 4, 8, 0x4000, 0x80000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
PR_CAPBSET_READ, PR_CAPBSET_DROP = 23, 24
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 47, 4, 22, 2
CAP_SETPCAP, CAP_SYS_ADMIN = 8, 21
CAPSET = {"x86_64": 126, "aarch64": 91}
CAPABILITY_VERSION = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    _checked(_libc.unshare(flags), "unshare")


def setns(fd: int, flags: int) -> None:
    _checked(_libc.setns(fd, flags), "setns")


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    code = _libc.mount(
        source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode() or None
    )
    _checked(code, f"mount {kind} on {target}")


def prctl(option: int, *args: int) -> int:
    padded = [ctypes.c_ulong(a) for a in (*args, 0, 0, 0, 0)[:4]]
    return _checked(_libc.prctl(option, *padded), f"prctl {option}")


def syscall(number: int, *args: object) -> int:
    return _checked(_libc.syscall(ctypes.c_long(number), *args), f"system call {number}")


def bounding_set() -> list[int]:
    """The capabilities that this process or a file it executes could ever have."""
    found = []
    for number in range(64):
        try:
            if prctl(PR_CAPBSET_READ, number):
                found.append(number)
        except OSError:  # past the last capability
            break
    return found


def narrow(bounding: Iterable[int]) -> None:
    """Take these capabilities out of the bounding set."""
    for number in bounding:
        try:
            prctl(PR_CAPBSET_DROP, number)
        except OSError:  # no right to: then none is held, and no_new_privs keeps it so
            return


def drop_capabilities(bounding: Iterable[int]) -> None:
    """Give up every capability, also those of the bounding set, which a file could give back."""
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    narrow(bounding)
    header = ctypes.create_string_buffer(struct.pack("Ii", CAPABILITY_VERSION, 0))
    empty = ctypes.create_string_buffer(24)
    syscall(CAPSET[os.uname().machine], header, empty)


def install_filter(program: bytes) -> None:
    """Hand a seccomp filter to the kernel; it holds for this process from here on."""
    instructions = ctypes.create_string_buffer(program, len(program))
    holder = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(instructions))
    pointer = ctypes.create_string_buffer(holder, len(holder))
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(pointer))
