"""The command line checks signatures of mails, and only when it is told to."""

import pytest

from tests.letters import a_mail
from tests.servers.dovecot import PASSWORD
from tests.signing import no_key_is_known, signed


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    return no_key_is_known(monkeypatch)


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


def test_an_import_checks_when_it_is_told_to(tipdesk, tmp_path, asked):
    (tmp_path / "tip.eml").write_bytes(signed(bytes(a_mail())))

    told = tipdesk("import", tmp_path / "tip.eml", "--check-signatures")

    assert told.stdout == "T-1 logged.\nSignatures were checked in 1 tip.\n"
    assert asked == ["s1._domainkey.riverside.example."]
    assert "the key is no longer published" in tipdesk("show", 1).stdout
    assert tipdesk("import", tmp_path / "tip.eml", "--check-signatures").returncode == 0
    assert len(asked) == 1


def test_a_mailbox_whose_signatures_are_to_be_checked_has_them_checked(
    tipdesk, mail_server, trusting, asked, monkeypatch
):
    monkeypatch.setenv("TIPDESK_MAIL_PASSWORD", PASSWORD)
    user = mail_server.new_user()
    place = ("--host", "localhost", "--port", mail_server.tls, "--user", user)
    tipdesk("mail", "add", "Tips", *place)
    mail_server.deliver(user, signed(bytes(a_mail(message_id="<1@riverside.example>"))))
    assert tipdesk("mail", "fetch").stdout == "T-1 logged.\n"
    assert asked == []

    tipdesk("mail", "change", "Tips", "--check-signatures")
    assert "signatures are checked" in tipdesk("mail", "list").stdout
    mail_server.deliver(user, signed(bytes(a_mail(message_id="<2@riverside.example>"))))
    assert tipdesk("mail", "fetch").stdout.endswith("Signatures were checked in 1 tip.\n")
    assert asked == ["s1._domainkey.riverside.example."]
    assert "checked" not in tipdesk("show", 1).stdout


def test_no_change_of_a_tip_asks_by_itself(tipdesk, mail, asked):
    tipdesk("set", 1, "--workflow", "triage")

    assert asked == []
