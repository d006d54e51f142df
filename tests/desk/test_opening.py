from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.nouns import EDITOR, make_media, make_tip, same_desk
from tipdesk.desk.annotating.notes import write_note
from tipdesk.desk.changes.history import history
from tipdesk.desk.opening import open_tip, open_tips
from tipdesk.desk.triaging.triage import protect
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import FileKind, ReadState, Workflow
from tipdesk.newsroom.story import NewUse
from tipdesk.stories.publishing import publish

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_an_open_tip_shows_everything_that_is_known(desk):
    tip = make_tip(
        desk,
        sender="Amira Khan <khan@example.org>",
        text="Water everywhere",
        place="Mill Road",
        happened_at=NOON,
        language="en",
        workflow=Workflow.READY,
        stories=("MILLFLOOD", "BRIDGE"),
    )
    use = {"url": "https://example.org/f", "title": "Flood", "outlet": "Web", "credit": "A. Khan"}
    publish(desk, [tip], NewUse(**use, story="BRIDGE", published_at=NOON))
    shown = open_tip(desk, tip)
    assert (shown.text, shown.place, shown.happened_at, shown.language) == (
        "Water everywhere",
        "Mill Road",
        NOON,
        "en",
    )
    assert shown.contributor.name == "Amira Khan"
    assert shown.contributor.contacts == ("khan@example.org",)
    assert [story.slug for story in shown.stories] == ["BRIDGE", "MILLFLOOD"]
    (used,) = shown.uses
    assert {name: getattr(used, name) for name in use} == use
    assert (used.story, used.published_at, used.withdrawn_at) == ("BRIDGE", NOON, None)


def test_media_come_with_what_their_files_say(desk):
    tip, other = make_tip(desk), make_tip(desk)
    make_media(desk, tip, b"second", position=1)
    make_media(
        desk,
        tip,
        b"first",
        name="a\u202egpj.exe",
        position=0,
        width=4032,
        height=3024,
        latitude=0.0,
        longitude=0.0931,
        taken_at="2026:11:21 16:08:03",
        make="Make",
        caption="Water",
    )
    make_media(
        desk,
        tip,
        b"odd",
        position=2,
        kind=FileKind.UNREADABLE,
        state=ReadState.UNREADABLE,
        reason="the reader crashed",
    )
    make_media(desk, other, b"first")
    first, second, odd = open_tip(desk, tip).media
    assert (first.name, first.caption, first.size) == ("a\u202egpj.exe", "Water", 5)
    assert (first.width, first.height, first.gps) == (4032, 3024, (0.0, 0.0931))
    assert (first.also_in, second.also_in) == ((other,), ())
    assert second.gps is None
    assert (odd.state, odd.reason) == (ReadState.UNREADABLE, "the reader crashed")


def test_a_protected_source_is_named_only_to_reveal(desk):
    tip = make_tip(desk, sender="Ivo Lam <ivo@example.org>")
    protect(desk, [tip], True)
    hidden = open_tip(desk, tip)
    assert (hidden.contributor.name, hidden.contributor.contacts) == ("protected source", ())
    assert (hidden.contributor.id, hidden.line.contributor) == (0, "")
    assert open_tip(desk, tip, reveal=True).contributor.name == "Ivo Lam"
    assert open_tip(desk, tip, reveal=True).contributor.protected


def test_an_anonymous_tip_has_no_contributor(desk):
    assert open_tip(desk, make_tip(desk)).contributor is None


def test_a_tip_that_is_not_there_is_named_by_its_number(desk):
    with pytest.raises(NotFound, match="T-7 is not on this desk"):
        open_tip(desk, TipId(7))


def test_what_a_stranger_wrote_is_not_in_what_a_log_would_show(desk):
    tip = make_tip(desk, headline="canary", text="canary", place="canary", sender="canary")
    make_media(desk, tip, name="canary", caption="canary", make="canary")
    write_note(desk, tip, "canary")
    assert "canary" not in repr(open_tip(desk, tip))


def questions(desk, tip):
    """Count what SQLite is asked to open a tip."""
    asked = []
    with desk.reading() as session:
        driver = session.connection().connection.driver_connection
    driver.set_trace_callback(asked.append)
    open_tip(desk, tip)
    driver.set_trace_callback(None)
    return sum("SELECT" in one for one in asked)


def test_opening_costs_the_same_few_questions_however_much_there_is(desk):
    small = make_tip(desk, sender="Ivo", stories=("A",))
    big = make_tip(desk, sender="Ana", stories=("A", "B", "C"), tags=("x", "y"))
    for number in range(20):
        make_media(desk, big, bytes([number]))
        write_note(desk, big, "again")
    make_media(desk, small)
    write_note(desk, small, "once")
    assert questions(desk, big) == questions(desk, small) <= 13


def test_what_a_tip_does_not_have_is_not_asked_for(desk):
    bare, full = make_tip(desk), make_tip(desk, sender="Ana", stories=("A",))
    make_media(desk, full)
    write_note(desk, full, "once")
    assert questions(desk, bare) == questions(desk, full) - 6


def test_an_open_tip_says_who_logged_it_and_how_many_changes_there_were(desk):
    tip = make_tip(desk)
    with closing(same_desk(desk)) as theirs:
        write_note(theirs, tip, "once")
    shown = open_tip(desk, tip)
    assert (shown.changes, shown.logged_by) == (len(history(desk, tip)), EDITOR)


def test_many_tips_are_opened_as_each_would_be_by_itself(desk):
    made = [make_tip(desk, tags=("flood",), stories=("MILLFLOOD",)), make_tip(desk)]
    make_media(desk, made[1])
    assert list(open_tips(desk, [made[1], TipId(99), made[0]])) == [
        open_tip(desk, made[1]),
        open_tip(desk, made[0]),
    ]
