"""Offers what files say of themselves for the fields that are printed with them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tipdesk.desk.annotating.quoting import QUOTABLE, quote
from tipdesk.gui import words
from tipdesk.gui.pickers.choices import Choice
from tipdesk.gui.pickers.picker import Picker
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.names import shown

WIDTH = 440
SHOWN = 200
EVERYTHING = "*"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Quotes", text)


def offer(
    media: Sequence[MediaLine], anchor: QWidget, take: Callable[[Sequence[str]], object]
) -> Picker:
    """Open the picker beside what was clicked; `take` is told the chosen fields."""
    picker = Picker(anchor.window(), _tr("Take over what the file says"))
    picker.setMinimumWidth(WIDTH)
    rows = choices(media)
    picker.offer(rows)
    fields = [row.key for row in rows if row.key != EVERYTHING]
    picker.chosen.connect(lambda choice: take(fields if choice.key == EVERYTHING else [choice.key]))
    picker.open_at(anchor)
    return picker


def choices(media: Sequence[MediaLine]) -> list[Choice]:
    """Word what would change; first all of it at once, where that is more than one field."""
    rows = [row for name in QUOTABLE if (row := _choice(media, name)) is not None]
    if len(rows) > 1:
        rows.insert(0, Choice(EVERYTHING, _tr("All of this"), glyph="import", role="accent"))
    return rows


def _choice(media: Sequence[MediaLine], name: str) -> Choice | None:
    quoted = {one.id: quote(one.said, name) for one in media}
    news = [one for one in media if quoted[one.id] not in ("", getattr(one, name))]
    if not news:
        return None
    values = {quoted[one.id] for one in news}
    replaces = any(getattr(one, name) for one in news)
    called = _called(name)
    each = _tr("what each of {0} files says").format(words.number(len(news)))
    return Choice(
        name,
        _tr("{0}, instead of yours").format(called) if replaces else called,
        shown(" ".join(next(iter(values)).split())[:SHOWN]) if len(values) == 1 else each,
        glyph="warning" if replaces else "add",
        role="attention" if replaces else "muted",
    )


def _called(name: str) -> str:
    return {
        "caption": _tr("Caption"),
        "credit": _tr("Credit"),
        "alt_text": _tr("Alt text"),
        "creator": _tr("Creator"),
        "copyright_notice": _tr("Copyright"),
        "usage_terms": _tr("Terms"),
    }[name]
