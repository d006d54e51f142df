from datetime import UTC, datetime

import pytest

from tests.nouns import COLLEAGUE, EDITOR, make_media, make_tip
from tipdesk.desk.annotating.editing import detach, edit_media, edit_tip, set_sender
from tipdesk.desk.annotating.notes import write_note
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import assign, move, protect, restore, trash
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.states import Channel, Closing, Label, Permission, Sensitivity, Workflow
from tipdesk.newsroom.story import NewUse
from tipdesk.newsroom.tip import TipEdit
from tipdesk.stories.publishing import kill, publish
from tipdesk.stories.putting import put, take_out


def told(store, tip):
    """What each change is said to have done, the oldest first."""
    return [line.what for line in reversed(history(store, tip))]


def test_a_tips_way_is_told_newest_first_with_who_when_and_why(desk, colleague):
    tip = make_tip(desk, channel=Channel.IN_PERSON)
    move(colleague, [tip], Workflow.SPIKED, reason="old picture", closing=Closing.HOAX)
    last, first = history(desk, tip)
    assert (first.editor, first.verb, first.what) == (EDITOR, "log", ("logged (in person)",))
    assert (last.editor, last.verb, last.reason) == (COLLEAGUE, "move", "old picture")
    assert last.what == ("workflow: new → spiked", "closed as: none → hoax")
    assert last.at >= first.at
    assert last.change != first.change


def test_every_verb_is_told_in_words(desk):
    tip = make_tip(desk)
    move(desk, [tip], Workflow.READY)
    assign(desk, [tip], "Ana Ruiz")
    assign(desk, [tip], "")
    retag(desk, [tip], add=["flood", "bridge"])
    retag(desk, [tip], remove=["flood"])
    put(desk, [tip], "millflood")
    take_out(desk, [tip], "millflood")
    write_note(desk, tip, "not for history")
    publish(desk, [tip], NewUse(url="https://example.org/flood"))
    kill(desk, [tip], "wrong bridge")
    trash(desk, [tip])
    restore(desk, [tip])
    undo(desk)
    redo(desk)
    assert told(desk, tip) == [
        ("logged",),
        ("workflow: new → ready",),
        ("assigned to Ana Ruiz",),
        ("assigned to nobody",),
        ("tagged flood", "tagged bridge"),
        ("tag flood taken off",),
        ("put to MILLFLOOD",),
        ("taken out of MILLFLOOD",),
        ("note written",),
        ("workflow: ready → published", "used at https://example.org/flood"),
        ("workflow: published → killed", "use withdrawn"),
        ("put into the trash",),
        ("restored from the trash",),
        ("put into the trash",),
        ("restored from the trash",),
    ]


def test_edits_are_told_by_field_and_long_texts_only_as_changed(desk):
    tip = make_tip(desk, headline="Water")
    edit_tip(desk, tip, TipEdit(headline="x" * 200, text="long"))
    edit_tip(desk, tip, TipEdit(sensitivity=[Sensitivity.DELETED_BY_SOURCE, Sensitivity.MINOR]))
    edit_tip(desk, tip, TipEdit(due_at=datetime(2026, 11, 22, 10, 41, tzinfo=UTC)))
    _, first, second, third = told(desk, tip)
    assert set(first) == {"headline: Water → " + "x" * 79 + "…", "text changed"}
    assert second == ("sensitivity: none → deleted by source, minor",)
    assert third == ("due: none → 2026-11-22 10:41 UTC",)


def test_files_are_counted_not_listed(desk):
    tip = make_tip(desk)
    media = [make_media(desk, tip, bytes([n])) for n in range(3)]
    edit_media(desk, media, MediaEdit(permission=Permission.GRANTED_CONDITIONAL, caption="Weir"))
    edit_media(desk, media[:1], MediaEdit(label=Label.AI_GENERATED, credit="{} {0}"))
    detach(desk, media[1:])
    _, *attached, permitted, labelled, detached = told(desk, tip)
    assert attached == [("1 file attached",)] * 3
    assert set(permitted) == {
        "permission of 3 files: granted conditional",
        "caption of 3 files changed",
    }
    assert set(labelled) == {"label of 1 file: AI-generated", "credit of 1 file: { } {0}"}
    assert detached == ("2 files detached",)


def test_a_sender_is_named_in_the_history_as_long_as_that_is_allowed(desk):
    tip = make_tip(desk)
    set_sender(desk, tip, "Ivo Lam <ivo@example.org>")
    assert told(desk, tip)[-1] == ("sender: anonymous → Ivo Lam",)
    protect(desk, [tip], True)
    assert told(desk, tip)[1:] == [("sender changed",), ("source protected",)]


def test_a_sender_who_is_protected_elsewhere_is_not_named_here(desk):
    tip = make_tip(desk, sender="Ivo Lam <ivo@example.org>")
    set_sender(desk, tip, "Ana Ruiz <ana@example.org>")
    protect(desk, [make_tip(desk, sender="ivo@example.org")], True)
    assert told(desk, tip)[-1] == ("sender changed",)


def test_a_tip_that_was_never_there_has_no_history(desk):
    with pytest.raises(NotFound):
        history(desk, TipId(3))


def test_a_history_never_carries_content_into_a_log(desk):
    tip = make_tip(desk, headline="canary")
    edit_tip(desk, tip, TipEdit(headline="canary two"))
    assert "canary" not in repr(history(desk, tip))
