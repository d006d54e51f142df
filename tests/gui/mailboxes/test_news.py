import pytest
from PySide6.QtWidgets import QMainWindow, QSystemTrayIcon

from tipdesk.gui.mailboxes.news import News
from tipdesk.gui.notices.toasts import Toast
from tipdesk.newsroom.ids import TipId


@pytest.fixture
def window(qtbot, light: None) -> QMainWindow:
    made = QMainWindow()
    made.setWindowTitle("Eastwick Courier")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def news(window: QMainWindow) -> News:
    return News(window, Toast(window))


def test_a_tip_that_came_is_told_in_two_words(news: News, qtbot) -> None:
    with qtbot.waitSignal(news.said) as said:
        news.tell([TipId(7)])
    assert said.args == ["New tip"]
    assert news._toast.text.text() == "New tip"
    assert news._window.windowTitle() == "Eastwick Courier"


def test_many_at_once_are_told_together_and_later(news: News, qtbot) -> None:
    said: list[str] = []
    news.said.connect(said.append)
    news.tell([TipId(1)])
    for number in (2, 3, 4):
        news.tell([TipId(number)])
    assert said == ["New tip"]
    news.quiet.timeout.emit()
    assert said == ["New tip", "3 new tips"]
    news.quiet.timeout.emit()
    assert len(said) == 2


def test_a_click_brings_the_window_with_the_tips(news: News, window: QMainWindow, qtbot) -> None:
    news.tell([TipId(7), TipId(8)])
    window.showMinimized()
    with qtbot.waitSignal(news.wanted) as wanted:
        news._toast.button.click()
    assert wanted.args == [[7, 8]]
    assert not window.isMinimized()


def test_who_wants_no_news_gets_none(news: News) -> None:
    said: list[str] = []
    news.said.connect(said.append)
    news.stand_by(on=False)
    news.tell([TipId(1)])
    assert said == []
    assert news._toast.isHidden()


@pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface", extend=True)
def test_the_desktop_is_told_no_more_than_the_window(
    news: News, window: QMainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, ...]] = []
    tray = QSystemTrayIcon
    monkeypatch.setattr(tray, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(tray, "showMessage", lambda _, *said: told.append(said[:2]))
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    news.stand_by(on=True)
    news.tell([TipId(7)])
    assert told == [("Tipdesk", "New tip")]
    news.end()
