from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tipdesk.gui.tip.flow import at_rest, flowing


def sized(width: int, height: int = 20) -> QWidget:
    widget = QWidget()
    widget.setFixedSize(width, height)
    return widget


def test_what_does_not_fit_goes_on_in_the_next_line(qtbot):
    holder, flow = flowing(10, 5)
    qtbot.addWidget(holder)
    for _ in range(3):
        flow.addWidget(sized(100))
    assert flow.heightForWidth(320) == 20
    assert flow.heightForWidth(319) == 45
    assert flow.heightForWidth(100) == 70


def test_items_of_a_line_stand_on_one_middle(qtbot):
    holder, flow = flowing(10, 5)
    qtbot.addWidget(holder)
    small, high = sized(30, 10), sized(30, 30)
    flow.addWidget(small)
    flow.addWidget(high)
    holder.resize(200, 40)
    holder.show()
    flow.setGeometry(QRect(0, 0, 200, 40))
    assert small.geometry().center().y() == high.geometry().center().y()


def test_one_that_is_too_wide_gets_a_line_and_no_more_than_the_room(qtbot):
    holder, flow = flowing(10, 5)
    qtbot.addWidget(holder)
    wide = QWidget()
    wide.setMinimumSize(0, 20)
    wide.sizeHint = lambda: QSize(900, 20)
    flow.addWidget(wide)
    holder.resize(200, 40)
    holder.show()
    assert wide.width() == 200


def test_a_hidden_item_takes_no_room(qtbot):
    holder, flow = flowing(10, 5)
    qtbot.addWidget(holder)
    first, second = sized(100), sized(100)
    flow.addWidget(first)
    flow.addWidget(second)
    second.hide()
    assert flow.heightForWidth(150) == 20


def test_a_widget_can_be_put_before_others(qtbot):
    holder, flow = flowing(10, 5)
    qtbot.addWidget(holder)
    flow.addWidget(sized(10))
    flow.insert_widget(0, sized(20))
    assert [flow.itemAt(place).sizeHint().width() for place in range(flow.count())] == [20, 10]


def test_items_are_asked_for_their_size_once_until_one_of_them_changes(qtbot):
    holder, flow = flowing(10, 5)
    qtbot.addWidget(holder)
    asked, item = [], QWidget()
    item.sizeHint = lambda: (asked.append(1), QSize(60, 20))[1]
    flow.addWidget(item)
    for width in (100, 200, 300):
        flow.heightForWidth(width)
        flow.setGeometry(QRect(0, 0, width, 20))
    assert len(asked) == 1
    item.updateGeometry()
    flow.invalidate()
    assert flow.heightForWidth(100) == 20
    assert len(asked) == 2


def test_what_rested_is_placed_at_once_and_nothing_is_left_for_later(qtbot):
    outer, inner, label = QWidget(), QWidget(), QLabel("short")
    qtbot.addWidget(outer)
    row, column = QHBoxLayout(inner), QVBoxLayout(outer)
    row.addWidget(label)
    column.addWidget(inner)
    outer.resize(300, 100)
    outer.show()
    QApplication.processEvents()
    with at_rest(column, row):
        label.setText("two\nlines")
    placed = label.geometry()
    assert placed.height() >= label.sizeHint().height()
    assert not any(layout.activate() for layout in (row, column))
    QApplication.processEvents()
    assert label.geometry() == placed
