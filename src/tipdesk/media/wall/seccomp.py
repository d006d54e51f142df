"""The list of what a walled-in process may ask of the Linux kernel; all else is refused."""

import ctypes
import errno
import platform
import struct

# Name: number on x86-64, number on 64-bit ARM. None: the machine has no such call.
ALLOWED: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "poll": (7, None),
    "ppoll": (271, 73),
    "lseek": (8, 62),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "pread64": (17, 67),
    "readv": (19, 65),
    "writev": (20, 66),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "nanosleep": (35, 101),
    "getpid": (39, 172),
    "exit": (60, 93),
    "sysinfo": (99, 179),
    "sigaltstack": (131, 132),
    "gettid": (186, 178),
    "futex": (202, 98),
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
    "sched_getaffinity": (204, 123),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "getrandom": (318, 278),
}
# Allowed for a thread (decoders start some), refused for a process. The newer clone3 hides its
# flags in memory: it is said not to exist, and the C library falls back to clone.
CLONE, CLONE3 = (56, 220), 435
# Allowed on one descriptor alone, the child's line: files are handed in there. Nothing can be
# handed out, since answers are only written.
RECVMSG, LINE = (47, 212), 3
# Allowed unless bit 2 (PROT_EXEC) of the third argument is set: no new code in memory.
NOT_EXECUTABLE = {"mmap": (9, 222), "mprotect": (10, 226)}

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_LOAD, _EQUAL, _BITS, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_NO_SUCH_CALL = 0x00050000 | errno.ENOSYS
_NUMBER, _MACHINE, _FIRST_ARGUMENT, _THIRD_ARGUMENT = 0, 4, 16, 32
_CLONE_THREAD, _PROT_EXEC = 0x10000, 4
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2


def is_known_machine() -> bool:
    """Tell whether the numbers of this machine's system calls are known."""
    return platform.system() == "Linux" and platform.machine() in _MACHINES


def program() -> bytes:
    """Assemble the filter for this machine."""
    column, machine = _MACHINES[platform.machine()]
    numbers = [pair[column] for pair in ALLOWED.values()]
    steps = [
        _step(_LOAD, _MACHINE),
        _step(_EQUAL, machine, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
    ]
    for number in filter(lambda n: n is not None, numbers):
        steps += [_step(_EQUAL, number or 0, 0, 1), _step(_RETURN, _ALLOW)]
    steps += _if(_BITS, CLONE[column], (_FIRST_ARGUMENT, _CLONE_THREAD), (_ALLOW, _REFUSE))
    steps += _if(_EQUAL, RECVMSG[column], (_FIRST_ARGUMENT, LINE), (_ALLOW, _REFUSE))
    for pair in NOT_EXECUTABLE.values():
        steps += _if(_BITS, pair[column], (_THIRD_ARGUMENT, _PROT_EXEC), (_REFUSE, _ALLOW))
    steps += [_step(_EQUAL, CLONE3, 0, 1), _step(_RETURN, _NO_SUCH_CALL)]
    return b"".join([*steps, _step(_RETURN, _REFUSE)])


def _if(test: int, number: int, asked: tuple[int, int], results: tuple[int, int]) -> list[bytes]:
    """For one system call: the first result if its argument passes the test, else the second."""
    argument, value = asked
    return [
        _step(_EQUAL, number, 0, 4),
        _step(_LOAD, argument),
        _step(test, value, 0, 1),
        _step(_RETURN, results[0]),
        _step(_RETURN, results[1]),
    ]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def install(libc: ctypes.CDLL, steps: bytes) -> None:
    """Put this process under the filter for good; it must have given up new privileges before."""
    filled = _Program(len(steps) // 8, steps)
    if libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(filled), 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel took no system call filter")
