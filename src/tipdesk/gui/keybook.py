"""Keeps the keys that an editor chose apart from each other and from those that can't be chosen."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

from tipdesk.gui.acts import Act, Place

Keys = tuple[str, ...]

# What lists and fields do themselves, wherever the keyboard is.
_FIXED: dict[str, object] = {
    "Space": QT_TRANSLATE_NOOP("Keys", "Quick look"),
    "Return": QT_TRANSLATE_NOOP("Keys", "Open"),
    "Enter": QT_TRANSLATE_NOOP("Keys", "Open"),
    "Esc": QT_TRANSLATE_NOOP("Keys", "Leave or close"),
    "Tab": QT_TRANSLATE_NOOP("Keys", "To the next field"),
    **dict.fromkeys(("Up", "Down", "Left", "Right"), QT_TRANSLATE_NOOP("Keys", "Move")),
    **dict.fromkeys(("Home", "End", "PgUp", "PgDown"), QT_TRANSLATE_NOOP("Keys", "Move")),
}


def portable(key: str) -> str:
    """Write a key in Qt's portable words; "" is no key."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def fixed(place: Place) -> dict[str, str]:
    """Tell which keys no action of a place can have, and what they do."""
    if place is not Place.WINDOW:
        return {}
    return {key: QCoreApplication.translate("Keys", str(said)) for key, said in _FIXED.items()}


def settled(acts: Sequence[Act], chosen: Mapping[str, Keys]) -> dict[str, Keys]:
    """Take what was chosen as far as no two actions get the same key; those have their usual ones.

    What was kept may have been written by hand, or before an action got these keys.
    """
    taken = {
        act.id: tuple(filter(None, map(portable, chosen[act.id])))
        for act in acts
        if act.id in chosen
    }
    while taken and (clashing := _clashing(acts, taken)):
        for name in clashing:
            del taken[name]
    return taken


def _clashing(acts: Sequence[Act], taken: Mapping[str, Keys]) -> list[str]:
    """Name the actions whose chosen keys another action has, too, or no action can have."""
    held = {act.id: taken.get(act.id, tuple(map(portable, act.keys))) for act in acts}
    count = Counter((act.place, key) for act in acts for key in held[act.id])
    return [
        act.id
        for act in acts
        if act.id in taken
        and any(count[act.place, key] > 1 or key in fixed(act.place) for key in held[act.id])
    ]
