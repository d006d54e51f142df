"""Puts a new desk into its folder whole or not at all, also where the program is killed."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MARK = "unfinished"  # lies in the folder, and is locked, while a desk is put into it
CARD = "desk.toml"  # what makes a folder a desk; it is written last


def is_half_made(folder: Path) -> bool:
    """Tell whether a desk was being made here when the program was killed."""
    try:
        mark = os.open(folder / MARK, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False  # it is being made right now
    finally:
        os.close(mark)
    return not (folder / CARD).exists()


@contextmanager
def whole_or_gone(folder: Path) -> Iterator[None]:
    """Clear a new or empty folder again where what is being put into it fails half-way.

    What a killed program left half-made is cleared away first.
    """
    was_there = folder.exists()  # raises where such a place can't be
    if is_half_made(folder):
        _clear(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _marked(folder):
        try:
            yield
        except BaseException:
            _clear(folder)
            if not was_there:
                with suppress(OSError):
                    folder.rmdir()
            raise
        (folder / MARK).unlink()


@contextmanager
def _marked(folder: Path) -> Iterator[None]:
    mark = os.open(folder / MARK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises where somebody else is at it
        yield
    finally:
        os.close(mark)


def _clear(folder: Path) -> None:
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one, ignore_errors=True)
        else:
            with suppress(OSError):
                one.unlink()
