"""What an editor can do, as a record: its heading, its words, its keys and where they count."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


class Category(StrEnum):
    """Under which heading an action stands in the menu and in help."""

    TIPS = "tips"
    GO = "go"
    CHANGE = "change"
    EDIT = "edit"
    VIEW = "view"
    LIGHT = "light"
    PLAYER = "player"
    PHONE = "phone"
    DESK = "desk"


class Place(StrEnum):
    """Where the keys of an action count: the same key may do other things elsewhere."""

    WINDOW = "window"
    PICTURES = "pictures"
    PLAYER = "player"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing an editor can do; `keys` are what it has unless the editor chose others."""

    id: str
    category: Category
    text: object
    keys: tuple[str, ...] = ()
    icon: str = ""

    @property
    def place(self) -> Place:
        """Tell where its keys count."""
        elsewhere = {
            Category.LIGHT: Place.PICTURES,
            Category.PLAYER: Place.PLAYER,
            Category.PHONE: Place.PHONE,
        }
        return elsewhere.get(self.category, Place.WINDOW)


HEADINGS: dict[Category, object] = {
    Category.TIPS: QT_TRANSLATE_NOOP("Actions", "Tips"),
    Category.GO: QT_TRANSLATE_NOOP("Actions", "Go"),
    Category.CHANGE: QT_TRANSLATE_NOOP("Actions", "Change"),
    Category.EDIT: QT_TRANSLATE_NOOP("Actions", "Edit"),
    Category.VIEW: QT_TRANSLATE_NOOP("Actions", "View"),
    Category.LIGHT: QT_TRANSLATE_NOOP("Actions", "Light table"),
    Category.PLAYER: QT_TRANSLATE_NOOP("Actions", "Films and sounds"),
    Category.PHONE: QT_TRANSLATE_NOOP("Actions", "Phone note"),
    Category.DESK: QT_TRANSLATE_NOOP("Actions", "Desk"),
}


def text(act: Act) -> str:
    """Say an action in the editor's language."""
    digit = act.id.rpartition(".")[2]
    return QCoreApplication.translate("Actions", str(act.text)).replace("{0}", digit)


def heading(category: Category) -> str:
    """Say a category in the editor's language."""
    return QCoreApplication.translate("Actions", str(HEADINGS[category]))
