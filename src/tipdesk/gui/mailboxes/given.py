"""The part of the account dialog that says what is read and what its tips are given."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from tipdesk.gui import theme
from tipdesk.gui.mailboxes import fields
from tipdesk.gui.mailboxes.beginning import Beginning
from tipdesk.newsroom.lines import Counts
from tipdesk.newsroom.mail import Mailbox

INBOX = "INBOX"
_TAGS, _SHORT, _HOST, _FOLDER = 500, 100, 253, 500


class GivenToTips(QWidget):
    """Folder and first day, rules, and what is believed and asked about senders."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.folder = QComboBox(editable=True)
        self.folder.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.folder.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.folder.addItem(INBOX)
        self._edit().setMaxLength(_FOLDER)
        self.beginning = Beginning()
        self.older = fields.small(
            self.tr("What came before stays in the mailbox; say an earlier day to have it read.")
        )
        self.tags = fields.line(_TAGS, self.tr("weather, readers"))
        self.story = fields.line(_SHORT, self.tr("MILLFLOOD"))
        self.section = fields.line(_SHORT, self.tr("Local"))
        self.assignee = fields.line(_SHORT, self.tr("nobody"))
        self.trusted = fields.line(_HOST, self.tr("mx.example.org"))
        self.check = QCheckBox(self.tr("Check who signed new mails (DKIM)"))
        self._lay_out()
        self.beginning.changed.connect(self._follow_beginning)
        self.check.toggled.connect(self.changed)
        self.folder.editTextChanged.connect(self.changed)
        for each in (self.tags, self.story, self.section, self.assignee, self.trusted):
            each.textChanged.connect(self.changed)

    def show_known(self, mailbox: Mailbox) -> None:
        """Show what is known of a mailbox that is there."""
        rules = mailbox.rules
        self.folder.setEditText(mailbox.folder)
        self.tags.setText(", ".join(rules.get("tags", ())))
        for name in ("story", "section", "assignee"):
            getattr(self, name).setText(rules.get(name, ""))
        self.trusted.setText(mailbox.trusted_server)
        self.beginning.show_since(mailbox.since)
        self.check.setChecked(mailbox.check_signatures)

    def show_folders(self, folders: Sequence[str]) -> None:
        """Offer the folders that the server named; the chosen one stays."""
        chosen = self.folder.currentText()
        self.folder.clear()
        self.folder.addItems(list(folders) or [INBOX])
        self.folder.setEditText(chosen)

    def know_desk(self, counts: Counts) -> None:
        """Offer the stories that the desk has."""
        completer = QCompleter([story.slug for story in counts.stories], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.story.setCompleter(completer)

    def said(self) -> dict[str, object]:
        """Tell what was said, as the fields of a new mailbox."""
        tags = (" ".join(tag.split()) for tag in self.tags.text().split(","))
        return {
            "folder": self.folder.currentText().strip() or INBOX,
            "tags": tuple(filter(None, tags)),
            "story": self.story.text().strip(),
            "section": self.section.text().strip(),
            "assignee": self.assignee.text().strip(),
            "trusted_server": self.trusted.text().strip(),
            "since": self.beginning.since,
            "check_signatures": self.check.isChecked(),
        }

    def _follow_beginning(self) -> None:
        self.older.setVisible(self.beginning.since is not None)
        self.changed.emit()

    def _edit(self) -> QLineEdit:
        edit = self.folder.lineEdit()
        assert edit is not None
        return edit

    def _lay_out(self) -> None:
        where, given, own = fields.form(), fields.form(), fields.form()
        fields.put(where, self.tr("Folder"), self.folder)
        fields.put(where, self.tr("Messages"), self.beginning)
        self.beginning.how.setAccessibleName(self.tr("Messages"))
        where.addRow("", self.older)
        self.older.hide()
        fields.put(given, self.tr("Tags"), self.tags)
        fields.put(given, self.tr("Story"), self.story)
        fields.put(given, self.tr("Section"), self.section)
        fields.put(given, self.tr("Assigned to"), self.assignee)
        fields.put(own, self.tr("Your server"), self.trusted)
        why = fields.small(
            self.tr(
                "The receiving server, as mails name it in “Authentication-Results”. Only what it "
                "found out about a sender is shown; anybody can write the rest."
            )
        )
        asks = fields.small(
            self.tr(
                "Asks the name servers of the senders’ domains for their keys; whoever owns a "
                "domain may see that. Never for a protected source."
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for head, form in (
            (self.tr("What is read"), where),
            (self.tr("What its tips are given"), given),
            (self.tr("Who sent it"), own),
        ):
            column.addWidget(fields.section(head))
            column.addLayout(form)
            column.addSpacing(theme.GRID)
        column.addWidget(why)
        column.addSpacing(theme.GRID)
        column.addWidget(self.check)
        column.addWidget(asks)
        column.addStretch(1)
