"""The icons that a saved view may wear."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

PLAIN = "search"
_NAMED: dict[str, object] = {
    PLAIN: QT_TRANSLATE_NOOP("ViewIcons", "Loupe"),
    "star": QT_TRANSLATE_NOOP("ViewIcons", "Star"),
    "clock": QT_TRANSLATE_NOOP("ViewIcons", "Clock"),
    "warning": QT_TRANSLATE_NOOP("ViewIcons", "Warning"),
    "priority": QT_TRANSLATE_NOOP("ViewIcons", "Urgent"),
    "lock": QT_TRANSLATE_NOOP("ViewIcons", "Lock"),
    "eye": QT_TRANSLATE_NOOP("ViewIcons", "Eye"),
    "person": QT_TRANSLATE_NOOP("ViewIcons", "Person"),
    "place": QT_TRANSLATE_NOOP("ViewIcons", "Place"),
    "kind-picture": QT_TRANSLATE_NOOP("ViewIcons", "Picture"),
}
ICONS = tuple(_NAMED)


def icon_of(name: str) -> str:
    """Give the icon of a view; one that this version doesn't know is a loupe."""
    return name if name in _NAMED else PLAIN


def called(name: str) -> str:
    """Name an icon for a screen reader and a tool tip."""
    return QCoreApplication.translate("ViewIcons", str(_NAMED[name]))
