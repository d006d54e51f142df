import pytest

from tests.intake.rows import names, one, rows
from tipdesk.intake.watchedfolder import WatchedFolder
from tipdesk.newsroom.errors import NotReceived
from tipdesk.newsroom.story import Story
from tipdesk.newsroom.tip import Tip

MAIL = b"From: Ada <ada@example.org>\r\nSubject: Flood\r\n\r\nThe river is over its banks.\r\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "drop").mkdir()
    return tmp_path / "drop"


def headlines(store) -> list[str]:
    return [tip.headline for tip in rows(store, Tip)]


def test_what_lies_still_is_taken_in_once(store, folder):
    watched = WatchedFolder(store, folder)
    (folder / "letter.eml").write_bytes(MAIL)
    (folder / "one.jpg").write_bytes(b"\xff\xd8\xff one")
    assert watched.look() == []
    assert [receipt.tip for receipt in watched.look()] == [1, 2]
    assert watched.look() == []
    assert headlines(store) == ["Flood", "one.jpg"]


def test_a_file_that_still_grows_is_left_for_later(store, folder):
    watched = WatchedFolder(store, folder)
    for piece in (b"\xff\xd8\xff", b" more", b" and more"):
        with (folder / "film.mp4").open("ab") as file:
            file.write(piece)
        assert watched.look() == []
    assert len(watched.look()) == 1
    assert names(store) == ["film.mp4"]


def test_a_folder_put_there_is_one_tip_with_all_beneath_it(store, folder):
    watched = WatchedFolder(store, folder, into_story="millflood")
    (folder / "march").mkdir()
    for name in ("1.jpg", "2.jpg"):
        (folder / "march" / name).write_bytes(b"\xff\xd8\xff" + name.encode())
    watched.look()
    assert len(watched.look()) == 1
    assert headlines(store) == ["march"]
    assert one(store, Story).slug == "MILLFLOOD"


def test_hidden_and_half_written_names_are_left_alone(store, folder):
    watched = WatchedFolder(store, folder)
    (folder / ".upload.part").write_bytes(b"half")
    assert watched.look() == watched.look() == []


def test_after_a_restart_nothing_is_doubled(store, folder):
    (folder / "one.jpg").write_bytes(b"\xff\xd8\xff one")
    for _ in range(2):
        watched = WatchedFolder(store, folder)
        watched.look()
        watched.look()
    assert len(rows(store, Tip)) == 1


def test_a_folder_that_went_away_is_told_in_words(store, folder):
    watched = WatchedFolder(store, folder)
    folder.rmdir()
    with pytest.raises(NotReceived, match="no longer there"):
        watched.look()
