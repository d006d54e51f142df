import hashlib
import os
import resource
import sys
from pathlib import Path

import pytest

from tests import child
from tipdesk.newsroom.errors import Cancelled, NotReceived, NotWritten


def left_over(store):
    return list(store.folder.incoming.iterdir())


def test_bytes_are_kept_under_their_digest_and_cannot_be_written_to(store, tmp_path):
    source = tmp_path / "a.jpg"
    source.write_bytes(b"picture" * 300_000)
    taken = store.files.take(source)
    kept = store.files.path(taken.digest)
    assert taken.digest == hashlib.sha256(source.read_bytes()).hexdigest()
    assert kept.read_bytes() == source.read_bytes()
    assert kept.stat().st_mode & 0o222 == 0
    assert taken.new
    assert left_over(store) == []


def test_the_same_bytes_are_kept_once(store, tmp_path):
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(b"same")
    first, second = (store.files.take(tmp_path / name) for name in ("a.jpg", "b.jpg"))
    assert (first.new, second.new) == (True, False)
    assert first.digest == second.digest
    assert left_over(store) == []


def test_an_empty_file_is_kept(store, tmp_path):
    (tmp_path / "empty").touch()
    assert store.files.take(tmp_path / "empty").size == 0


def test_many_pieces_are_kept_at_once_each_under_its_digest(store):
    store.files.keep(b"there")
    pieces = [b"new", b"there", b"", b"new"]
    taken = store.files.keep_all(pieces)
    assert [one.digest for one in taken] == [hashlib.sha256(one).hexdigest() for one in pieces]
    assert [one.new for one in taken] == [True, False, True, True]
    assert [store.files.path(one.digest).read_bytes() for one in taken] == pieces
    assert store.files.path(taken[0].digest).stat().st_mode & 0o222 == 0
    assert left_over(store) == []


def test_many_pieces_on_a_full_disk_are_refused_and_nothing_half_written_stays(store):
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limit[1]))
    try:
        with pytest.raises(NotWritten, match="disk"):
            store.files.keep_all([b"short", bytes(2_000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert left_over(store) == []


def make_link(path: Path) -> None:
    target = path.with_name("target")
    target.write_text("secret")
    path.symlink_to(target)


@pytest.mark.parametrize(
    "make",
    [make_link, os.mkfifo, Path.mkdir, lambda path: None],
    ids=["link", "fifo", "folder", "gone"],
)
def test_what_is_not_a_plain_file_is_refused_in_words(store, tmp_path, make):
    path = tmp_path / "source"
    make(path)
    with pytest.raises(NotReceived, match="left out"):
        store.files.take(path)
    assert left_over(store) == []


def test_a_name_with_a_nul_is_refused_in_words(store):
    with pytest.raises(NotReceived):
        store.files.take(Path("a\0b"))


def test_a_file_that_grows_while_it_is_read_is_refused(store, tmp_path):
    source = tmp_path / "growing.mp4"
    source.write_bytes(b"x" * 3_000_000)

    def grow(_: int) -> None:
        if source.stat().st_size < 3_000_001:
            os.utime(source, ns=(1, 1))
            with source.open("ab") as file:
                file.write(b"y")

    with pytest.raises(NotReceived, match="changed"):
        store.files.take(source, step=grow)
    assert left_over(store) == []


def test_a_copy_can_be_stopped_and_leaves_nothing(store, tmp_path):
    source = tmp_path / "big.mp4"
    source.write_bytes(b"x" * 3_000_000)

    def stop(_: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        store.files.take(source, step=stop)
    assert left_over(store) == []
    assert list(store.folder.files.glob("??/*")) == []


def test_a_full_disk_is_said_in_words_and_leaves_nothing_half_done(store, tmp_path):
    source = tmp_path / "big.mp4"
    source.write_bytes(b"x" * 3_000_000)
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
        "from tipdesk.store.opening import open_desk\n"
        "from tipdesk.newsroom.errors import NotWritten\n"
        "store = open_desk(Path(sys.argv[1]), editor='x')\n"
        "try: store.files.take(Path(sys.argv[2]))\n"
        "except NotWritten as error: print(error)\n"
        "store.close()\n"
    )
    said = child.run(
        [sys.executable, "-c", program, str(store.folder.path), str(source)],
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.startswith("The disk is full")
    assert left_over(store) == []


def test_a_disk_that_refuses_is_said_in_words(store, monkeypatch):
    def refuse(descriptor: int) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(NotWritten, match="Check the disk"):
        store.files.keep(b"x")
    assert left_over(store) == []


def test_half_copied_files_of_dead_processes_are_cleared_away_at_opening(store):
    part = store.folder.incoming / "0123.0.part"
    part.write_bytes(b"half")
    assert store.files.sweep(store.living()) == 1
    assert left_over(store) == []
