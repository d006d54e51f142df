"""Signatures are checked by themselves only where an editor asked for that, once, and aside."""

import signal
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing

import pytest
from sqlmodel import select

from tests import child
from tests.letters import a_mail
from tests.nouns import same_desk
from tests.signing import KEY_NAME, nobody_is_asked, publish, record, rsa_key, signed
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.correspondence.messages import messages_of
from tipdesk.desk.correspondence.signaturerounds import check_arrived, signatures_wait
from tipdesk.desk.correspondence.signatures import signatures_of
from tipdesk.desk.triaging.triage import assign, protect, trash
from tipdesk.intake.letters import Rules, arrival_of
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.mailboxes.mailboxes import add_mailbox, change_mailbox, remove_mailbox
from tipdesk.intake.progress import Interrupted
from tipdesk.intake.register import register_all
from tipdesk.newsroom.errors import Cancelled
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.mail import NewMailbox
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.signatures import Outcome

ASKED = Rules(check_signatures=True)


def mails(number: int) -> list[bytes]:
    return [signed(bytes(a_mail(message_id=f"<{n}@riverside.example>"))) for n in range(number)]


def receive(desk, raws: Sequence[bytes], rules: Rules = ASKED) -> list[TipId]:
    receipts = register_all(desk, [arrival_of(Letter(raw), rules) for raw in raws])
    return [receipt.tip or receipt.joined or TipId(0) for receipt in receipts]


class NameServers:
    """Answers for all domains, and counts what it was asked."""

    def __init__(self, *, silent: bool = False) -> None:
        self.asked: Counter[str] = Counter()
        self._silent = silent

    def __call__(self, name: str) -> list[bytes]:
        self.asked[name] += 1
        if self._silent:
            raise TimeoutError
        return [record(rsa_key())]


def outcomes(desk, tip: TipId) -> list[Outcome]:
    checked = signatures_of(desk, tip, reveal=True)
    return [one.outcome for one in checked.signatures] if checked else []


def test_where_no_editor_asked_nothing_waits_and_no_name_server_is_asked(desk):
    receive(desk, mails(2), Rules())
    assert not signatures_wait(desk)
    assert check_arrived(desk, ask=nobody_is_asked) == frozenset()


def test_new_mails_are_checked_and_each_name_is_asked_for_once(desk):
    tips = receive(desk, mails(3))
    assert signatures_wait(desk)
    servers = NameServers()

    assert check_arrived(desk, ask=servers) == frozenset(tips)

    assert [outcomes(desk, tip) for tip in tips] == [[Outcome.HOLDS]] * 3
    assert servers.asked == {KEY_NAME: 1}
    assert not signatures_wait(desk)


def test_what_was_found_is_one_change_in_the_history_that_undo_passes_over(desk):
    tips = receive(desk, mails(3))
    assign(desk, tips, "Mara")
    check_arrived(desk, ask=NameServers())

    with desk.reading() as session:
        asked = select(LedgerEntry.change_id).where(LedgerEntry.verb == "check_arrived").distinct()
        assert len(session.exec(asked).all()) == 1
    assert history(desk, tips[0])[0].what == ("signature of a mail checked",)
    assert undo(desk).verb == "undo"
    assert outcomes(desk, tips[0]) == [Outcome.HOLDS]


def test_a_mail_without_a_signature_is_left_as_it_is_and_asks_nobody(desk):
    (tip,) = receive(desk, [bytes(a_mail())])
    assert check_arrived(desk, ask=nobody_is_asked) == frozenset()
    assert signatures_of(desk, tip) is None
    assert not signatures_wait(desk)


def test_of_a_protected_source_and_of_the_trash_nobody_is_asked(desk):
    protected, trashed = receive(desk, mails(2))
    protect(desk, [protected], on=True)
    trash(desk, [trashed])
    assert check_arrived(desk, ask=nobody_is_asked) == frozenset()
    assert not signatures_wait(desk)


def test_a_mail_that_goes_on_with_a_tip_is_checked_as_well(desk):
    first, reply = mails(2)
    reply = signed(bytes(a_mail("More.", in_reply_to="<0@riverside.example>")))
    (tip,) = receive(desk, [first], Rules())
    assert receive(desk, [reply]) == [tip]
    assert check_arrived(desk, ask=publish(record(rsa_key()))) == {tip}
    unasked, checked = (line.checked for line in messages_of(desk, tip))
    assert unasked is None
    assert checked.signatures[0].outcome is Outcome.HOLDS
    protect(desk, [tip], on=True)
    assert [line.checked for line in messages_of(desk, tip)] == [None, None]


def test_a_mailbox_that_no_longer_wants_it_or_is_removed_has_nobody_asked(desk):
    place = {"host": "imap.example.org", "user": "tips", "check_signatures": True}
    said = [NewMailbox(name=name, **place) for name in ("Changed", "Removed")]
    changed, removed = (add_mailbox(desk, one)[1] for one in said)
    for mailbox, raw in zip((changed, removed), mails(2), strict=True):
        receive(desk, [raw], Rules(mailbox=mailbox, check_signatures=True))
    change_mailbox(desk, changed, said[0].model_copy(update={"check_signatures": False}))
    remove_mailbox(desk, removed)

    assert check_arrived(desk, ask=nobody_is_asked) == frozenset()
    assert not signatures_wait(desk)


def test_a_message_that_the_desk_has_already_is_not_checked_again(desk):
    receive(desk, mails(1), Rules())
    receive(desk, mails(1))
    assert not signatures_wait(desk)


def test_name_servers_that_are_silent_fail_nothing_and_are_soon_left_alone(desk):
    raws = [
        signed(bytes(a_mail(message_id=f"<{n}@x.example>")), selector=b"s%d" % n) for n in range(9)
    ]
    tips = receive(desk, raws)
    servers = NameServers(silent=True)
    assert check_arrived(desk, ask=servers) == frozenset(tips)
    assert [outcomes(desk, tip) for tip in tips] == [[Outcome.NO_ANSWER]] * 9
    assert servers.asked.total() == 5


def test_after_a_restart_the_rest_is_checked_and_nothing_twice(desk):
    receive(desk, mails(60))
    servers = NameServers()

    def fall(done: int, _total: int) -> None:
        if done == 55:
            raise Interrupted("Tipdesk is closing.")

    with pytest.raises(Interrupted):
        check_arrived(desk, ask=servers, progress=fall)
    assert not signatures_wait(desk)  # by this opening of the desk, which is about to close
    desk.close()
    with closing(same_desk(desk)) as again:
        assert signatures_wait(again)
        assert len(check_arrived(again, ask=servers)) == 5
        assert not signatures_wait(again)


def test_who_stops_it_wants_no_more_of_these_checked(desk):
    receive(desk, mails(1))
    receive(desk, [signed(bytes(a_mail(message_id="<9@x.example>")))])

    def stop(_done: int, _total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        check_arrived(desk, ask=nobody_is_asked, progress=stop)
    assert not signatures_wait(desk)
    desk.close()
    with closing(same_desk(desk)) as again:
        assert not signatures_wait(again)


def test_two_programs_never_check_the_same_mails(desk, colleague):
    receive(desk, mails(1))

    def meanwhile(name: str) -> list[bytes]:
        assert check_arrived(colleague, ask=nobody_is_asked) == frozenset()
        return [record(rsa_key())]

    assert len(check_arrived(desk, ask=meanwhile)) == 1


def test_it_can_be_stopped_before_each_question(desk):
    told: list[tuple[int, int]] = []
    receive(desk, mails(2))
    check_arrived(desk, ask=NameServers(), progress=lambda *how_far: told.append(how_far))
    assert told == [(0, 2), (0, 2), (1, 2), (2, 2)]


# Ends as a power cut does: in the middle of the question about a mail that comes late.
KILLED = """
import os, sys
from pathlib import Path
from tipdesk.desk.correspondence.signaturerounds import check_arrived
from tipdesk.store.opening import open_desk

def ask(name):
    raise TimeoutError

def told(done, total):
    if done == 55:
        os.kill(os.getpid(), 9)

check_arrived(open_desk(Path(sys.argv[1]), editor="Mara Keller"), ask=ask, progress=told)
"""


def test_after_a_kill_what_was_kept_stays_and_the_rest_is_checked(desk):
    tips = receive(desk, mails(60))
    desk.close()
    killed = child.run([sys.executable, "-c", KILLED, desk.folder.path], check=False)
    assert killed.returncode == -signal.SIGKILL
    with closing(same_desk(desk)) as again:
        assert signatures_wait(again)
        assert check_arrived(again, ask=NameServers()) == frozenset(tips[50:])
        assert outcomes(again, tips[49]) == [Outcome.NO_ANSWER]
        assert outcomes(again, tips[50]) == [Outcome.HOLDS]
