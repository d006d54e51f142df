"""Shows cleaned HTML as one sheet: pictures of ours alone, links that lead to a question."""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from tipdesk.desk.correspondence.cleaning import LINK, MailLink, SafeHtml
from tipdesk.gui import theme
from tipdesk.gui.facts.pieces import plain_tip

WIDEST_PICTURE = 640
HIGHEST = 12_000  # pixels; what is longer scrolls inside


class Paper(QTextBrowser):
    """A mail's cleaned HTML, as high as it is; nothing in it is fetched or followed by itself."""

    link_asked = Signal(object)  # desk.cleaning.MailLink

    def __init__(self, safe: SafeHtml) -> None:
        super().__init__()
        self._safe = safe
        self._nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._nothing.fill(Qt.GlobalColor.transparent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextBrowser { border: 0; padding: 0; background: transparent; }")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(self.tr("The mail as HTML, cleaned"))
        self.setFont(theme.font(theme.Face.BODY))
        self.document().setDocumentMargin(0)
        # Broken between letters, the columns of tables would be as narrow as one.
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.anchorClicked.connect(self._ask)
        self.highlighted.connect(self._hint)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.setHtml(safe.html)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Give a picture of ours, and for all else one transparent pixel: None would ask Qt."""
        data = self._safe.pictures.get(name if isinstance(name, str) else name.toString())
        if kind != QTextDocument.ResourceType.ImageResource.value or data is None:
            return self._nothing
        picture = QImage.fromData(data, "JPEG")  # type: ignore[arg-type]
        if picture.width() > WIDEST_PICTURE:
            way = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(WIDEST_PICTURE, way)
        return self._nothing if picture.isNull() else picture

    def changeEvent(self, event: QEvent) -> None:
        """Take up other colours: those of links are written into the sheet."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.setHtml(self._safe.html)

    def link(self, url: QUrl) -> MailLink | None:
        """Tell which link of the mail is meant."""
        number = url.toString().removeprefix(LINK)
        links = self._safe.links
        return links[int(number)] if number.isdecimal() and int(number) < len(links) else None

    def sizeHint(self) -> QSize:
        """Be as high as the sheet."""
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = round(self.document().size().height()) + 2
        bar = self.horizontalScrollBar()
        wanted += bar.sizeHint().height() if bar.maximum() else 0
        if wanted > HIGHEST:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        if min(wanted, HIGHEST) != self.height():
            self.setFixedHeight(min(wanted, HIGHEST))

    def _ask(self, url: QUrl) -> None:
        link = self.link(url)
        if link is not None:
            self.link_asked.emit(link)

    def _hint(self, url: QUrl) -> None:
        link = self.link(url)
        self.setToolTip(plain_tip(link.address.url) if link else "")
