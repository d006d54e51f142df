"""Deleting for good while something else goes on: an import, a crash, mail that comes again."""

import pytest
from sqlmodel import select

from tests.desk.triaging.killing import kill_deletion
from tests.letters import a_mail
from tests.letters import receive as take_in
from tests.nouns import EDITOR, make_media, make_tip
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging import deleting
from tipdesk.desk.triaging.deleting import delete_tips
from tipdesk.desk.triaging.triage import trash
from tipdesk.desk.triaging.weighing import in_trash
from tipdesk.intake.arrival import Arrival, ArrivedFile
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.receiving import receive
from tipdesk.intake.register import attach, bring, register, register_brought
from tipdesk.newsroom.errors import FileGone
from tipdesk.newsroom.mail import Mailbox, Message
from tipdesk.newsroom.record import Errand
from tipdesk.newsroom.tip import NewTip
from tipdesk.store.folder import Protection
from tipdesk.store.integrity import check
from tipdesk.store.opening import create_desk, open_desk

SHARED = b"the same bytes"


@pytest.fixture
def shared(desk):
    """A tip in the trash, with a file that comes in once more."""
    tip = make_tip(desk)
    make_media(desk, tip, SHARED)
    trash(desk, [tip])
    return tip


@pytest.fixture
def arrival():
    return Arrival(NewTip(headline="Once more"), (ArrivedFile("water.jpg", SHARED),))


def files(store) -> list[bytes]:
    return [path.read_bytes() for path in store.folder.files.glob("??/*")]


class Once:
    """Deletes a tip when an import has brought its bytes, before they are anybody's."""

    def __init__(self, store, tip) -> None:
        self.store, self.tip = store, tip

    def __call__(self, done: int, total: int) -> None:
        if done == total and self.tip is not None:
            tip, self.tip = self.tip, None
            delete_tips(self.store, [tip])


def test_what_met_a_deletion_is_told_and_no_file_is_missing(desk, shared, arrival):
    brought = bring(desk.files, [arrival])
    delete_tips(desk, [shared])
    with pytest.raises(FileGone, match="do it again"):
        register_brought(desk, brought)
    assert (files(desk), list(tip_ids(desk))) == ([], [])
    assert check(desk, deep=True) == []


def test_a_tip_that_met_a_deletion_is_logged_with_its_file(desk, shared, arrival):
    receipt = register(desk, arrival, progress=Once(desk, shared))
    assert list(tip_ids(desk)) == [receipt.tip]
    assert files(desk) == [SHARED]
    assert check(desk, deep=True) == []


def test_a_file_that_met_a_deletion_is_attached(desk, shared, arrival):
    tip = make_tip(desk)
    attach(desk, tip, arrival.files, progress=Once(desk, shared))
    assert files(desk) == [SHARED]
    assert check(desk, deep=True) == []


def test_a_file_that_came_in_before_it_was_removed_stays(desk, shared, arrival, monkeypatch):
    remove = deleting.unneeded.remove

    def first_another(store):
        register(desk, arrival)
        remove(store)

    monkeypatch.setattr(deleting.unneeded, "remove", first_another)
    delete_tips(desk, [shared])
    assert files(desk) == [SHARED]
    assert check(desk, deep=True) == []


@pytest.mark.parametrize("step", [1, 2, 4])
def test_a_killed_deletion_leaves_a_whole_desk_and_no_file_of_what_went(tmp_path, step):
    path = tmp_path / "desk"
    with_files(path, 20)
    kill_deletion(path, step)
    store = open_desk(path, editor=EDITOR)
    try:
        left = in_trash(store)
        assert len(left) == 20 - 5 * step
        assert sorted(files(store)) == sorted(b"file %d" % (tip - 1) for tip in left)
        assert check(store, deep=True) == []
        with store.reading() as session:
            assert session.exec(select(Errand)).all() == []
        if left:
            delete_tips(store, left)
        assert files(store) == []
        assert check(store, deep=True) == []
    finally:
        store.close()


def with_files(path, count: int) -> None:
    store = create_desk(path, name="Test", editor=EDITOR, protection=Protection.NONE)
    tips = [make_tip(store, headline=f"Flood {number}") for number in range(count)]
    for number, tip in enumerate(tips):
        make_media(store, tip, b"file %d" % number)
    trash(store, tips)
    store.close()


@pytest.fixture
def mailbox(desk):
    with desk.begin("add_mailbox") as work:
        row = Mailbox(name="Tips", host="mail.example", user="tips")
        work.add(row)
    return row


def test_a_deleted_mail_does_not_come_again_by_itself(desk, mailbox):
    raw = bytes(a_mail(message_id="<one@riverside.example>"))
    receive(desk, [Letter(raw)], mailbox=mailbox)
    (tip,) = tip_ids(desk)
    trash(desk, [tip])
    delete_tips(desk, [tip])
    (receipt,) = receive(desk, [Letter(raw)], mailbox=mailbox)
    assert (receipt.tip, receipt.joined, list(tip_ids(desk))) == (None, None, [])
    other = bytes(a_mail("Something else.", message_id="<two@riverside.example>"))
    receive(desk, [Letter(other)], mailbox=mailbox)
    assert len(tip_ids(desk)) == 1


def test_a_deleted_mail_comes_again_where_an_editor_imports_it(desk):
    raw = bytes(a_mail(message_id="<one@riverside.example>"))
    tip = take_in(desk, raw)
    trash(desk, [tip])
    delete_tips(desk, [tip])
    assert list(tip_ids(desk)) == []
    assert take_in(desk, raw) == tip + 1
    with desk.reading() as session:
        assert len(session.exec(select(Message)).all()) == 1
