import pytest
from PySide6.QtWidgets import QLabel

from tests.letters import a_chat, a_mail, receive
from tests.signing import no_key_is_known, signed
from tipdesk.desk.changes.history import history
from tipdesk.desk.correspondence.signaturerounds import check_arrived
from tipdesk.desk.triaging.triage import protect
from tipdesk.intake.letters import Rules, arrival_of
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.register import register


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    return no_key_is_known(monkeypatch)


@pytest.fixture
def settled(opened, qtbot):
    """Wait until all that was asked has come, and what it brought is kept."""
    return lambda: qtbot.waitUntil(lambda: not opened.bridge.is_busy)


@pytest.fixture
def tip(opened):
    return receive(opened.store, signed(bytes(a_mail())))


def test_nobody_is_asked_before_the_editor_asks(tab, show, tip, asked):
    show(tip)

    signing = tab.about.signing
    assert signing.ask.accessibleName() == "Check the signature"
    assert "asks the name servers of the sender's domain" in signing.hint.text()
    assert signing.told.isHidden()
    assert asked == []


def test_what_was_found_stands_in_the_box(tab, show, tip, asked, settled):
    show(tip)
    tab.about.signing.ask.click()
    settled()
    show(tip)

    assert asked == ["s1._domainkey.riverside.example."]
    assert "the key is no longer published" in tab.about.signing.told.text()
    assert tab.about.signing.ask.accessibleName() == "Check again"


def test_for_a_protected_source_a_reason_is_asked_first(tab, show, opened, asked, settled):
    tip = receive(opened.store, signed(bytes(a_mail())))
    protect(opened.store, [tip], on=True)
    show(tip)
    signing = tab.about.signing
    assert signing.isHidden()

    show(tip, reveal=True)
    signing.ask.click()
    settled()
    assert not signing.reason.isHidden()
    assert "may tell its owner" in signing.hint.text()
    assert asked == []

    signing.reason.setText("The source agreed.")
    signing.reason.returnPressed.emit()
    settled()
    assert len(asked) == 1
    assert history(opened.store, tip)[0].reason == "The source agreed."
    assert opened.failures == []


def test_a_chat_is_not_signed(tab, show, opened):
    show(a_chat(opened.store, 2))

    assert tab.about.signing.isHidden()


def test_what_was_found_of_a_mail_that_goes_on_stands_below_it_and_is_told_once(
    tab, show, opened, asked
):
    rules = Rules(check_signatures=True)
    for said in ({"message_id": "<1@x.example>"}, {"in_reply_to": "<1@x.example>"}):
        letter = Letter(signed(bytes(a_mail(**said))))
        receipt = register(opened.store, arrival_of(letter, rules))
    check_arrived(opened.store)
    show(receipt.joined)

    first, second = (
        [label.text() for label in card.findChildren(QLabel) if "published" in label.text()]
        for card in tab.cards
    )
    assert first == []
    assert len(second) == 1
    assert "the key is no longer published" in second[0]
    assert "the key is no longer published" in tab.about.signing.told.text()
