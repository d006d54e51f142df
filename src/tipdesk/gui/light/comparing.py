"""The page on which files of the lot are compared, with a line of tools below them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tipdesk.gui import icons, theme
from tipdesk.gui.light import saying
from tipdesk.gui.light.captionline import HEIGHT, Flags, tool
from tipdesk.gui.light.compare import MOST, Compare, Shown
from tipdesk.gui.light.kit import Kit
from tipdesk.gui.light.lot import Lot
from tipdesk.gui.light.stars import Stars
from tipdesk.gui.light.view import PictureView
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.lines import PictureLine
from tipdesk.newsroom.states import Choice, FileKind

_TOOLS = ("light.turn_left", "light.turn_right", "light.loupe", "light.grid")


class ComparePage(QWidget):
    """Compares two to four files; what is judged is the one that has the keyboard."""

    def __init__(self, kit: Kit, lot: Lot) -> None:
        super().__init__()
        self._kit, self._lot = kit, lot
        self._media: list[MediaId] = []
        self._shown: tuple[Shown, ...] = ()
        self._at = 0
        self.side = Compare(kit.bridge, kit.pictures)
        self.stars = Stars()
        self._said = QLabel()
        self._said.setFont(theme.font(theme.Face.META))
        self._said.setProperty("said", "muted")
        self._flags = Flags(kit.actions)
        self.link = tool(kit.actions["light.link"])
        self.link.setCheckable(True)
        self.link.setChecked(True)
        self._lay_out()
        self.side.turned_to.connect(self._turn_to)
        self.side.uncovered.connect(self._uncover)
        self.stars.rated.connect(lambda stars: kit.actions[f"rate.{stars}"].trigger())
        lot.dataChanged.connect(lambda *_: self._show())
        kit.covers.changed.connect(self._show)

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setFixedHeight(HEIGHT)
        bar.setProperty("ground", "side")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(tool(self._kit.actions["light.back"]))
        row.addWidget(self.link)
        row.addWidget(self._said)
        row.addStretch()
        for widget in (self._flags, self.stars):
            row.addWidget(widget)
        row.addSpacing(12)
        for name in _TOOLS:
            row.addWidget(tool(self._kit.actions[name]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.side, 1)
        column.addWidget(bar)

    def open(self, media: Sequence[MediaId]) -> None:
        """Compare these, the first four of them."""
        self._media, self._shown, self._at = list(media[:MOST]), (), 0
        self.look_again()
        for view in self.side.views:
            self._kit.keys.watch(view)
        if self.side.views:
            self.side.views[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def look_again(self) -> None:
        """Look for their lines, now that the lot may be another one."""
        self._lot.look_at_these([self._lot.row_of(one) for one in self._media])
        self._show()

    def close_files(self) -> None:
        """Let go of all of them."""
        self._media, self._shown = [], ()
        self.side.leave()

    def chosen(self) -> list[MediaId]:
        """Name the one that has the keyboard."""
        return self._media[self._at : self._at + 1]

    @property
    def current_view(self) -> PictureView:
        """Give the view that has the keyboard, or had it last."""
        return self.side.views[self._at]

    def toggle_link(self) -> None:
        """Zoom and push all together, or each by itself."""
        self.side.is_linked = not self.side.is_linked
        self.link.setChecked(self.side.is_linked)
        self._say_link()

    def uncover_current(self) -> None:
        """Show what is graphic of the one that has the keyboard."""
        self._uncover(self._at)

    def _lines(self) -> list[PictureLine | None]:
        return [self._lot.line(self._lot.row_of(media)) for media in self._media]

    def _show(self) -> None:
        lines = self._lines()
        shown = tuple(self._as_shown(line) for line in lines if line is not None)
        if shown and len(shown) == len(lines) and shown != self._shown:
            self._shown = shown
            self.side.show_pictures(shown)
            for view in self.side.views:
                self._kit.keys.watch(view)
        self._judge()

    def _as_shown(self, line: PictureLine) -> Shown:
        return Shown(
            line.digest,
            saying.caption(line),
            covered=self._kit.covers.hides(line.tip, graphic=line.graphic, unread=line.unread),
            still=line.kind is FileKind.PICTURE,
        )

    def _turn_to(self, at: int) -> None:
        self._at = at
        self._judge()

    def _judge(self) -> None:
        lines = self._lines()
        line = lines[self._at] if self._at < len(lines) else None
        self.stars.show_rating(0 if line is None else line.rating)
        self._flags.show_choice(Choice.NONE if line is None else line.choice)
        self._say_link()

    def _say_link(self) -> None:
        together = self.tr("Zoomed and moved together; Alt moves one alone")
        alone = self.tr("Each is zoomed and moved by itself")
        self._said.setText(together if self.side.is_linked else alone)
        icons.wear(self.link, "link", "accent" if self.side.is_linked else "muted")

    def _uncover(self, at: int) -> None:
        lines = self._lines()
        line = lines[at] if at < len(lines) else None
        if line is not None:
            self._kit.covers.uncover(line.tip)
