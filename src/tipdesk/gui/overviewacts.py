"""What an editor can do to see the desk as a whole: views, facets, timeline, statistics."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from tipdesk.gui.acts import Act, Category

_V = Category.VIEW

OVERVIEW_ACTS: tuple[Act, ...] = (
    Act(
        "view.save",
        _V,
        QT_TRANSLATE_NOOP("Actions", "Save what is listed as a view…"),
        ("Ctrl+S",),
        "star",
    ),
    Act("view.examples", _V, QT_TRANSLATE_NOOP("Actions", "Add the example views"), (), "star"),
    Act("view.digest", _V, QT_TRANSLATE_NOOP("Actions", "Digest"), ("Ctrl+Shift+S",), "clock"),
    Act(
        "view.facets",
        _V,
        QT_TRANSLATE_NOOP("Actions", "What these tips are made of"),
        ("F9",),
        "tag",
    ),
    Act(
        "view.timeline",
        _V,
        QT_TRANSLATE_NOOP("Actions", "When these tips came"),
        ("Shift+F9",),
        "levels",
    ),
    Act("view.statistics", _V, QT_TRANSLATE_NOOP("Actions", "Statistics"), ("Ctrl+I",), "levels"),
)
