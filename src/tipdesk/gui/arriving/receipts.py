"""Says what became of what came in: logged, known already, refused, and why."""

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.gui import words
from tipdesk.intake.arrival import Receipt
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.names import shown

_LISTED = 50


def say(receipts: Sequence[Receipt], onto: TipId | None = None) -> str:
    """Tell in one line what came in, what the desk had already and what could not be taken."""
    parts = [_arrived(receipts, onto), _joined(receipts), _known(receipts), _refused(receipts)]
    return " ".join(filter(None, parts)) or _tr(
        QT_TRANSLATE_NOOP("Arriving", "There was nothing to take in.")
    )


def problems(receipts: Sequence[Receipt]) -> list[str]:
    """List what was left out where it lay, and each file that could not be taken, with why."""
    refused = [each for receipt in receipts for each in receipt.refused]
    said = [shown(note) for receipt in receipts for note in receipt.notes]
    said += [f"{shown(each.name)}: {each.sentence}" for each in refused[:_LISTED]]
    if len(refused) > _LISTED:
        more = QT_TRANSLATE_NOOP("Arriving", "… and {0} more")
        said.append(_tr(more).format(words.number(len(refused) - _LISTED)))
    return said


def new_tips(receipts: Sequence[Receipt]) -> list[TipId]:
    """Name the tips that these receipts are for."""
    return [receipt.tip for receipt in receipts if receipt.tip is not None]


def _arrived(receipts: Sequence[Receipt], onto: TipId | None) -> str:
    logged = new_tips(receipts)
    if not logged:
        return ""
    if onto is not None:
        return _tr(QT_TRANSLATE_NOOP("Arriving", "Files put to {0}.")).format(tip_number(onto))
    return _tr(QT_TRANSLATE_NOOP("Arriving", "{0} logged.")).format(words.numbers(logged))


def _joined(receipts: Sequence[Receipt]) -> str:
    tips = sorted({receipt.joined for receipt in receipts if receipt.joined is not None})
    if not tips:
        return ""
    return _tr(QT_TRANSLATE_NOOP("Arriving", "New messages for {0}.")).format(words.numbers(tips))


def _known(receipts: Sequence[Receipt]) -> str:
    known = [each for receipt in receipts for each in receipt.known]
    tips = sorted({tip for each in known for tip in each.tips})
    if not known or not tips:
        return ""
    where = tip_number(tips[0]) if len(tips) == 1 else words.tips(len(tips))
    text = QT_TRANSLATE_NOOP("Arriving", "{0} already here, in {1}.")
    return _tr(text).format(words.several(len(known), "other"), where)


def _refused(receipts: Sequence[Receipt]) -> str:
    refused = [each for receipt in receipts for each in receipt.refused]
    if not refused:
        return ""
    if len(refused) == 1:
        return f"{shown(refused[0].name)}: {refused[0].sentence}"
    text = QT_TRANSLATE_NOOP("Arriving", "{0} could not be taken in; Ctrl+J lists why.")
    return _tr(text).format(words.several(len(refused), "other"))


def _tr(text: object) -> str:
    return QCoreApplication.translate("Arriving", str(text))
