"""A page of a chat: grouped by day, a name where another person speaks, no bubbles."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from tipdesk.gui import theme
from tipdesk.gui.facts.pieces import Flush, plain_tip
from tipdesk.gui.messages import pieces, wording
from tipdesk.gui.messages.body import Body
from tipdesk.gui.messages.card import writer
from tipdesk.gui.phone import wording as calls
from tipdesk.gui.tip.rows import said, section
from tipdesk.newsroom.ids import ContributorId, MediaId
from tipdesk.newsroom.lines import MessageLine

WIDEST, CLOCK = 760, 44
_NAMED = 26  # the height of a line where somebody else begins to speak
Look = Callable[[MediaId], object]
Ask = Callable[[ContributorId], object]  # about somebody who wrote


def _tr(text: str) -> str:
    return QCoreApplication.translate("Chat", text)


def days(lines: Sequence[MessageLine], look: Look, ask: Ask) -> Iterator[QWidget]:
    """Make a block for each day of these messages."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or _day(lines[at]) != _day(lines[start]):
            yield _block(lines[start:at], look, ask)
            start = at


def _day(line: MessageLine) -> str:
    if line.sent_at is None:
        return _tr("Without a time")
    return _told(line.sent_at, "dddd d MMMM yyyy")


def _told(moment: datetime, form: str) -> str:
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(moment.timestamp())), form)


def _block(lines: Sequence[MessageLine], look: Look, ask: Ask) -> QWidget:
    block = QWidget()
    block.setMaximumWidth(WIDEST)
    rows = QVBoxLayout(block)
    rows.setContentsMargins(20, 12, 20, 8)
    rows.setSpacing(6)
    rows.addWidget(section(_day(lines[0])))
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, CLOCK)
    grid.setColumnStretch(1, 1)
    rows.addLayout(grid)
    at, speaker = 0, ""
    for line in lines:
        if line.sender and line.sender != speaker:
            grid.addWidget(_name(line, ask), at, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            grid.setRowMinimumHeight(at, _NAMED)
            at += 1
        speaker = line.sender or speaker
        grid.addWidget(_clock(line), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_saying(line, look), at, 1)
        at += 1
    return block


def _name(line: MessageLine, ask: Ask) -> QWidget:
    name, contact = wording.people(line.sender)
    called, person = f"{name}  ·  {contact}" if contact else name, line.person
    if person is not None:
        link = writer(called)
        link.clicked.connect(lambda: ask(person))
        return Flush(link)
    return said(called, face=theme.Face.STRONG)


def _clock(line: MessageLine) -> QLabel:
    label = said(_told(line.sent_at, "HH:mm") if line.sent_at else "", muted=True)
    label.setFixedWidth(CLOCK)
    label.setToolTip(plain_tip(wording.when_exactly(line)).replace("\n", "<br>"))
    return label


def _saying(line: MessageLine, look: Look) -> QWidget:
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(4)
    if line.call is not None:  # of a tip that went into this one
        rows.addWidget(said(calls.call(line.call), muted=True))
    elif line.sender:
        if line.text:
            rows.addWidget(Body(line.text))
    else:
        rows.addWidget(said(wording.shortened(line.text), muted=True))  # the messenger itself
    if line.files:
        rows.addWidget(pieces.files(line.files, look, line.program))
    if line.missing:
        rows.addWidget(pieces.missing(line.missing))
    return holder
