from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.mailboxes.conftest import LETTER, PATIENCE, Post
from tests.letters import a_mail
from tests.servers.dovecot import PASSWORD, MailServer
from tests.signing import no_key_is_known, signed
from tipdesk.desk.correspondence.signatures import signatures_of
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.mailboxes.password import PasswordDialog
from tipdesk.gui.mailboxes.postdesk import Postdesk
from tipdesk.gui.mailboxes.standing import Standing
from tipdesk.gui.shell.desk_page import DeskPage
from tipdesk.gui.shell.layout import Layout
from tipdesk.gui.shell.window import Window
from tipdesk.intake.letters import Rules, arrival_of
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.mailboxes.mailboxes import mailboxes_of, rest_mailbox
from tipdesk.intake.register import register
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store


@dataclass
class Room:
    """A window on a desk that reads mail."""

    window: Window
    page: DeskPage
    postdesk: Postdesk
    post: Post

    @property
    def toast(self) -> str:
        return self.window.toast.text.text()

    def until_toast(self, words: str) -> None:
        self.post.qtbot.waitUntil(lambda: words in self.toast, timeout=PATIENCE)


@pytest.fixture
def room(
    bridge: Bridge, desk: Store, mail_server: MailServer, user: str, qtbot: QtBot
) -> Iterator[Room]:
    window = Window(Layout(scheme="light"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    page = DeskPage(bridge, window)
    postdesk = Postdesk(page)
    window.show_page(page)
    page.start()
    qtbot.waitUntil(lambda: not bridge.is_busy)
    yield Room(window, page, postdesk, Post(postdesk.mailroom, mail_server, user, desk, qtbot))
    postdesk.end()
    page.end()


def test_a_desk_without_a_mailbox_offers_to_connect_one(room: Room) -> None:
    room.postdesk.start()
    button = room.page.tips._empty._connect
    room.post.qtbot.waitUntil(button.isVisible, timeout=PATIENCE)
    room.post.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    titles = {each.windowTitle() for each in room.window.children() if hasattr(each, "verdict")}
    assert titles == {"Connect a tip mailbox"}
    assert not room.window.acts["tip.fetch_mail"].isVisible()
    sheet = room.postdesk.show_sheet()
    assert sheet is room.postdesk.show_sheet()
    assert not sheet.add.isVisible()


def test_the_page_tells_how_things_stand_and_what_came(room: Room) -> None:
    post = room.post
    post.server.put(post.user, [LETTER % (1, 1)])
    mailbox = post.add(secret=PASSWORD, name="Tips <b>")
    room.postdesk.start()
    post.came(mailbox, 1)
    post.until(mailbox, Standing.WATCHING)
    sheet = room.postdesk.show_sheet()
    row = sheet.rows[mailbox]
    said = (row.name.text(), row.state.text(), row.came.text().partition(" · ")[0])
    assert said == ("Tips <b>", "Watching", "1 message taken in")
    assert row.accessibleName() == "Tips <b>: Watching"
    row.pause.click()
    post.until(mailbox, Standing.PAUSED)
    assert (row.state.text(), row.pause.text()) == ("Paused", "Go on")
    row.pause.click()
    post.until(mailbox, Standing.WATCHING)
    assert room.window.acts["tip.fetch_mail"].isVisible()


def test_a_mailbox_that_is_removed_leaves_what_came_and_can_come_back(room: Room) -> None:
    post = room.post
    post.server.put(post.user, [LETTER % (1, 1)])
    mailbox = post.add(secret=PASSWORD)
    room.postdesk.start()
    post.came(mailbox, 1)
    sheet = room.postdesk.show_sheet()
    sheet.rows[mailbox].remove.click()
    post.qtbot.waitUntil(lambda: not sheet.rows, timeout=PATIENCE)
    post.qtbot.waitUntil(lambda: len(room.page.tips.model.ids) == 1, timeout=PATIENCE)
    assert room.toast == "Mailbox no longer read; what came from it stays"
    room.window.toast.button.click()
    post.until(mailbox, Standing.LOCKED)  # its password was forgotten
    assert [one.id for one in mailboxes_of(post.desk)] == [mailbox]


def test_a_password_that_is_asked_for_each_time_is_given_in_one_line(room: Room) -> None:
    post = room.post
    mailbox = post.add()
    room.postdesk.start()
    room.until_toast("needs its password")
    room.window.toast.button.click()
    (dialog,) = room.window.findChildren(PasswordDialog)
    dialog.password.setText(PASSWORD)
    post.qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    post.until(mailbox, Standing.WATCHING)


def test_a_mailbox_that_is_shut_is_said_in_the_window(room: Room) -> None:
    room.post.add(secret="not it")
    room.postdesk.start()
    room.until_toast("A tip mailbox can’t be read. The server refused the sign-in")
    room.window.toast.button.click()
    assert room.postdesk._sheet() is not None


def test_a_new_tip_is_said_and_a_click_opens_it(room: Room) -> None:
    post = room.post
    mailbox = post.add(secret=PASSWORD)
    room.postdesk.start()
    post.until(mailbox, Standing.WATCHING)
    post.server.deliver(post.user, LETTER % (1, 1))
    room.until_toast("New tip")
    assert room.window.windowTitle() == "Tipdesk"
    room.page.search.set_words("quarry")
    room.window.toast.button.click()
    post.qtbot.waitUntil(lambda: room.page.tip.tip == 1, timeout=PATIENCE)


def test_who_wants_no_news_is_remembered(room: Room) -> None:
    sheet = room.postdesk.show_sheet()
    sheet.news.click()
    assert room.window.remember().news is False
    sheet.close()
    room.post.qtbot.waitUntil(lambda: room.postdesk._sheet() is None)
    assert not room.postdesk.show_sheet().news.isChecked()


def test_a_desk_for_reading_only_reads_no_mail(room: Room, monkeypatch) -> None:
    mailbox = room.post.add(secret=PASSWORD)
    rest_mailbox(room.post.desk, mailbox, active=True)
    monkeypatch.setattr(Store, "read_only", True)
    with room.post.qtbot.waitSignal(room.postdesk.mailroom.changed, timeout=PATIENCE):
        room.postdesk.start()
    assert room.postdesk.mailroom._attendants == {}
    row = room.postdesk.show_sheet().rows[mailbox]
    assert not any(
        each.isEnabled() for each in (row.fetch, row.pause, row.change, row.remove, row.sign_in)
    )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return no_key_is_known(monkeypatch)


def test_signatures_are_checked_aside_where_the_mailbox_says_so(
    room: Room, asked: list[str]
) -> None:
    post, jobs = room.post, []
    room.page.bridge.started.connect(lambda job, _: jobs.append(job))
    post.server.put(post.user, [signed(bytes(a_mail()))])
    mailbox = post.add(secret=PASSWORD, check_signatures=True, since=date(2026, 1, 1))
    room.postdesk.start()
    post.came(mailbox, 1)
    post.qtbot.waitUntil(lambda: signatures_of(post.desk, TipId(1)) is not None, timeout=PATIENCE)
    assert asked == ["s1._domainkey.riverside.example."]
    assert "Checking signatures" in [job.title for job in jobs]
    row = room.postdesk.show_sheet().rows[mailbox]
    said = row.came.text().split(" · ")
    assert said[2:] == ["only what came since 1 Jan 2026", "signatures are checked"]


def test_signatures_are_left_alone_where_no_mailbox_says_so(room: Room, asked: list[str]) -> None:
    post, jobs = room.post, []
    room.page.bridge.started.connect(lambda job, _: jobs.append(job))
    post.server.put(post.user, [signed(bytes(a_mail()))])
    mailbox = post.add(secret=PASSWORD)
    room.postdesk.start()
    post.came(mailbox, 1)
    with post.qtbot.waitSignal(room.postdesk.checking.ended, timeout=PATIENCE):
        room.postdesk.checking.look()
    assert (asked, signatures_of(post.desk, TipId(1))) == ([], None)
    assert "Checking signatures" not in [job.title for job in jobs]


def test_signatures_that_a_closed_program_left_are_checked_at_the_next_start(
    room: Room, asked: list[str]
) -> None:
    letter = Letter(signed(bytes(a_mail())))
    register(room.post.desk, arrival_of(letter, Rules(check_signatures=True)))
    room.postdesk.start()
    room.post.qtbot.waitUntil(
        lambda: signatures_of(room.post.desk, TipId(1)) is not None, timeout=PATIENCE
    )
    assert len(asked) == 1
