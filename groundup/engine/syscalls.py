"""System call numbers by architecture: name, x86-64, aarch64 ("-" where the architecture has none).

The source is the kernel's own tables: arch/x86/entry/syscalls/syscall_64.tbl and
include/uapi/asm-generic/unistd.h. What is in none of the three lists is refused.
"""

from __future__ import annotations

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_* of linux/audit.h

ALLOWED = """
read 0 63; write 1 64; readv 19 65; writev 20 66; pread64 17 67; pwrite64 18 68; preadv 295 69
pwritev 296 70; lseek 8 62; close 3 57; close_range 436 436; dup 32 23; dup2 33 -; dup3 292 24
pipe 22 -; pipe2 293 59; poll 7 -; ppoll 271 73; select 23 -; pselect6 270 72; epoll_create 213 -
epoll_create1 291 20; epoll_ctl 233 21; epoll_wait 232 -; epoll_pwait 281 22; eventfd2 290 19
timerfd_create 283 85; timerfd_settime 286 86; timerfd_gettime 287 87; open 2 -; openat 257 56
creat 85 -; stat 4 -; fstat 5 80; lstat 6 -; newfstatat 262 79; statx 332 291; access 21 -
faccessat 269 48; faccessat2 439 439; readlink 89 -; readlinkat 267 78; getdents64 217 61
getcwd 79 17; chdir 80 49; fchdir 81 50; mkdir 83 -; mkdirat 258 34; rmdir 84 -; unlink 87 -
unlinkat 263 35; rename 82 -; renameat 264 38; renameat2 316 276; link 86 -; linkat 265 37
symlink 88 -; symlinkat 266 36; truncate 76 45; ftruncate 77 46; fallocate 285 47; fsync 74 82
fdatasync 75 83; umask 95 166; flock 73 32; statfs 137 43; fstatfs 138 44; fadvise64 221 223
sendfile 40 71; copy_file_range 326 285; mmap 9 222; munmap 11 215; mremap 25 216; mprotect 10 226
madvise 28 233; msync 26 227; brk 12 214; futex 202 98; futex_waitv 449 449; set_robust_list 273 99
rseq 334 293; membarrier 324 283; sched_yield 24 124; sched_getaffinity 204 123
sched_getparam 143 121; sched_getscheduler 145 120; set_tid_address 218 96; arch_prctl 158 -
exit 60 93; exit_group 231 94; gettid 186 178; getpid 39 172; getppid 110 173; getuid 102 174
geteuid 107 175; getgid 104 176; getegid 108 177; getresuid 118 148; getresgid 120 150
getgroups 115 158; getpgid 121 155; getpgrp 111 -; getsid 124 156; getpriority 140 141
rt_sigaction 13 134; rt_sigprocmask 14 135; rt_sigreturn 15 139; rt_sigpending 127 136
rt_sigtimedwait 128 137; rt_sigsuspend 130 133; sigaltstack 131 132; restart_syscall 219 128
pause 34 -; alarm 37 -; setitimer 38 103; getitimer 36 102; wait4 61 260; waitid 247 95
clock_gettime 228 113; clock_getres 229 114; clock_nanosleep 230 115; nanosleep 35 101
gettimeofday 96 169; time 201 -; times 100 153; getrusage 98 165; sysinfo 99 179; uname 63 160
getrandom 318 278; getcpu 309 168; getrlimit 97 163; setrlimit 160 164; recvfrom 45 207
sendto 44 206; shutdown 48 210; getsockopt 55 209; getsockname 51 204; getpeername 52 205
"""

# Succeed without doing anything: copying a file sets its mode, and Landlock does not watch over modes.
PRETENDED = """
chmod 90 -; fchmod 91 52; fchmodat 268 53; fchown 93 55; chown 92 -
fchownat 260 54; utime 132 -; utimes 235 -; futimesat 261 -
"""

# Allowed for some arguments; see seccomp.py.
CONDITIONAL = """
clone 56 220; clone3 435 435; ioctl 16 29; prctl 157 167; prlimit64 302 261; tgkill 234 131
socketpair 53 199; fcntl 72 25; kill 62 129; utimensat 280 88
"""


def numbers(table: str, machine: str) -> dict[str, int]:
    """Name to number on `machine`, for the calls that it has."""
    column = list(ARCHITECTURES).index(machine) + 1
    rows = [entry.split() for entry in table.replace("\n", ";").split(";") if entry.strip()]
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}
