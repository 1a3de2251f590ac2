"""The system call filter of a child: an allow list, assembled here into the bytes the kernel takes.

Promises: what is not listed fails with EPERM; a foreign architecture kills; processes cannot be made,
threads can; signals reach only the child itself; the sockets there are come in stream pairs. The own pid is
left as a mark, which the child replaces (`inside/lockdown.py`), since the filter is made before the child.
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterable, Mapping

from groundup.engine.inside.lockdown import OWN_PID_MARK
from groundup.engine.syscalls import ALLOWED, ARCHITECTURES, CONDITIONAL, PRETENDED, numbers

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN, AND = 0x20, 0x15, 0x35, 0x45, 0x06, 0x54  # BPF opcodes
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000  # SECCOMP_RET_*
NUMBER, ARCH, ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
X32_BIT = 0x40000000
CLONE_THREAD, CLONE_NAMESPACES = 0x10000, 0x7E020080
PR_SET_NAME, PR_GET_NAME = 15, 16
TERMINAL_QUESTIONS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS .. FIONREAD, FIOCLEX
NOTIFYING_FCNTL = (8, 10, 15, 1026)  # F_SETOWN, F_SETSIG, F_SETOWN_EX, F_NOTIFY send signals
AF_UNIX, SOCK_STREAM, SOCKET_KIND = 1, 1, 0xF

Instruction = tuple[int, int, int, int]  # opcode, jump if true, jump if false, operand


def child_filter(machine: str) -> bytes:
    """The program for `machine` ("x86_64" or "aarch64"); KeyError for another."""
    return assembled(machine, ALLOWED, PRETENDED, CONDITIONAL, _conditions(), [refuse()])


def assembled(
    machine: str,
    allowed: str,
    pretended: str,
    conditional: str,
    conditions: Mapping[str, list[Instruction]],
    otherwise: list[Instruction],
) -> bytes:
    """A filter from tables of calls (see `syscalls`), what to do for conditional ones, and for the rest."""
    special = numbers(conditional, machine)
    program: list[Instruction] = [
        (LOAD, 0, 0, ARCH),
        (EQUAL, 1, 0, ARCHITECTURES[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, X32_BIT),
        (RETURN, 0, 0, KILL),
    ]
    for number in numbers(allowed, machine).values():
        program += case(number, [(RETURN, 0, 0, ALLOW)])
    for number in numbers(pretended, machine).values():
        program += case(number, [(RETURN, 0, 0, ERRNO)])
    for name, number in special.items():
        program += case(number, conditions[name])
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in [*program, *otherwise])


def _conditions() -> dict[str, list[Instruction]]:
    own_pid = struct.unpack("<I", OWN_PID_MARK)[0]
    return {
        "clone3": [refuse(errno.ENOSYS)],  # its flags are behind a pointer; libc falls back to clone
        "clone": [
            argument(0),
            (ANY_BIT, 0, 2, CLONE_THREAD),
            (ANY_BIT, 1, 0, CLONE_NAMESPACES),
            (RETURN, 0, 0, ALLOW),
            refuse(),
        ],
        "socketpair": [
            argument(0),
            (EQUAL, 0, 4, AF_UNIX),
            argument(1),
            (AND, 0, 0, SOCKET_KIND),
            (EQUAL, 0, 1, SOCK_STREAM),
            (RETURN, 0, 0, ALLOW),
            refuse(),
        ],
        "ioctl": one_of(1, TERMINAL_QUESTIONS),
        "prctl": one_of(0, (PR_SET_NAME, PR_GET_NAME)),
        "prlimit64": one_of(0, (0,)),
        "tgkill": one_of(0, (own_pid,)),
        "kill": one_of(0, (own_pid,)),
        "fcntl": none_of(1, NOTIFYING_FCNTL),
        # Copying sets times, which succeeds without doing anything. Path.touch sets them to now and makes
        # the file only if that fails.
        "utimensat": [argument(2), (EQUAL, 0, 1, 0), refuse(), (RETURN, 0, 0, ERRNO)],
    }


def case(number: int, block: list[Instruction]) -> list[Instruction]:
    return [(EQUAL, 0, len(block), number), *block]


def argument(index: int) -> Instruction:
    """The lower half of an argument; every value looked at here is an int to the kernel."""
    return (LOAD, 0, 0, ARGUMENTS + 8 * index)


def one_of(index: int, values: Iterable[int]) -> list[Instruction]:
    tests = [step for v in values for step in ((EQUAL, 0, 1, v), (RETURN, 0, 0, ALLOW))]
    return [argument(index), *tests, refuse()]


def none_of(index: int, values: Iterable[int]) -> list[Instruction]:
    tests = [step for v in values for step in ((EQUAL, 0, 1, v), refuse())]
    return [argument(index), *tests, (RETURN, 0, 0, ALLOW)]


def refuse(number: int = errno.EPERM) -> Instruction:
    return (RETURN, 0, 0, ERRNO | number)
