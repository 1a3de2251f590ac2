"""The system call filter of a room: what whole programs need, nothing that reaches past their own processes.

Promises: programs, processes, threads, pipes and sockets of IP and Unix are there; refused are other families
of sockets, namespaces and mounts, looking into or writing to other processes, keys, BPF, performance
counters, asynchronous rings, files without a name, shared memory without a bound, typing into a terminal,
clocks and the kernel itself. A call newer than this table is said not to exist, so that libraries fall back
on older ones.
"""

from __future__ import annotations

import errno

from groundup.engine.seccomp import (
    ALLOW,
    ANY_BIT,
    AT_LEAST,
    CLONE_NAMESPACES,
    EQUAL,
    LOAD,
    NOTIFYING_FCNTL,
    NUMBER,
    RETURN,
    TERMINAL_QUESTIONS,
    Instruction,
    argument,
    assembled,
    none_of,
    one_of,
    refuse,
)
from groundup.engine.syscalls import ALLOWED

NEWER_THAN_THE_TABLE = 424  # pidfd_send_signal, the first number that all architectures share
AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
TCP, UDP = 6, 17
QUESTIONS = (*TERMINAL_QUESTIONS, 0x540F)  # and TIOCGPGRP
# Names, signal at the parent's death, dumping, no new privileges, which capabilities there are, timer slack.
PR_HARMLESS = (15, 16, 1, 2, 3, 4, 38, 39, 23, 29, 30)

# Changing to the identity that one has is part of starting a program; without capabilities there is no other.
MORE = """
fork 57 -; vfork 58 -; execve 59 221; execveat 322 281; connect 42 203; accept 43 202; accept4 288 242
bind 49 200; listen 50 201; setsockopt 54 208; sendmsg 46 211; recvmsg 47 212; sendmmsg 307 269
recvmmsg 299 243; kill 62 129; tkill 200 130; tgkill 234 131; setpgid 109 154; setsid 112 157
chmod 90 -; fchmod 91 52; fchmodat 268 53; utime 132 -; utimes 235 -; futimesat 261 -; utimensat 280 88
mknod 133 -; mknodat 259 33; getxattr 191 8; lgetxattr 192 9; fgetxattr 193 10; listxattr 194 11
llistxattr 195 12; flistxattr 196 13; capget 125 90; sched_setaffinity 203 122; setpriority 141 140
sched_get_priority_max 146 125; sched_get_priority_min 147 126; sched_rr_get_interval 148 127
timer_create 222 107; timer_settime 223 110; timer_gettime 224 108; timer_getoverrun 225 109
timer_delete 226 111; inotify_init 253 -; inotify_init1 294 26; inotify_add_watch 254 27
inotify_rm_watch 255 28; signalfd 282 -; signalfd4 289 74; eventfd 284 -; mincore 27 232; readahead 187 213
sync_file_range 277 84; syncfs 306 267; preadv2 327 286; pwritev2 328 287; get_robust_list 274 100
setuid 105 146; setgid 106 144; setreuid 113 145; setregid 114 143; setresuid 117 147; setresgid 119 149
openat2 437 437; epoll_pwait2 441 441; getdents 78 -; sync 162 81
"""
PRETENDED = """
chown 92 -; fchown 93 55; lchown 94 -; fchownat 260 54
"""
CONDITIONAL = """
clone 56 220; socket 41 198; socketpair 53 199; ioctl 16 29; prctl 157 167; prlimit64 302 261; fcntl 72 25
"""


def program_filter(machine: str) -> bytes:
    """The program for `machine` ("x86_64" or "aarch64"); KeyError for another."""
    newer: list[Instruction] = [
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, NEWER_THAN_THE_TABLE),
        refuse(errno.ENOSYS),
        refuse(),
    ]
    return assembled(machine, ALLOWED + MORE, PRETENDED, CONDITIONAL, _conditions(), newer)


def _conditions() -> dict[str, list[Instruction]]:
    return {
        "clone": [argument(0), (ANY_BIT, 1, 0, CLONE_NAMESPACES), (RETURN, 0, 0, ALLOW), refuse()],
        "socket": _plain_sockets(),
        "socketpair": one_of(0, (AF_UNIX,)),
        "ioctl": [*one_of(1, QUESTIONS)[:-1], refuse(errno.ENOTTY)],
        "prctl": one_of(0, PR_HARMLESS),
        "prlimit64": one_of(0, (0,)),
        "fcntl": none_of(1, NOTIFYING_FCNTL),
    }


def _plain_sockets() -> list[Instruction]:
    """Unix and IP, and of the protocols the default one, TCP and UDP."""
    return [
        argument(0),
        (EQUAL, 2, 0, AF_UNIX),
        (EQUAL, 1, 0, AF_INET),
        (EQUAL, 0, 5, AF_INET6),
        argument(2),
        (EQUAL, 2, 0, 0),
        (EQUAL, 1, 0, TCP),
        (EQUAL, 0, 1, UDP),
        (RETURN, 0, 0, ALLOW),
        refuse(errno.EAFNOSUPPORT),
    ]
