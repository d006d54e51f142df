from datetime import UTC, datetime

import dns.resolver
import pytest

from tests.letters import a_chat, a_mail, receive
from tests.signing import DOMAIN, nobody_is_asked, publish, record, rsa_key, signed
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.changes.words import say
from tipdesk.desk.correspondence.mailviews import raw_of
from tipdesk.desk.correspondence.messages import messages_of
from tipdesk.desk.correspondence.signatures import check_dkim, signatures_of
from tipdesk.desk.triaging.triage import protect
from tipdesk.intake.mail.nameservers import DNS_SECONDS, published
from tipdesk.newsroom.errors import NotFound, ReasonNeeded
from tipdesk.newsroom.signatures import (
    Checked,
    Outcome,
    Signature,
    as_kept,
    from_kept,
    sentences,
)


@pytest.fixture
def tip(desk):
    return receive(desk, signed(bytes(a_mail())))


def clock(moment: datetime) -> str:
    return f"{moment:%d %b %H:%M}"


def said(checked: Checked) -> list[str]:
    return [one.said() for one in sentences(checked, clock)]


def test_what_was_found_is_kept_beside_the_mail_with_its_time(desk, tip):
    raw = raw_of(desk, messages_of(desk, tip)[0].id)
    assert signatures_of(desk, tip) is None

    change = check_dkim(desk, tip, ask=publish(record(rsa_key())))

    assert say(change) == "Signature of the mail of T-1 checked."
    checked = signatures_of(desk, tip)
    assert [(one.outcome, one.domain) for one in checked.signatures] == [(Outcome.HOLDS, DOMAIN)]
    assert abs((datetime.now(UTC) - checked.at).total_seconds()) < 60
    assert raw_of(desk, messages_of(desk, tip)[0].id) == raw


def test_a_check_is_undone_like_any_change_and_stands_in_the_history(desk, tip):
    check_dkim(desk, tip, ask=publish())
    assert history(desk, tip)[0].verb == "check_dkim"

    assert history(desk, tip)[0].what == ("signature of a mail checked",)

    undo(desk)

    assert signatures_of(desk, tip) is None
    assert history(desk, tip)[0].what == ("signature of a mail not checked yet",)


def test_of_a_protected_source_nobody_is_asked_without_a_reason(desk, tip):
    protect(desk, [tip], on=True)

    with pytest.raises(ReasonNeeded, match="may tell its owner that the newsroom looks"):
        check_dkim(desk, tip, ask=nobody_is_asked)
    assert signatures_of(desk, tip, reveal=True) is None

    check_dkim(desk, tip, reason="The source agreed.", ask=publish(record(rsa_key())))
    assert signatures_of(desk, tip) is None
    assert signatures_of(desk, tip, reveal=True).signatures[0].outcome is Outcome.HOLDS
    assert history(desk, tip)[0].reason == "The source agreed."


def test_a_chat_has_nothing_to_check(desk):
    with pytest.raises(NotFound, match="no mail whose signature"):
        check_dkim(desk, a_chat(desk, 2), ask=nobody_is_asked)


def test_an_unsigned_mail_is_said_to_be_unsigned(desk):
    tip = receive(desk, a_mail())

    check_dkim(desk, tip, ask=nobody_is_asked)

    (sentence,) = said(signatures_of(desk, tip))
    assert sentence.startswith("The mail bears no signature of a domain (checked ")


@pytest.mark.parametrize("outcome", Outcome)
def test_every_result_is_a_sentence_that_never_speaks_of_the_person(outcome):
    at = datetime(2026, 11, 26, 12, 59, tzinfo=UTC)
    for domain in ("", DOMAIN):
        checked = Checked(at, (Signature(outcome, domain, at),))

        assert from_kept(as_kept(checked)) == checked
        (sentence,) = said(checked)
        assert sentence.endswith(" (checked 26 Nov 12:59).")
        assert "who they say" not in sentence


def test_a_signature_that_holds_is_said_with_its_time():
    signing = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)
    at = datetime(2026, 11, 26, 12, 59, tzinfo=UTC)

    assert said(Checked(at, (Signature(Outcome.HOLDS, DOMAIN, signing),))) == [
        "Signed by riverside.example on 22 Nov 10:41, the signature holds (checked 26 Nov 12:59)."
    ]


@pytest.mark.parametrize(
    ("why", "answer"),
    [
        (dns.resolver.NXDOMAIN, []),
        (dns.resolver.NoAnswer, []),
        (dns.resolver.LifetimeTimeout, TimeoutError),
        (dns.resolver.NoNameservers, TimeoutError),
        (dns.resolver.NoResolverConfiguration, TimeoutError),
        (OSError, TimeoutError),
    ],
)
def test_name_servers_answer_or_it_is_said_that_they_do_not(monkeypatch, why, answer):
    def resolve(name: str, kind: str, *, lifetime: float, search: bool):
        assert (name, kind, lifetime, search) == ("s1.x.example.", "TXT", DNS_SECONDS, False)
        raise why

    monkeypatch.setattr(dns.resolver, "resolve", resolve)

    if answer is TimeoutError:
        with pytest.raises(TimeoutError):
            published("s1.x.example")
    else:
        assert published("s1.x.example") == answer
