from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication

from tests.gui.mailboxes.conftest import LETTER, PATIENCE, Post
from tests.servers.dovecot import PASSWORD
from tests.servers.provider import Provider
from tipdesk.gui.mailboxes.account import AccountDialog
from tipdesk.intake.mailboxes.consent import Code
from tipdesk.intake.mailboxes.mailboxes import mailboxes_of, the_mailbox
from tipdesk.newsroom.errors import NotWritten
from tipdesk.newsroom.states import Security, SignIn
from tipdesk.store import keys


class Account:
    """The dialog, and somebody who fills it in."""

    def __init__(self, post: Post, known: int | None = None) -> None:
        mailbox = the_mailbox(post.desk, known) if known else None
        holder = post.mailroom.holder
        self.dialog = AccountDialog(post.mailroom._bridge, holder, mailbox)
        self.qtbot = post.qtbot
        self.dialog.show()
        # The dialog begins by asking whether there is a keyring.
        self.qtbot.waitUntil(lambda: not post.mailroom._bridge.is_busy, timeout=PATIENCE)

    def fill_in(self, post: Post, password: str = PASSWORD) -> None:
        """Say how this user's mailbox is reached."""
        place = self.dialog.place
        self.qtbot.keyClicks(place.address, post.user)
        place.host.setText("localhost")
        place.port.setText(str(post.server.tls))
        self.dialog.signing.password.setText(password)

    def verdict(self) -> str:
        """Try it, and tell what is said."""
        self.dialog.test.click()
        verdict = self.dialog.verdict
        self.qtbot.waitUntil(lambda: not verdict.is_busy, timeout=PATIENCE)
        return verdict.text.text()

    def save(self) -> None:
        with self.qtbot.waitSignal(self.dialog.saved, timeout=PATIENCE):
            self.dialog.save.click()


@pytest.fixture
def account(post: Post) -> Account:
    return Account(post)


def test_the_server_is_guessed_until_the_editor_says_another(account: Account, qtbot) -> None:
    place = account.dialog.place
    qtbot.keyClicks(place.address, "tips@outlook.com")
    assert place.host.text() == "outlook.office365.com"
    assert place.user.text() == "tips@outlook.com"
    assert account.dialog.signing.way is SignIn.MICROSOFT
    place.host.clear()
    qtbot.keyClicks(place.host, "mail.example.org")
    place.address.clear()
    qtbot.keyClicks(place.address, "tips@gmail.com")
    assert place.host.text() == "mail.example.org"


def test_what_works_is_said_with_its_folders_and_nothing_is_marked(
    account: Account, post: Post
) -> None:
    post.server.put(post.user, [LETTER % (n, n) for n in range(3)])
    post.server.put(post.user, [], folder=".Readers")
    account.fill_in(post)
    said = "It works: 3 messages in INBOX; nothing there will be marked as read."
    assert account.verdict() == said
    folder = account.dialog.given.folder
    assert "Readers" in [folder.itemText(n) for n in range(folder.count())]
    assert folder.currentText() == "INBOX"
    assert b"Seen" not in post.server.flags(post.user)
    assert mailboxes_of(post.desk) == []


def test_a_wrong_password_is_said_and_nothing_is_added(account: Account, post: Post) -> None:
    account.fill_in(post, "not it")
    account.dialog.save.click()
    account.qtbot.waitUntil(lambda: not account.dialog.verdict.is_busy, timeout=PATIENCE)
    assert "check user and password" in account.dialog.verdict.text.text()
    assert account.dialog.isVisible()
    assert mailboxes_of(post.desk) == []


def test_a_port_where_nobody_is_and_a_certificate_that_nobody_trusts_are_said(
    account: Account, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.fill_in(post)
    account.dialog.place.port.setText("1")
    assert "Nobody answers at that port" in account.verdict()
    monkeypatch.delenv("SSL_CERT_FILE")
    account.dialog.place.port.setText(str(post.server.tls))
    assert "self-signed certificate" in account.verdict()


@pytest.mark.parametrize(
    "host",
    [
        "..",
        "a b",
        "imap." + "a" * 240,
        "خادم.example",
        "xn--",
        "-",
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "%",
    ],
)
def test_a_host_that_is_none_is_said(host: str, account: Account, post: Post) -> None:
    account.fill_in(post)
    account.dialog.place.host.setText(host)
    assert account.verdict()
    assert mailboxes_of(post.desk) == []


def test_what_was_pasted_is_taken_apart(account: Account, qtbot) -> None:
    place = account.dialog.place
    place.host.setText("imaps://mail.example.org:1993/")
    place.host.editingFinished.emit()
    assert (place.host.text(), place.port.text()) == ("mail.example.org", "1993")
    place.port.setText("993")
    place.security.setCurrentIndex(1)
    place.security.activated.emit(1)
    assert (place.port.text(), place.said()["security"]) == ("143", Security.STARTTLS)


def test_a_test_can_be_stopped_at_once(account: Account, post: Post) -> None:
    account.fill_in(post)
    account.dialog.test.click()
    assert not account.dialog.test.isEnabled()
    account.dialog.verdict.stop.click()
    assert "stopped" in account.dialog.verdict.text.text()
    assert account.dialog.test.isEnabled()


def test_without_a_keyring_it_is_said_and_the_password_is_written_nowhere(
    account: Account, post: Post
) -> None:
    signing = account.dialog.signing
    assert not signing.keep.isEnabled()
    assert "You are asked each time" in signing.keeping.text()
    account.fill_in(post)
    account.dialog.given.tags.setText("weather,  readers ,")
    account.dialog.given.story.setText("millflood")
    account.save()
    (mailbox,) = mailboxes_of(post.desk)
    assert mailbox.rules == {"tags": ["weather", "readers"], "story": "MILLFLOOD"}
    assert post.mailroom.holder.way_in(mailbox) == PASSWORD
    written = (path for path in post.desk.folder.path.rglob("*") if path.is_file())
    assert not any(PASSWORD.encode() in path.read_bytes() for path in written)


def test_with_a_keyring_the_password_goes_there_and_only_there(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr(keys, "keyring_is_real", lambda: True)
    monkeypatch.setattr(keys, "keep_secret", kept.__setitem__)
    monkeypatch.setattr(keys, "secret_of", kept.get)
    account = Account(post)
    assert account.dialog.signing.keep.isChecked()
    account.fill_in(post)
    account.save()
    assert list(kept.values()) == [PASSWORD]


def test_with_a_locked_keyring_the_password_is_held_until_the_end(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: str) -> None:
        raise NotWritten("The system keyring is locked.")

    monkeypatch.setattr(keys, "keyring_is_real", lambda: True)
    monkeypatch.setattr(keys, "keep_secret", refuse)
    account = Account(post)
    account.fill_in(post)
    account.save()
    (mailbox,) = mailboxes_of(post.desk)
    assert post.mailroom.holder.way_in(mailbox) == PASSWORD


def test_rules_are_changed_without_a_test_and_another_server_wants_the_password_again(
    post: Post,
) -> None:
    mailbox = post.add(secret=PASSWORD)
    account = Account(post, mailbox)
    account.dialog.place.name.setText("Readers")
    account.save()
    assert the_mailbox(post.desk, mailbox).name == "Readers"
    account = Account(post, mailbox)
    account.dialog.place.host.setText("elsewhere.example.org")
    account.dialog.save.click()
    assert account.dialog.verdict.text.text() == "Give the password; nothing was sent."


def test_everything_is_read_and_nobody_is_asked_unless_an_editor_says_otherwise(
    account: Account, post: Post
) -> None:
    given = account.dialog.given
    assert given.beginning.how.currentText() == "Everything in it"
    assert not given.beginning.day.isVisible()
    assert not given.older.isVisible()
    account.fill_in(post)
    account.save()
    (mailbox,) = mailboxes_of(post.desk)
    assert (mailbox.since, mailbox.check_signatures, mailbox.rules) == (None, False, {})


def test_a_first_day_and_the_wish_to_check_signatures_are_kept_and_shown_again(post: Post) -> None:
    mailbox = post.add(secret=PASSWORD)
    account = Account(post, mailbox)
    given = account.dialog.given
    given.beginning.how.setCurrentIndex(1)
    given.beginning.day.setDate(QDate(2026, 11, 1))
    given.check.click()
    assert given.beginning.day.isVisible()
    assert "say an earlier day" in given.older.text()
    account.save()
    known = the_mailbox(post.desk, mailbox)
    assert (known.since, known.check_signatures) == (date(2026, 11, 1), True)
    again = Account(post, mailbox).dialog.given
    assert again.said()["since"] == date(2026, 11, 1)
    assert again.check.isChecked()
    assert again.older.isVisible()


def test_a_known_mailbox_is_tried_with_the_password_that_is_held(post: Post) -> None:
    account = Account(post, post.add(secret=PASSWORD))
    assert account.verdict().startswith("It works: ")
    assert account.dialog.signing.password.text() == ""
    account = Account(post, post.add(name="Second"))
    assert (
        account.verdict()
        == "This computer keeps no password for the mailbox; give it to have it read."
    )


def test_a_code_is_shown_large_and_copied_and_signs_in(
    account: Account, post: Post, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.user, provider.denials = post.user, []
    account.fill_in(post, "")
    signing = account.dialog.signing
    signing._provider = lambda *_: provider.endpoints
    signing.choose(SignIn.MICROSOFT)
    assert not signing.sign_in.isEnabled()
    assert account.verdict() == "Sign in with the provider first; nothing was sent."
    signing.client_id.setText("newsroom")
    shown: list[str] = []

    def show(code: Code) -> None:
        show_code(code)
        shown.append(signing.consent.code.text())
        signing.consent.copy_code.click()

    show_code = signing.consent.show_code
    monkeypatch.setattr(signing.consent, "show_code", show)
    signing.sign_in.click()
    account.qtbot.waitUntil(lambda: signing.tokens is not None, timeout=PATIENCE)
    assert shown == ["WXYZ"]
    assert QGuiApplication.clipboard().text() == "WXYZ"
    assert signing.done.text() == "Signed in."
    assert account.verdict().startswith("It works: ")
    account.save()
    (mailbox,) = mailboxes_of(post.desk)
    assert (mailbox.sign_in, mailbox.client_id) == (SignIn.MICROSOFT, "newsroom")


def test_a_sign_in_that_was_declined_is_said_and_another_client_begins_anew(
    account: Account, post: Post, provider: Provider
) -> None:
    provider.denials = ["access_denied"]
    signing = account.dialog.signing
    signing._provider = lambda *_: provider.endpoints
    signing.choose(SignIn.MICROSOFT)
    signing.client_id.setText("newsroom")
    signing.sign_in.click()
    account.qtbot.waitUntil(
        lambda: "declined" in account.dialog.verdict.text.text(), timeout=PATIENCE
    )
    assert signing.consent.isHidden()
    signing.sign_in.click()
    account.qtbot.waitUntil(lambda: signing.tokens is not None, timeout=PATIENCE)
    signing.client_id.setText("another")
    assert signing.tokens is None


def test_the_browser_opens_only_when_the_editor_says_so(
    account: Account, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    browser = "tipdesk.gui.mailboxes.consentpanel.QDesktopServices.openUrl"
    monkeypatch.setattr(browser, lambda url: opened.append(url.toString()))
    signing = account.dialog.signing
    signing._provider = lambda *_: provider.endpoints
    signing.choose(SignIn.MICROSOFT)
    signing.client_id.setText("newsroom")
    signing.here.click()
    account.qtbot.waitUntil(lambda: not signing.consent.open.isHidden(), timeout=PATIENCE)
    assert opened == []
    signing.consent.open.click()
    assert "code_challenge" in opened[0]
    account.dialog.close()


def test_every_field_has_a_name_for_whoever_cannot_see_it(account: Account) -> None:
    dialog = account.dialog
    parts = (dialog.place, dialog.signing, dialog.given)
    fields = [
        value
        for part in parts
        for value in vars(part).values()
        if type(value).__name__ in ("QLineEdit", "QComboBox")
    ]
    assert len(fields) == 17
    beginning = dialog.given.beginning
    fields += [beginning.how, beginning.day]
    assert all(field.accessibleName() for field in fields)
