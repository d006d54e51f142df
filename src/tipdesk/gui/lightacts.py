"""What an editor can do with pictures on the light table; its keys count only there."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from tipdesk.gui.acts import Act, Category

_C = Category

LIGHT_ACTS: tuple[Act, ...] = (
    Act(
        "light.loupe",
        _C.LIGHT,
        QT_TRANSLATE_NOOP("Actions", "Look closely"),
        ("E",),
        "loupe",
    ),
    Act("light.compare", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "Compare"), ("C",), "compare"),
    Act("light.grid", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "All pictures"), ("G",), "grid"),
    Act(
        "light.back",
        _C.LIGHT,
        QT_TRANSLATE_NOOP("Actions", "Back from the picture"),
        ("Esc",),
        "back",
    ),
    Act(
        "light.next",
        _C.LIGHT,
        QT_TRANSLATE_NOOP("Actions", "Next picture"),
        (
            "J",
            "Right",
        ),
        "",
    ),
    Act(
        "light.previous",
        _C.LIGHT,
        QT_TRANSLATE_NOOP("Actions", "Previous picture"),
        (
            "K",
            "Left",
        ),
        "",
    ),
    Act(
        "light.zoom",
        _C.LIGHT,
        QT_TRANSLATE_NOOP("Actions", "Every pixel, or the whole picture"),
        ("Z",),
        "search",
    ),
    Act("light.nearer", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "Nearer"), ("+",), ""),
    Act("light.farther", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "Farther"), ("-",), ""),
    Act(
        "light.turn_right",
        _C.LIGHT,
        QT_TRANSLATE_NOOP("Actions", "Turn the view to the right"),
        ("Ctrl+]",),
        "turn-right",
    ),
    Act(
        "light.turn_left",
        _C.LIGHT,
        QT_TRANSLATE_NOOP("Actions", "Turn the view to the left"),
        ("Ctrl+[",),
        "turn-left",
    ),
    Act("light.levels", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "Levels"), ("H",), "levels"),
    Act(
        "light.link",
        _C.LIGHT,
        QT_TRANSLATE_NOOP("Actions", "Zoom and move together"),
        ("L",),
        "link",
    ),
    Act(
        "light.uncover",
        _C.LIGHT,
        QT_TRANSLATE_NOOP("Actions", "Show what is graphic"),
        ("V",),
        "eye",
    ),
    Act("light.pick", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "Pick"), ("P",), "pick"),
    Act("light.reject", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "Reject"), ("X",), "reject"),
    Act(
        "light.clear",
        _C.LIGHT,
        QT_TRANSLATE_NOOP("Actions", "Neither picked nor rejected"),
        ("U",),
        "",
    ),
    Act("rate.0", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "No stars"), ("0",), ""),
    Act("rate.1", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "One star"), ("1",), "star"),
    Act("rate.2", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "{0} stars"), ("2",), "star"),
    Act("rate.3", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "{0} stars"), ("3",), "star"),
    Act("rate.4", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "{0} stars"), ("4",), "star"),
    Act("rate.5", _C.LIGHT, QT_TRANSLATE_NOOP("Actions", "{0} stars"), ("5",), "star"),
)
