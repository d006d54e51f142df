import pytest

from tests.nouns import make_media, make_tip
from tipdesk.desk.annotating.choosing import choose, rate
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging.triage import trash
from tipdesk.newsroom.errors import Cancelled, NotAllowed, NotFound, NotValid
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.media import Media
from tipdesk.newsroom.states import Choice
from tipdesk.store.watching import watched


@pytest.fixture
def three(desk):
    tip = make_tip(desk)
    return tip, [make_media(desk, tip, b"%d" % n, position=n) for n in range(3)]


def judged(desk, tip):
    return [(one.rating, one.choice) for one in open_tip(desk, tip).media]


def test_several_are_rated_and_picked_at_once_and_the_rest_stays(desk, three):
    tip, media = three
    rate(desk, media[:2], 4)
    choose(desk, media[1:], Choice.PICK)
    none, pick = Choice.NONE, Choice.PICK
    assert judged(desk, tip) == [(4, none), (4, pick), (0, pick)]


def test_judging_is_undone_step_by_step(desk, three):
    tip, media = three
    rate(desk, media, 2)
    choose(desk, media, Choice.REJECT)
    undo(desk)
    assert judged(desk, tip) == [(2, Choice.NONE)] * 3
    undo(desk)
    assert judged(desk, tip) == [(0, Choice.NONE)] * 3


def test_the_history_says_what_was_thought_of_how_many(desk, three):
    tip, media = three
    rate(desk, media[:2], 3)
    choose(desk, media[:1], Choice.REJECT)
    assert [line.what for line in history(desk, tip)[:2]] == [
        ("choice of 1 file: reject",),
        ("rating of 2 files: 3",),
    ]


def test_the_same_rating_again_leaves_no_trace(desk, three):
    _, media = three
    rate(desk, media, 3)
    assert not rate(desk, media, 3)


@pytest.mark.parametrize("stars", [-1, 6])
def test_a_rating_is_none_to_five_stars(desk, three, stars):
    with pytest.raises(NotValid, match="0 to 5"):
        rate(desk, three[1], stars)


def test_what_is_gone_or_in_the_trash_is_not_judged(desk, three):
    tip, media = three
    with pytest.raises(NotFound):
        rate(desk, [media[0], MediaId(99)], 5)
    assert judged(desk, tip)[0] == (0, Choice.NONE)
    trash(desk, [tip])
    with pytest.raises(NotAllowed):
        choose(desk, media, Choice.PICK)


def test_the_files_of_a_whole_search_are_judged_in_one_change_that_can_be_stopped(desk):
    tip = make_tip(desk)
    media = [make_media(desk, tip), *map(MediaId, range(2, 1_201))]
    digest = open_tip(desk, tip).media[0].digest
    with desk.begin("attach") as work:
        more = [{"id": at, "tip_id": tip, "digest": digest, "name": ""} for at in media[1:]]
        work.add_rows(Media, more)

    def stop(done, total):
        assert total == len(media)
        if done:
            raise Cancelled("stopped")

    with watched(stop), pytest.raises(Cancelled):
        rate(desk, media, 5)
    assert {one.rating for one in open_tip(desk, tip).media} == {0}
    rate(desk, media, 5)
    assert {one.rating for one in open_tip(desk, tip).media} == {5}
    undo(desk)
    assert {one.rating for one in open_tip(desk, tip).media} == {0}
