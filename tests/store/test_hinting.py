"""What a tip's own row hints at: never less than what its files are, whatever happens to them."""

import pytest
from sqlmodel import col, select

from tests.nouns import make_media, make_tip
from tipdesk.desk.annotating.linking import link
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.merging import merge_tips, split_tip
from tipdesk.newsroom.hints import Hint
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.states import FileKind, ReadState
from tipdesk.newsroom.tip import Tip
from tipdesk.store import hinting
from tipdesk.store.changing import change_rows, remove_rows
from tipdesk.store.reversing import reverse

EARLY, NOON, LATE = (f"2026:11:2{day} 12:00:00" for day in (1, 2, 3))


def hinted(store, tip):
    """Tell what the row of a tip says of its files."""
    with store.reading() as session:
        row = session.get(Tip, tip)
        return Hint(row.hints), row.taken_from, row.taken_until


def make_hints_anew(store):
    with store._writer.begin() as connection:
        hinting.make_anew(connection)


def test_a_tip_without_files_hints_at_nothing(desk):
    assert hinted(desk, make_tip(desk)) == (Hint(0), None, None)


@pytest.mark.parametrize(
    ("facts", "hint"),
    [
        *(({"kind": kind}, Hint[kind.name]) for kind in list(FileKind)[:5]),
        ({"kind": FileKind.MBOX}, Hint.MAIL),
        ({"kind": FileKind.OTHER}, Hint(0)),
        ({"kind": FileKind.OTHER, "latitude": 0.0, "longitude": 0.0}, Hint.GPS),
        ({"kind": FileKind.OTHER, "credentials": {"standing": "intact"}}, Hint.CREDENTIALS),
        ({"kind": FileKind.OTHER, "words": "Mill Road"}, Hint.WORDS),
    ],
)
def test_it_hints_at_what_its_file_is_and_has(desk, facts, hint):
    tip = make_tip(desk)
    make_media(desk, tip, **facts)
    assert hinted(desk, tip)[0] == hint
    make_hints_anew(desk)
    assert hinted(desk, tip)[0] == hint


def test_it_hints_at_the_first_and_the_last_moment_when_a_file_was_made(desk):
    tip = make_tip(desk)
    for moment in (NOON, LATE, None, EARLY):
        make_media(desk, tip, repr(moment).encode(), taken_at=moment)
    assert hinted(desk, tip) == (Hint.PICTURE, EARLY, LATE)


def test_what_is_read_in_a_file_later_reaches_every_tip_that_has_it(desk):
    tips = [make_tip(desk) for _ in range(2)]
    for tip in tips:
        make_media(desk, tip, kind=FileKind.OTHER, state=ReadState.WAITING)
    with desk.deriving() as session:
        facts = session.exec(select(Facts)).one()
        facts.kind, facts.taken_at, facts.words = FileKind.VIDEO, NOON, "Mill Road"
    for tip in tips:
        assert hinted(desk, tip) == (Hint.VIDEO | Hint.WORDS | Hint.DUPLICATE, NOON, NOON)
    assert list(tip_ids(desk, "has:video taken:2026-11-22", limit=9)) == tips[::-1]


def test_facts_that_come_after_the_file_are_hinted_at_as_well(desk):
    tip = make_tip(desk)
    with desk.begin("attach") as work:
        work.add_rows(Media, [{"id": 1, "tip_id": tip, "digest": "ab", "name": "weir.mp4"}])
        work.add_rows(Facts, [{"digest": "ab", "size": 1, "kind": "video", "taken_at": NOON}])
    assert hinted(desk, tip) == (Hint.VIDEO, NOON, NOON)


def test_of_tips_with_the_same_file_each_hints_at_the_others(desk):
    first, second, third = (make_tip(desk) for _ in range(3))
    make_media(desk, first)
    make_media(desk, first, name="again.jpg")
    assert hinted(desk, first)[0] == Hint.PICTURE
    for tip in (second, third):
        make_media(desk, tip)
        assert {hinted(desk, one)[0] for one in (first, tip)} == {Hint.PICTURE | Hint.DUPLICATE}


def test_linked_tips_hint_at_each_other(desk):
    tips = [make_tip(desk) for _ in range(2)]
    link(desk, *tips)
    assert [hinted(desk, tip)[0] for tip in tips] == [Hint.DUPLICATE] * 2
    make_hints_anew(desk)
    assert [hinted(desk, tip)[0] for tip in tips] == [Hint.DUPLICATE] * 2


def test_a_file_that_is_moved_takes_its_hints_along_and_back(desk):
    first, second = (make_tip(desk) for _ in range(2))
    make_media(desk, first, b"one", kind=FileKind.VIDEO, taken_at=NOON)
    make_media(desk, second, b"two", taken_at=LATE)
    merge_tips(desk, second, [first])
    assert hinted(desk, second) == (Hint.PICTURE | Hint.VIDEO, NOON, LATE)
    split_tip(desk, first)
    assert hinted(desk, first) == (Hint.VIDEO, NOON, NOON)
    assert list(tip_ids(desk, "has:video", limit=9)) == [first]
    undo(desk)
    assert list(tip_ids(desk, "has:video taken:2026-11-22", limit=9)) == [second]


def test_a_tip_that_comes_back_after_its_files_hints_at_them(desk):
    gone, other = make_tip(desk), make_tip(desk)
    for tip in (gone, other):
        make_media(desk, tip, kind=FileKind.VIDEO, taken_at=NOON)
    before = hinted(desk, gone)
    with desk.begin("detach") as work:
        remove_rows(work, Tip, [{"id": gone}])
        rows = select(col(Media.id)).where(col(Media.tip_id) == gone)
        remove_rows(work, Media, [{"id": row} for row in work.execute(rows).scalars()])
    reverse(desk, work.change.id, verb="undo")
    assert hinted(desk, gone) == before == (Hint.VIDEO | Hint.DUPLICATE, NOON, NOON)


def test_a_hint_that_is_too_much_changes_no_answer(desk):
    tip = make_tip(desk)
    media = make_media(desk, tip, kind=FileKind.VIDEO, taken_at=NOON)
    with desk.begin("detach") as work:
        remove_rows(work, Media, [{"id": media}])
    assert hinted(desk, tip) == (Hint.VIDEO, NOON, NOON)
    for query in ("has:video", "taken:2026-11-22"):
        assert list(tip_ids(desk, query, limit=9)) == list(tip_ids(desk, query)) == []
        assert list(tip_ids(desk, f"-{query}", limit=9)) == [tip]
    make_hints_anew(desk)
    assert hinted(desk, tip) == (Hint(0), None, None)


def test_hints_are_no_change_of_the_tip_itself(desk):
    tip = make_tip(desk)
    with desk.reading() as session:
        version = session.get(Tip, tip).version
    make_media(desk, tip)
    with desk.reading() as session:
        assert session.get(Tip, tip).version == version


def test_another_digest_of_a_file_is_hinted_at(desk):
    tip, other = make_tip(desk), make_tip(desk)
    media = make_media(desk, tip, b"one")
    make_media(desk, other, b"two", kind=FileKind.DOCUMENT)
    with desk.begin("replace") as work:
        (digest,) = work.execute(
            select(col(Media.digest)).where(col(Media.tip_id) == other)
        ).scalars()
        change_rows(work, Media, [{"id": media, "digest": digest}])
    assert hinted(desk, tip)[0] == Hint.PICTURE | Hint.DOCUMENT | Hint.DUPLICATE
