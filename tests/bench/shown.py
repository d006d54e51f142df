"""Tells what is on the screen; loads nothing of the store, for it looks on while it is loaded."""

from tipdesk.gui.tips.view import TipsView


def shows_all(tips: TipsView) -> bool:
    """Tell whether every row on the screen has its line."""
    model, table = tips.model, tips.table
    first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
    last = last if last >= 0 else len(model.ids) - 1
    return first >= 0 and all(model.line(row) is not None for row in range(first, last + 1))
