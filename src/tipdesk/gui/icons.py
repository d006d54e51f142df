"""Our own drawings, coloured by role and sharp on every screen."""

from functools import cache
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tipdesk.gui import theme
from tipdesk.settings import resources

_RATIOS = (1.0, 2.0)
_wearing: WeakSet[QAbstractButton | QAction] = WeakSet()


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


def pixmap(name: str, colour: QColor, size: int = 16, ratio: float | None = None) -> QPixmap:
    """Draw the icon `name` in one colour, `size` logical pixels wide and high; cached."""
    scale = ratio or QGuiApplication.primaryScreen().devicePixelRatio()
    key = f"tipdesk/{name}/{colour.rgba():x}/{size}/{scale}"
    drawn = QPixmap()
    if QPixmapCache.find(key, drawn):
        return drawn
    drawn = _draw(name, colour, round(size * scale))
    drawn.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, drawn)
    return drawn


def _draw(name: str, colour: QColor, pixels: int) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", colour.name())
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn


def icon(name: str, role: str = "ink", size: int = 16) -> QIcon:
    """Give the icon `name` in the colours worn now; see `wear` for one that changes with them."""
    wear = theme.colours()
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, wear.role(role), size, ratio))
        made.addPixmap(pixmap(name, wear.muted, size, ratio), QIcon.Mode.Disabled)
    return made


def wear(target: QAbstractButton | QAction, name: str, role: str = "ink") -> None:
    """Put an icon on a button or an action; it changes with the colour scheme."""
    target.setProperty("glyph", name)
    target.setProperty("glyphRole", role)
    target.setIcon(icon(name, role))
    _wearing.add(target)


class Recolouring(QObject):
    """Draws every icon that was put on with `wear` anew when the colours change."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        # Not an event filter: every event of the program would go through Python for this one.
        app.paletteChanged.connect(self._redraw)

    def _redraw(self) -> None:
        # Not all widgets that Qt has: one of its own may go, unheard of, while they are looked at.
        for target in list(_wearing):
            if shiboken6.isValid(target):
                target.setIcon(icon(target.property("glyph"), target.property("glyphRole")))


class Glyph(QLabel):
    """An icon that stands by itself; it changes with the colour scheme."""

    def __init__(self, name: str, role: str = "muted", size: int = 14) -> None:
        super().__init__()
        self._size = size
        self.show_glyph(name, role)

    def show_glyph(self, name: str, role: str) -> None:
        """Show this icon in the colour of this role."""
        self._worn = (name, role)
        self.setPixmap(pixmap(name, theme.colours().role(role), self._size))

    def changeEvent(self, event: QEvent) -> None:
        """Take up other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.show_glyph(*self._worn)


def app_icon() -> QIcon:
    """Give the program's own icon, in its own colours."""
    made = QIcon()
    for pixels in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_draw("tipdesk", QColor("#1f5fbf"), pixels))
    return made
