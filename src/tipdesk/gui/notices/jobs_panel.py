"""The panel of background work: how far each is, pause, cancel, and what went wrong."""

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tipdesk.gui import icons, theme, times, words
from tipdesk.jobs import ENDED, Job, JobState

LOOK_MS = 200
WIDTH = 400
_KEPT = 20


class JobRow(QWidget):
    """One piece of long work."""

    def __init__(self, job: Job, *, in_bytes: bool) -> None:
        super().__init__()
        self.job = job
        self._in_bytes = in_bytes
        self._began = time.monotonic()
        self.title = _label(job.title, theme.Face.BODY)
        self.said = _label("", theme.Face.META)
        self.said.setProperty("said", "muted")
        self.problems = _label("", theme.Face.META)
        self.problems.setProperty("said", "attention")
        self.problems.hide()
        self.bar = QProgressBar(textVisible=False)
        self.hold = _tool("pause", self.tr("Pause"), self._on_hold)
        self.stop = _tool("close", self.tr("Cancel"), job.cancel)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.hold)
        head.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        for widget in (self.bar, self.said, self.problems):
            column.addWidget(widget)

    @property
    def is_over(self) -> bool:
        """Tell whether the work has ended."""
        return self.job.state in ENDED

    def look(self) -> None:
        """Show how far it is now."""
        job = self.job
        self.bar.setMaximum(1_000 if job.total else 0)
        self.bar.setValue(job.done * 1_000 // job.total if job.total else 0)
        self.bar.setVisible(not self.is_over)
        self.said.setText(self.sentence())
        for button in (self.hold, self.stop):
            button.setVisible(not self.is_over)
        paused = job.state is JobState.PAUSED
        icons.wear(self.hold, "play" if paused else "pause", "muted")
        self.hold.setToolTip(self.tr("Go on") if paused else self.tr("Pause"))
        self.hold.setAccessibleName(self.hold.toolTip())

    def sentence(self) -> str:
        """Say how far it is, and how long it will still take."""
        job = self.job
        ends = {
            JobState.WAITING: self.tr("Waits its turn"),
            JobState.PAUSED: self.tr("Paused"),
            JobState.DONE: self.tr("Done"),
            JobState.CANCELLED: self.tr("Stopped"),
        }
        if job.state is JobState.FAILED:
            return str(job.error)
        if job.state in ends:
            return ends[job.state]
        return " · ".join(filter(None, (self._far(), self._left())))

    def list_problems(self, sentences: list[str]) -> None:
        """Name what could not be taken in."""
        self.problems.setText("\n".join(sentences))
        self.problems.setVisible(bool(sentences))

    def _far(self) -> str:
        write: Callable[[int], str] = times.size if self._in_bytes else words.number
        if not self.job.total:
            return ""
        return self.tr("{0} of {1}").format(write(self.job.done), write(self.job.total))

    def _left(self) -> str:
        done, total = self.job.done, self.job.total
        passed = time.monotonic() - self._began
        if not 0 < done < total or passed < 1:
            return ""
        return times.left(passed * (total - done) / done)

    def _on_hold(self) -> None:
        if self.job.state is JobState.PAUSED:
            self.job.resume()
        else:
            self.job.pause()
        self.look()


class JobsPanel(QFrame):
    """Lists the work in the background; floats over the window's lower right corner."""

    told = Signal(str, int, int)  # one sentence for the status bar, done, total

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Background work"))
        self.rows: list[JobRow] = []
        self._came_from: QWidget | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._empty = _label(self.tr("Nothing goes on in the background."), theme.Face.META)
        self._empty.setProperty("said", "muted")
        self._empty.setContentsMargins(12, 12, 12, 12)
        inside = QWidget()
        inside.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.addWidget(self._empty)
        self._list.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(inside)
        scroll.setAccessibleName(self.accessibleName())
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scroll)
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look)
        self.hide()

    def follow(self, job: Job, in_bytes: bool) -> None:  # noqa: FBT001  as the signal tells it
        """List one more piece of work."""
        row = JobRow(job, in_bytes=in_bytes)
        self.rows.insert(0, row)
        self._list.insertWidget(0, row)
        self._forget_old()
        self._empty.hide()
        self._clock.start()
        self.look()
        self.place()

    def list_problems(self, job: Job, sentences: list[str]) -> None:
        """Name what a piece of work could not take in."""
        for row in self.rows:
            if row.job is job:
                row.list_problems(sentences)
        self.place()

    def look(self) -> None:
        """Show how far everything is, and rest when all is over."""
        for row in self.rows:
            row.look()
        busy = [row for row in self.rows if not row.is_over]
        if busy:
            row = busy[-1]
            sentence = " ".join((row.job.title, row.sentence()))
            self.told.emit(sentence, row.job.done, row.job.total)
        else:
            self._clock.stop()
            self.told.emit("", 0, 0)

    def toggle(self) -> None:
        """Show the panel, or put it away; the keyboard goes back to where it was."""
        if self.isVisible():
            self._give_keyboard_back()
            self.hide()
        else:
            self._came_from = QApplication.focusWidget()
            self.show()
            self.place()
            self.raise_()

    def _give_keyboard_back(self) -> None:
        focus, before = QApplication.focusWidget(), self._came_from
        if focus is not None and self.isAncestorOf(focus) and before and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Stand in the lower right corner of the window."""
        window = self.parentWidget()
        if window is not None:
            height = min(420, max(80, self._list.sizeHint().height() + 8), window.height() - 100)
            self.setGeometry(
                window.width() - WIDTH - 12, window.height() - height - 34, WIDTH, height
            )

    def _forget_old(self) -> None:
        over = [row for row in self.rows if row.is_over]
        for row in over[_KEPT:]:
            self.rows.remove(row)
            row.deleteLater()


def _label(text: str, face: theme.Face) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(face))
    label.setWordWrap(True)
    return label


def _tool(glyph: str, name: str, call: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    icons.wear(button, glyph, "muted")
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.clicked.connect(lambda _: call())
    return button
