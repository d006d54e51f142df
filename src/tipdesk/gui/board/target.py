"""A narrow place for what leaves the line: archived, spiked, killed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from tipdesk.gui import theme, words
from tipdesk.gui.board.landing import Landing, WhyNot
from tipdesk.gui.icons import Glyph
from tipdesk.newsroom.states import Workflow


class Target(Landing):
    """Says its state and how many tips lie there; a click lists them."""

    wanted = Signal(object)  # Workflow

    def __init__(self, state: Workflow, why_not: WhyNot) -> None:
        super().__init__(state, why_not)
        self.button = QPushButton(words.say(state))
        self.button.setProperty("link", True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setToolTip(self.tr("List them"))
        self.button.clicked.connect(lambda: self.wanted.emit(state))
        self._count = QLabel()
        self._count.setFont(theme.font(theme.Face.META))
        self._count.setProperty("said", "muted")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4, 8, 4, 8)
        rows.setSpacing(4)
        rows.addStretch()
        for widget in (Glyph(words.glyph(state), words.role(state), 18), self.button, self._count):
            rows.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch()
        self.say_count(None)

    def say_count(self, count: int | None) -> None:
        """Say how many tips lie there."""
        self._count.setText("" if count is None else words.number(count))
        said = "" if count is None else words.tips(count)
        self.button.setAccessibleName(" · ".join(filter(None, (words.say(self.state), said))))

    def changeEvent(self, event: QEvent) -> None:
        """Take up other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.update()
