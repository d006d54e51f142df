"""What is painted of a row and where: measures, fonts and the finished plan."""

from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from tipdesk.gui import theme
from tipdesk.newsroom.lines import TipLine

EDGE, GLYPH, TEXT_LEFT = 12, 14, 36
CHIP_HEIGHT, CHIP_PAD, GAP = 18, 6, 6
WIDEST_CHIP = 150


class Density(StrEnum):
    """How much room a row takes."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class Measures:
    """Where things stand in a row, in logical pixels from its top."""

    height: int
    headline: int
    meta: int
    chips: int
    picture: int  # its side
    pictures: int  # where they stand; below the headline it has the whole width


MEASURES = {
    Density.COMFORTABLE: Measures(
        height=76, headline=9, meta=27, chips=47, picture=40, pictures=30
    ),
    Density.COMPACT: Measures(height=52, headline=7, meta=26, chips=26, picture=32, pictures=9),
}


class Face(StrEnum):
    """In which font a piece of a row is written."""

    READ = "read"
    UNREAD = "unread"
    META = "meta"
    INITIALS = "initials"
    SLUG = "slug"
    TAG = "tag"


class Fonts:
    """The fonts of a row with their measures; made again when the window's font changes."""

    def __init__(self) -> None:
        body, strong = theme.font(theme.Face.BODY), theme.font(theme.Face.STRONG)
        meta, initials = theme.font(theme.Face.META), theme.font(theme.Face.STRONG)
        slug, tag = theme.font(theme.Face.SECTION), theme.font(theme.Face.META)
        initials.setPixelSize(meta.pixelSize())
        slug.setPixelSize(11)
        tag.setPixelSize(11)
        self.of = {
            Face.READ: body,
            Face.UNREAD: strong,
            Face.META: meta,
            Face.INITIALS: initials,
            Face.SLUG: slug,
            Face.TAG: tag,
        }
        self._metrics = {face: QFontMetricsF(font) for face, font in self.of.items()}

    def width(self, text: str, face: Face) -> float:
        """Measure a text."""
        return self._metrics[face].horizontalAdvance(text)

    def cut(self, text: str, face: Face, room: float) -> str:
        """Cut a text to the room there is, with an ellipsis."""
        return self._metrics[face].elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))

    def baseline(self, top: float, height: float, face: Face) -> float:
        """Tell where a text stands that is centred in a line."""
        metrics = self._metrics[face]
        return top + (height + metrics.ascent() - metrics.descent()) / 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A text at its place, in a font and a colour's role."""

    at: QPointF
    text: str = field(repr=False)
    face: Face
    role: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon at its place, in a colour's role."""

    at: QPointF
    name: str
    role: str
    size: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is painted of a row but its ground, relative to its top left corner."""

    line: TipLine
    age: str
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    chips: tuple[tuple[QRectF, str], ...]  # place, role of the ground
    pictures: tuple[tuple[QPointF, str], ...]  # place, digest
    more: tuple[QRectF, str] | None  # place, "+2"
