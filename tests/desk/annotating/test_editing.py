from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.nouns import COLLEAGUE, make_media, make_tip
from tipdesk.desk.annotating.editing import detach, edit_media, edit_tip, set_sender
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.triage import move, protect, trash
from tipdesk.newsroom.errors import ChangedMeanwhile, NotAllowed, NotFound, NotValid
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.states import Label, Permission, Sensitivity, Workflow
from tipdesk.newsroom.tip import TipEdit

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_only_what_was_set_is_written(desk):
    tip = make_tip(desk, text="as it came", place="Mill Road")
    edit_tip(desk, tip, TipEdit(headline="Bridge closed"))
    opened = open_tip(desk, tip)
    assert (opened.line.headline, opened.text, opened.place) == (
        "Bridge closed",
        "as it came",
        "Mill Road",
    )


def test_an_edit_that_changes_nothing_leaves_no_trace(desk):
    tip = make_tip(desk, headline="Bridge closed")
    assert not edit_tip(desk, tip, TipEdit(headline="Bridge closed"))


def test_every_field_of_an_edit_is_kept(desk):
    tip = make_tip(desk)
    edit = TipEdit(
        text="Two lines\nof text",
        happened_at=NOON.astimezone(timezone(timedelta(hours=5))),
        embargo_until=NOON,
        due_at=NOON,
        language="en-GB",
        sensitivity=[Sensitivity.GRAPHIC, Sensitivity.MINOR, Sensitivity.GRAPHIC],
    )
    edit_tip(desk, tip, edit)
    opened = open_tip(desk, tip)
    assert (opened.text, opened.happened_at, opened.language) == (edit.text, NOON, "en-GB")
    assert (opened.line.embargo_until, opened.line.due_at) == (NOON, NOON)
    assert opened.line.sensitivity == (Sensitivity.GRAPHIC, Sensitivity.MINOR)


def test_a_moment_is_taken_away_again(desk):
    tip = make_tip(desk, due_at=NOON)
    edit_tip(desk, tip, TipEdit(due_at=None))
    assert open_tip(desk, tip).line.due_at is None


def test_a_headline_is_one_line_of_what_can_be_stored(desk):
    tip = make_tip(desk)
    edit_tip(desk, tip, TipEdit(headline=" Bridge\r\nclosed\0 \x1b[31m"))
    assert open_tip(desk, tip).line.headline == "Bridge closed [31m"


@pytest.mark.parametrize("edit", [TipEdit(headline=" \t"), TipEdit(received_at=None)])
def test_a_tip_keeps_its_headline_and_the_time_it_came(desk, edit):
    with pytest.raises(NotValid, match="A tip needs"):
        edit_tip(desk, make_tip(desk), edit)


def test_a_moment_outside_the_calendar_is_refused(desk):
    edge = datetime.max.replace(tzinfo=timezone(-timedelta(hours=12)))
    with pytest.raises(NotValid, match="outside the calendar"):
        edit_tip(desk, make_tip(desk), TipEdit(due_at=edge))


def test_what_a_colleague_wrote_since_is_not_written_over(desk, colleague):
    tip = make_tip(desk)
    version = open_tip(desk, tip).version
    edit_tip(colleague, tip, TipEdit(headline="Theirs"))
    with pytest.raises(ChangedMeanwhile, match=f"{COLLEAGUE} changed T-1"):
        edit_tip(desk, tip, TipEdit(headline="Mine"), version=version)
    assert open_tip(desk, tip).line.headline == "Theirs"


def test_an_older_edit_of_ones_own_is_not_written_over_either(desk):
    tip = make_tip(desk)
    edit_tip(desk, tip, TipEdit(headline="First"), version=1)
    with pytest.raises(ChangedMeanwhile):
        edit_tip(desk, tip, TipEdit(headline="Second"), version=1)


def test_what_a_colleague_did_elsewhere_is_in_nobodys_way(desk, colleague):
    tip = make_tip(desk)
    version = open_tip(desk, tip).version
    move(colleague, [tip], Workflow.TRIAGE)
    edit_tip(desk, tip, TipEdit(headline="Mine"), version=version)
    opened = open_tip(desk, tip).line
    assert (opened.headline, opened.workflow) == ("Mine", Workflow.TRIAGE)


def test_a_tip_that_went_and_came_back_is_looked_at_again_first(desk):
    tip = make_tip(desk)
    edit_tip(desk, tip, TipEdit(headline="One"))
    version = open_tip(desk, tip).version
    undo(desk)
    undo(desk)
    with pytest.raises(NotFound):
        edit_tip(desk, tip, TipEdit(headline="Two"), version=version)


def test_protection_is_edited_like_by_its_verb(desk):
    tip = make_tip(desk, sender="ivo@example.org")
    edit_tip(desk, tip, TipEdit(protected=True))
    assert open_tip(desk, make_tip(desk, sender="ivo@example.org")).line.protected
    edit_tip(desk, tip, TipEdit(protected=False))
    assert not open_tip(desk, tip).line.protected


def test_a_trashed_tip_is_not_edited(desk):
    tip = make_tip(desk)
    media = make_media(desk, tip)
    trash(desk, [tip])
    for verb in (
        lambda: edit_tip(desk, tip, TipEdit(headline="x")),
        lambda: edit_media(desk, [media], MediaEdit(caption="x")),
        lambda: detach(desk, [media]),
        lambda: set_sender(desk, tip, "Ivo"),
    ):
        with pytest.raises(NotAllowed, match="in the trash"):
            verb()


def test_many_pictures_get_one_credit_and_keep_their_captions(desk):
    tip = make_tip(desk)
    media = [make_media(desk, tip, bytes([n]), caption=f"No. {n}") for n in range(3)]
    edit = MediaEdit(credit="Picture: A. Okafor", label=Label.HANDOUT)
    assert edit_media(desk, media[:2], edit).tips == {tip}
    shown = open_tip(desk, tip).media
    assert [one.credit for one in shown] == ["Picture: A. Okafor"] * 2 + [""]
    assert [one.label for one in shown] == [Label.HANDOUT] * 2 + [Label.NONE]
    assert [one.caption for one in shown] == ["No. 0", "No. 1", "No. 2"]


def test_the_tip_shows_the_weakest_permission_of_its_media(desk):
    tip = make_tip(desk)
    first, second = (make_media(desk, tip, bytes([n])) for n in range(2))
    edit_media(desk, [first], MediaEdit(permission=Permission.GRANTED))
    assert open_tip(desk, tip).line.permission is Permission.NOT_ASKED
    edit_media(desk, [second], MediaEdit(permission=Permission.DECLINED))
    assert open_tip(desk, tip).line.permission is Permission.DECLINED


def test_a_detached_file_stays_in_the_store_and_comes_back_by_undo(desk):
    tip = make_tip(desk)
    media = make_media(desk, tip, b"bytes that stay")
    shown = open_tip(desk, tip).media
    detach(desk, [media])
    assert open_tip(desk, tip).media == ()
    assert desk.files.path(shown[0].digest).read_bytes() == b"bytes that stay"
    undo(desk)
    assert open_tip(desk, tip).media == shown


def test_a_file_that_is_gone_keeps_the_others_as_they_are(desk):
    tip = make_tip(desk)
    media = make_media(desk, tip)
    for verb in (
        lambda: detach(desk, [media, MediaId(99)]),
        lambda: edit_media(desk, [media, MediaId(99)], MediaEdit(caption="x")),
    ):
        with pytest.raises(NotFound, match="not on the desk any more"):
            verb()
    assert open_tip(desk, tip).media[0].caption == ""


def test_a_sender_is_set_changed_and_made_anonymous(desk):
    tip = make_tip(desk)
    set_sender(desk, tip, "Amira Khan <+49 171 5550>")
    person = open_tip(desk, tip).contributor
    assert (person.name, person.contacts) == ("Amira Khan", ("+49 171 5550",))
    assert list(tip_ids(desk, "Khan")) == [tip]
    set_sender(desk, tip, "")
    assert open_tip(desk, tip).contributor is None
    assert list(tip_ids(desk, "Khan")) == []


def test_saying_the_same_name_again_makes_no_twin(desk):
    tip = make_tip(desk, sender="Mrs Khan")
    assert not set_sender(desk, tip, " Mrs  Khan")


def test_the_same_name_with_a_contact_is_news(desk):
    tip = make_tip(desk, sender="Mrs Khan <khan@example.org>")
    assert set_sender(desk, tip, "Mrs Khan")
    assert open_tip(desk, tip).contributor.contacts == ()


def test_the_sender_of_a_protected_tip_is_protected(desk):
    tip = make_tip(desk)
    protect(desk, [tip], True)
    set_sender(desk, tip, "ivo@example.org")
    assert open_tip(desk, make_tip(desk, sender="IVO@example.org")).line.protected


def test_what_somebody_else_wrote_into_a_file_meanwhile_is_not_written_over(desk):
    tip = make_tip(desk)
    first, second = (make_media(desk, tip, bytes([n])) for n in range(2))
    was = {first: {"creator": ""}, second: {"creator": ""}}
    edit_media(desk, [second], MediaEdit(creator="theirs", credit="theirs"))
    with pytest.raises(ChangedMeanwhile, match="the creator after you began"):
        edit_media(desk, [first, second], MediaEdit(creator="mine"), was=was)
    assert [one.creator for one in open_tip(desk, tip).media] == ["", "theirs"]
    edit_media(desk, [first, second], MediaEdit(usage_terms="a\nb"), was={first: {"credit": ""}})
    assert [one.usage_terms for one in open_tip(desk, tip).media] == ["a\nb"] * 2
