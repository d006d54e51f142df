"""The head of the open tip: number, headline, who, where and when; edited in place."""

from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from tipdesk.gui import theme, times, words
from tipdesk.gui.tip import languages
from tipdesk.gui.tip.belonging import MOST, Belonging
from tipdesk.gui.tip.chips import AddChip
from tipdesk.gui.tip.editing import Value, Written
from tipdesk.gui.tip.flow import flowing
from tipdesk.gui.tip.glyph import Glyph
from tipdesk.gui.tip.links import PAD, Link
from tipdesk.gui.tip.stepper import Stepper
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.lines import ContributorLine, OpenTip, TipLine
from tipdesk.newsroom.states import Channel

HEADLINE_LIMIT = 300
INSET = 4  # of a field's text behind its frame: texts, not frames, stand on one line


class Header(QWidget):
    """Shows the head of a tip; what is asked of it goes out as signals."""

    asked = Signal(str, object)  # what is to be chosen: due, priority, …; the widget clicked
    person_asked = Signal()  # who sent the tip is to be shown
    revealed = Signal(bool)
    story_removed = Signal(str)
    tag_removed = Signal(str)
    tip_asked = Signal(object)  # TipId: a linked tip is to be opened

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_revealed = False
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20 - INSET, 14, 20, 10)
        rows.setSpacing(2)
        rows.addLayout(self._make_number_row())
        self.headline = Written(self.tr("Headline"), one_line=True, limit=HEADLINE_LIMIT)
        self.headline.setFont(theme.font(theme.Face.HEADLINE))
        self.headline.setPlaceholderText(self.tr("Headline"))
        self.headline.grow_to(3)
        rows.addWidget(self.headline)
        values, self._values = flowing(14, 4)
        rows.addWidget(values)
        self._values.setContentsMargins(INSET - PAD, 0, 0, 0)
        self._make_values()
        self._belonging = Belonging(self._values, self)
        self._belonging.story_removed.connect(self.story_removed)
        self._belonging.tag_removed.connect(self.tag_removed)
        self._belonging.tip_asked.connect(self.tip_asked)
        self._make_add_chips()
        self.stepper = Stepper()
        rows.addSpacing(6)
        self.stepper.setContentsMargins(INSET, 0, 0, 0)
        rows.addWidget(self.stepper)

    def _make_number_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.setContentsMargins(INSET, 0, 0, 0)
        self.number, self.logged = _quiet(), _quiet()
        self.channel = self._link("", "channel")
        for widget in (self.number, self.channel, self.logged):
            row.addWidget(widget)
        row.addStretch()
        return row

    def _make_values(self) -> None:
        self.source = Sender(self.tr("From"), self.tr("anonymous"))
        self.known = Link("")
        self.known.setToolTip(self.tr("About the sender"))
        self.known.clicked.connect(self.person_asked)
        self.shield = Glyph("shield", 14, role="ink", name=self.tr("Protected"))
        self.reveal = Link("")
        self.reveal.clicked.connect(lambda: self.revealed.emit(not self._is_revealed))
        self.place = Value(self.tr("Place"), "—")
        self.assignee = self._link(self.tr("Assigned"), "assignee")
        self.due = self._link(self.tr("Due"), "due")
        self.priority = self._link(self.tr("Priority"), "priority")
        self.care = self._link(self.tr("Sensitive"), "care")
        self.happened = self._link(self.tr("Happened"), "happened")
        self.embargo = self._link(self.tr("Embargo until"), "embargo")
        self.language = self._link(self.tr("Language"), "language")
        self.more = self._link("", "more")
        self.more.say(self.tr("More…"), role="muted")
        self.more.setAccessibleName(self.tr("Say more: when it happened, embargo, language"))
        source = _pair(self.tr("From"), self.shield, self.source, self.known, self.reveal)
        self._pairs = (source, _pair(self.tr("Place"), self.place))
        for widget in self._pairs:
            self._values.addWidget(widget)
        rare = (self.happened, self.embargo, self.language, self.more)
        for link in (self.assignee, self.due, self.priority, self.care, *rare):
            self._values.addWidget(link)

    def _make_add_chips(self) -> None:
        """Make what stands after the chips; it stays, and keeps the focus, while they change."""
        self.add_story = AddChip(self.tr("story"), self.tr("Add to a story"))
        self.add_tag = AddChip(self.tr("tag"), self.tr("Add a tag"))
        self.add_story.clicked.connect(lambda: self.asked.emit("story", self.add_story))
        self.add_tag.clicked.connect(lambda: self.asked.emit("tags", self.add_tag))
        for add in (self.add_story, self.add_tag):
            self._values.addWidget(add)

    def _tell_rest(self, line: TipLine) -> None:
        """Let what adds say how many there are that have no chip."""
        stories, tags = len(line.stories) - MOST, len(line.tags) - MOST
        for add, plain, rest, left in (
            (self.add_story, self.tr("story"), self.tr("{0} more stories"), stories),
            (self.add_tag, self.tr("tag"), self.tr("{0} more tags"), tags),
        ):
            add.setText(rest.format(words.number(left)) if left > 0 else plain)

    def _link(self, muted: str, what: str) -> Link:
        link = Link(muted)
        link.clicked.connect(lambda: self.asked.emit(what, link))
        return link

    def show_tip(self, tip: OpenTip, *, another: bool) -> None:
        """Show this tip; of `another` one whatever was in the fields goes."""
        line = tip.line
        show_headline = self.headline.replace if another else self.headline.show_text
        show_headline(line.headline)
        (self.place.replace if another else self.place.show_text)(tip.place)
        received = self.tr("{0} · received {1}").format(
            tip_number(line.id), times.when(line.received_at)
        )
        self.number.setText(received)
        _explain(self.number, times.exact(line.received_at))
        self.logged.setText(self._by_whom(tip.logged_by))
        self.channel.say(self._by(line.channel), role="muted")
        self._show_source(tip, another=another)
        self.assignee.say(line.assignee or self.tr("nobody"))
        self.due.say(times.when(line.due_at) if line.due_at else "—")
        _explain(self.due, times.exact(line.due_at) if line.due_at else "")
        self.priority.say(str(line.priority))
        care = ", ".join(words.say(kind).lower() for kind in line.sensitivity)
        self.care.say(care or "—", role="attention" if care else "ink")
        self._show_rare(tip)
        self._belonging.show_tip(tip)
        self._tell_rest(line)
        self.stepper.show_states(
            line.workflow, line.verdict, line.permission if tip.media else None
        )

    def _show_rare(self, tip: OpenTip) -> None:
        """Show what few tips have only where it is said; `more` is the way to say it."""
        until = tip.line.embargo_until
        for link, moment in ((self.happened, tip.happened_at), (self.embargo, until)):
            link.setVisible(moment is not None)
            link.say(times.when(moment) if moment else "")
            _explain(link, times.exact(moment) if moment else "")
        if until is not None and until > datetime.now(UTC):
            self.embargo.say(times.when(until), role="attention")
        self.language.setVisible(bool(tip.language))
        self.language.say(languages.say(tip.language))
        self.more.setVisible(not (until and tip.happened_at and tip.language))

    def layouts(self) -> tuple[QLayout | None, ...]:
        """Name the layouts that rest while much is changed, the outermost first."""
        pairs = (pair.layout() for pair in self._pairs)
        return (self.layout(), self._values, *pairs, *self.stepper.layouts())

    def minimumSizeHint(self) -> QSize:
        """Ask for little; the height follows from the width."""
        return QSize(320, 60)

    def _by_whom(self, editor: str) -> str:
        return self.tr("· logged by {0}").format(editor) if editor else ""

    def _show_source(self, tip: OpenTip, *, another: bool) -> None:
        person, protected = tip.contributor, tip.line.protected
        self._is_revealed = protected and person is not None and person.id != 0
        hidden = protected and not self._is_revealed
        self.shield.setVisible(protected)
        self.reveal.setVisible(protected and person is not None)
        self.reveal.say(self.tr("Hide") if self._is_revealed else self.tr("Show"), role="accent")
        self.source.setReadOnly(hidden)
        if hidden:
            said = words.source("", protected=True)
            self.source.show_source(said, said, replace=True)
        else:
            named = person.name or next(iter(person.contacts), "") if person else ""
            self.source.show_source(named, _sender_of(person), replace=another)
        known = "" if hidden else self._known_by(person)
        self.known.say(known, role="muted")
        self.known.setAccessibleName(self.tr("About the sender {0}").format(known))
        self.known.setVisible(bool(known))

    def _known_by(self, person: ContributorLine | None) -> str:
        if person is None or person.id == 0:
            return ""
        first = self.tr("· first tip")
        return first if person.tips == 1 else f"· {words.tips(person.tips)}"

    def _by(self, channel: Channel) -> str:
        return {
            Channel.MAIL: self.tr("by mail"),
            Channel.FORM: self.tr("through a form"),
            Channel.PHONE: self.tr("by phone"),
            Channel.CHAT: self.tr("in a chat"),
            Channel.SOCIAL: self.tr("on social media"),
            Channel.IN_PERSON: self.tr("in person"),
            Channel.POST: self.tr("by post"),
            Channel.OTHER: self.tr("another way"),
        }[channel]


class Sender(Value):
    """Who sent it: the name to read, name and address to write."""

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(name, placeholder)
        self._read = self._write = ""

    def show_source(self, read: str, write: str, *, replace: bool) -> None:
        """Show a name; with the focus in it, the whole sender."""
        self._read, self._write = read, write
        said = write if self.hasFocus() else read
        (self.replace if replace else self.show_text)(said)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the address as well, so that it can be changed."""
        if not self.isReadOnly() and not self.is_being_written:
            self.replace(self._write)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save what was typed and read like a name again."""
        super().focusOutEvent(event)
        if not self.is_being_written:
            self.replace(self._read)


def _sender_of(person: ContributorLine | None) -> str:
    if person is None:
        return ""
    contact = next(iter(person.contacts), "")
    if person.name and contact:
        return f"{person.name} <{contact}>"
    return person.name or contact


def _explain(widget: QWidget, words_: str) -> None:
    """Set a tool tip; Qt tells all who listen even of the same one."""
    if widget.toolTip() != words_:
        widget.setToolTip(words_)


def _quiet() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.Face.META))
    label.setProperty("said", "muted")
    return label


def _pair(words_: str, *values: QWidget) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(PAD, 0, 0, 0)
    row.setSpacing(2)
    label = _quiet()
    label.setText(words_)
    row.addWidget(label)
    for value in values:
        value.setFont(theme.font(theme.Face.META))
        row.addWidget(value)
    pair.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return pair
