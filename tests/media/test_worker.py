import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tipdesk.media.drawing import PictureFacts, picture
from tipdesk.media.kinds import PICTURE
from tipdesk.media.plainfile import NOT_A_FILE, REFUSED
from tipdesk.media.reading import Reading
from tipdesk.media.sitting import EMPTY, LOST
from tipdesk.media.wall.confine import Limits
from tipdesk.media.worker import Readers


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return picture("road", size=(400, 300), exif=PictureFacts())


@pytest.fixture
def photo(tmp_path: Path, drawn: bytes) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(drawn)
    return path


def test_a_picture_says_what_it_is(readers: Readers, photo: Path):
    reading = readers.read(photo, size=100)
    assert (reading.kind, reading.mime, reading.reason) == ("picture", "image/jpeg", None)
    assert (reading.width, reading.height, reading.make) == (400, 300, "Sample Phone")
    assert reading.preview
    assert (reading.preview.width, reading.preview.height) == (100, 75)


@pytest.mark.parametrize("size", [1, 33, 512, 4096])
def test_a_preview_is_never_larger_than_asked_nor_than_the_picture(
    readers: Readers, photo: Path, size: int
):
    preview = readers.read(photo, size=size).preview
    assert preview
    assert max(preview.width, preview.height) <= min(size, 400)


def test_a_document_is_kept_and_not_opened(readers: Readers, tmp_path: Path):
    path = tmp_path / "letter"
    path.write_bytes(b"{\\rtf1 whatever follows")
    assert readers.read(path) == Reading("document", "application/rtf")


def test_a_paper_that_is_broken_stays_a_document(readers: Readers, tmp_path: Path):
    path = tmp_path / "letter"
    path.write_bytes(b"%PDF-1.7\nwhatever follows")
    assert readers.read(path) == Reading("document", "application/pdf")


def test_an_svg_is_never_rendered(readers: Readers, tmp_path: Path):
    path = tmp_path / "drawing.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>')
    assert readers.read(path) == Reading("document", "image/svg+xml")


def test_an_empty_file_says_so(readers: Readers, tmp_path: Path):
    (tmp_path / "empty.jpg").touch()
    assert readers.read(tmp_path / "empty.jpg").reason == EMPTY


def test_a_file_that_is_gone_says_so(readers: Readers, tmp_path: Path):
    assert readers.read(tmp_path / "gone.jpg").reason == REFUSED[2]


def test_a_link_is_not_followed(readers: Readers, photo: Path):
    link = photo.with_name("link.jpg")
    link.symlink_to(photo)
    assert readers.read(link).reason == REFUSED[40]


def test_a_pipe_or_a_folder_is_not_opened_and_nothing_waits(readers: Readers, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.jpg")
    assert readers.read(tmp_path / "pipe.jpg").reason == NOT_A_FILE
    assert readers.read(tmp_path).reason == NOT_A_FILE


def test_half_a_picture_shows_what_arrived(readers: Readers, photo: Path, drawn: bytes):
    photo.write_bytes(drawn[: len(drawn) // 2])
    reading = readers.read(photo)
    assert reading.kind == "picture"
    assert "cut short" in (reading.reason or "")
    assert reading.preview


def test_a_bomb_is_refused_by_its_header_and_keeps_its_facts(readers: Readers, tmp_path: Path):
    path = tmp_path / "bomb.bmp"
    side = 30_000
    header = b"BM" + bytes(8) + (54).to_bytes(4, "little") + (40).to_bytes(4, "little")
    header += side.to_bytes(4, "little") * 2 + b"\1\0\x18\0" + bytes(24)
    path.write_bytes(header)
    reading = readers.read(path)
    assert (reading.kind, reading.width, reading.preview) == ("unreadable", side, None)
    assert reading.reason == "Too large to preview: 30000 x 30000; the original is kept."


def test_a_picture_that_needs_more_memory_than_there_is_says_so(tmp_path: Path):
    path = tmp_path / "large.png"
    path.write_bytes(picture("road", size=(1200, 900), form="png"))
    with Readers(limits={PICTURE: Limits(memory=2 << 20)}) as poor:
        reading = poor.read(path)
    assert "too much memory" in (reading.reason or "")


def test_two_threads_read_fifty_files_side_by_side(readers: Readers, tmp_path: Path):
    paths = []
    for number in range(50):
        paths.append(tmp_path / f"{number}.png")
        side = 20 + number
        paths[-1].write_bytes(picture("depot", size=(side, 20), form="png"))
    with ThreadPoolExecutor(2) as pool:
        readings = list(pool.map(readers.read, paths))
    assert [reading.width for reading in readings] == [20 + number for number in range(50)]
    assert all(reading.preview for reading in readings)


def test_a_server_that_is_killed_is_started_again(photo: Path):
    with Readers() as pool:
        assert pool.read(photo).kind == "picture"
        os.kill(pool._server._process.pid, signal.SIGKILL)
        assert pool.read(photo).kind == "picture"


def test_a_server_that_cannot_start_is_a_result(photo: Path, capfd: pytest.CaptureFixture[str]):
    with Readers(module="tipdesk.media.no_such_reader") as pool:
        assert pool.read(photo) == Reading("unreadable", "image/jpeg", LOST)
    assert "no_such_reader" in capfd.readouterr().err


def test_the_server_forks_with_one_thread_and_nothing_of_the_window(photo: Path):
    with Readers() as pool:
        pool.read(photo)
        server = Path("/proc") / str(pool._server._process.pid)
        assert len(list((server / "task").iterdir())) == 1
        mapped = (server / "maps").read_text()
        assert [name for name in ("Qt6", "sqlcipher") if name in mapped] == []


def test_closing_ends_the_server(photo: Path):
    pool = Readers()
    pool.read(photo)
    process = pool._server._process
    pool.close()
    assert process.returncode == 0
    with pytest.raises(RuntimeError):
        pool.read(photo)


def test_a_server_that_nobody_asked_is_not_waited_for(photo: Path):
    pool = Readers()
    process = pool._server._process
    pool.close()
    assert process.returncode == -signal.SIGKILL


def test_reading_leaves_no_descriptor_behind(readers: Readers, photo: Path):
    readers.read(photo)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        readers.read(photo)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_ctrl_c_in_the_terminal_is_not_for_the_process_that_holds_the_readers() -> None:
    with Readers() as readers:
        server = readers._server
        assert server is not None
        assert os.getpgid(server._process.pid) != os.getpgrp()
