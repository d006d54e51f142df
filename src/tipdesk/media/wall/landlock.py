"""Takes every file, TCP port and outside signal from a process, where the kernel has Landlock."""

import ctypes
import errno
import os

_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same numbers on every machine
_ASK_VERSION = 1
# How many file rights, network rights and scopes each version of the interface knows.
_RIGHTS = {1: (13, 0, 0), 2: (14, 0, 0), 3: (15, 0, 0), 4: (15, 2, 0), 5: (16, 2, 0), 6: (16, 2, 2)}


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


def version(libc: ctypes.CDLL) -> int:
    """Return the version of the kernel's Landlock, 0 where there is none."""
    found: int = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if found < 0 and ctypes.get_errno() not in {errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM}:
        raise OSError(ctypes.get_errno(), "Landlock did not tell its version")
    return max(found, 0)


def install(libc: ctypes.CDLL) -> None:
    """Give up every right that Landlock can hold; nothing is granted back."""
    known = version(libc)
    if not known:
        return
    counts = _RIGHTS[min(known, max(_RIGHTS))]
    rights = _Ruleset(*((1 << count) - 1 for count in counts))
    length = 8 * sum(count > 0 for count in counts)  # older kernels know a shorter structure
    rules = libc.syscall(_CREATE_RULESET, ctypes.byref(rights), ctypes.c_size_t(length), 0)
    if rules < 0:
        raise OSError(ctypes.get_errno(), "Landlock took no rules")
    try:
        if libc.syscall(_RESTRICT_SELF, rules, 0):
            raise OSError(ctypes.get_errno(), "Landlock did not close")
    finally:
        os.close(rules)
