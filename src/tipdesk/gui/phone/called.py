"""What the open tip tells of its phone calls: how long, what was read back, what was promised."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tipdesk.gui.phone import wording
from tipdesk.gui.tip.glyph import Glyph
from tipdesk.gui.tip.links import PAD, Link
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.lines import CallLine, OpenTip

_SHOWN, _GLYPH = 3, 14  # the last ones


class Called(QWidget):
    """Takes no room where nobody called; what is left to do stands beside what was said."""

    promise_kept = Signal(object)  # MessageId
    read_back = Signal(object)  # MessageId

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(20, 5, 20, 5)
        self._rows.setSpacing(0)
        self.hide()

    def show_tip(self, tip: OpenTip) -> None:
        """Show the calls of this tip."""
        calls, due, at = tip.calls[-_SHOWN:], tip.line.due_at, datetime.now(UTC)
        shown = (tip.line.id, calls, due, due is not None and due < at)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for call in calls:
            rows = [self._call(call)]
            if call.promised:
                rows.append(self._promise(call, due, at))
            for row in rows:
                self._rows.addWidget(row)
                row.show()
        self.setVisible(bool(calls))

    def _call(self, call: CallLine) -> QWidget:
        told = said(wording.call(call), muted=True)
        back = Link("", self.tr("Read back"), role="accent")
        back.setToolTip(self.tr("What is written here was read to the caller"))
        back.clicked.connect(lambda: self.read_back.emit(call.id))
        glyph = Glyph("channel-phone", _GLYPH, role="muted")
        return _row(glyph, told, None if call.read_back else back)

    def _promise(self, call: CallLine, due: datetime | None, at: datetime) -> QWidget:
        sentence, role = wording.promise(call, due, at)
        told = said(sentence, muted=role == "muted")
        if role == "attention":
            told.setProperty("said", "attention")
        done = Link("", self.tr("Done"), role="accent")
        done.setAccessibleName(self.tr("Done: {0}").format(call.promised))
        done.clicked.connect(lambda: self.promise_kept.emit(call.id))
        drawing = "tick" if call.kept else "warning" if role == "attention" else "clock"
        glyph = Glyph(drawing, _GLYPH, role="good" if call.kept else role)
        return _row(glyph, told, None if call.kept else done)


def _row(glyph: Glyph, told: QWidget, deed: Link | None) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(PAD, 1, 0, 1)
    row.setSpacing(7)
    row.addWidget(glyph)
    row.addWidget(told, 1)
    if deed is not None:
        row.addWidget(deed)
    return holder
