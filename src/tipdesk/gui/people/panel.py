"""The panel about who sent a tip; it stays right while others work on the same people."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from tipdesk.desk.contributors.merging import merge_people, split_people
from tipdesk.desk.contributors.noting import note_person
from tipdesk.desk.contributors.reading import others_in_tip, sender_of_tip, writer_in_tip
from tipdesk.desk.contributors.renaming import rename_person
from tipdesk.gui import theme, times, words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.facts.pieces import Block, Flush, marked, plain_tip
from tipdesk.gui.people import wording
from tipdesk.gui.people.contacts import Contacts
from tipdesk.gui.people.picking import SamePicker
from tipdesk.gui.people.question import Question
from tipdesk.gui.pickers.doing import do_watched
from tipdesk.gui.pickers.popover import Popover, beside
from tipdesk.gui.tip.editing import Value, Written
from tipdesk.gui.tip.links import PAD, Link
from tipdesk.gui.tip.rows import said, section
from tipdesk.intake.contributors import SENDER_LIMIT
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.ids import ContributorId, TipId
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.persons import Joined, Person, PersonLine
from tipdesk.store.database import Store

WIDTH = 380
NOTE_LINES, NOTE_LIMIT = 6, 100_000
_JOINED_SHOWN, OTHERS_SHOWN = 5, 6
INSET = 3  # of a line that is written in


class PersonPanel(Popover):
    """What is known of a person, a note to write, and what can be done where two are one."""

    listed = Signal(object)  # PersonLine: their tips are to be listed

    def __init__(
        self, bridge: Bridge, tip: TipId, person: Person, parent: QWidget, *, reveal: bool
    ) -> None:
        super().__init__(parent, parent.tr("About the sender"))
        self._bridge, self._tip, self._reveal = bridge, tip, reveal
        self._person = person
        self._anchor: QWidget | None = None
        self._noted = person.note  # what the desk has, once all is done that was asked of it
        self._make()
        self._lay_out()
        self._connect()
        self._show(person)

    def _make(self) -> None:
        self.name = Value(self.tr("Name"), "", limit=SENDER_LIMIT)
        self.name.setFont(theme.font(theme.Face.STRONG))
        self.name.setTextMargins(-INSET, 0, 0, 0)  # so that it stands in line with what is below
        # A name in Arabic, too, stands above the rest of its person.
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.veil = said(self.tr("Who it is is told when the source is shown."), muted=True)
        self.marks = Block("")
        self.marks.head.hide()
        self.tips = Link("", "", role="accent")
        self.contacts = Contacts()
        self.note_head = section(self.tr("Note, for colleagues only"))
        self.note = Written(self.tr("Note about the person"), limit=NOTE_LIMIT)
        self.note.setFont(theme.font(theme.Face.META))
        self.note.setPlaceholderText(self.tr("What colleagues should know"))
        self.note.grow_to(NOTE_LINES)
        self.merged = Block(self.tr("Made one with"))
        self.others = Block(self.tr("Others in this tip"))
        self.same = Link("", self.tr("The same person as…"), role="accent")
        self.same.say(self.tr("The same person as…"), role="accent", glyph="merge")
        self.question = Question()

    def _lay_out(self) -> None:
        self.rows.setContentsMargins(16 - PAD, 14, 16, 12)
        self.rows.setSpacing(6)
        # By itself a layout asks for the height that a narrower panel would need.
        self.rows.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for words_ in (self.veil, self.note_head, self.question):
            words_.setContentsMargins(PAD, 0, 0, 0)  # so that links stand in line
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.name)
        head.addWidget(self.veil)
        head.addWidget(self.tips, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addLayout(head)
        for part in (self.marks, self.contacts, self.note_head, self.note, self.merged):
            self.rows.addWidget(part)
        self.rows.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addWidget(self.question)
        self.rows.addWidget(self.others)
        self.rows.addStretch()

    def _connect(self) -> None:
        self.tips.clicked.connect(self._list)
        self.same.clicked.connect(self._pick)
        self.name.committed.connect(self._rename)
        self.note.committed.connect(self._save_note)
        self.question.answered.connect(self._merge)
        self.question.left.connect(self._leave)
        self._bridge.changed.connect(self._follow)

    def open_at(self, anchor: QWidget) -> None:
        """Open beside what was clicked."""
        self._anchor = anchor
        super().open_at(anchor)
        self._ask_others()

    def focus_first(self, first: QWidget) -> None:
        """Begin at the tips; of who may not be named there is nothing to do."""
        (self if self._person.line.veiled else self.tips).setFocus()

    def sizeHint(self) -> QSize:
        """Ask for the room that it needs."""
        if self.rows.hasHeightForWidth():  # not where nothing is shown that wraps
            return QSize(WIDTH, self.rows.heightForWidth(WIDTH))
        return QSize(WIDTH, self.rows.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Be as high as what there is to show, whatever of it has changed."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self._anchor is not None:
            size = self.sizeHint()
            if size != self.size():
                self.setGeometry(beside(self._anchor, size))
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Have Escape leave the question first."""
        if event.key() == Qt.Key.Key_Escape and not self.question.isHidden():
            self._leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed."""
        self._commit()
        super().closeEvent(event)

    def _commit(self) -> None:
        for field in (self.name, self.note):
            field.commit()

    def _ask(self) -> None:
        self._look(self._person.line.id)

    def _look(self, number: ContributorId) -> None:
        """Ask for somebody of this tip; whoever became another person is looked for there."""
        tip, reveal = self._tip, self._reveal

        def ask(store: Store) -> Person | None:
            writer = writer_in_tip(store, tip, number, reveal=reveal)
            return writer or sender_of_tip(store, tip, reveal=reveal)

        self._bridge.ask(ask, self._show_again, view="person")

    def _ask_others(self) -> None:
        ask = partial(
            others_in_tip, tip=self._tip, number=self._person.line.id, reveal=self._reveal
        )
        self._bridge.ask(ask, self._show_others, view="others")

    def _show_again(self, person: Person | None) -> None:
        if person is None:
            self.close()
            return
        if person.line != self._person.line:
            self._leave()
        self._show(person)
        self._ask_others()

    def _show(self, person: Person) -> None:
        another = person.line.id != self._person.line.id
        self._person = person
        line, named = person.line, not person.line.veiled
        self._show_name(line, another=another)
        self.setAccessibleDescription(wording.aloud(line))
        self.marks.clear()
        for glyph, role, sentence in wording.marks(line) if named else ():
            self.marks.add(marked(glyph, role, sentence))
        self.tips.say(words.tips(line.tips), role="muted" if line.protected else "accent")
        self.tips.setEnabled(not line.protected)  # searches don't find what a protected source sent
        self.contacts.show_reached(line.reached)
        self._show_note(person.note, another=another)
        self._show_merged(person.joined)
        for part in (self.tips, self.note_head, self.note, self.same):
            part.setVisible(named)
        self.veil.setVisible(not named)

    def _show_name(self, line: PersonLine, *, another: bool) -> None:
        """Show the name to be written anew; who has none is called by a contact, in grey."""
        self.name.setReadOnly(line.veiled)
        keys = Qt.FocusPolicy.NoFocus if line.veiled else Qt.FocusPolicy.StrongFocus
        self.name.setFocusPolicy(keys)
        called = wording.name(line)
        self.name.setPlaceholderText(called)
        told = called if line.veiled else shown(line.name)
        (self.name.replace if another else self.name.show_text)(told)
        self.name.setToolTip(plain_tip(told))

    def _show_others(self, lines: Sequence[PersonLine]) -> None:
        """Lead to everybody else who wrote in the tip, as far as they may be named."""
        self.others.clear()
        named = [line for line in lines if not line.veiled]
        for line in named[:OTHERS_SHOWN]:
            link = Link("", wording.in_sentence(wording.name(line)), role="accent")
            link.clicked.connect(partial(self._turn_to, line.id))
            self.others.add(Flush(link))
        left = len(lines) - len(named[:OTHERS_SHOWN])
        if left:
            self.others.add(said(self.tr("and {0} more").format(words.number(left)), muted=True))

    def _turn_to(self, number: ContributorId) -> None:
        self._commit()
        self.name.setFocus()
        self._look(number)

    def _show_note(self, note: str, *, another: bool) -> None:
        if another or not self.note.is_being_written:
            self._noted = note
            self.note.replace(note)

    def _show_merged(self, merges: tuple[Joined, ...]) -> None:
        """Show who went into the person; only the last of them can be parted."""
        self.merged.clear()
        for one in merges[:_JOINED_SHOWN]:
            names, when = wording.joined(one.names), times.when(one.at)
            told = self.tr("{0} · by {1}, {2}").format(names, shown(one.editor), when)
            self.merged.add(said(told, muted=one is not merges[0]))
            if one is merges[0]:
                part = Link("", self.tr("Part again"), role="accent")
                part.setAccessibleName(self.tr("Part {0} again").format(names))
                part.clicked.connect(self._part)
                self.merged.add(Flush(part, below=4))
                self.setTabOrder(self.note, part)
                self.setTabOrder(part, self.same)

    def _list(self) -> None:
        self.close()
        self.listed.emit(self._person.line)

    def _pick(self) -> None:
        picker = SamePicker(self._bridge, self._person.line, self)
        picker.chosen.connect(lambda choice: self._consider(picker.lines[choice.key]))
        picker.open_at(self.same)

    def _consider(self, other: PersonLine) -> None:
        self.question.ask(self._person.line, other)

    def _leave(self) -> None:
        """Go back to where the question was asked from."""
        if not self.question.isHidden():
            self.question.hide()
            self.same.setFocus()

    def _merge(self, other: PersonLine) -> None:
        into = self._person.line.id
        self._leave()
        merge = partial(merge_people, into=into, people=[other.id])
        do_watched(self._bridge, self.tr("Merging people"), merge)

    def _part(self) -> None:
        person = self._person.line.id
        self.same.setFocus()
        split = partial(split_people, person=person)
        do_watched(self._bridge, self.tr("Parting people"), split)

    def _rename(self, name: str) -> None:
        line = self._person.line
        rename = partial(rename_person, person=line.id, name=name, was=line.name)
        self._bridge.do(rename, partial(self._renamed, name))

    def _renamed(self, name: str, _change: Change) -> None:
        self.name.settle(name)

    def _save_note(self, text: str) -> None:
        save = partial(note_person, person=self._person.line.id, text=text, was=self._noted)
        self._noted = text
        self._bridge.do(save, partial(self._note_saved, text))

    def _note_saved(self, text: str, _change: Change) -> None:
        self.note.settle(text)

    def _follow(self, change: Change) -> None:
        if self._tip in change.tips or {"contributor", "contactpoint"} & change.nouns:
            self._ask()
