import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tipdesk.newsroom.errors import NotWritten
from tipdesk.store.outside import write_whole


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """Let the disk refuse whatever grows beyond some bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_what_was_there_before_and_nothing_else(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "summary.pdf"
    path.write_bytes(b"before")
    with no_file_over(100_000), pytest.raises(NotWritten, match="not written: the disk") as caught:
        write_whole(path, bytes(200_000))
    assert "What was there before is unchanged." in str(caught.value)
    assert path.read_bytes() == b"before"
    assert list(folder.iterdir()) == [path]
    write_whole(path, bytes(200_000))
    assert path.read_bytes() == bytes(200_000)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("gone/summary.pdf", "the folder is not there"),
        ("a-file/summary.pdf", "the folder is not there"),
        ("a-folder", "there is a folder of that name"),
        ("n" * 300, "the name is too long"),
        ("nul\0.pdf", "the disk refused it"),
        ("a-pipe", "a device or pipe"),
        ("/", "there is a folder of that name"),
        ("", "there is a folder of that name"),
    ],
)
def test_a_place_that_takes_no_file_is_named_in_a_sentence(tmp_path, place, why):
    (tmp_path / "a-file").write_bytes(b"")
    (tmp_path / "a-folder").mkdir()
    os.mkfifo(tmp_path / "a-pipe")
    with pytest.raises(NotWritten, match=why):
        write_whole(tmp_path / place, b"summary")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-file", "a-folder", "a-pipe"]
    assert (tmp_path / "a-pipe").is_fifo()


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path):
    (tmp_path / "link.md").symlink_to("summary.md")
    write_whole(tmp_path / "link.md", b"summary")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "summary.md").read_bytes() == b"summary"


def test_a_folder_that_can_only_be_read_is_named_in_a_sentence():
    with pytest.raises(NotWritten, match="choose another place"):
        write_whole(Path("/sys/summary.pdf"), b"summary")


def test_a_file_takes_the_place_of_an_older_one_at_once(tmp_path):
    path = tmp_path / "summary.md"
    write_whole(path, b"old")
    with path.open("rb") as still_read:
        write_whole(path, b"new")
        assert still_read.read() == b"old"
    assert path.read_bytes() == b"new"


def test_what_is_for_its_owner_alone_can_be_written_so(tmp_path):
    write_whole(tmp_path / "mail.eml", b"mail", mode=0o600)
    assert stat.S_IMODE((tmp_path / "mail.eml").stat().st_mode) == 0o600
