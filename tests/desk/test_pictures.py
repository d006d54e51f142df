from datetime import UTC, datetime

from tests.nouns import make_media, make_tip
from tipdesk.desk.annotating.choosing import choose, rate
from tipdesk.desk.pictures import media_ids, picture_lines
from tipdesk.desk.triaging.triage import trash
from tipdesk.newsroom.lots import Sieve, Wish
from tipdesk.newsroom.states import Choice, FileKind, Sensitivity


def at(hour):
    return datetime(2026, 11, 22, hour, tzinfo=UTC)


def test_the_newest_tips_pictures_come_first_each_tips_own_in_their_order(desk):
    old, new = make_tip(desk, received_at=at(8)), make_tip(desk, received_at=at(9))
    late = make_media(desk, old, b"1", position=1)
    early = make_media(desk, old, b"0", position=0)
    newest = make_media(desk, new, b"2")
    assert list(media_ids(desk)) == [newest, early, late]
    assert list(media_ids(desk, Wish(newest_first=False))) == [early, late, newest]
    assert list(media_ids(desk, limit=1)) == [newest]


def test_the_query_language_says_whose_pictures(desk):
    flood = make_media(desk, make_tip(desk, tags=("flood",)), b"1")
    make_media(desk, make_tip(desk), b"2")
    trashed = make_tip(desk, tags=("flood",))
    make_media(desk, trashed, b"3")
    trash(desk, [trashed])
    assert list(media_ids(desk, Wish("tag:flood"))) == [flood]


def test_a_sieve_lets_through_what_was_picked_and_has_stars_enough(desk):
    tip = make_tip(desk)
    picked, rejected, plain = (make_media(desk, tip, bytes([n]), position=n) for n in range(3))
    choose(desk, [picked], Choice.PICK)
    choose(desk, [rejected], Choice.REJECT)
    rate(desk, [picked, plain], 3)

    def found(stars, *choices):
        return list(media_ids(desk, Wish(sieve=Sieve(frozenset(choices), stars))))

    assert found(0, Choice.PICK) == [picked]
    assert found(0, Choice.PICK, Choice.REJECT) == [picked, rejected]
    assert found(0, Choice.NONE) == [plain]
    assert found(3) == [picked, plain]
    assert found(4) == []


def test_videos_and_sounds_are_judged_too_and_papers_are_not(desk):
    tip = make_tip(desk)
    made = [
        make_media(desk, tip, kind.encode(), kind=kind, position=at)
        for at, kind in enumerate((FileKind.VIDEO, FileKind.AUDIO, FileKind.DOCUMENT))
    ]
    assert list(media_ids(desk)) == made[:2]


def test_a_line_says_what_is_shown_of_a_picture(desk):
    tip = make_tip(desk, sensitivity=[Sensitivity.GRAPHIC])
    media = make_media(desk, tip, name="a.jpg", credit="A. Okafor", width=40, choice=Choice.PICK)
    rate(desk, [media], 3)
    (line,) = picture_lines(desk, [media])
    assert (line.id, line.tip, line.name, line.credit) == (media, tip, "a.jpg", "A. Okafor")
    assert (line.width, line.rating, line.choice, line.graphic) == (40, 3, Choice.PICK, True)


def test_lines_come_in_the_order_asked_and_the_gone_are_left_out(desk):
    tip = make_tip(desk)
    media = [make_media(desk, tip, b"%d" % n) for n in range(3)]
    asked = [media[2], 99, media[0]]
    assert [line.id for line in picture_lines(desk, asked)] == [media[2], media[0]]
