import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QWidget

from tipdesk.gui.notices.toasts import Toast

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot, light: None) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1_000, 600)
    made.show()
    return made


@pytest.fixture
def toast(window: QWidget) -> Toast:
    return Toast(window)


def test_a_toast_says_what_happened_and_takes_it_back(toast: Toast, qtbot) -> None:
    undone: list[int] = []
    toast.tell("T-7 put in the trash", lambda: undone.append(7))
    assert toast.isVisible()
    qtbot.mouseClick(toast.button, LEFT)
    qtbot.mouseClick(toast.button, LEFT)
    assert undone == [7]
    assert toast.isHidden()


def test_a_newer_toast_does_not_take_back_the_older(toast: Toast, qtbot) -> None:
    undone: list[int] = []
    toast.tell("first", lambda: undone.append(1))
    toast.explain("second")
    qtbot.mouseClick(toast.button, LEFT)
    assert undone == []


def test_what_a_stranger_wrote_is_text(toast: Toast) -> None:
    toast.explain('<img src="file:///etc/hostname"> <b>x</b>')
    assert toast.text.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" in toast.text.text()


def test_it_stays_inside_the_window_whatever_it_says(toast: Toast, window: QWidget, qtbot) -> None:
    toast.explain("A long sentence about what could not be done. " * 20)
    window.resize(900, 500)
    assert window.rect().contains(toast.geometry())


def test_it_waits_while_the_pointer_is_on_it(toast: Toast) -> None:
    toast.tell("x")
    at = QPointF(1, 1)
    toast.enterEvent(QEnterEvent(at, at, at))
    assert not toast._fade.isActive()
    toast.leaveEvent(QEvent(QEvent.Type.Leave))
    assert toast._fade.isActive()
    assert toast.isVisible()


def test_a_screen_reader_is_told(toast: Toast) -> None:
    toast.tell("T-7 put in the trash")
    assert toast.accessibleName() == "T-7 put in the trash"


def test_its_shadow_lies_under_it_and_goes_with_it(toast: Toast, window: QWidget) -> None:
    toast.tell("T-7 put in the trash")
    shadow = toast._shadow
    assert shadow.isVisible()
    assert shadow.geometry().contains(toast.geometry())
    children = window.children()
    assert children.index(shadow) < children.index(toast)
    window.resize(700, 400)
    assert shadow.geometry().contains(toast.geometry())
    toast.hide()
    assert shadow.isHidden()


def test_its_shadow_is_dark_beside_it_and_ends_soon(toast: Toast, window: QWidget) -> None:
    toast.tell("T-7 put in the trash")
    seen = window.grab().toImage()
    ground = seen.pixelColor(2, 2).lightness()
    below = toast.geometry().center().x(), toast.geometry().bottom()
    dark = [seen.pixelColor(below[0], below[1] + down).lightness() for down in (2, 10, 30)]
    assert dark[0] < dark[1] < ground == dark[2]
