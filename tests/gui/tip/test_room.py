from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from tipdesk.gui.tip.room import Room


class Heard(QObject):
    """Hears how often a widget is asked to lay out anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.LayoutRequest
        return False


def test_what_is_inside_fills_it_and_is_laid_out_without_those_around(qtbot) -> None:
    window, inside, label = QWidget(), QWidget(), QLabel("short")
    qtbot.addWidget(window)
    QVBoxLayout(inside).addWidget(label)
    column = QVBoxLayout(window)
    column.addWidget(room := Room(inside))
    window.resize(500, 300)
    window.show()
    assert inside.size() == room.size()
    window.resize(400, 200)
    assert inside.size() == room.size()
    QApplication.processEvents()
    around, within = Heard(window), Heard(inside)
    label.setText("something that is much longer than it was before")
    QApplication.processEvents()
    assert (around.times, within.times) == (0, 1)
