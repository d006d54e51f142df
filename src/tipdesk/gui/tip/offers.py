"""What can be chosen for the open tip: verdict, permission, times, priority, care, channel."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from tipdesk.gui import words
from tipdesk.gui.pickers.choices import Choice
from tipdesk.gui.pickers.choosing import Chooser
from tipdesk.gui.pickers.picker import Picker
from tipdesk.gui.tip import timing
from tipdesk.gui.tip.deeds import Deeds
from tipdesk.gui.tip.languages import languages
from tipdesk.gui.tip.timing import Timing
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.states import Channel, Label, Permission, Sensitivity, Verdict
from tipdesk.newsroom.when import read_moment

PROTECTED = "protected"
PRIORITIES = range(1, 10)
USUAL = 5
ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def _now() -> datetime:
    return datetime.now().astimezone().replace(second=0, microsecond=0)


class Offers(QObject):
    """Opens the small pickers of the open tip and does what was chosen."""

    def __init__(self, deeds: Deeds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._chooser = Chooser(deeds.bridge, self)

    def open(self, what: str, anchor: QWidget) -> None:
        """Open the picker of this name beside what was clicked."""
        if self._deeds.tip is None:
            return
        tips = [self._deeds.id]
        openers: dict[str, Callable[[], object]] = {
            "assignee": lambda: self._chooser.assignee(tips, anchor),
            "tags": lambda: self._chooser.tags(tips, anchor),
            "story": lambda: self._chooser.story(tips, anchor),
            "verdict": lambda: self._verdict(anchor),
            "due": lambda: self._timing(timing.due(_now()), anchor),
            "embargo": lambda: self._timing(timing.embargo(_now()), anchor),
            "happened": lambda: self._timing(timing.happened(_now()), anchor),
            "language": lambda: self._language(anchor),
            "more": lambda: self._more(anchor),
            "priority": lambda: self._priority(anchor),
            "care": lambda: self._care(anchor),
            "channel": lambda: self._channel(anchor),
        }
        openers[what]()

    def permission(self, media: Sequence[MediaId], anchor: QWidget) -> None:
        """Choose whether these files may be published."""
        choices = [Choice(state.value, words.say(state)) for state in reversed(Permission)]
        self._one(
            self.tr("Permission"),
            choices,
            anchor,
            lambda key: self._deeds.edit_media(media, permission=Permission(key)),
        )

    def label(self, media: Sequence[MediaId], anchor: QWidget) -> None:
        """Choose what must be printed with these files."""
        choices = [Choice(label.value, words.say(label)) for label in Label]
        self._one(
            self.tr("Label"),
            choices,
            anchor,
            lambda key: self._deeds.edit_media(media, label=Label(key)),
        )

    def _verdict(self, anchor: QWidget) -> None:
        choices = [Choice(verdict.value, words.say(verdict)) for verdict in Verdict]
        deed = self._deeds.set_verdict
        self._one(self.tr("Verdict"), choices, anchor, lambda key: deed(Verdict(key)))

    def _channel(self, anchor: QWidget) -> None:
        choices = [
            Choice(channel.value, words.say(channel), glyph=words.glyph(channel), role="muted")
            for channel in Channel
        ]
        deed = self._deeds.set_fields
        self._one(self.tr("How it came"), choices, anchor, lambda key: deed(channel=key))

    def _priority(self, anchor: QWidget) -> None:
        said = {1: self.tr("most urgent"), USUAL: self.tr("usual"), 9: self.tr("least urgent")}
        choices = [Choice(str(one), str(one), said.get(one, "")) for one in PRIORITIES]
        deed = self._deeds.set_priority
        self._one(self.tr("Priority"), choices, anchor, lambda key: deed(int(key)))

    def _timing(self, asked: Timing, anchor: QWidget) -> None:
        def deed(key: str) -> None:
            self._set_time(asked.field, key)

        self._one(asked.title, list(asked.choices()), anchor, deed, new=self.tr("At {0}"))

    def _set_time(self, field: str, key: str) -> None:
        try:
            moment = read_moment(key) if key else None
        except NotValid as error:
            self._deeds.bridge.failed.emit(error)
            return
        self._deeds.set_fields(**{field: moment})

    def _language(self, anchor: QWidget) -> None:
        choices = [*languages(), Choice("", self.tr("Not said"))]
        deed = self._deeds.set_fields
        self._one(self.tr("Language"), choices, anchor, lambda key: deed(language=key))

    def _more(self, anchor: QWidget) -> None:
        choices = [
            Choice("happened", self.tr("When it happened"), glyph="clock", role="muted"),
            Choice("embargo", self.tr("Embargo"), glyph="clock", role="muted"),
            Choice("language", self.tr("Language"), glyph="note", role="muted"),
        ]
        self._one(self.tr("Say more"), choices, anchor, lambda key: self.open(key, anchor))

    def _care(self, anchor: QWidget) -> None:
        if self._deeds.tip is None:
            return
        line = self._deeds.tip.line
        picker = Picker(anchor.window(), self.tr("Handle with care"), several=True)
        choices = [
            Choice(kind.value, words.say(kind), tick=ON if kind in line.sensitivity else OFF)
            for kind in Sensitivity
        ]
        tick = ON if line.protected else OFF
        shielded = Choice(PROTECTED, self.tr("Protected source"), glyph="shield", tick=tick)
        picker.offer([*choices, shielded])
        picker.ticked.connect(self._take_care)
        picker.open_at(anchor)

    def _take_care(self, on: list[str], off: list[str]) -> None:
        if self._deeds.tip is None:
            return
        before = {kind.value for kind in self._deeds.tip.line.sensitivity}
        after = (before | set(on)) - set(off) - {PROTECTED}
        if after != before:
            self._deeds.set_fields(sensitivity=[kind for kind in Sensitivity if kind in after])
        if PROTECTED in (*on, *off):
            self._deeds.protect(on=PROTECTED in on)

    def _one(
        self,
        title: str,
        choices: Sequence[Choice],
        anchor: QWidget,
        deed: Callable[[str], object],
        *,
        new: str = "",
    ) -> None:
        picker = Picker(anchor.window(), title, new=new)
        picker.offer(choices)
        picker.chosen.connect(lambda choice: deed(choice.key))
        picker.open_at(anchor)
