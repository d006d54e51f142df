"""Where the words of a search stand in a headline, so that they can be lit."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QTextLayout, QTextLine

from tipdesk.gui.lit import Marks

_KEPT = 400


class Hits:
    """Measures the places once for each text; a new search forgets them."""

    def __init__(self) -> None:
        self._marks: Marks | None = None
        self._places: dict[tuple[str, bool], list[QRectF]] = {}

    def look_for(self, marks: Marks | None) -> None:
        """Take up another search."""
        self._marks = marks
        self._places.clear()

    def of(self, text: str, font: QFont) -> list[QRectF]:
        """Give the places in a line of text, measured from where its first letter begins."""
        if self._marks is None:
            return []
        key = (text, font.bold())
        if key not in self._places:
            if len(self._places) > _KEPT:
                self._places.clear()
            self._places[key] = _measured(text, font, self._marks(text))
        return self._places[key]


def _measured(text: str, font: QFont, spans: list[tuple[int, int]]) -> list[QRectF]:
    """Measure as the text is laid out, whichever way it runs."""
    if not spans:
        return []
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1_000_000)
    layout.endLayout()
    places = []
    for begin, end in spans:
        first, last = sorted((_x(line, begin), _x(line, end)))
        places.append(QRectF(first - 1, -line.ascent() - 1, last - first + 2, line.height() + 2))
    return places


def _x(line: QTextLine, at: int) -> float:
    found: object = line.cursorToX(at)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
