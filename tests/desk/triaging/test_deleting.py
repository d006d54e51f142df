import itertools

import pytest
from sqlalchemy import text
from sqlmodel import select

from tests.letters import a_mail, receive
from tests.nouns import EDITOR, make_media, make_tip, same_desk
from tipdesk.desk.annotating.editing import detach, edit_tip, set_sender
from tipdesk.desk.annotating.linking import link
from tipdesk.desk.annotating.notes import write_note
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import redo, undo, undo_change
from tipdesk.desk.contributors.merging import merge_people, split_people
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging import deleting
from tipdesk.desk.triaging.blocking import block_sender
from tipdesk.desk.triaging.deleting import delete_tips
from tipdesk.desk.triaging.merging import merge_tips
from tipdesk.desk.triaging.tagging import retag
from tipdesk.desk.triaging.triage import move, restore, trash
from tipdesk.desk.triaging.weighing import in_trash, weigh
from tipdesk.intake.thumbnails import keep
from tipdesk.newsroom.errors import (
    Cancelled,
    ChangedMeanwhile,
    DeskReadOnly,
    NotAllowed,
    NotFound,
)
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.people import ContactPoint, Contributor
from tipdesk.newsroom.record import Errand, LedgerEntry
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.story import NewUse
from tipdesk.newsroom.tip import Tip, TipEdit
from tipdesk.store import scrubbing
from tipdesk.store.integrity import check
from tipdesk.store.opening import open_desk
from tipdesk.stories.publishing import publish

# Words that stand nowhere but in what is deleted, one for each place where content may lie.
SECRETS = (
    *("quarrystone", "windlasspin", "lanternfish", "thistledown", "copperplate"),
    *("gooseberry", "marzipanic", "hawthornes", "velveteens", "sandpipers", "bluebottle"),
)


def everything(store) -> bytes:
    """All bytes of the desk's folder, names of files included."""
    paths = [path for path in store.folder.path.rglob("*") if path.is_file()]
    return b"\n".join(path.name.encode() + path.read_bytes() for path in sorted(paths))


def a_full_tip(store):
    """A protected tip with words wherever a tip may have some, and with a past."""
    mail = a_mail(
        "They keep the quarrystone there.",
        subject="About the windlasspin",
        **{"from": "Lanternfish <thistledown@riverside.example>"},
    )
    mail.add_attachment(b"copperplate" * 40, maintype="image", subtype="png", filename="gooseberry")
    tip = receive(store, mail)
    write_note(store, tip, "Call marzipanic back.")
    edit_tip(store, tip, TipEdit(headline="Hawthornes first", text="velveteens " * 900))
    edit_tip(store, tip, TipEdit(headline="Then another", place="sandpipers", protected=True))
    move(store, [tip], Workflow.SPIKED, reason="bluebottle said so")
    with store.reading() as session:
        media = session.exec(select(Media).where(Media.tip_id == tip)).one()
    keep(store, media.digest, 512, b"copperplate\xff\xd9")
    return tip


@pytest.fixture
def others(desk):
    """Tips that stay."""
    return [
        make_tip(desk, headline=f"Flood {number}", sender="Ivo Hale <ivo@mill.example>")
        for number in range(3)
    ]


def deleted(store, *tips):
    trash(store, tips)
    return delete_tips(store, tips).change


def ledger(store):
    with store.reading() as session:
        return session.exec(select(LedgerEntry).order_by(LedgerEntry.id)).all()


def test_no_word_of_a_deleted_tip_is_left_in_the_desks_folder(desk, others):
    tip = a_full_tip(desk)
    before = everything(desk)
    assert [word for word in SECRETS if word.encode() not in before.lower()] == []
    trash(desk, [tip])
    done = delete_tips(desk, [tip])
    assert done.scrubbed
    after = everything(desk).lower()
    assert [word for word in SECRETS if word.encode() in after] == []
    assert check(desk, deep=True) == []
    assert list(tip_ids(desk)) == others[::-1]


def test_what_stays_is_that_it_was_deleted_when_and_by_whom(desk):
    tip = a_full_tip(desk)
    deleted(desk, tip)
    *before, last = history(desk, tip)[::-1]
    assert (last.verb, last.editor, last.what) == ("delete", EDITOR, ("deleted for good",))
    told = [words for line in before for words in line.what]
    assert told[0] == "logged"
    assert not any(word in words.lower() for word in SECRETS for words in told)
    assert {line.reason for line in before} == {""}
    with pytest.raises(NotFound):
        open_tip(desk, tip)


def test_its_number_is_not_given_again(desk):
    tip = make_tip(desk)
    deleted(desk, tip)
    assert make_tip(desk) == tip + 1


def test_counts_and_searches_go_on_without_it(desk, others):
    trash(desk, others[:2])
    delete_tips(desk, others[:1])
    assert counts(desk).trash == 1
    assert list(tip_ids(desk, "is:trashed")) == [others[1]]
    assert check(desk, deep=True) == []


@pytest.mark.parametrize("which", [0, 1, -1])
def test_an_entry_that_something_else_blanked_is_found(desk, others, which):
    deleted(desk, others[0])
    number = [entry.id for entry in ledger(desk) if not entry.is_blank][which]
    with desk.deriving() as session:
        session.execute(
            text("UPDATE ledgerentry SET before = NULL, after = NULL WHERE id = :id"),
            {"id": number},
        )
    assert "altered" in check(desk)[0].sentence


@pytest.mark.parametrize(
    "sets", ["editor = 'Somebody'", "after = '{}'", "reason = 'x'", "seal = zeroblob(32)"]
)
def test_a_blank_entry_that_was_altered_is_found(desk, others, sets):
    deleted(desk, others[0])
    number = next(entry.id for entry in ledger(desk) if entry.is_blank)
    with desk.deriving() as session:
        change = text(f"UPDATE ledgerentry SET {sets} WHERE id = :id")  # noqa: S608
        session.execute(change, {"id": number})
    assert "altered" in check(desk)[0].sentence


def test_the_sealed_entry_holds_no_content(desk):
    tip = a_full_tip(desk)
    deleted(desk, tip)
    last = [entry for entry in ledger(desk) if entry.verb == "delete"]
    said = repr([entry.model_dump() for entry in last]).lower()
    assert not any(word in said for word in SECRETS)


def test_a_file_that_another_tip_has_stays(desk):
    one, other = make_tip(desk), make_tip(desk)
    make_media(desk, one, b"shared")
    make_media(desk, other, b"shared")
    make_media(desk, one, b"its own")
    trash(desk, [one, other])
    assert weigh(desk, [one]).files == 1
    delete_tips(desk, [one])
    assert check(desk, deep=True) == []
    assert [path.read_bytes() for path in desk.folder.files.glob("??/*")] == [b"shared"]
    delete_tips(desk, [other])
    assert [*desk.folder.files.glob("??/*")] == []


def test_a_file_that_was_taken_off_before_goes_along(desk):
    tip = make_tip(desk)
    media = make_media(desk, tip, b"taken off")
    detach(desk, [media])
    deleted(desk, tip)
    assert [*desk.folder.files.glob("??/*")] == []


def test_a_person_of_whom_more_is_left_stays(desk):
    one, other = (make_tip(desk, sender="Ivo Hale <ivo@mill.example>") for _ in range(2))
    deleted(desk, one)
    assert open_tip(desk, other).contributor.name == "Ivo Hale"
    deleted(desk, other)
    with desk.reading() as session:
        assert session.exec(select(Contributor)).all() == []
        assert session.exec(select(ContactPoint)).all() == []
    assert b"Ivo Hale" not in everything(desk)
    assert check(desk, deep=True) == []


def test_who_was_named_as_its_sender_before_goes_along(desk):
    tip = make_tip(desk, sender="Ivo Hale <ivo@mill.example>")
    set_sender(desk, tip, "Rosa Quill <rosa@mill.example>")
    deleted(desk, tip)
    assert b"Ivo Hale" not in everything(desk)


@pytest.mark.parametrize("whose", ["", "Ivo Hale <ivo@mill.example>"])
def test_whose_name_was_taken_back_goes_along(desk, whose):
    tip = make_tip(desk, sender=whose)
    set_sender(desk, tip, "Rosa Quill <rosa@mill.example>")
    undo(desk)
    deleted(desk, tip)
    left = everything(desk)
    assert [word for word in (b"Rosa", b"rosa", b"Ivo", b"ivo@") if word in left] == []
    assert check(desk) == []


def test_who_went_into_somebody_else_can_still_be_parted(desk):
    one, other, third = (
        make_tip(desk, sender=sender)
        for sender in ("Ivo Hale", "Rosa Quill <rosa@mill.example>", "Rosa Quill <rq@mill.example>")
    )
    people = [person.id for person in rows_of(desk, Contributor)]
    merge_people(desk, people[0], people[1:])
    deleted(desk, other)
    split_people(desk, people[0])
    assert open_tip(desk, third).contributor.name == "Rosa Quill"
    assert open_tip(desk, one).contributor.name == "Ivo Hale"
    assert check(desk) == []


def rows_of(store, noun):
    with store.reading() as session:
        return session.exec(select(noun).order_by(noun.id)).all()


def test_a_file_that_went_cannot_be_given_back_to_a_tip_that_it_was_taken_off(desk):
    one, other = make_tip(desk), make_tip(desk)
    media = make_media(desk, one, b"shared")
    make_media(desk, other, b"shared")
    detach(desk, [media])
    deleted(desk, other)
    with pytest.raises(ChangedMeanwhile):
        undo(desk)
    assert check(desk, deep=True) == []


def test_who_went_into_a_person_goes_along(desk):
    one = make_tip(desk, sender="Ivo Hale <ivo@mill.example>")
    other = make_tip(desk, sender="Walrusbeard")
    with desk.reading() as session:
        people = [session.get(Tip, tip).contributor_id for tip in (one, other)]
    merge_people(desk, people[0], people[1:])
    deleted(desk, one, other)
    left = everything(desk)
    assert b"Walrusbeard" not in left
    assert b"Ivo" not in left


def test_who_is_blocked_stays_blocked(desk):
    tip = make_tip(desk, sender="Spam <spam@mill.example>")
    block_sender(desk, tip)
    deleted(desk, tip)
    with desk.reading() as session:
        assert [person.blocked for person in session.exec(select(Contributor))] == [True]
    assert check(desk) == []


def test_what_was_published_is_refused(desk, others):
    move(desk, others[:1], Workflow.TRIAGE)
    for state in (Workflow.VERIFYING, Workflow.READY):
        move(desk, others[:1], state)
    publish(desk, others[:1], NewUse(url="https://courier.example/flood"))
    trash(desk, others)
    change = delete_tips(desk, others).change
    assert [refusal.tip for refusal in change.refused] == others[:1]
    assert "published" in str(change.refused[0].why)
    with pytest.raises(NotAllowed, match="record of what ran"):
        delete_tips(desk, others[:1])


def test_what_is_not_in_the_trash_any_more_is_left(desk, colleague, others):
    trash(desk, others)
    asked = in_trash(desk)
    restore(colleague, others[:1])
    change = delete_tips(desk, asked).change
    assert [refusal.tip for refusal in change.refused] == others[:1]
    assert list(tip_ids(desk)) == others[:1]


def test_what_another_deleted_first_is_told(desk, colleague, others):
    trash(desk, others)
    assert desk.news() == []
    delete_tips(colleague, others[:1])
    (told,) = desk.news()
    assert (told.verb, told.tips) == ("delete", {others[0]})
    change = delete_tips(desk, others).change
    assert [type(refusal.why) for refusal in change.refused] == [NotFound]


def test_a_part_of_another_tip_goes_when_that_does(desk, others):
    one, two, three = others
    make_media(desk, two, b"of the second")
    merge_tips(desk, one, [two])
    assert in_trash(desk) == ()
    with pytest.raises(NotAllowed, match=f"T-{two} went into T-{one}"):
        delete_tips(desk, [two])
    trash(desk, [one])
    assert in_trash(desk) == (one,)
    assert weigh(desk, [one, two]).tips == (one, two)
    assert delete_tips(desk, [two, one]).change.refused == ()
    assert list(tip_ids(desk, "is:trashed")) == []
    assert list(tip_ids(desk)) == [three]
    assert check(desk, deep=True) == []


def test_what_was_with_it_for_a_while_keeps_its_past(desk, others):
    one, two, _ = others
    write_note(desk, two, "Rang twice.")
    merge_tips(desk, one, [two])
    undo(desk)
    deleted(desk, one)
    told = [words for line in history(desk, two) for words in line.what]
    assert any("note" in words for words in told)
    assert check(desk, deep=True) == []


def test_a_linked_tip_is_told_of_and_keeps_its_past(desk, others):
    for tip in others[:2]:
        make_media(desk, tip, b"the same")
    link(desk, *others[:2])
    change = deleted(desk, others[0])
    assert others[1] in change.tips
    assert history(desk, others[1])
    assert check(desk) == []


def test_undo_passes_over_it_and_over_what_was_done_to_it_alone(desk, others):
    retag(desk, others, add=["flood"])
    retag(desk, others[2:], remove=["flood"])
    retag(desk, others[:1], remove=["flood"])
    deleted(desk, others[0])
    assert undo(desk).tips == {others[2]}
    assert redo(desk).tips == {others[2]}
    with pytest.raises(NotAllowed, match="can't be brought back"):
        undo_change(desk, history(desk, others[0])[0].change)


def test_undo_of_a_change_of_many_leaves_out_who_is_gone(desk, others):
    retag(desk, others, add=["flood"])
    deleted(desk, others[0])
    change = undo(desk)
    assert change.tips == {*others[1:]}
    assert [(one.tip, str(one.why)) for one in change.refused] == [
        (others[0], f"T-{others[0]} was deleted for good.")
    ]
    assert check(desk) == []


def test_many_are_stopped_between_two_transactions_and_the_rest_stays(desk, monkeypatch):
    monkeypatch.setattr(deleting, "_AT_ONCE", 2)
    tips = [make_tip(desk, headline=f"Flood {number}") for number in range(5)]
    trash(desk, tips)
    calls = itertools.count()

    def stop(done, total):
        if next(calls) == 2:
            raise Cancelled("You stopped it.")

    change = delete_tips(desk, tips, stop).change
    assert len(change.tips) == 4
    assert [one.tip for one in change.refused] == tips[4:]
    assert in_trash(desk) == tuple(tips[4:])
    assert len({entry.change_id for entry in ledger(desk) if entry.verb == "delete"}) == 1
    assert check(desk, deep=True) == []


def test_a_desk_that_is_open_for_reading_refuses(desk, others):
    trash(desk, others)
    reading = open_desk(desk.folder.path, editor=EDITOR, read_only=True)
    try:
        with pytest.raises(DeskReadOnly):
            delete_tips(reading, others)
    finally:
        reading.close()
    assert in_trash(desk) == tuple(others)


def test_files_that_the_disk_refused_to_remove_go_when_the_desk_is_opened_again(desk, monkeypatch):
    tip = make_tip(desk)
    make_media(desk, tip, b"its own")
    (drawer,) = (path.parent for path in desk.folder.files.glob("??/*"))
    trash(desk, [tip])
    monkeypatch.setattr("tipdesk.store.files.flush", refuse)
    assert not delete_tips(desk, [tip]).scrubbed
    monkeypatch.undo()
    same_desk(desk).close()
    assert [*drawer.iterdir()] == []
    with desk.reading() as session:
        assert session.exec(select(Errand)).all() == []
        assert session.exec(select(Facts)).all() == []


def test_where_others_look_at_the_desk_it_is_said_and_made_up_for_the_next_time(
    desk, colleague, others, monkeypatch
):
    monkeypatch.setattr(scrubbing, "PATIENCE_MS", 20)
    tip = make_tip(desk, headline="quarrystone")
    trash(desk, [tip, *others])
    with colleague.reading() as session:
        assert session.get(Tip, tip) is not None
        assert not delete_tips(desk, [tip]).scrubbed
        assert b"quarrystone" in everything(desk)
    assert delete_tips(desk, others[:1]).scrubbed
    assert b"quarrystone" not in everything(desk)


def test_a_large_desk_is_not_written_anew_and_holds_no_word_of_it_all_the_same(
    desk, others, monkeypatch
):
    monkeypatch.setattr(scrubbing, "LARGE", 0)
    tip = a_full_tip(desk)
    trash(desk, [tip])
    assert not delete_tips(desk, [tip]).scrubbed
    left = everything(desk).lower()
    assert [word for word in SECRETS if word.encode() in left] == []
    assert check(desk, deep=True) == []


def refuse(*_):
    raise OSError(5, "refused")
