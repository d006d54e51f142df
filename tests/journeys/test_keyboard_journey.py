"""From an empty desk to a published story with the keyboard alone, and what a reader is told."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.opened_window import Opened, opened
from tipdesk import app
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_lines
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import OpenTip, TipLine
from tipdesk.newsroom.states import Workflow
from tipdesk.store.database import Store
from tipdesk.stories.reading import stories

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CTRL = Qt.KeyboardModifier.ControlModifier
TIP = TipId(1)


class Editor:
    """Somebody at the window who has no mouse: every key goes to what has the focus."""

    def __init__(self, window: Opened, desk: Store, qtbot) -> None:
        self.window, self.desk, self.qtbot = window, desk, qtbot

    def focus(self) -> QWidget:
        popup, window = QApplication.activePopupWidget(), self.window.program.window
        if popup is None and QApplication.activeWindow() is None:
            # The screenless platform forgets which window a popup belonged to.
            with self.qtbot.waitActive(window):
                window.activateWindow()
        where = popup or window
        found = where.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key | str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def until(self, happened: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(happened()), timeout=15_000)

    def pick(self, key: str, typed: str, *, ticks: bool = False) -> None:
        """Open a picker by its key, find by a few letters, take it."""
        self.press(key)
        self.until(lambda: QApplication.activePopupWidget() is not None)
        picker = QApplication.activePopupWidget()
        self.type(typed)
        self.until(picker.model.rowCount)
        self.press(Qt.Key.Key_Return)
        if ticks:
            self.press(Qt.Key.Key_Return)
        self.until(lambda: QApplication.activePopupWidget() is None)

    @property
    def line(self) -> TipLine:
        return tip_lines(self.desk, [TIP])[0]

    @property
    def tip(self) -> OpenTip:
        return open_tip(self.desk, TIP, reveal=False)


@pytest.fixture
def editor(desk: Store, qtbot) -> Iterator[Editor]:
    app.prepare()
    with opened(desk, qtbot) as window:
        window.settle()
        yield Editor(window, desk, qtbot)


def write_a_tip(editor: Editor) -> None:
    editor.press("n", CTRL)
    editor.until(lambda: editor.window.page.tip.tip == TIP)
    headline = editor.window.page.tip.header.headline
    editor.until(headline.hasFocus)
    editor.press("a", CTRL)
    editor.type("Flood water over the bridge")
    editor.press("2", CTRL)
    editor.until(lambda: editor.line.headline == "Flood water over the bridge")
    editor.until(lambda: editor.window.tips.selection() == [TIP])


def test_a_tip_becomes_a_published_story_without_a_mouse(editor):
    write_a_tip(editor)
    editor.pick("t", "flood", ticks=True)
    editor.until(lambda: editor.line.tags == ("flood",))
    editor.pick("l", "Millflood", ticks=True)
    editor.until(lambda: editor.line.stories == ("MILLFLOOD",))
    editor.pick("a", "mara")
    editor.until(lambda: editor.line.assignee == "Mara Keller")
    editor.pick("s", "verif")
    editor.until(lambda: editor.line.workflow is Workflow.VERIFYING)
    take_it_to_ready_on_the_board(editor)
    publish_it(editor)
    assert [use.url for use in editor.tip.uses] == ["https://courier.example/flood"]
    (story,) = stories(editor.desk)
    assert (story.slug, story.published_url) == ("MILLFLOOD", "https://courier.example/flood")
    find_it_again(editor)


def take_it_to_ready_on_the_board(editor: Editor) -> None:
    page = editor.window.page
    editor.press("b")
    editor.until(lambda: page.boarding.is_on and page.boarding.board.selection() == [TIP])
    editor.pick("s", "ready")
    editor.until(lambda: editor.line.workflow is Workflow.READY)
    ready = page.boarding.board.columns[Workflow.READY]
    editor.until(lambda: list(ready.model.ids) == [TIP])
    if not page.boarding.board.selection():
        editor.press(Qt.Key.Key_Right)
    editor.until(lambda: page.boarding.board.selection() == [TIP])


def publish_it(editor: Editor) -> None:
    editor.press(Qt.Key.Key_Return, CTRL)
    editor.until(lambda: type(QApplication.activePopupWidget()).__name__ == "PublishForm")
    editor.type("https://courier.example/flood")
    editor.press(Qt.Key.Key_Return)
    editor.until(lambda: editor.line.workflow is Workflow.PUBLISHED)


def find_it_again(editor: Editor) -> None:
    page = editor.window.page
    editor.press("k", CTRL)
    editor.until(lambda: QApplication.activePopupWidget() is not None)
    palette = QApplication.activePopupWidget()
    editor.type("millfl")
    editor.until(lambda: palette.model.at(0) and palette.model.at(0).key == "story:MILLFLOOD")
    editor.press(Qt.Key.Key_Return)
    editor.until(lambda: page.tips.wish.view == "story:MILLFLOOD")


def test_what_is_on_the_screen_has_a_name_and_a_role_for_a_screen_reader(editor):
    write_a_tip(editor)
    page = editor.window.page
    page.boarding.board.follow(page.tips.wish)
    roles = QAccessible.Role
    editor.press("t")
    editor.until(lambda: QApplication.activePopupWidget() is not None)
    picker = QApplication.activePopupWidget()
    for widget, role, name in (
        (page.tips.table, roles.Table, "Tips"),
        (page.boarding.board.columns[Workflow.NEW].cards, roles.Table, "New"),
        (picker.filter, roles.EditableText, "Tags of T-1"),
        (picker.list, roles.List, "Tags of T-1"),
    ):
        told = QAccessible.queryAccessibleInterface(widget)
        assert told.role() == role
        assert told.text(QAccessible.Text.Name).startswith(name)
    editor.press(Qt.Key.Key_Escape)
    row = page.tips.table.model().index(0, 0)
    said = Qt.ItemDataRole.AccessibleTextRole
    editor.until(lambda: row.data(said).startswith("T-1; Flood water over the bridge; New"))


def test_every_button_of_the_bar_and_of_the_panel_for_several_says_what_it_does(editor):
    page = editor.window.page
    for host in (editor.window.program.window.bar, page.selecting.together, page.boarding.board):
        for button in host.findChildren(QWidget):
            if button.focusPolicy() & Qt.FocusPolicy.TabFocus:
                told = QAccessible.queryAccessibleInterface(button)
                assert told.text(QAccessible.Text.Name), button
