"""Shows the header of a message field by field, and its raw text."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tipdesk.desk.correspondence.mailviews import HeadersView, RawView
from tipdesk.gui import theme, times
from tipdesk.gui.tip.rows import said
from tipdesk.gui.wrapping import wrapping

NAMES, RAW_HEIGHT = 150, 420


def _tr(text: str) -> str:
    return QCoreApplication.translate("AsItCame", text)


def headers(view: HeadersView) -> QWidget:
    """Lay out the fields of a header: the name, what it says, and how that was written."""
    page = QWidget()
    page.setAccessibleName(_tr("Headers of the message"))
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnMinimumWidth(0, NAMES)
    grid.setColumnStretch(1, 1)
    at = 0
    for one in view.fields:
        name = said(one.name, muted=True)
        name.setFixedWidth(NAMES)
        grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said(one.value or "—"), at, 1)
        at += 1
        if one.raw:
            grid.addWidget(said(one.raw, muted=True, face=theme.Face.MONO), at, 1)
            at += 1
    if not view.fields:
        grid.addWidget(said(_tr("It has no header."), muted=True), at, 0, 1, 2)
    if view.cut:
        more = _tr("There is more than is shown; “As it came” or a saved file have it.")
        grid.addWidget(said(more, muted=True), at + 1, 0, 1, 2)
    return page


def raw(view: RawView) -> QWidget:
    """Show the beginning of a message as it came, and say how much there is."""
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(6)
    rows.addWidget(said(_how_much(view), muted=True))
    if view.text:
        text = QPlainTextEdit()
        text.setWordWrapMode(wrapping(view.text))
        text.setPlainText(view.text)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setFont(theme.font(theme.Face.MONO))
        text.setFixedHeight(RAW_HEIGHT)
        text.setAccessibleName(_tr("The message as it came"))
        rows.addWidget(text)
    return page


def _how_much(view: RawView) -> str:
    size = times.size(view.size)
    if not view.text:
        return _tr("{0}. This is a file of Outlook, not a text: save it to look inside.").format(
            size
        )
    if view.shown < view.size:
        return _tr("The first {0} of {1}; “Save as…” writes all.").format(
            times.size(view.shown), size
        )
    return _tr("{0}, all of it.").format(size)
