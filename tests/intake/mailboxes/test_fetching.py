import re

import pytest
from sqlmodel import func, select

from tests.servers.dovecot import PASSWORD
from tests.servers.scripted import cutting
from tipdesk.intake.mailboxes.fetching import fetch
from tipdesk.intake.mailboxes.mailboxes import add_mailbox, remove_mailbox, the_mailbox
from tipdesk.newsroom.errors import Cancelled, NotFound, NotReceived
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.states import Security
from tipdesk.newsroom.tip import Tip


def letter(number: int, *, size: int = 0) -> bytes:
    body = f"The mill road is under water, {number} cm of it.\r\n"
    return (
        f"From: L. Farrow <farrow{number}@example.org>\r\nMessage-ID: <{number}@example.org>\r\n"
        f"Subject: Water {number}\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n\r\n"
        f"{body}{'.' * 70 * (size > 0)}{chr(13) + chr(10)}" + "x" * 70 * (size // 72)
    ).encode()


def headlines(desk) -> list[str]:
    with desk.reading() as session:
        return sorted(session.exec(select(Tip.headline)))


def messages(desk) -> int:
    with desk.reading() as session:
        return session.exec(select(func.count()).select_from(Message)).one()


def test_what_lies_in_the_mailbox_becomes_tips_and_nothing_there_is_touched(
    desk, mailbox, post, fetched
):
    post.put([letter(1), letter(2)])
    with post.server.colleague(post.user) as before:
        flags = before.uid("FETCH", "1:*", "(FLAGS)")[1]
        receipts = fetched(mailbox)
        assert len(receipts) == 2
        assert headlines(desk) == ["Water 1", "Water 2"]
        assert before.uid("FETCH", "1:*", "(FLAGS)")[1] == flags
    assert b"Seen" not in post.flags()
    known = the_mailbox(desk, mailbox)
    assert (known.last_uid, known.trouble) == (2, "")
    assert known.uid_validity
    assert known.fetched_at is not None


def test_the_raw_message_is_kept_byte_for_byte(desk, mailbox, post, fetched):
    odd = letter(1) + b"\r\nFrom here\r\n)\r\n{12}\r\n\xff\xfe\x80" + b"y" * 30_000
    post.deliver(odd)
    fetched(mailbox)
    with desk.reading() as session:
        kept = session.exec(select(Message.digest)).one()
    assert desk.files.path(kept).read_bytes() == odd


def test_only_what_is_new_is_fetched_again(desk, mailbox, post, fetched):
    post.deliver(letter(1))
    fetched(mailbox)
    assert fetched(mailbox) == []
    post.deliver(letter(2))
    assert len(fetched(mailbox)) == 1
    assert headlines(desk) == ["Water 1", "Water 2"]


def test_when_a_message_came_is_what_the_server_says(desk, mailbox, post, fetched):
    with post.server.colleague(post.user) as client:
        client.append("INBOX", None, '"23-Nov-2026 09:15:00 +0100"', letter(1))
    fetched(mailbox)
    with desk.reading() as session:
        came = session.exec(select(Message.received_at)).one()
    assert came.isoformat() == "2026-11-23T08:15:00+00:00"


@pytest.mark.usefixtures("trusting")
def test_mail_comes_over_starttls_as_well(desk, post, fetched):
    post.put([letter(1)])
    place = post.server.place(post.user, security=Security.STARTTLS)
    assert len(fetched(add_mailbox(desk, place)[1])) == 1


def test_five_thousand_messages_come_in_batches_and_none_is_lost(desk, mailbox, post, fetched):
    post.put([letter(number) for number in range(5_000)])
    told: list[tuple[int, int]] = []
    receipts = fetched(mailbox, progress=lambda *how_far: told.append(how_far))
    assert len(receipts) == 5_000
    assert messages(desk) == 5_000
    assert len({receipt.tip for receipt in receipts}) == 5_000
    assert told[0] == (0, 5_000)
    assert told[-1] == (5_000, 5_000)
    assert b"Seen" not in post.flags()


def test_gaps_in_the_numbers_are_crossed(desk, mailbox, post, fetched):
    post.put([letter(1)])
    with post.server.colleague(post.user) as client:
        client.noop()
    listed = post.server.folder / "mail" / post.user / "dovecot-uidlist"
    known = listed.read_text()
    listed.write_text(re.sub(r"(?m)^1 ", "3000000000 ", re.sub(r"N\d+", "N3000000001", known)))
    for index in listed.parent.glob("dovecot.index*"):
        index.unlink()
    post.server.own(listed.parent)
    assert len(fetched(mailbox)) == 1
    assert the_mailbox(desk, mailbox).last_uid == 3_000_000_000


def test_a_folder_that_is_numbered_anew_is_read_again_and_nothing_is_doubled(desk, post, fetched):
    mailbox = add_mailbox(desk, post.server.place(post.user, folder="Tips"))[1]
    with post.server.colleague(post.user) as client:
        client.create("Tips")
        for number in range(5):
            client.append("Tips", None, None, letter(number))
        fetched(mailbox)
        before = the_mailbox(desk, mailbox)
        client.delete("Tips")
        client.create("Tips")
        for number in (5, 0, 1, 2, 3, 4):
            client.append("Tips", None, None, letter(number))
    receipts = fetched(mailbox)
    after = the_mailbox(desk, mailbox)
    assert (before.uid_validity != after.uid_validity, after.last_uid) == (True, 6)
    assert len(headlines(desk)) == 6
    assert sum(receipt.tip is not None for receipt in receipts) == 1


def test_after_a_cut_in_the_middle_of_a_message_the_rest_comes_the_next_time(desk, post, fetched):
    post.put([letter(number, size=20_000) for number in range(20)])
    with cutting(post.server.tls, 200_000) as port:
        mailbox = add_mailbox(desk, post.server.place(post.user, port=port))[1]
        with pytest.raises(NotReceived, match="was cut; what had come by then is kept"):
            fetched(mailbox)
        assert the_mailbox(desk, mailbox).trouble.startswith("The connection to the mail server")
        some = len(headlines(desk))
        assert 0 < some < 20
        assert the_mailbox(desk, mailbox).last_uid == some
        assert len(fetched(mailbox)) == 20 - some
    assert len(headlines(desk)) == 20
    assert the_mailbox(desk, mailbox).trouble == ""


def test_stopping_keeps_what_has_come(desk, mailbox, post, stop):
    post.put([letter(number) for number in range(1_200)])

    def stop_soon(done: int, _total: int) -> None:
        if done:
            stop.set()

    with pytest.raises(Cancelled):
        list(fetch(desk, mailbox, lambda _: PASSWORD, stop, progress=stop_soon))
    assert messages(desk) == the_mailbox(desk, mailbox).last_uid == 1_000


def test_a_mailbox_that_was_removed_is_not_read(desk, mailbox, post, fetched):
    post.put([letter(1)])
    remove_mailbox(desk, mailbox)
    with pytest.raises(NotFound):
        fetched(mailbox)
    assert headlines(desk) == []


def test_tips_of_a_mailbox_are_given_what_its_rules_say(desk, post, fetched):
    post.put([letter(1)])
    place = post.server.place(post.user, tags=("#weather",), story="mill flood")
    receipt = fetched(add_mailbox(desk, place)[1])[0]
    from tipdesk.desk.opening import open_tip

    line = open_tip(desk, receipt.tip).line
    assert (line.tags, line.stories) == (("weather",), ("MILL-FLOOD",))


def test_a_full_mailbox_is_read_as_any(desk, mailbox, post, fetched):
    post.put([letter(1)])
    with post.server.colleague(post.user) as client:
        assert b"STORAGE" in client.getquotaroot("INBOX")[1][1][0]
    assert len(fetched(mailbox)) == 1
