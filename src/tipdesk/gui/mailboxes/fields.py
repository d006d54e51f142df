"""What the forms for mailboxes are made of: rows, headings, small print."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from tipdesk.gui import theme

LABEL_WIDTH = 96


def form() -> QFormLayout:
    """Make a form whose labels stand on the side where reading begins."""
    made = QFormLayout()
    made.setSpacing(theme.GRID)
    made.setContentsMargins(0, 0, 0, 0)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return made


def put(into: QFormLayout, name: str, field: QWidget) -> None:
    """Put a field into a form, and name it for whoever can't see the form."""
    label = QLabel(name)
    label.setMinimumWidth(LABEL_WIDTH)
    inner = field.focusProxy() or field
    label.setBuddy(inner)
    field.setAccessibleName(name)
    if isinstance(inner, QComboBox) and (typed := inner.lineEdit()) is not None:
        typed.setAccessibleName(name)
    into.addRow(label, field)


def section(name: str) -> QLabel:
    """Head a part of a form."""
    label = QLabel(name)
    label.setFont(theme.font(theme.Face.SECTION))
    label.setProperty("said", "muted")
    return label


def small(text: str = "") -> QLabel:
    """Make small print, of whatever text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.Face.META))
    label.setProperty("said", "muted")
    label.setWordWrap(True)
    return label


def line(longest: int, placeholder: str = "") -> QLineEdit:
    """Make a line to type in."""
    made = QLineEdit(placeholderText=placeholder)
    made.setMaxLength(longest)
    return made


def secret(placeholder: str = "") -> QLineEdit:
    """Make a line whose letters nobody behind the editor can read."""
    made = line(4_000, placeholder)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def link(text: str) -> QPushButton:
    """Make a button that looks like a link."""
    made = QPushButton(text)
    made.setProperty("link", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
