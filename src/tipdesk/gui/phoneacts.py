"""What an editor does with the phone at the ear: one key each, while the note is written."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from tipdesk.gui.acts import Act, Category

_P = Category.PHONE

PHONE_ACTS: tuple[Act, ...] = (
    Act("call.keep", _P, QT_TRANSLATE_NOOP("Actions", "Keep as a tip"), ("Ctrl+Return",), "tick"),
    Act("call.read_back", _P, QT_TRANSLATE_NOOP("Actions", "Read back to the caller"), ("F2",)),
    Act("call.promise", _P, QT_TRANSLATE_NOOP("Actions", "Promise something"), ("F3",), "clock"),
    Act("call.protect", _P, QT_TRANSLATE_NOOP("Actions", "Protect the caller"), ("F4",), "shield"),
    Act("call.hang_up", _P, QT_TRANSLATE_NOOP("Actions", "Stop the clock"), ("F12",), "stop"),
    Act("call.aside", _P, QT_TRANSLATE_NOOP("Actions", "Put the note aside"), ("Esc",), "back"),
)
