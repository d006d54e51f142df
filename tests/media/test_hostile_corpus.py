"""Hostile files of the field: no one of them costs more than its reading, nor reaches the net."""

import json
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import child
from tests.terminal import Terminal
from tipdesk.media.reading import Reading
from tipdesk.media.sitting import CRASHED, LIED, LOST, TOO_LONG
from tipdesk.media.worker import Readers

SECONDS, MEMORY = 10, 1 << 30
# A file of each kind of reader; the last but one names a server where its credentials are.
VARIED = (
    "pictures/Pillow/hopper_orientation_2.webp",
    "pictures/contentauth-example-assets/Firefly_tabby_cat.jpg",
    "pictures/contentauth-example-assets/crater-lake-cr.jpg",
    "hostile/dangerzone/sample-pdf.pdf",
)


def test_every_hostile_file_is_decoded_or_says_why_not(readers: Readers, corpus: Path):
    listed = json.loads((corpus / "expected.json").read_text())["entries"]
    files = [corpus / entry["file"] for entry in listed if entry["kind"] == "hostile"]
    assert len(files) > 400

    def read(path: Path) -> tuple[Reading, float, int]:
        begun = time.monotonic()
        with readers.sitting() as sitting:
            reading = sitting.read(path, frames=8)
        return reading, time.monotonic() - begun, sitting.peak

    with ThreadPoolExecutor(2) as pool:
        for path, (reading, seconds, peak) in zip(files, pool.map(read, files), strict=True):
            assert (reading.kind == "unreadable") <= bool(reading.reason), path.name
            assert (reading.kind in {"picture", "video"}) <= bool(reading.preview), path.name
            assert reading.reason not in {CRASHED, LIED, LOST, TOO_LONG}, path.name
            assert (seconds < SECONDS, peak < MEMORY) == (True, True), path.name


def test_an_import_makes_no_connection_whatever_its_files_ask_for(
    corpus: Path, tmp_path: Path, needs: Callable[..., None]
):
    needs("strace")
    for name in VARIED:
        shutil.copy(corpus / name, tmp_path)
    told = tmp_path / "calls"
    terminal = Terminal(tmp_path / "desk", passphrase="four plain words here")
    traced = ["strace", "-f", "-qq", "-o", str(told), "-e", "trace=connect,sendto,sendmsg"]
    line = [*traced, *terminal.line("import", *tmp_path.glob("*.*"))]
    done = child.run(
        line,
        timeout=child.LATE,
        env=terminal.whole_env(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "sendmsg" in told.read_text()
    assert "AF_INET" not in told.read_text()
