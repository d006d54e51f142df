"""The export dialog: choose a form and what is let out, look at it, save it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tipdesk.desk.searching.listing import tip_lines
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.exporting.choices import Choices
from tipdesk.gui.exporting.preview import Drawn, Preview, draw
from tipdesk.gui.exporting.wish import SHOWN_TIPS, Wish
from tipdesk.jobs import Job, JobState
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.lines import TipLine
from tipdesk.publication.export import Receipt, export

PAUSE_MS = 250
LOOKED_AT = 2_000
SIZE = (1_040, 720)


class ExportDialog(QDialog):
    """Makes a summary of some tips; `saved` tells where it lies."""

    saved = Signal(object)  # Receipt

    def __init__(
        self,
        bridge: Bridge,
        tips: Sequence[TipId],
        title: str,
        *,
        story: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._tips, self._story = tuple(tips), story
        self._turn = 0
        self._receipt: Receipt | None = None
        self.setWindowTitle(self.tr("Export {0}").format(words.tips(len(self._tips))))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.choices = Choices(title)
        self.preview = Preview()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self._lay_out()
        self.choices.changed.connect(self._note_choice)
        looked_at = self._tips[:LOOKED_AT]
        bridge.ask(lambda store: tip_lines(store, looked_at), self._know)
        self._draw()

    def _lay_out(self) -> None:
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.show_folder = QPushButton(self.tr("Show in folder"))
        self.show_folder.setProperty("link", True)
        self.show_folder.clicked.connect(self._show_in_folder)
        self.show_folder.hide()
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        self.save = QPushButton(self.tr("Save…"))
        self.save.setProperty("primary", True)
        self.save.setDefault(True)
        self.save.clicked.connect(self._ask_where)
        bottom = QHBoxLayout()
        bottom.addWidget(self.said, 1)
        for button in (self.show_folder, close, self.save):
            bottom.addWidget(button)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.choices)
        middle.addWidget(self.preview, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 12)
        rows.setSpacing(12)
        rows.addLayout(middle, 1)
        rows.addLayout(bottom)

    def wish(self) -> Wish:
        """Tell what is to be exported, as it is chosen now."""
        return Wish(
            self._tips,
            self.choices.title.text().strip(),
            self._story,
            self.choices.form,
            self.choices.profile,
        )

    def _know(self, lines: Sequence[TipLine]) -> None:
        self.choices.know_sources(sum(line.protected for line in lines), len(lines))

    def _note_choice(self) -> None:
        self._receipt = None
        self.show_folder.hide()
        self._say("")
        self._pause.start()

    def _draw(self) -> None:
        """Make the preview aside; only the newest is shown."""
        self._turn += 1
        wish, store, ratio = self.wish(), self._bridge.lanes.store, self.devicePixelRatioF()
        self._bridge.aside(
            lambda: draw(store, wish, ratio),
            partial(self._show_drawn, self._turn),
            partial(self._show_error, self._turn),
        )

    def _show_drawn(self, turn: int, drawn: Drawn) -> None:
        if turn == self._turn:
            self.preview.show_drawn(drawn)
            self.choices.say_left_out(drawn.left_out, self._cut())

    def _cut(self) -> str:
        if len(self._tips) <= SHOWN_TIPS:
            return ""
        said = self.tr("The preview shows the first {0} of {1}; the file has all of them.")
        return said.format(SHOWN_TIPS, words.tips(len(self._tips)))

    def _show_error(self, turn: int, error: TipdeskError) -> None:
        if turn == self._turn:
            self.preview.show_words(str(error))

    def _ask_where(self) -> None:
        wish = self.wish()
        dialog = QFileDialog(self, self.tr("Save the summary"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(wish.form.value)
        dialog.selectFile(wish.file_name)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the summary to this file, as a job that the window shows and can stop."""
        wish, lanes = self.wish(), self._bridge.lanes

        def work(job: Job) -> Receipt:
            return export(
                lanes.store,
                wish.tips,
                wish.form,
                path,
                wish.profile,
                title=wish.title,
                story=wish.story,
                readers=lanes.readers,
                progress=job.progress,
            )

        self.save.setEnabled(False)
        self._say(self.tr("Writing…"))
        job = self._bridge.start(self.tr("Export of {0}").format(words.tips(len(wish.tips))), work)
        job.listeners.append(lambda job: self._bridge.later(partial(self._follow, job)))
        self._follow(job)

    def _follow(self, job: Job) -> None:
        if job.state in (JobState.WAITING, JobState.RUNNING, JobState.PAUSED):
            return
        self.save.setEnabled(True)
        if job.state is JobState.DONE:
            self._note_saved(job.result)
        elif isinstance(job.error, TipdeskError):
            self._say(str(job.error), "stop")
        elif job.error is not None:
            raise job.error

    def _note_saved(self, receipt: Receipt) -> None:
        if self._receipt == receipt:
            return
        self._receipt = receipt
        done = self.tr("{0} with {1} is saved.")
        self._say(done.format(receipt.path.name, words.tips(len(receipt.tips))), "good")
        self.show_folder.show()
        self.saved.emit(receipt)

    def _show_in_folder(self) -> None:
        if self._receipt is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._receipt.path.parent)))

    def _say(self, sentence: str, role: str = "") -> None:
        self.said.setProperty("said", role)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
