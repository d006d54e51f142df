"""A mailbox is read whole, or only what came since a day; nothing is left out in silence."""

from datetime import date

import pytest

from tests.intake.mailboxes.test_fetching import headlines, letter
from tests.intake.mailboxes.test_hostile_servers import LETTER, end, give
from tests.servers.dovecot import PASSWORD
from tests.servers.scripted import Talk, scripted
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.intake.mailboxes.answers import written_day
from tipdesk.intake.mailboxes.fetching import fetch
from tipdesk.intake.mailboxes.mailboxes import add_mailbox, change_mailbox, the_mailbox
from tipdesk.newsroom.errors import NotReceived
from tipdesk.newsroom.mail import NewMailbox

NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)


@pytest.fixture
def years(post):
    """A mailbox with a message of October, one of the first of November, one of later."""
    days = ("15-Oct-2026", "01-Nov-2026", "20-Nov-2026")
    with post.server.colleague(post.user) as client:
        for number, day in enumerate(days, start=1):
            client.append("INBOX", None, f'"{day} 12:00:00 +0000"', letter(number))
    return post


@pytest.fixture
def reading_since(desk, years):
    """Have the desk read it from a day on; gives its number."""

    def add(since: date | None) -> int:
        return add_mailbox(desk, years.server.place(years.user, since=since))[1]

    return add


def test_without_a_day_everything_is_read(desk, reading_since, fetched):
    assert len(fetched(reading_since(None))) == 3


def test_only_what_came_since_a_day_is_read_and_that_day_is_part_of_it(
    desk, reading_since, fetched, years
):
    mailbox = reading_since(NOVEMBER)
    assert len(fetched(mailbox)) == 2
    assert headlines(desk) == ["Water 2", "Water 3"]
    assert fetched(mailbox) == []
    years.deliver(letter(4))
    assert len(fetched(mailbox)) == 1


def test_an_old_message_that_is_moved_there_later_is_left_out_and_newer_ones_come(
    desk, reading_since, fetched, years
):
    mailbox = reading_since(date(2026, 11, 10))
    fetched(mailbox)
    with years.server.colleague(years.user) as client:
        client.append("INBOX", None, '"02-Nov-2026 12:00:00 +0000"', letter(4))
    years.deliver(letter(5))
    assert len(fetched(mailbox)) == 1
    assert headlines(desk) == ["Water 3", "Water 5"]


def test_an_earlier_day_brings_the_older_ones_and_doubles_none(desk, reading_since, fetched, years):
    mailbox = reading_since(NOVEMBER)
    fetched(mailbox)
    for since, number in ((OCTOBER, 3), (date(2026, 11, 10), 3), (None, 3)):
        change_mailbox(desk, mailbox, years.server.place(years.user, since=since))
        fetched(mailbox)
        assert len(headlines(desk)) == number


def test_undo_and_redo_of_the_day_lose_nothing(desk, reading_since, fetched, years):
    mailbox = reading_since(NOVEMBER)
    change_mailbox(desk, mailbox, years.server.place(years.user))
    undo(desk)
    assert len(fetched(mailbox)) == 2
    redo(desk)
    assert the_mailbox(desk, mailbox).since is None
    fetched(mailbox)
    assert len(headlines(desk)) == 3


def test_a_day_that_is_changed_in_the_middle_of_a_fetch_is_not_forgotten(
    desk, reading_since, stop, fetched, years
):
    mailbox = reading_since(NOVEMBER)
    for _ in fetch(desk, mailbox, lambda _: PASSWORD, stop):
        change_mailbox(desk, mailbox, years.server.place(years.user, since=OCTOBER))
    assert len(headlines(desk)) == 2
    fetched(mailbox)
    assert len(headlines(desk)) == 3


def test_a_folder_that_is_numbered_anew_is_read_from_the_same_day(desk, post, fetched):
    place = post.server.place(post.user, folder="Tips", since=NOVEMBER)
    mailbox = add_mailbox(desk, place)[1]
    with post.server.colleague(post.user) as client:
        for numbers in ((1, 2), (3, 1, 2, 4)):
            client.create("Tips")
            for number in numbers:
                day = "15-Oct-2026" if number == 1 else "20-Nov-2026"
                client.append("Tips", None, f'"{day} 12:00:00 +0000"', letter(number))
            fetched(mailbox)
            client.delete("Tips")
    assert headlines(desk) == ["Water 2", "Water 3", "Water 4"]


def test_thousands_of_old_messages_are_not_asked_for_one_by_one(desk, post, fetched):
    post.put([letter(number) for number in range(3_000)])
    future = date(2099, 1, 1)
    mailbox = add_mailbox(desk, post.server.place(post.user, since=future))[1]
    assert fetched(mailbox) == []
    assert (the_mailbox(desk, mailbox).last_uid, headlines(desk)) == (0, [])


@pytest.mark.parametrize(
    ("day", "written"),
    [(date(2026, 3, 1), b"1-Mar-2026"), (date(2026, 12, 24), b"24-Dec-2026")],
)
def test_a_day_is_written_in_english_whatever_the_language(day, written):
    assert written_day(day) == written


@pytest.fixture
def asked(desk, certified, trusting, stop):
    """Read since November from a server that does as the script says."""

    def run(script):
        with scripted(certified, script) as server:
            place = NewMailbox(
                name="Tips", host="localhost", port=server.port, user="tips", since=NOVEMBER
            )
            mailbox = add_mailbox(desk, place)[1]
            batches = list(fetch(desk, mailbox, lambda _: PASSWORD, stop))
        run.heard = server.heard
        return [receipt for batch in batches for receipt in batch]

    return run


def opened(talk: Talk, messages: int) -> None:
    talk.sign_in()
    talk.open_folder(messages=messages, uid_next=messages + 1)
    assert talk.hear() == b"UID SEARCH UID 1:%d SINCE 1-Nov-2026" % messages


def list_with_days(talk: Talk, *days: bytes) -> None:
    assert b"RFC822.SIZE" in talk.hear()
    for number, day in enumerate(days, start=1):
        talk.say(
            b'* %d FETCH (UID %d RFC822.SIZE %d INTERNALDATE "%s 10:00:00 +0000")'
            % (number, number, len(LETTER), day)
        )
    talk.done()


@pytest.mark.parametrize("refusal", [b"NO not today", b"BAD what is SINCE"])
def test_where_a_server_does_not_search_the_days_are_compared_here(refusal, asked):
    def script(talk: Talk) -> None:
        opened(talk, 2)
        talk.done(refusal)
        list_with_days(talk, b"30-Sep-2026", b"24-Nov-2026")
        give(talk, LETTER, first=2)
        end(talk)

    (receipt,) = asked(script)
    assert receipt.tip
    assert b"UID FETCH 2 (UID BODY.PEEK[])" in asked.heard


def test_where_a_server_names_no_day_the_message_comes(asked):
    def script(talk: Talk) -> None:
        opened(talk, 2)
        talk.done(b"NO not today")
        list_with_days(talk, b"30-Sep-2026", b"99-Nix-9999")
        give(talk, LETTER, first=2)
        end(talk)

    assert len(asked(script)) == 1


def test_numbers_that_were_not_asked_about_are_not_believed(asked):
    def script(talk: Talk) -> None:
        opened(talk, 2)
        talk.say(
            b"* SEARCH 2 0 -1 2 99999999999999999999999 77 x (MODSEQ 12) 4294967296",
            b"* SEARCH",
            b"* ESEARCH nonsense",
        )
        talk.done()
        assert talk.hear().startswith(b"UID FETCH 2 (UID RFC822.SIZE")
        talk.say(b"* 2 FETCH (UID 2 RFC822.SIZE %d)" % len(LETTER))
        talk.done()
        give(talk, LETTER, first=2)
        end(talk)

    assert len(asked(script)) == 1


def test_an_answer_without_end_is_left(asked):
    def script(talk: Talk) -> None:
        opened(talk, 2)
        talk.raw(b"* SEARCH" + b" 1" * 600_000)
        talk.hear()

    with pytest.raises(NotReceived, match="sent what can't be right, or too much of it"):
        asked(script)


def test_good_bye_instead_of_an_answer_is_said(asked, desk):
    def script(talk: Talk) -> None:
        opened(talk, 2)
        talk.say(b"* BYE Shutting down")
        talk.hear()

    with pytest.raises(NotReceived, match="ended the conversation"):
        asked(script)
    assert the_mailbox(desk, 1).last_uid == 0


def test_of_a_huge_folder_no_search_may_find_more_than_a_line_holds(asked):
    spans: list[int] = []

    def script(talk: Talk) -> None:
        talk.sign_in()
        talk.open_folder(messages=100_000, uid_next=400_001)
        while (said := talk.hear()).startswith(b"UID SEARCH UID "):
            first, _, last = said.split()[3].partition(b":")
            spans.append(int(last) - int(first) + 1)
            talk.say(b"* SEARCH")
            talk.done()
        talk.say(b"* SEARCH")
        talk.done()

    assert asked(script) == []
    assert spans[:4] == [1_000, 4_000, 16_000, 64_000]
    assert max(spans) == 90_000
    assert sum(spans) == 400_000
