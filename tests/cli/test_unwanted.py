"""The command line keeps out who only sends rubbish."""

import pytest

from tests.letters import SENDER, a_mail


@pytest.fixture
def show(tipdesk, records):
    return lambda number: records(tipdesk("show", number, "--json"))[0]


def test_a_sender_is_blocked_and_heard_again(tipdesk, show, tmp_path):
    mail = tmp_path / "next.eml"
    tipdesk("log", "Pumps", "--from", SENDER)

    assert tipdesk("set", 1, "--block").stdout == "Sender of T-1 blocked.\n"
    mail.write_bytes(bytes(a_mail("Again.")))
    tipdesk("import", mail)
    assert show(2)["trashed"]

    assert tipdesk("set", 1, "--unblock").stdout == "Sender of T-1 no longer blocked.\n"
    mail.write_bytes(bytes(a_mail("And again.")))
    tipdesk("import", mail)
    assert not show(3)["trashed"]


def test_junk_is_spiked_as_spam_and_trashed(tipdesk, show):
    tipdesk("log", "Pumps")

    assert tipdesk("set", 1, "--junk").stdout == "T-1 put away as junk.\n"

    tip = show(1)
    assert (tip["workflow"], tip["closing"], tip["trashed"]) == ("spiked", "spam", True)
