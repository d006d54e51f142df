"""Runs programs beside a test; one that hangs fails its test, with what it said until then."""

import subprocess
from collections.abc import Sequence

import pytest

SOON, LATE = 60, 120  # seconds; programs that have much to do are done late


def run(line: Sequence[object], *, timeout: float = SOON, check: bool, **options):
    """Run a program as `subprocess.run` does, but not for ever."""
    words = [str(word) for word in line]
    try:
        return subprocess.run(words, timeout=timeout, check=check, **options)
    except subprocess.TimeoutExpired as late:
        pytest.fail(f"{words[0]} ran for {timeout} s without an end. {_said(late)}")


def end(program: subprocess.Popen, *, timeout: float = SOON):
    """Wait for the end of a program, and give what it wrote and what it complained of."""
    try:
        return program.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as late:
        program.kill()
        pytest.fail(f"{program.args[0]} went on for {timeout} s. {_said(late)}")


def _said(late: subprocess.TimeoutExpired) -> str:
    told = (late.stdout or b"", late.stderr or b"")
    out, complaints = (_text(each)[-2_000:] for each in told)
    return f"It wrote {out!r} and complained {complaints!r}."


def _text(told: str | bytes) -> str:
    return told if isinstance(told, str) else told.decode(errors="replace")
