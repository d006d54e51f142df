"""A screen of its own with a window manager, and a hand on mouse and keyboard (xdotool)."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests import child

NEEDED = ("Xvfb", "openbox", "xdotool", "pdftotext")
PATIENCE = 20.0  # seconds until a thing that doesn't happen is a failure


def until(happened: Callable[[], object], what: str, patience: float = PATIENCE) -> object:
    """Wait for something in another process, which can send us no event."""
    end = time.monotonic() + patience
    pause = threading.Event()
    while not (result := happened()):
        if time.monotonic() > end:
            pytest.fail(f"waited in vain until {what}")
        pause.wait(0.05)
    return result


class Screen:
    """Moves the mouse and types, as a person would."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env

    def do(self, *words: object) -> str:
        return child.run(
            ["xdotool", *map(str, words)], env=self.env, check=True, capture_output=True, text=True
        ).stdout

    def click(self, at: list[int]) -> None:
        self.do("mousemove", *at, "click", 1)

    def keys(self, *keys: str) -> None:
        self.do("key", "--delay", 60, *keys)

    def type(self, text: str) -> None:
        self.do("type", "--delay", 15, text)

    def drag(self, start: list[int], end: list[int]) -> None:
        """Press, go there in steps, and wait above the target, because a drag needs to be seen."""
        (x, y), (to_x, to_y) = start, end
        path = [(x + (to_x - x) * step // 12, y + (to_y - y) * step // 12) for step in range(1, 13)]
        words: list[object] = ["mousemove", x, y, "mousedown", 1]
        for point in (*path, (to_x + 1, to_y), (to_x, to_y)):
            words += ["mousemove", *point, "sleep", 0.06]
        self.do(*words, "sleep", 0.3, "mouseup", 1)


@contextmanager
def open_screen() -> Iterator[Screen]:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"a real window needs {', '.join(missing)}")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": "src"}
    manager = subprocess.Popen(["openbox"], env=env, stderr=subprocess.DEVNULL)
    try:
        yield Screen(env)
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(child.SOON)
