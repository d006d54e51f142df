"""What is printed with a file: caption, credit, label, alt text; and whether it may be."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tipdesk.gui import theme, words
from tipdesk.gui.tip.editing import Written
from tipdesk.gui.tip.links import Link
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.states import Label

T = TypeVar("T")
LIMITS = {"caption": 5_000, "credit": 500, "alt_text": 2_000, "label_note": 500}


class Captions(QWidget):
    """Edits one file's words, or those of several at once; only what is touched is changed."""

    edited = Signal(list, str, str)  # list[MediaId], the field, its text
    asked = Signal(str, object)  # label or permission, the widget clicked

    def __init__(self) -> None:
        super().__init__()
        self.media: tuple[MediaLine, ...] = ()
        self._captions: dict[str, QLabel] = {}
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(0)
        self._rows.setColumnMinimumWidth(0, 72)
        self._rows.setColumnStretch(1, 1)
        self.fields = {
            "caption": self._field(self.tr("Caption"), "caption"),
            "credit": self._field(self.tr("Credit"), "credit", one_line=True),
            "alt_text": self._field(self.tr("Alt text"), "alt_text"),
        }
        self.label = self._choice(self.tr("Label"), "label")
        self.fields["label_note"] = self._field(self.tr("Note"), "label_note", one_line=True)
        self.permission = self._choice(self.tr("Permission"), "permission")

    def show_media(self, media: Sequence[MediaLine]) -> None:
        """Show the words of these files; where they differ, say so."""
        same = [one.id for one in media] == [one.id for one in self.media]
        if not same:
            self.commit()
        self.media = tuple(media)
        self.setVisible(bool(media))
        if not media:
            return
        for name, field in self.fields.items():
            self._show_field(field, {getattr(one, name) for one in media}, same=same)
        labels = {one.label for one in media}
        permissions = {one.permission for one in media}
        self.label.say(self._one(labels, lambda label: words.say(label).lower()))
        self.permission.say(self._one(permissions, lambda state: words.say(state).lower()))
        note = self.fields["label_note"]
        wanted = labels != {Label.NONE} or note.is_being_written or bool(note.shown)
        note.setVisible(wanted)
        self._captions["label_note"].setVisible(wanted)

    def commit(self) -> None:
        """Hand over whatever is being written."""
        for field in self.fields.values():
            field.commit()

    def chosen(self) -> list[MediaId]:
        """Name the files that an edit changes."""
        return [one.id for one in self.media]

    def _show_field(self, field: Written, values: set[str], *, same: bool) -> None:
        several = len(values) > 1
        field.setPlaceholderText(self.tr("(several values)") if several else "—")
        text = "" if several else next(iter(values))
        (field.show_text if same else field.replace)(text)

    def _one(self, values: set[T], say: Callable[[T], str]) -> str:
        return say(next(iter(values))) if len(values) == 1 else self.tr("(several values)")

    def _field(self, caption: str, name: str, *, one_line: bool = False) -> Written:
        field = Written(caption, one_line=one_line, limit=LIMITS[name])
        field.setFont(theme.font(theme.Face.META))
        field.grow_to(3)
        field.committed.connect(lambda text: self._hand_over(field, name, text))
        self._add(caption, name, field)
        return field

    def _hand_over(self, field: Written, name: str, text: str) -> None:
        field.settle(text)
        self.edited.emit(self.chosen(), name, text)

    def _choice(self, caption: str, name: str) -> Link:
        link = Link("")
        link.setAccessibleDescription(caption)
        link.setFixedHeight(self.fields["caption"].sizeHint().height())
        link.clicked.connect(lambda: self.asked.emit(name, link))
        self._add(caption, name, link)
        return link

    def _add(self, caption: str, name: str, widget: QWidget) -> None:
        label = QLabel(caption)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(theme.font(theme.Face.META))
        label.setProperty("said", "muted")
        label.setContentsMargins(0, 3, 0, 0)
        label.setBuddy(widget)
        self._captions[name] = label
        row = self._rows.rowCount()
        self._rows.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        side = Qt.AlignmentFlag.AlignLeft if isinstance(widget, Link) else Qt.AlignmentFlag(0)
        self._rows.addWidget(widget, row, 1, side)
