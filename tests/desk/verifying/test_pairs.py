from tests.nouns import make_media, make_tip
from tipdesk.desk.opening import open_tip
from tipdesk.newsroom.pairs import grouped
from tipdesk.newsroom.states import FileKind, Permission


def test_a_live_photo_is_one_thing_to_an_editor_and_two_files_in_the_store(desk):
    tip = make_tip(desk)
    make_media(desk, tip, b"clip", kind=FileKind.VIDEO, pair="A1", permission=Permission.DECLINED)
    make_media(desk, tip, b"other", kind=FileKind.VIDEO, pair="B2")
    make_media(desk, tip, b"still", pair="A1", permission=Permission.GRANTED)
    make_media(desk, tip, b"alone")

    shown = open_tip(desk, tip)

    clip, other, still, alone = shown.media
    assert grouped(shown.media) == [(still, clip), (other,), (alone,)]
    assert shown.line.kinds == {FileKind.PICTURE: 2, FileKind.VIDEO: 1}
    assert shown.line.thumbnails == (other.digest, still.digest, alone.digest)
    assert shown.line.permission is Permission.DECLINED
