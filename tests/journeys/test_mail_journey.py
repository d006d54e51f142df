"""From the mail server to the printed page, in the open window: what the tip address is for."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.test_mailbox_arrival import with_pictures
from tests.nouns import make_desk
from tests.servers.dovecot import PASSWORD, MailServer
from tipdesk import app
from tipdesk.desk.opening import open_tip
from tipdesk.gui.exporting.dialog import ExportDialog
from tipdesk.gui.mailboxes.account import AccountDialog
from tipdesk.gui.mailboxes.standing import Standing
from tipdesk.gui.shell.layout import Layout
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import FileKind, ReadState, Workflow
from tipdesk.publication.export import Form

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PATIENCE = 30_000
TWO_MINUTES = 120.0


class Editor:
    """Somebody at the window: fills in, chooses, types."""

    def __init__(self, program: app.Program, qtbot: QtBot) -> None:
        self.program, self.qtbot = program, qtbot

    def until(self, happened) -> None:
        self.qtbot.waitUntil(happened, timeout=PATIENCE)

    def act(self, name: str) -> None:
        self.program.window.acts[name].trigger()

    def popup(self, kind: str) -> QWidget:
        self.until(lambda: type(QApplication.activePopupWidget()).__name__ == kind)
        return QApplication.activePopupWidget()

    def pick(self, name: str, typed: str, *, several: bool = False) -> None:
        """Choose an action that asks which, and type that."""
        self.act(name)
        picker = self.popup("Picker")
        self.until(lambda: picker.model.rowCount() > 0 or several)
        self.qtbot.keyClicks(picker.filter, typed)
        with self.qtbot.waitSignal(self.program.page.bridge.done, timeout=PATIENCE):
            for _ in range(1 + several):
                self.qtbot.keyClick(picker.filter, Qt.Key.Key_Return)

    def connect(self, server: MailServer, user: str) -> None:
        """Set the tip mailbox up."""
        self.act("tip.connect")
        (dialog,) = self.program.window.findChildren(AccountDialog)
        self.qtbot.keyClicks(dialog.place.address, user)
        dialog.place.host.setText("localhost")
        dialog.place.port.setText(str(server.tls))
        dialog.signing.password.setText(PASSWORD)
        with self.qtbot.waitSignal(dialog.saved, timeout=PATIENCE):
            self.qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
        mailroom = self.program.post.mailroom
        self.until(
            lambda: (
                [mailroom.state(line).standing for line in mailroom.lines] == [Standing.WATCHING]
            )
        )

    def publish(self, url: str) -> None:
        self.act("change.publish")
        form = self.popup("PublishForm")
        self.qtbot.keyClicks(form.url, url)
        with self.qtbot.waitSignal(self.program.page.bridge.done, timeout=PATIENCE):
            self.qtbot.keyClick(form.url, Qt.Key.Key_Return)

    def summarise(self, path: Path) -> str:
        self.act("tip.export")
        self.until(lambda: len(self.program.window.findChildren(ExportDialog)) == 1)
        (dialog,) = self.program.window.findChildren(ExportDialog)
        dialog.choices.choose(Form.MD)
        with self.qtbot.waitSignal(dialog.saved, timeout=PATIENCE):
            dialog.write(path)
        dialog.close()
        return path.read_text()


@pytest.fixture
def editor(tmp_path: Path, qtbot: QtBot) -> Iterator[Editor]:
    make_desk(tmp_path).close()
    app.prepare()
    program = app.Program(editor="Mara Keller", kept=Layout(scheme="light"))
    program.window.show()
    with qtbot.waitSignal(program.entered, timeout=PATIENCE):
        program.begin(tmp_path / "desk")
    yield Editor(program, qtbot)
    program.end()
    program.window.close()
    program.window.deleteLater()


def test_a_mail_with_three_pictures_is_a_story_two_minutes_later(
    editor: Editor, mail_server: MailServer, trusting: None, tmp_path: Path
) -> None:
    began = time.monotonic()
    user = mail_server.new_user()
    page, store = editor.program.page, editor.program.lanes.store
    editor.connect(mail_server, user)
    mail_server.deliver(user, with_pictures())
    editor.until(lambda: list(page.tips.model.ids) == [1])
    assert editor.program.window.toast.text.text() == "New tip"
    assert editor.program.window.windowTitle() == "Eastwick Courier"

    def pictures() -> list[str]:
        media = open_tip(store, TipId(1)).media
        read = [one for one in media if one.state is ReadState.READ]
        return [one.name for one in read if one.kind is FileKind.PICTURE]

    editor.until(lambda: len(pictures()) == len(set(pictures())) == 3)
    editor.program.window.toast.button.click()
    editor.until(lambda: page.tip.tip == 1)
    editor.pick("change.story", "millflood", several=True)
    editor.pick("change.state", "ready")
    editor.publish("https://courier.example.org/millflood")
    tip = open_tip(store, TipId(1))
    assert (tip.line.workflow, [use.story for use in tip.uses]) == (
        Workflow.PUBLISHED,
        ["MILLFLOOD"],
    )
    assert "Water over the mill road" in editor.summarise(tmp_path / "summary.md")
    assert b"Seen" not in mail_server.flags(user)
    assert time.monotonic() - began < TWO_MINUTES


def test_the_desk_closes_at_once_while_its_mailbox_is_watched(
    editor: Editor, mail_server: MailServer, trusting: None
) -> None:
    editor.connect(mail_server, mail_server.new_user())
    lanes = editor.program.lanes
    began = time.monotonic()
    editor.program.end()
    assert time.monotonic() - began < 2
    with pytest.raises(RuntimeError):
        lanes.do(lambda _: None)
