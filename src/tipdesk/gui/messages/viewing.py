"""Fetches other looks of a message, asks before a link is followed, saves it as it came."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tipdesk.desk.correspondence.mailhtml import html_view
from tipdesk.desk.correspondence.mailviews import export_raw, file_name, headers_view, raw_view
from tipdesk.desk.correspondence.weblinks import WebAddress
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.messages.card import Card, View
from tipdesk.gui.messages.leading import LinkQuestion
from tipdesk.newsroom.ids import MessageId


class Viewing(QObject):
    """Serves the cards of one window; everything is read and cleaned aside."""

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._window = bridge, window

    def follow(self, card: Card) -> None:
        """Serve this card from now on."""
        card.view_asked.connect(self._look)
        card.saving.connect(self._save)
        card.link_asked.connect(self._question)

    def _look(self, card: Card, view: View) -> None:
        lanes, message = self._bridge.lanes, card.line.id
        match view:
            case View.HTML:
                show = partial(html_view, lanes.store, lanes.readers, message)
                self._bridge.aside(show, card.show_html)
            case View.HEADERS:
                self._bridge.aside(partial(headers_view, lanes.store, message), card.show_headers)
            case _:
                self._bridge.aside(partial(raw_view, lanes.store, message), card.show_raw)

    def _question(self, address: WebAddress, claims: str) -> None:
        LinkQuestion(address, claims, self._window).open()

    def _save(self, message: MessageId) -> None:
        store = self._bridge.lanes.store
        self._bridge.aside(partial(file_name, store, message), partial(self._ask_where, message))

    def _ask_where(self, message: MessageId, name: str) -> None:
        dialog = QFileDialog(self._window, self.tr("Save the message as it came"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self._write, message))
        dialog.open()

    def _write(self, message: MessageId, path: str) -> None:
        store = self._bridge.lanes.store
        self._bridge.aside(partial(export_raw, store, message, Path(path)), lambda _: None)
