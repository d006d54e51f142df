"""Views that a desk can begin with: what must not be forgotten."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.newsroom.view import ViewEdit

_EXAMPLES: tuple[tuple[object, str, str], ...] = (
    (
        QT_TRANSLATE_NOOP("Views", "Untouched for two hours"),
        "is:untouched received:>2h",
        "clock",
    ),
    (
        QT_TRANSLATE_NOOP("Views", "Permission asked a day ago, no answer"),
        "permission:asked changed:>24h is:open",
        "person",
    ),
    (QT_TRANSLATE_NOOP("Views", "Embargo ends today"), "embargo:today", "lock"),
)


def examples() -> tuple[ViewEdit, ...]:
    """Give the examples, shared with everybody and counted in the digest."""
    return tuple(
        ViewEdit(
            name=QCoreApplication.translate("Views", str(name)),
            query=query,
            icon=icon,
            shared=True,
            in_digest=True,
        )
        for name, query, icon in _EXAMPLES
    )
