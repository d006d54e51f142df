"""The command line checks the signature of a mail, and only when it is told to."""

import dns.resolver
import pytest

from tests.letters import a_mail
from tests.signing import signed


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """Stand for the name servers, which know no key; gives what they were asked."""
    names: list[str] = []

    def resolve(name: str, *_kind: str, **_limits: object) -> None:
        names.append(name)
        raise dns.resolver.NXDOMAIN

    monkeypatch.setattr(dns.resolver, "resolve", resolve)
    return names


@pytest.fixture
def mail(tipdesk, tmp_path) -> None:
    (tmp_path / "tip.eml").write_bytes(signed(bytes(a_mail())))
    tipdesk("import", tmp_path / "tip.eml")


def test_a_signature_is_checked_when_asked_and_shown_with_the_tip(tipdesk, mail, asked):
    tipdesk("show", 1)
    assert asked == []

    told = tipdesk("set", 1, "--check-dkim")

    assert told.stdout == "Signature of the mail of T-1 checked.\n"
    assert asked == ["s1._domainkey.riverside.example."]
    assert "the key is no longer published" in tipdesk("show", 1).stdout


def test_no_change_of_a_tip_asks_by_itself(tipdesk, mail, asked):
    tipdesk("set", 1, "--workflow", "triage")

    assert asked == []
