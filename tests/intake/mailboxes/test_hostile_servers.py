import resource

import pytest

from tests.servers.dovecot import PASSWORD
from tests.servers.scripted import Talk, scripted
from tipdesk.intake.mailboxes.fetching import fetch
from tipdesk.intake.mailboxes.mailboxes import add_mailbox, mark, the_mailbox
from tipdesk.newsroom.errors import NotReceived
from tipdesk.newsroom.mail import NewMailbox

pytestmark = pytest.mark.usefixtures("trusting")
LETTER = b"Message-ID: <1@example.org>\r\nSubject: Water\r\n\r\nThe mill road.\r\n"


@pytest.fixture
def reading(desk, certified, stop):
    """Read from a server that does as the script says; gives the mailbox and the receipts."""

    def run(script, *, read_to=0):
        with scripted(certified, script) as server:
            place = NewMailbox(name="Tips", host="localhost", port=server.port, user="tips")
            mailbox = add_mailbox(desk, place)[1]
            mark(desk, mailbox, uid_validity=7, last_uid=read_to)
            batches = list(fetch(desk, mailbox, lambda _: PASSWORD, stop))
        run.heard = server.heard
        return the_mailbox(desk, mailbox), [one for batch in batches for one in batch]

    return run


def opened(talk: Talk, *sizes: int) -> None:
    """Let somebody in, to a folder with messages of such sizes."""
    talk.sign_in()
    talk.open_folder(messages=len(sizes), uid_next=len(sizes) + 1)
    talk.list_messages(*sizes)


def give(talk: Talk, *raws: bytes, first: int = 1) -> None:
    assert b"BODY.PEEK[]" in talk.hear()
    for number, raw in enumerate(raws, first):
        talk.raw(b"* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (number, number, len(raw), raw))
    talk.done()


def end(talk: Talk, *too_large: bytes) -> None:
    assert b"LARGER" in talk.hear()
    talk.say(b" ".join((b"* SEARCH", *too_large)))
    talk.done()


def test_a_message_that_is_too_large_is_counted_and_the_others_come(reading):
    def script(talk: Talk) -> None:
        opened(talk, len(LETTER), 200_000_000)
        give(talk, LETTER)
        end(talk, b"2")

    mailbox, (received, refused) = reading(script)
    assert received.tip
    assert refused.refused[0].name == "message 2 (200,000,000 bytes, came 2026-11-24 10:00Z)"
    assert mailbox.trouble.startswith("1 message is larger than 100 MB and not fetched; save")
    assert mailbox.last_uid == 2


@pytest.mark.parametrize("size", [b"99999999999999", b"9223372036854775808", b"200000000"])
def test_a_literal_of_absurd_size_takes_no_memory(size, reading):
    def script(talk: Talk) -> None:
        opened(talk, len(LETTER))
        talk.hear()
        talk.raw(b"* 1 FETCH (UID 1 BODY[] {%s}\r\n" % size)
        talk.hear()

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(NotReceived, match="sent what can't be right"):
        reading(script)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_server_that_sends_far_more_than_it_announced_is_left(reading):
    def script(talk: Talk) -> None:
        opened(talk, 1)
        talk.hear()
        while True:
            talk.raw(b"* 9 FETCH (UID 9 BODY[] {1000000}\r\n" + bytes(1_000_000) + b")\r\n")

    with pytest.raises(NotReceived, match="too much of it"):
        reading(script)


def test_good_bye_in_the_middle_keeps_what_had_come(reading, desk):
    def script(talk: Talk) -> None:
        opened(talk, len(LETTER), 10)
        talk.hear()
        talk.raw(b"* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)\r\n" % (len(LETTER), LETTER))
        talk.say(b"* BYE Shutting down")
        talk.hear()

    with pytest.raises(NotReceived, match=r"ended the conversation\. It says: Shutting down"):
        reading(script)
    assert the_mailbox(desk, 1).last_uid == 1


def test_what_was_not_asked_for_is_not_received(reading):
    def script(talk: Talk) -> None:
        opened(talk, len(LETTER))
        talk.say(b"* 7 EXISTS", b"* 1 FETCH (FLAGS (\\Seen))", b"* OK [ALERT] buy more")
        assert b"BODY.PEEK[]" in talk.hear()
        for uid in (2, 0, 1, 1):
            talk.raw(b"* 1 FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (uid, len(LETTER), LETTER))
        talk.done()
        end(talk)

    mailbox, receipts = reading(script)
    assert len(receipts) == 1
    assert mailbox.last_uid == 1


def test_messages_that_are_gone_by_now_are_passed_over(reading):
    def script(talk: Talk) -> None:
        opened(talk, 10, len(LETTER), 10)
        talk.hear()
        talk.say(b"* 1 FETCH (UID 1 BODY[] NIL)")
        talk.raw(b"* 2 FETCH (UID 2 BODY[] {%d}\r\n%s)\r\n" % (len(LETTER), LETTER))
        talk.done()
        talk.list_messages()
        end(talk)

    mailbox, receipts = reading(script)
    assert len(receipts) == 1
    assert (mailbox.last_uid, mailbox.trouble) == (3, "")


def test_one_damaged_message_does_not_hold_up_those_behind_it(reading):
    def script(talk: Talk) -> None:
        opened(talk, 10, len(LETTER))
        for answer in (b"NO damaged", b"NO damaged"):
            assert b"BODY.PEEK[]" in talk.hear()
            talk.done(answer)
        give(talk, LETTER, first=2)
        talk.list_messages(10)
        end(talk)

    mailbox, (received, refused) = reading(script)
    assert received.tip
    assert refused.refused[0].sentence.startswith("The server does not give it; look there")
    assert (mailbox.last_uid, mailbox.trouble) == (2, "")


def test_where_a_server_gives_none_of_the_newest_they_are_asked_for_again(reading, desk):
    def script(talk: Talk) -> None:
        opened(talk, len(LETTER), 10)
        give(talk, LETTER)
        talk.list_messages(10, first=2)
        talk.hear()

    with pytest.raises(NotReceived, match="they are asked for again later"):
        reading(script)
    assert the_mailbox(desk, 1).last_uid == 1


def test_a_server_that_names_its_last_message_for_ever_gives_it_once(reading):
    def script(talk: Talk) -> None:
        talk.sign_in()
        talk.open_folder(messages=1, uid_next=0)
        talk.list_messages(len(LETTER))
        give(talk, LETTER)
        end(talk)

    mailbox, receipts = reading(script)
    assert len(receipts) == 1
    assert mailbox.last_uid == 1


def test_a_server_that_names_its_last_message_although_it_is_old_gives_nothing(reading):
    def script(talk: Talk) -> None:
        talk.sign_in()
        talk.open_folder(messages=1, uid_next=0)
        talk.list_messages(len(LETTER))
        end(talk)

    mailbox, receipts = reading(script, read_to=1)
    assert (receipts, mailbox.last_uid) == ([], 1)


def test_a_cut_keeps_nothing_that_would_hide_what_is_missing_before_it(reading, desk):
    def script(talk: Talk) -> None:
        opened(talk, 10, len(LETTER))
        talk.hear()
        talk.raw(b"* 2 FETCH (UID 2 BODY[] {%d}\r\n%s)\r\n" % (len(LETTER), LETTER))

    with pytest.raises(NotReceived, match="was cut"):
        reading(script)
    assert the_mailbox(desk, 1).last_uid == 0


def test_only_commands_that_change_nothing_are_ever_given(reading):
    def script(talk: Talk) -> None:
        opened(talk, len(LETTER))
        give(talk, LETTER)
        end(talk)
        talk.hear()

    reading(script)
    said = [line.split()[1] for line in reading.heard.splitlines() if line.startswith(b"t")]
    assert set(said) == {*(b"CAPABILITY", b"AUTHENTICATE", b"EXAMINE", b"UID", b"LOGOUT")}
    assert b"BODY.PEEK[]" in reading.heard
    assert b"BODY[]" not in reading.heard
