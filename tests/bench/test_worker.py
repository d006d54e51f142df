"""What the wall costs: a fresh worker for a tip, and each file of the tip after that."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bench.turns import nth
from tipdesk.media.drawing import picture
from tipdesk.media.readers import entrance
from tipdesk.media.reading import Wanted
from tipdesk.media.worker import Readers

pytestmark = pytest.mark.bench

TIMES, FILES = 30, 400
START_MS, FILE_MS = 100, 1


@pytest.fixture
def report(capsys) -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    with capsys.disabled():
        sys.stdout.write("".join(f"\n  {line}" for line in lines))


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.jpg"
    path.write_bytes(picture("road", size=(64, 48)))
    return path


def took(work: Callable[[], object], times: int) -> float:
    """Give the median of so many times, in milliseconds on the clock."""
    every = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        every.append((time.perf_counter() - began) * 1000)
    return nth(every, 0.5)


def test_a_fresh_worker_costs_about_as_much_time_as_a_bare_interpreter(
    tiny: Path, report: list[str]
):
    with Readers() as readers:
        began = time.perf_counter()
        readers.read(tiny)
        server = (time.perf_counter() - began) * 1000
        fresh = took(lambda: readers.read(tiny), TIMES)
    bare = took(lambda: subprocess.run([sys.executable, "-I", "-c", ""], check=True), 10)
    report.append(
        f"worker, from fork to its end, with one tiny JPEG: {fresh:.1f} ms"
        f" (bare Python: {bare:.1f} ms, ratio {fresh / bare:.2f};"
        f" the fork server, once: {server:.0f} ms)"
    )
    assert fresh < START_MS
    assert fresh < 1.5 * bare


def test_each_further_file_costs_next_to_nothing(tiny: Path, report: list[str]):
    with Readers() as readers, readers.sitting() as sitting:
        sitting.read(tiny)
        walled = took(lambda: sitting.read(tiny), FILES)
    file = os.open(tiny, os.O_RDONLY)
    entrance.read(file, Wanted(512))

    def here() -> None:
        os.lseek(file, 0, os.SEEK_SET)
        entrance.read(file, Wanted(512))

    open_air = took(here, FILES)
    os.close(file)
    report.append(
        f"each further tiny JPEG: {walled:.2f} ms walled in, {open_air:.2f} ms in this process,"
        f" so the wall costs {walled - open_air:.2f} ms a file"
    )
    assert walled - open_air < FILE_MS
