"""What is printed with files: caption, credit, label, alt text, rights; and whether it may be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tipdesk.desk.annotating.quoting import QUOTABLE, quote
from tipdesk.gui import theme, words
from tipdesk.gui.tip.aihint import AiHint
from tipdesk.gui.tip.editing import Written
from tipdesk.gui.tip.links import Link
from tipdesk.gui.tip.rows import section
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.pairs import grouped
from tipdesk.newsroom.states import Label

T = TypeVar("T")
LIMITS = {
    "caption": 5_000,
    "credit": 500,
    "alt_text": 2_000,
    "creator": 500,
    "copyright_notice": 500,
    "usage_terms": 2_000,
    "label_note": 500,
}
PRINTED, RIGHTS = ("caption", "credit", "alt_text"), ("creator", "copyright_notice", "usage_terms")
_LEAST_LINK = 40
WIDE = 620  # from here on there is room for the rights beside the rest


@dataclass(frozen=True, slots=True)
class Described:
    """Words for one field of some files, and what that field said of each when typing began."""

    name: str
    text: str = field(repr=False)
    was: Mapping[MediaId, str] = field(repr=False)


class Captions(QWidget):
    """Edits one file's words, or those of several at once; only what is touched is changed."""

    edited = Signal(object)  # Described
    asked = Signal(str, object)  # label, permission or quote; the widget clicked
    labelled = Signal(list, object)  # list[MediaId], Label: the file asks for it
    cut = Signal(str)  # a sentence: what was pasted is too long

    def __init__(self) -> None:
        super().__init__()
        self.media: tuple[MediaLine, ...] = ()
        self._was: dict[str, dict[MediaId, str]] = {}
        self._captions: dict[str, QLabel] = {}
        self._is_wide = self._shows_rights = False
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.head = section("")
        self.quote = Link("", self.tr("From the file…"), role="accent")
        self.quote.setToolTip(self.tr("Take over what the file says itself"))
        self.quote.clicked.connect(lambda: self.asked.emit("quote", self.quote))
        self.turn_over = Link("", self.tr("Turn over"), role="accent")
        self.turn_over.setToolTip(self.tr("Look at the other half of the Live Photo"))
        self.hint = AiHint()
        self.hint.labelled.connect(self.labelled.emit)
        self.fields = {
            "caption": self._field(self.tr("Caption"), "caption"),
            "credit": self._field(self.tr("Credit"), "credit", one_line=True),
            "alt_text": self._field(self.tr("Alt text"), "alt_text", one_line=True),
            "creator": self._field(self.tr("Creator"), "creator", one_line=True),
            "copyright_notice": self._field(
                self.tr("Copyright"), "copyright_notice", one_line=True
            ),
            "usage_terms": self._field(self.tr("Terms"), "usage_terms"),
            "label_note": self._field(self.tr("Note"), "label_note", one_line=True),
        }
        self.rights = self._choice(self.tr("Rights"), "rights")
        self.rights.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.rights.clicked.connect(lambda: self.show_rights(on=not self._shows_rights))
        self.label = self._choice(self.tr("Label"), "label")
        self.permission = self._choice(self.tr("Permission"), "permission")
        for name, link in (("label", self.label), ("permission", self.permission)):
            link.setMinimumWidth(_LEAST_LINK)
            link.clicked.connect(lambda _=False, name=name, link=link: self.asked.emit(name, link))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.head)
        top.addWidget(self.turn_over)
        top.addStretch()
        top.addWidget(self.quote)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(0)
        for column, width in ((0, 64), (2, 64)):
            self._rows.setColumnMinimumWidth(column, width)
            self._rows.setColumnStretch(column + 1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(top)
        whole.addWidget(self.hint)
        whole.addLayout(self._rows)
        self._place()

    def show_media(self, media: Sequence[MediaLine]) -> None:
        """Show the words of these files; where they differ, say so."""
        same = [one.id for one in media] == [one.id for one in self.media]
        if not same:
            self.commit()
        self.media = tuple(media)
        self.setVisible(bool(media))
        if not media:
            return
        for name in self.fields:
            self._show_field(name, same=same)
        labels = {one.label for one in media}
        permissions = {one.permission for one in media}
        self.label.say(self._one(labels, lambda label: words.say(label).lower()))
        self.permission.say(self._one(permissions, lambda state: words.say(state).lower()))
        self._show_head()
        self.hint.show_media(media)
        self._show_wanted()

    def commit(self) -> None:
        """Hand over whatever is being written."""
        for field_ in self.fields.values():
            field_.commit()

    def settle(self, saved: Described) -> None:
        """Take note that these words are saved, unless the field goes on about something else."""
        written = self.fields[saved.name]
        if list(saved.was) == self.chosen() and written.toPlainText() == saved.text:
            written.settle(saved.text)

    def take_stored(self, name: str) -> None:
        """Show what is stored in a field, whatever was typed."""
        if self.media:
            self._show_field(name, same=False)

    def chosen(self) -> list[MediaId]:
        """Name the files that an edit changes."""
        return [one.id for one in self.media]

    def show_rights(self, *, on: bool) -> None:
        """Unfold creator, copyright and terms where there is no room beside the rest."""
        self._shows_rights = on
        self._show_wanted()
        if on and not self._is_wide:
            self.fields[RIGHTS[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_head(self) -> None:
        count = len(self.media)
        several = self.tr("{0} files · what you write goes into all of them")
        is_live = len(grouped(self.media)) == 1 < count
        self.turn_over.setVisible(is_live)
        one = self.tr("Live Photo · picture and video") if is_live else ""
        one = one or ("" if count > 1 else self.tr("Caption and rights"))
        self.head.setText(one or several.format(words.number(count)))
        offers = any(
            words_ != getattr(one, name)
            for one in self.media
            for name in QUOTABLE
            if (words_ := quote(one.said, name))
        )
        self.quote.setVisible(offers)
        self.quote.say(
            self.tr("From the files…") if count > 1 else self.tr("From the file…"), role="accent"
        )

    def _show_field(self, name: str, *, same: bool) -> None:
        written = self.fields[name]
        values = {one.id: str(getattr(one, name)) for one in self.media}
        several = len(set(values.values())) > 1
        written.setPlaceholderText(self.tr("(several values)") if several else "—")
        empties = self.tr("What you write goes into all of them; a blank empties them")
        written.setToolTip(empties if several else "")
        text = "" if several else next(iter(values.values()))
        if not (same and written.is_being_written):
            self._was[name] = values
        (written.show_text if same else written.replace)(text)

    def _show_wanted(self) -> None:
        """Show the rows that are worth their room."""
        note = self.fields["label_note"]
        differs = {one.label for one in self.media} != {Label.NONE}
        self._show_row("label_note", on=differs or note.is_being_written or bool(note.shown))
        unfolded = self._is_wide or self._shows_rights
        for name in RIGHTS:
            self._show_row(name, on=unfolded or self.fields[name].is_being_written)
        self.rights.setVisible(not self._is_wide)
        self._captions["rights"].setVisible(not self._is_wide)
        told = "" if self._shows_rights else self._summary()
        way_on = (
            self.tr("fold away") if self._shows_rights else self.tr("creator, copyright, terms…")
        )
        is_value = told not in ("", self.tr("(several values)"))
        self.rights.say(told or way_on, role="ink" if is_value else "muted")

    def _show_row(self, name: str, *, on: bool) -> None:
        self.fields[name].setVisible(on)
        self._captions[name].setVisible(on)

    def _summary(self) -> str:
        told = [
            self._one({str(getattr(one, name)) for one in self.media}, shown)
            for name in RIGHTS
            if any(getattr(one, name) for one in self.media)
        ]
        return " · ".join(dict.fromkeys(told))

    def _one(self, values: set[T], say: Callable[[T], str]) -> str:
        return say(next(iter(values))) if len(values) == 1 else self.tr("(several values)")

    def _field(self, caption: str, name: str, *, one_line: bool = False) -> Written:
        written = Written(caption, one_line=one_line, limit=LIMITS[name])
        written.setFont(theme.font(theme.Face.META))
        written.grow_to(3)
        written.committed.connect(lambda text: self._hand_over(name, text))
        written.shortened.connect(lambda: self._say_cut(caption, LIMITS[name]))
        self._name(caption, name, written)
        return written

    def _hand_over(self, name: str, text: str) -> None:
        self.edited.emit(Described(name, text, dict(self._was[name])))

    def _say_cut(self, caption: str, limit: int) -> None:
        sentence = self.tr("{0} has at most {1} letters; the rest of what you pasted was left out.")
        self.cut.emit(sentence.format(caption, words.number(limit)))

    def _choice(self, caption: str, name: str) -> Link:
        link = Link("")
        link.setAccessibleDescription(caption)
        link.setFixedHeight(self.fields["caption"].sizeHint().height())
        self._name(caption, name, link)
        return link

    def _name(self, caption: str, name: str, widget: QWidget) -> None:
        label = QLabel(caption)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(theme.font(theme.Face.META))
        label.setProperty("said", "muted")
        label.setContentsMargins(0, 3, 0, 0)
        label.setBuddy(widget)
        self._captions[name] = label

    def _place(self) -> None:
        """Put the rights below the rest, or beside it where there is room."""
        narrow = {name: (row, 0, 3) for row, name in enumerate((*PRINTED, "rights", *RIGHTS))}
        wide = {name: (row, 0, 1) for row, name in enumerate(PRINTED)}
        wide |= {name: (row, 2, 1) for row, name in enumerate(RIGHTS)} | {"rights": (5, 0, 3)}
        places = wide if self._is_wide else narrow
        places |= {"label": (7, 0, 1), "permission": (7, 2, 1), "label_note": (8, 0, 3)}
        widgets: dict[str, QWidget] = {**self.fields, "rights": self.rights}
        widgets |= {"label": self.label, "permission": self.permission}
        for name, (row, column, across) in places.items():
            side = Qt.AlignmentFlag.AlignTop
            self._rows.addWidget(self._captions[name], row, column, side)
            if name in ("label", "permission"):
                side |= Qt.AlignmentFlag.AlignLeft
            else:
                side = Qt.AlignmentFlag(0) if name == "rights" else side
            self._rows.addWidget(widgets[name], row, column + 1, 1, across, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what it shows to its new size."""
        super().resizeEvent(event)
        is_wide = self.width() >= WIDE
        if is_wide is not self._is_wide:
            self._is_wide = is_wide
            self._place()
            if self.media:
                self._show_wanted()
