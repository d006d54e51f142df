import base64
import functools
import time

import nacl.signing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.signing import DOMAIN, nobody_is_asked, publish, record, rsa_key, signed
from tipdesk.intake.mail import signatures
from tipdesk.intake.mail.signatures import check
from tipdesk.newsroom.signatures import Outcome, Signature

MAIL = (
    b"From: Amina Okafor <amina@riverside.example>\r\nTo: tips@courier.example\r\n"
    b"Subject: Flood  at\r\n the bridge\r\nDate: Sun, 22 Nov 2026 10:41:00 +0000\r\n"
    b"\r\nWater on the\t road. \r\n\r\nFrom here it is a metre.\r\n\r\n\r\n"
)
FORMS = [(a, b) for a in (b"relaxed", b"simple") for b in (b"relaxed", b"simple")]


def sign(mail: bytes = MAIL, **options) -> bytes:
    return signed(mail, **options)


def outcome(mail: bytes, *texts: bytes) -> Outcome:
    (found,) = check(mail, publish(*(texts or (record(rsa_key()),))))
    return found.outcome


@pytest.mark.parametrize("form", FORMS)
def test_a_signature_holds_in_every_form_and_names_its_domain_and_time(form):
    before = int(time.time())

    (found,) = check(sign(canonicalize=form), publish(record(rsa_key())))

    assert (found.outcome, found.domain) == (Outcome.HOLDS, DOMAIN)
    assert found.signed_at.timestamp() >= before


def test_a_signature_by_ed25519_holds():
    key = nacl.signing.SigningKey.generate()
    mail = sign(privkey=base64.b64encode(bytes(key)), signature_algorithm=b"ed25519-sha256")
    public = base64.b64encode(bytes(key.verify_key))

    assert outcome(mail, b"k=ed25519; p=" + public) is Outcome.HOLDS
    assert outcome(mail.replace(b"Flood", b"Blood"), b"k=ed25519; p=" + public) is Outcome.CHANGED


@pytest.mark.parametrize(
    "body",
    [b"", b"\r\n", b" \r\n\r\n", b"no end", b"a \t b\t\r\n \r\n", b"a\r\r\n\r\r\n\r\n", b"a\r\n\r"],
)
@pytest.mark.parametrize("form", FORMS)
def test_strange_ends_of_a_body_are_signed_as_others_sign_them(form, body):
    head = MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"

    assert outcome(sign(head + body, canonicalize=form)) is Outcome.HOLDS


def test_line_ends_of_another_system_change_nothing():
    assert outcome(sign().replace(b"\r\n", b"\n")) is Outcome.HOLDS


def test_of_a_changed_body_the_signature_does_not_hold_and_nobody_is_asked():
    (found,) = check(sign().replace(b"a metre", b"two metres"), nobody_is_asked)

    assert found.outcome is Outcome.CHANGED


@pytest.mark.parametrize(
    "change",
    [
        lambda mail: mail.replace(b"Subject: Flood", b"Subject: Blood"),
        lambda mail: mail.replace(b"Subject:", b"Subject: Another\r\nSubject:"),
        lambda mail: b"From: boss@courier.example\r\n" + mail,
        lambda mail: mail.replace(b"; t=", b"; t=1"),
    ],
)
def test_of_a_changed_header_the_signature_does_not_hold(change):
    assert outcome(change(sign())) is Outcome.CHANGED


def test_what_stands_in_a_header_and_is_no_field_could_be_shown_unsigned():
    mail = sign().replace(b"To: tips", b"Send money to this account\r\nTo: tips")

    assert check(mail, nobody_is_asked) == (Signature(Outcome.UNREADABLE),)


def test_whoever_signs_for_another_domain_is_told_apart():
    other = MAIL.replace(b"amina@riverside.example", b"amina@bank.example")
    below = MAIL.replace(b"amina@riverside.example", b"amina@mail.riverside.example")

    assert outcome(sign(other)) is Outcome.OTHER_DOMAIN
    assert outcome(sign(below)) is Outcome.HOLDS


def test_a_signature_of_the_beginning_says_so():
    assert outcome(sign(length=True) + b"Added words.\r\n") is Outcome.BEGINNING


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([b"v=DKIM1; k=rsa; p="], Outcome.REVOKED),
        ([b"v=DKIM1; p=!!!"], Outcome.UNREADABLE),
        ([b"v=DKIM1; p=AAAA"], Outcome.UNREADABLE),
        ([b"\xff\x00;;=;"], Outcome.UNREADABLE),
        ([b"v=spf1 -all"], Outcome.UNREADABLE),
        ([b"v=DKIM1; k=ed25519; p=AAAA"], Outcome.UNREADABLE),
        ([b"v=DKIM1; p=" + b"A" * 100_000], Outcome.UNREADABLE),
        ([b"v=spf1 -all", record(rsa_key())], Outcome.HOLDS),
        ([record(rsa_key()) + b"; s=tlsrpt"], Outcome.UNREADABLE),
        ([record(rsa_key(2048))], Outcome.CHANGED),
    ],
)
def test_whatever_is_published_leads_to_a_result(texts, said):
    assert outcome(sign(), *texts) is said


def test_a_key_that_is_no_longer_published_and_one_that_nobody_tells_are_told_apart():
    def silence(name: str) -> list[bytes]:
        raise TimeoutError

    mail = sign()
    assert check(mail, publish())[0].outcome is Outcome.NO_KEY
    assert check(mail, silence)[0].outcome is Outcome.NO_ANSWER


def test_a_signature_that_can_be_forged_proves_nothing():
    mail = sign(signature_algorithm=b"rsa-sha1")

    assert check(mail, nobody_is_asked)[0].outcome is Outcome.WEAK


def test_of_ten_signatures_the_first_are_checked():
    mail = MAIL
    for _ in range(10):
        mail = sign().removesuffix(MAIL) + mail

    found = check(mail, publish(record(rsa_key())))

    assert [one.outcome for one in found] == [Outcome.HOLDS] * signatures.SIGNATURES_LIMIT


@pytest.mark.parametrize("filling", [b"x", b" ", b"\t ", b"\r\n "])
def test_a_long_header_and_a_line_without_end_take_no_long_time(filling):
    long = filling * (300 * 1024 // len(filling))
    mail = MAIL.replace(b"\r\n\r\n", b"\r\nX-Long: a" + long + b"z\r\n\r\n" + long, 1)
    broken = b"DKIM-Signature: v=1; d=riverside.example; b=" + long + b"\r\n" + sign()
    started = time.process_time()

    assert outcome(sign(MAIL.replace(b"To:", b"X-Long: a" + long + b"z\r\nTo:"))) is Outcome.HOLDS
    assert check(broken, publish(record(rsa_key())))[0] == Signature(Outcome.UNREADABLE)
    check(sign().partition(b"\r\n")[0] + b"\r\n" + mail, publish(record(rsa_key())))
    assert time.process_time() - started < 5


def test_a_mail_that_is_too_large_is_not_looked_at(monkeypatch):
    monkeypatch.setattr(signatures, "MAIL_LIMIT", 100)

    assert check(sign(), nobody_is_asked) == (Signature(Outcome.TOO_LARGE),)


def test_what_a_mailbox_quoted_still_holds():
    quoted = sign().replace(b"\r\n", b"\n").replace(b"\nFrom here", b"\n>From here")

    assert outcome(quoted) is Outcome.HOLDS
    assert outcome(b"From amina Sun Nov 22 10:41:00 2026\n" + quoted) is Outcome.HOLDS


@pytest.mark.parametrize(
    "domain",
    ["localhost", "", "a" * 64 + ".example", "x..example", "evil.example\u0000", "10.0.0.1/"],
)
def test_what_is_no_domain_is_never_asked(domain):
    mail = sign().replace(f"d={DOMAIN}".encode(), b"d=" + domain.encode())

    assert check(mail, nobody_is_asked)[0] == Signature(Outcome.UNREADABLE)


def test_an_unsigned_mail_has_nothing_to_check():
    assert check(MAIL, nobody_is_asked) == ()
    assert check(b"No field\r\n" + MAIL, nobody_is_asked) == ()


@given(st.binary(max_size=200), st.integers(0, 700), st.binary(max_size=60))
def test_no_bytes_lead_to_anything_but_a_result(noise, at, published):
    mail = sign_once()
    broken = mail[:at] + noise + mail[at + len(noise) :]

    for found in check(broken, lambda _name: [published]):
        assert found.outcome in Outcome


@functools.cache
def sign_once() -> bytes:
    return sign()
