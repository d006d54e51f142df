"""Messages by the file, the mailbox and the folder, and chats: all through the same door."""

import os
import zipfile
from datetime import UTC, datetime
from functools import partial

import pytest

from tests.intake.rows import names, one, rows
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.intake import ahead
from tipdesk.intake.ahead import BYTES_AT_ONCE
from tipdesk.intake.importing import import_paths
from tipdesk.newsroom.errors import NotReceived
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.people import ContactPoint
from tipdesk.newsroom.tip import Tip
from tipdesk.store.integrity import check

CHAT = """[22/11/2026, 10:41:03] Mira Lang: Water is coming over the wall
[22/11/2026, 10:41:40] Mira Lang: \u200e<attached: 0001-PHOTO-2026-11-22-10-41-40.jpg>
[22/11/2026, 10:43:00] Desk: Are you safe?
[22/11/2026, 10:43:00] Desk: Are you safe?
"""


def mail(number: int, text: str = "The river is over its banks.", **header: str) -> bytes:
    fields = {
        "From": f"Ada {number} <ada{number}@example.org>",
        "Subject": f"Flood {number}",
        "Date": "Sun, 22 Nov 2026 10:00:00 +0100",
        "Message-ID": f"<m{number}@example.org>",
        **{name.replace("_", "-"): value for name, value in header.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{head}\r\n{text}\r\n".encode()


def mbox(*mails: bytes) -> bytes:
    lines = b"From ada@example.org Sun Nov 22 10:00:00 2026\n"
    return b"\n".join(lines + one.replace(b"\r\n", b"\n") for one in mails)


def test_a_mailbox_file_is_a_tip_for_every_message(store, tmp_path):
    box = tmp_path / "inbox.mbox"
    box.write_bytes(mbox(mail(1), mail(2, text=">From here on it is quoted"), mail(3)))
    receipts = import_paths(store, [box])
    assert [receipt.tip for receipt in receipts] == [1, 2, 3]
    assert [tip.headline for tip in rows(store, Tip)] == ["Flood 1", "Flood 2", "Flood 3"]
    assert rows(store, Tip)[1].text == "From here on it is quoted"
    assert names(store) == []
    assert check(store, deep=True) == []


def test_the_same_message_is_known_however_it_comes(store, tmp_path):
    (tmp_path / "one.eml").write_bytes(mail(1))
    box = tmp_path / "inbox.mbox"
    box.write_bytes(mbox(b"Received: by elsewhere; Sun, 22 Nov 2026 11:00:00 +0100\n" + mail(1)))
    assert [receipt.tip for receipt in import_paths(store, [tmp_path / "one.eml"])] == [1]
    (again,) = import_paths(store, [box])
    assert (again.tip, again.known[0].tips) == (None, (1,))
    assert len(rows(store, Message)) == 1


def test_a_message_that_bears_a_known_id_but_says_something_else_is_not_lost(store, tmp_path):
    for name, text in (("a.eml", "What was said"), ("b.eml", "What somebody else says")):
        (tmp_path / name).write_bytes(mail(1, text=text))
    import_paths(store, [tmp_path / "a.eml", tmp_path / "b.eml"])
    assert len(rows(store, Message)) == 2


def test_a_maildir_is_read_and_what_was_deleted_there_is_told(store, sent):
    for folder, name in (("cur", "1.a:2,S"), ("cur", "2.a:2,ST"), ("new", "3.a"), ("tmp", "4.a")):
        place = sent / "Maildir" / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(mail(int(name[0])))
    receipts = import_paths(store, [sent])
    assert [tip.headline for tip in rows(store, Tip)] == ["Flood 1", "Flood 3"]
    notes = [note for receipt in receipts for note in receipt.notes]
    assert notes == ["Maildir: 1 message that had been deleted there were left out."]


def test_a_mail_programs_folder_is_no_chat_whatever_lies_in_it(store, sent):
    for folder in ("cur", "new", "tmp"):
        (sent / folder).mkdir()
    (sent / "cur" / "1.a:2,S").write_bytes(mail(1))
    (sent / "_chat.txt").write_text(CHAT)
    import_paths(store, [sent])
    assert [tip.headline for tip in rows(store, Tip)] == ["Flood 1"]


def test_follow_ups_join_the_tip_and_are_found_by_their_words(store, sent):
    (sent / "1.eml").write_bytes(mail(1))
    (sent / "2.eml").write_bytes(
        mail(2, text="It is at the harbour now.", References="<x@y> <m1@example.org>")
    )
    import_paths(store, [sent])
    assert [message.position for message in rows(store, Message)] == [0, 1]
    assert list(tip_ids(store, "harbour")) == [one(store, Tip).id]


def test_when_it_was_received_is_what_the_receiving_server_says(store, sent):
    received = "by mx.example.com; Sun, 22 Nov 2026 12:30:00 +0000"
    (sent / "1.eml").write_bytes(mail(1, Received=received))
    import_paths(store, [sent])
    message = one(store, Message)
    assert one(store, Tip).received_at == datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
    assert message.received_at == datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
    assert message.sent_at == datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_much_post_is_read_ahead_and_nothing_is_lost_or_doubled(store, sent, monkeypatch):
    monkeypatch.setattr(ahead, "MUCH", 0)
    film = {"text": "film" * 200_000, "Content_Type": "video/mp4"}
    box = sent / "inbox.mbox"
    box.write_bytes(mbox(*(mail(number, **film) for number in range(40))))
    assert box.stat().st_size > 2 * BYTES_AT_ONCE
    (sent / "link.mbox").symlink_to(box)
    told = []
    receipts = import_paths(store, [sent], progress=lambda done, all_: told.append((done, all_)))
    assert [receipt.tip for receipt in receipts] == list(range(1, 41))
    assert told == sorted(told)
    assert told[-1] == (box.stat().st_size,) * 2
    again = import_paths(store, [box])
    assert all(receipt.known for receipt in again)
    assert len(rows(store, Message)) == 40
    assert check(store, deep=True) == []


def test_an_import_in_several_transactions_is_one_change_and_goes_back_as_one(
    store, sent, monkeypatch
):
    monkeypatch.setattr(ahead, "AT_ONCE", 7)
    (sent / "inbox.mbox").write_bytes(mbox(*(mail(number) for number in range(40))))
    receipts = import_paths(store, [sent])
    assert [receipt.tip for receipt in receipts] == list(range(1, 41))
    assert len({id(receipt.change) for receipt in receipts}) == 6
    assert len({receipt.change.id for receipt in receipts}) == 1
    assert len(undo(store).tips) == 40
    assert rows(store, Tip) == rows(store, Message) == []
    assert len(redo(store).tips) == 40
    assert len(rows(store, Message)) == 40
    assert check(store) == []


def test_what_the_reading_process_could_not_open_is_told(store, sent, monkeypatch):
    monkeypatch.setattr(ahead, "MUCH", 0)
    for name in ("cur", "new", "tmp"):
        (sent / "Mail" / name).mkdir(parents=True)
    (sent / "Mail" / "cur" / "1.mail:2,").write_bytes(mail(1))
    (sent / "Mail" / "cur" / "2.mail:2,T").write_bytes(mail(2))
    (sent / "Mail" / "cur" / "3.mail:2,").symlink_to("1.mail:2,")
    first, last = import_paths(store, [sent])
    assert first.tip == 1
    assert [refused.name for refused in last.refused] == ["Mail"]
    assert "1 message" in last.notes[0]


def test_a_reading_process_that_dies_is_told_in_words(store, sent, monkeypatch):
    monkeypatch.setattr(ahead, "MUCH", 0)
    monkeypatch.setattr(ahead, "_next", partial(os._exit, 1))
    (sent / "inbox.mbox").write_bytes(mbox(mail(1)))
    with pytest.raises(NotReceived, match="gave up"):
        import_paths(store, [sent])
    assert rows(store, Tip) == []


@pytest.fixture
def sent(tmp_path):
    (tmp_path / "sent").mkdir()
    return tmp_path / "sent"


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_chat_is_one_tip_message_by_message_with_its_files(store, tmp_path, form):
    folder = tmp_path / "WhatsApp Chat - Mira Lang"
    folder.mkdir()
    (folder / "_chat.txt").write_text(CHAT)
    (folder / "0001-PHOTO-2026-11-22-10-41-40.jpg").write_bytes(b"\xff\xd8\xff picture")
    export = folder
    if form == "zip":
        export = tmp_path / "WhatsApp Chat - Mira Lang.zip"
        with zipfile.ZipFile(export, "w") as archive:
            for path in folder.iterdir():
                archive.write(path, path.name)
    (receipt,) = import_paths(store, [export])
    tip = one(store, Tip)
    assert (receipt.tip, tip.channel) == (tip.id, "chat")
    messages = rows(store, Message)
    assert [message.sender for message in messages] == ["Mira Lang"] * 2 + ["Desk"] * 2
    picture = next(media for media in rows(store, Media) if media.name.endswith(".jpg"))
    assert (picture.message_id, picture.provenance) == (messages[1].id, "WhatsApp")
    assert rows(store, ContactPoint) == []
    assert list(tip_ids(store, "safe")) == [tip.id]
    again = import_paths(store, [export])
    assert [one.tip for one in again] == [None]
    assert check(store, deep=True) == []


def test_a_longer_export_of_the_same_chat_goes_on_with_its_tip(store, tmp_path):
    folder = tmp_path / "WhatsApp Chat - Mira Lang"
    folder.mkdir()
    (folder / "_chat.txt").write_text(CHAT)
    import_paths(store, [folder])
    (folder / "_chat.txt").write_text(CHAT + "[22/11/2026, 10:50:00] Mira Lang: On the roof\n")
    (receipt,) = import_paths(store, [folder])
    assert (receipt.tip, receipt.joined) == (None, one(store, Tip).id)
    assert rows(store, Message)[-1].text == "On the roof"
    assert len(rows(store, Message)) == 5


def test_loose_texts_and_archives_that_are_no_chats_stay_with_the_other_files(store, sent):
    (sent / "notes.txt").write_text("Buy sandbags.\n")
    (sent / "one.jpg").write_bytes(b"\xff\xd8\xff one")
    with zipfile.ZipFile(sent / "papers.zip", "w") as archive:
        archive.writestr("paper.txt", "nothing")
    import_paths(store, sorted(sent.iterdir()))
    assert [tip.headline for tip in rows(store, Tip)] == ["notes.txt and 2 more files"]


def test_a_chat_that_is_only_its_text_is_known_by_how_it_begins(store, sent):
    (sent / "talk.txt").write_text(CHAT)
    import_paths(store, [sent / "talk.txt"])
    assert one(store, Tip).channel == "chat"


def test_a_folder_and_an_archive_that_are_no_chats_are_kept_as_files(store, tmp_path):
    folder = tmp_path / "march"
    folder.mkdir()
    (folder / "notes.txt").write_text("Buy sandbags. 22/11/2026 is a Sunday.\n")
    with zipfile.ZipFile(tmp_path / "papers.zip", "w") as archive:
        archive.writestr("paper.txt", "nothing")
    import_paths(store, [folder, tmp_path / "papers.zip"])
    assert sorted(tip.headline for tip in rows(store, Tip)) == ["march", "papers.zip"]
    assert sorted(names(store)) == ["notes.txt", "papers.zip"]
    assert rows(store, Message) == []
    assert len(rows(store, Facts)) == 2
