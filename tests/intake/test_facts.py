from contextlib import closing
from io import BytesIO

import pytest
from PIL import Image
from sqlmodel import SQLModel, select

from tests.intake.rows import digest, one, rows
from tipdesk.intake.arrival import Arrival, ArrivedFile
from tipdesk.intake.facts import finish_waiting, preview, read_waiting, rest_waits
from tipdesk.intake.register import register
from tipdesk.intake.thumbnails import THUMBNAIL, keep, kept
from tipdesk.media.drawing import PictureFacts
from tipdesk.media.drawing import picture as draw
from tipdesk.media.encoding import jpeg
from tipdesk.media.filming import film
from tipdesk.media.reading import Pixels
from tipdesk.media.worker import READER_VERSION, Readers
from tipdesk.newsroom.errors import Cancelled, NotWritten
from tipdesk.newsroom.facts import Fact, Said, Source, told
from tipdesk.newsroom.media import Facts, Fingerprint
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.states import FileKind, ReadState
from tipdesk.newsroom.tip import NewTip
from tipdesk.store.opening import open_desk

SOME = "0" * 64


@pytest.fixture(scope="module")
def readers():
    with Readers() as pool:
        yield pool


def picture(width: int = 640, height: int = 480, shade: int = 90) -> bytes:
    return jpeg(Pixels(width, height, bytes([shade, 120, 200]) * (width * height)))


def log(store, *contents: bytes, name: str = "one.jpg"):
    files = tuple(ArrivedFile(name, content) for content in contents)
    return register(store, Arrival(NewTip(headline="Flood"), files)).tip


def by_size(store) -> dict[int, SQLModel]:
    return {facts.size: facts for facts in rows(store, Facts)}


def test_a_picture_gets_its_facts_and_a_thumbnail(store, readers):
    tip = log(store, picture())
    assert read_waiting(store, readers) == {tip}
    facts = one(store, Facts)
    assert (facts.state, facts.kind, facts.width, facts.height) == ("read", "picture", 640, 480)
    thumbnail = store.files.thumbnail(facts.digest, THUMBNAIL)
    assert thumbnail.read_bytes().startswith(b"\xff\xd8")


def drawn(shade: str = "road") -> bytes:
    return draw(shade, size=(300, 200), exif=PictureFacts())


def test_all_that_a_picture_says_is_kept_with_its_sources(store, readers):
    log(store, drawn())
    read_waiting(store, readers)
    known = one(store, Facts)
    assert Said(Fact.MAKE, Source.EXIF, "Sample Phone") in told(known.said)
    assert (known.credentials, known.reader) == (None, READER_VERSION)


def test_files_that_older_readers_read_are_read_again(store, readers):
    tip = log(store, drawn(), b"")
    read_waiting(store, readers)
    assert read_waiting(store, readers) == frozenset()
    with store.deriving() as session:
        for known in session.exec(select(Facts)):
            known.reader, known.make = READER_VERSION - 1, "Nobody"
    assert read_waiting(store, readers) == {tip}
    assert {known.make for known in rows(store, Facts)} == {"Sample Phone", None}


def test_a_picture_has_the_same_fingerprints_however_often_it_is_read(store, readers):
    log(store, drawn())
    read_waiting(store, readers)
    first = [(kept.at, kept.bits) for kept in rows(store, Fingerprint)]
    with store.deriving() as session:
        session.exec(select(Facts)).one().state = ReadState.WAITING
    read_waiting(store, readers)
    assert [(kept.at, kept.bits) for kept in rows(store, Fingerprint)] == first != []


def test_a_large_tip_is_read_in_sittings_by_the_dozen_and_every_file_once(store, readers):
    tip = log(store, *(picture(32, 33 + more) for more in range(40)))
    other = log(store, picture(40, 32))
    done = []
    read = read_waiting(store, readers, progress=lambda step, _all: done.append(step))
    assert read == {tip, other}
    assert done == [0, 1, 11, 21, 31, 41]  # two readers, two shares each
    assert {known.state for known in rows(store, Facts)} == {ReadState.READ}


def test_what_can_not_be_read_says_why_and_blocks_nothing(store, readers):
    broken, empty, good = b"\xff\xd8\xff" + b"x" * 50, b"", picture()
    tip = log(store, broken, empty, good)
    assert read_waiting(store, readers) == {tip}
    found = by_size(store)
    assert found[0].reason == "The file is empty."
    assert found[len(broken)].state == ReadState.UNREADABLE
    assert found[len(broken)].kind == FileKind.UNREADABLE
    assert found[len(broken)].reason.endswith(".")
    assert found[len(good)].state == ReadState.READ


def test_documents_are_not_opened(store, readers):
    log(store, b"{\\rtf1 a letter", name="a.rtf")
    assert read_waiting(store, readers) == frozenset()
    assert (one(store, Facts).kind, one(store, Facts).state) == ("document", "read")


def test_a_film_has_its_poster_at_once_and_its_frames_are_compared_later(store, readers):
    tip = log(store, film("road", 3))
    assert read_waiting(store, readers) == {tip}
    known = one(store, Facts)
    assert (known.state, known.duration, known.finished) == (ReadState.READ, 3.0, 0)
    assert kept(store, known.digest, THUMBNAIL)
    assert rows(store, Fingerprint) == []

    assert rest_waits(store)
    assert finish_waiting(store, readers) == {tip}
    assert len({frame.at for frame in rows(store, Fingerprint)}) > 4
    assert one(store, Facts).finished == READER_VERSION
    assert not rest_waits(store)
    assert finish_waiting(store, readers) == frozenset()


def test_where_nothing_takes_long_one_reading_is_all(store, readers):
    log(store, drawn(), b"", b"{\\rtf1 a letter")
    read_waiting(store, readers)
    assert rows(store, Fingerprint)
    assert not rest_waits(store)


def test_the_rest_goes_on_where_it_was_stopped(store, readers):
    log(store, film("road", 1))
    log(store, film("weir", 1))
    read_waiting(store, readers)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        finish_waiting(store, readers, progress=stop)
    steps = []
    finish_waiting(store, readers, progress=lambda *step: steps.append(step))
    assert steps[-1] == (2, 2)
    assert {known.finished for known in rows(store, Facts)} == {READER_VERSION}


def test_a_film_whose_frames_are_too_much_for_the_reader_keeps_what_is_known(store, readers):
    log(store, film("road", 1))
    read_waiting(store, readers)
    place = store.files.path(one(store, Facts).digest)
    place.unlink()  # nothing of it can be read any more
    finish_waiting(store, readers)
    known = one(store, Facts)
    assert (known.state, known.kind, known.duration) == (ReadState.READ, FileKind.VIDEO, 1.0)
    assert known.finished == READER_VERSION


def test_films_that_an_older_version_read_keep_their_frames_until_there_are_new_ones(
    store, readers
):
    log(store, film("road", 2))
    read_waiting(store, readers)
    finish_waiting(store, readers)
    before = len(rows(store, Fingerprint))
    with store.deriving() as session:
        known = session.exec(select(Facts)).one()
        known.reader = known.finished = READER_VERSION - 1
    read_waiting(store, readers)
    assert len(rows(store, Fingerprint)) == before > 1
    finish_waiting(store, readers)
    assert len(rows(store, Fingerprint)) == before


def test_a_telephones_heic_is_shown_small_at_once_and_whole_later(store, readers, corpus):
    path = corpus / "pictures" / "immich-test-assets" / "formats" / "heic" / "IMG_2682.heic"
    if not path.exists():
        pytest.skip(f"needs {path.name}")
    log(store, path.read_bytes(), name=path.name)
    read_waiting(store, readers)
    known = one(store, Facts)
    assert (known.width, known.height, known.finished) == (4032, 3024, 0)
    small = kept(store, known.digest, THUMBNAIL)
    finish_waiting(store, readers)
    whole = kept(store, known.digest, THUMBNAIL)
    assert [max(Image.open(BytesIO(one)).size) for one in (small, whole)] == [320, THUMBNAIL]
    assert one(store, Facts).thumbnail_differs is False
    assert rows(store, Fingerprint)


def test_facts_are_no_change_of_an_editor(store, readers):
    log(store, picture())
    before = len(rows(store, LedgerEntry))
    read_waiting(store, readers)
    assert len(rows(store, LedgerEntry)) == before


def test_stopping_keeps_what_was_read(store, readers):
    log(store, *(picture(32, 32, shade) for shade in range(0, 200, 10)))

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        read_waiting(store, readers, progress=stop)
    states = [facts.state for facts in rows(store, Facts)]
    assert (states.count("read"), states.count("waiting")) == (10, 10)
    steps = []
    read_waiting(store, readers, progress=lambda *step: steps.append(step))
    assert steps == [(0, 10), (5, 10), (10, 10)]


def test_files_that_arrive_meanwhile_are_read_too(store, readers):
    first = log(store, picture())
    later = []

    def arrive(_done: int, _total: int) -> None:
        if not later:
            later.append(log(store, picture(32, 32)))

    assert read_waiting(store, readers, progress=arrive) == {first, *later}


def test_a_file_that_is_gone_from_the_desk_is_told(store, readers):
    log(store, picture())
    store.files.path(one(store, Facts).digest).unlink()
    read_waiting(store, readers)
    assert one(store, Facts).reason == "The file is no longer there."


def test_a_large_preview_is_made_once_and_kept(store, readers):
    log(store, picture(2_000, 1_000))
    wanted = one(store, Facts).digest
    shown = preview(store, readers, wanted, 1_600)
    assert shown.startswith(b"\xff\xd8")
    store.files.path(wanted).unlink()
    assert preview(store, readers, wanted, 1_600) == shown
    assert preview(store, readers, wanted, 800) is None


def test_there_is_no_preview_of_documents_and_of_what_nobody_sent(store, readers, tmp_path):
    log(store, b"%PDF-1.7 not really", name="a.pdf")
    assert preview(store, readers, one(store, Facts).digest, 800) is None
    (tmp_path / "x").write_bytes(b"x")
    assert preview(store, readers, digest(tmp_path / "x"), 800) is None


def test_a_torn_preview_counts_as_missing(store):
    keep(store, SOME, 512, picture())
    place = store.files.thumbnail(SOME, 512)
    place.write_bytes(place.read_bytes()[:-10])
    assert kept(store, SOME, 512) is None


def test_a_cache_that_can_not_be_written_is_told(store):
    store.files.thumbnail(SOME, 512).parent.parent.write_bytes(b"in the way")
    with pytest.raises(NotWritten, match="files themselves are kept"):
        keep(store, SOME, 512, picture())
    assert list(store.folder.incoming.iterdir()) == []


def test_what_a_killed_program_was_writing_is_swept_away(store, reopened):
    left = store.folder.incoming / "f00d.preview-0.part"
    left.touch()
    reopened()
    assert not left.exists()


def test_a_desk_that_is_open_for_reading_shows_previews_and_stays_as_it_is(store, readers):
    log(store, picture())
    wanted = one(store, Facts).digest
    with closing(open_desk(store.folder.path, editor="Mara Keller", read_only=True)) as other:
        assert preview(other, readers, wanted, 300).startswith(b"\xff\xd8")
    assert not store.files.thumbnail(wanted, 300).exists()
