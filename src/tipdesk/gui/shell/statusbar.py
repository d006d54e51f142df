"""The line at the bottom: the selection, the way back, work in the background, the desk."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from tipdesk.gui import icons, theme

HEIGHT = 26


class StatusBar(QWidget):
    """Says in a few quiet words how things stand."""

    jobs_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        self.selection = _label(self.tr("Selection"))
        self.hint = _label(self.tr("Last change"))
        self.desk = _label(self.tr("Desk"))
        self.company = _label(self.tr("Who else has the desk open"))
        self.company.setText(self.tr("also open elsewhere"))
        self.company.setToolTip(
            self.tr("Another Tipdesk has this desk open, too. Both see all changes and take turns.")
        )
        self.company.hide()
        self.work = _Work()
        self.work.clicked.connect(self.jobs_wanted)
        self._shield = icons.Glyph("shield")
        row.addWidget(self.selection)
        row.addWidget(self.hint, 1)
        row.addWidget(self.work)
        row.addWidget(self.company)
        desk = QHBoxLayout()
        desk.setSpacing(4)
        desk.addWidget(self._shield)
        desk.addWidget(self.desk)
        row.addLayout(desk)
        self._shield.hide()

    def show_desk(self, name: str, *, encrypted: bool, note: str = "") -> None:
        """Name the desk and say whether what lies on the disk is encrypted."""
        how = self.tr("encrypted") if encrypted else self.tr("not encrypted")
        self.desk.setText(" · ".join(filter(None, (name, how, note))))
        worn = ("shield", "muted") if encrypted else ("shield-open", "attention")
        self._shield.show_glyph(*worn)
        self._shield.setAccessibleName(how)
        self._shield.setToolTip(
            self.tr("The desk's database is encrypted on this disk.")
            if encrypted
            else self.tr("Anybody with this disk can read the desk; it was made without a key.")
        )
        self._shield.show()

    def show_work(self, sentence: str, done: int = 0, total: int = 0) -> None:
        """Say what goes on in the background; nothing hides it."""
        self.work.tell(sentence, done, total)


class _Work(QWidget):
    """What is done in the background; a click opens the panel."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.sentence = _label(self.tr("Background work"))
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(120)
        row.addWidget(self.sentence)
        row.addWidget(self.bar)
        self.hide()

    def tell(self, sentence: str, done: int, total: int) -> None:
        """Show how far it is; `total` 0 means that nobody knows."""
        self.sentence.setText(sentence)
        self.bar.setMaximum(1_000 if total else 0)
        self.bar.setValue(min(1_000, done * 1_000 // total) if total else 0)
        self.setVisible(bool(sentence))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the panel."""
        self.clicked.emit()


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.Face.META))
    label.setProperty("said", "muted")
    label.setAccessibleDescription(name)
    return label
