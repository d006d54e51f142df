"""Drafts the plan of a row from its line: cuts texts, places chips, leaves out what won't fit."""

from collections import OrderedDict
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF

from tipdesk.gui import times, words
from tipdesk.gui.tips.row import saying
from tipdesk.gui.tips.row.plan import (
    CHIP_HEIGHT,
    CHIP_PAD,
    EDGE,
    GAP,
    GLYPH,
    MEASURES,
    TEXT_LEFT,
    WIDEST_CHIP,
    Density,
    Face,
    Fonts,
    Mark,
    Measures,
    Piece,
    Plan,
)
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.states import VISIBLE

_KEPT = 800
_LINE, _META_LINE = 18.0, 17.0
_SMALL = 12
_SHIELD = _SMALL + 3
_BETWEEN_PICTURES = 3
_LEAST_WORD = 44.0
_APART = " · "


class Plans:
    """Plans by tip for one width and density; the oldest are forgotten."""

    def __init__(self) -> None:
        self._plans: OrderedDict[int, Plan] = OrderedDict()
        self._fonts: Fonts | None = None
        self._width = 0
        self.density = Density.COMFORTABLE

    @property
    def fonts(self) -> Fonts:
        """Give the fonts; made when they are first needed."""
        if self._fonts is None:
            self._fonts = Fonts()
        return self._fonts

    @property
    def measures(self) -> Measures:
        """Give the measures of the present density."""
        return MEASURES[self.density]

    def clear(self) -> None:
        """Forget all plans and fonts: the look has changed."""
        self._plans.clear()
        self._fonts = None

    def of(self, line: TipLine, width: int, now: datetime) -> Plan:
        """Give the plan of a row."""
        if width != self._width:
            self._plans.clear()
            self._width = width
        age = times.age(line.received_at, now)
        plan = self._plans.get(line.id)
        if plan is None or plan.line is not line or plan.age != age:
            plan = self._draft(line, width).finish(age, now)
            self._plans[line.id] = plan
            if len(self._plans) > _KEPT:
                self._plans.popitem(last=False)
        return plan

    def _draft(self, line: TipLine, width: int) -> "Draft":
        return Draft(line, width, self.measures, self.fonts)


class Draft:
    """One row in the making."""

    def __init__(self, line: TipLine, width: int, measures: Measures, fonts: Fonts) -> None:
        self._line, self._width, self._measures, self._fonts = line, width, measures, fonts
        self._pieces: list[Piece] = []
        self._marks: list[Mark] = []
        self._chips: list[tuple[QRectF, str]] = []
        self._pictures: list[tuple[QPointF, str]] = []
        self._more: tuple[QRectF, str] | None = None
        self._in_one_line = measures.chips == measures.meta

    def finish(self, age: str, now: datetime) -> Plan:
        """Draft the whole row."""
        right = self._put_pictures()
        is_above = self._measures.pictures >= self._measures.headline + _LINE
        self._put_headline(float(self._width - EDGE) if is_above else right)
        end = self._put_meta(age, right)
        self._put_filed(end + 2 * GAP if self._in_one_line else TEXT_LEFT, right, now)
        return Plan(
            self._line,
            age,
            tuple(self._pieces),
            tuple(self._marks),
            tuple(self._chips),
            tuple(self._pictures),
            self._more,
        )

    def _put_pictures(self) -> float:
        """Place the pictures from the right; tell where the text has to end."""
        line, side = self._line, self._measures.picture
        many = max(sum(line.kinds.get(kind, 0) for kind in VISIBLE), len(line.thumbnails))
        most = 3 if self._width >= 380 else 2 if self._width >= 300 else 1  # noqa: PLR2004
        shown = list(line.thumbnails[: most if many <= most else max(1, most - 1)])
        cells = len(shown) + (1 if many > most > 1 else 0)
        if not shown:
            return float(self._width - EDGE)
        left = self._width - EDGE - cells * side - (cells - 1) * _BETWEEN_PICTURES
        top = self._measures.pictures
        for place, digest in enumerate(shown):
            at = QPointF(left + place * (side + _BETWEEN_PICTURES), top)
            self._pictures.append((at, digest))
        if cells > len(shown):
            cell = QRectF(left + len(shown) * (side + _BETWEEN_PICTURES), top, side, side)
            self._more = (cell, f"+{words.number(many - len(shown))}")
        return float(left - 8)

    def _put_headline(self, right: float) -> None:
        line, top = self._line, self._measures.headline
        state, role = words.glyph(line.workflow), words.role(line.workflow)
        self._marks.append(Mark(QPointF(EDGE, top + 2), state, role, GLYPH))
        if line.priority <= saying.HIGH_PRIORITY:
            flag = QPointF(EDGE + 1, self._measures.meta + 2)
            self._marks.append(Mark(flag, "priority", "attention", _SMALL))
        face = Face.UNREAD if line.unread else Face.READ
        text = self._fonts.cut(saying.plain(line.headline), face, right - TEXT_LEFT)
        self._write(TEXT_LEFT, top, _LINE, saying.isolated(text), face, "ink")

    def _put_meta(self, age: str, right: float) -> float:
        """Place number, channel, source, age and initials; the source is cut first."""
        line, top = self._line, float(self._measures.meta)
        room = right - TEXT_LEFT - (self._kept_for_chips(right) if self._in_one_line else 0)
        before, after, who, fixed = self._meta_parts(age, room)
        x = self._write(TEXT_LEFT, top, _META_LINE, before, Face.META, "muted")
        if line.protected:
            self._marks.append(Mark(QPointF(x, top + 3), "shield", "muted", _SMALL))
            x += _SHIELD
        sender = self._fonts.cut(saying.source(line), Face.META, room - fixed)
        if len(sender) <= 1:
            # Cut to nothing: the shield or nobody stands for the source.
            sender, after = "", after.removeprefix(_APART)
        x = self._write(x, top, _META_LINE, saying.isolated(sender), Face.META, "muted")
        x = self._write(x, top, _META_LINE, after, Face.META, "muted")
        return self._write(x, top, _META_LINE, who, Face.INITIALS, "muted")

    def _meta_parts(self, age: str, room: float) -> tuple[str, str, str, float]:
        """Choose what stands around the source: all, or less where it would be squeezed."""
        number, who = tip_number(self._line.id), saying.initials(self._line.assignee)
        channel = words.say(self._line.channel).lower()
        shield = _SHIELD if self._line.protected else 0
        for parts, initials in (((number, channel), who), ((number,), who), ((number,), "")):
            before = _APART.join((*parts, ""))
            after = _APART + age + (_APART if initials else "")
            fixed = shield + self._fonts.width(before + after, Face.META)
            fixed += self._fonts.width(initials, Face.INITIALS)
            if fixed + _LEAST_WORD <= room:
                break
        return before, after, initials, fixed

    def _kept_for_chips(self, right: float) -> float:
        names = (*self._line.stories, *self._line.tags)
        if not names:
            return 0.0
        wide = self._chip_width(saying.plain(names[0]), Face.SLUG) + 2 * GAP
        return min(wide + self._more_width(len(names)), (right - TEXT_LEFT) * 0.45)

    def _more_width(self, names: int) -> float:
        return self._chip_width(f"+{names}", Face.TAG) if names > 1 else 0.0

    def _put_filed(self, left: float, right: float, now: datetime) -> None:
        """Place stories and tags, then what must be known, then how much there is."""
        urgent = saying.warnings(self._line, now)
        grave = [(text, role) for text, role in urgent if role != "muted"]
        kept = sum(self._word_width(text, role) + GAP for text, role in grave)
        x = self._put_chips(left, right - min(kept, (right - left) * 0.6))
        for text, role in (*urgent, *((said, "muted") for said in saying.quantities(self._line))):
            room = right - x
            if room < min(self._word_width(text, role), _LEAST_WORD):
                return
            x = self._put_word(x, text, role, room) + GAP + 2

    def _put_chips(self, x: float, right: float) -> float:
        names = [(slug, Face.SLUG) for slug in map(saying.plain, self._line.stories)]
        names += [(f"# {tag}", Face.TAG) for tag in map(saying.plain, self._line.tags)]
        room_of_all = right - x - self._more_width(len(names)) - 2 * CHIP_PAD - GAP
        for place, (name, face) in enumerate(names):
            left_over = len(names) - place - 1
            text = self._fonts.cut(name, face, min(WIDEST_CHIP, max(room_of_all, _LEAST_WORD)))
            room = right - x - (self._chip_width(f"+{left_over}", Face.TAG) if left_over else 0)
            if self._chip_width(text, face) > room:
                more = f"+{left_over + 1}"
                if self._chip_width(more, Face.TAG) <= right - x:
                    x = self._put_chip(x, more, Face.TAG)
                return x
            x = self._put_chip(x, text, face)
        return x

    def _put_chip(self, x: float, text: str, face: Face) -> float:
        width = self._chip_width(text, face) - GAP
        top = self._measures.chips
        is_story = face is Face.SLUG
        place = QRectF(x, top, width, CHIP_HEIGHT)
        self._chips.append((place, "accent_ground" if is_story else "chip"))
        said, role = saying.isolated(text), "accent" if is_story else "ink"
        self._write(x + CHIP_PAD, top, CHIP_HEIGHT, said, face, role)
        return x + width + GAP

    def _put_word(self, x: float, text: str, role: str, room: float) -> float:
        top = float(self._measures.chips)
        if role != "muted":
            self._marks.append(Mark(QPointF(x, top + 3), "warning", role, _SMALL))
            x, room = x + _SMALL + 4, room - _SMALL - 4
        return self._write(
            x, top, CHIP_HEIGHT, self._fonts.cut(text, Face.META, room), Face.META, role
        )

    def _word_width(self, text: str, role: str) -> float:
        return self._fonts.width(text, Face.META) + (0 if role == "muted" else _SMALL + 4)

    def _chip_width(self, text: str, face: Face) -> float:
        return self._fonts.width(text, face) + 2 * CHIP_PAD + GAP

    def _write(  # noqa: PLR0913, PLR0917  a piece is its place, its text and its look
        self, x: float, top: float, height: float, text: str, face: Face, role: str
    ) -> float:
        at = QPointF(x, self._fonts.baseline(top, height, face))
        self._pieces.append(Piece(at, text, face, role))
        return x + self._fonts.width(text, face)
