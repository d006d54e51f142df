"""Starts Tipdesk: the window, or a command in the terminal."""

import io
import os
import sys
from pathlib import Path
from typing import NoReturn, TextIO

STOPPED = 130  # what shells give for Ctrl+C


def main() -> None:
    """Run what the command line asks for."""
    _hold_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # not every terminal has every letter
    try:
        # Imported here: Ctrl+C may come before it is loaded.
        if sys.argv[1:]:
            from tipdesk.cli.main import app  # noqa: PLC0415

            app()
        else:
            _open_window()
    except KeyboardInterrupt:
        sys.exit(STOPPED)


def _open_window() -> NoReturn:
    """Open the window at once: what understands a command line takes long to load."""
    from tipdesk.app import run  # noqa: PLC0415

    desk = os.environ.get("TIPDESK_DESK")
    secret = os.environ.get("TIPDESK_PASSPHRASE")
    sys.exit(run(Path(desk) if desk else None, passphrase=secret or None))


def _hold_closed_streams() -> None:
    """Let a closed input or output lead nowhere: the next file opened would get its number.

    What a library then writes "to stderr" would land in a stranger's file.
    """
    descriptor = os.open(os.devnull, os.O_RDWR)
    while descriptor <= _STDERR:
        descriptor = os.open(os.devnull, os.O_RDWR)
    os.close(descriptor)
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


_STDERR = 2

if __name__ == "__main__":
    main()
