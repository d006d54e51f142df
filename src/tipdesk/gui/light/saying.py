"""What the light table says of a file, in words."""

from PySide6.QtCore import QCoreApplication

from tipdesk.gui import times, words
from tipdesk.gui.tip import saying as files
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.lines import PictureLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Choice, Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("LightTable", text)


def label(line: PictureLine) -> str:
    """Say what must be printed with it: "Illustration: a drawing of the weir"."""
    if line.label is Label.NONE:
        return ""
    return ": ".join(filter(None, (words.say(line.label), shown(line.label_note))))


def permission(line: PictureLine) -> str:
    """Say whether it may be used: "Permission: not asked"."""
    return _tr("Permission: {0}").format(words.say(line.permission).lower())


def facts(line: PictureLine) -> str:
    """Say which file this is: "T-1042 · IMG_2231.HEIC · 4032 × 3024"."""
    length = times.length(line.duration) if line.duration else ""
    return " · ".join(
        filter(None, (tip_number(line.tip), files.name(line), files.pixels(line), length))
    )


def caption(line: PictureLine) -> str:
    """Say under a picture which it is, and what was thought of it."""
    said = (facts(line), label(line), shown(line.credit), permission(line))
    return "  ·  ".join(filter(None, (*said, stars(line.rating), choice(line.choice))))


def stars(rating: int) -> str:
    """Say a rating: "3 of 5 stars"; empty for none."""
    return _tr("{0} of 5 stars").format(rating) if rating else ""


def choice(chosen: Choice) -> str:
    """Say what an editor decided: picked, rejected; empty for neither."""
    return {Choice.PICK: _tr("picked"), Choice.REJECT: _tr("rejected")}.get(chosen, "")


def clipped(share: float, *, white: bool) -> str:
    """Say how much of a picture is burnt out or drowned: "12 % pure white"."""
    said = _tr("{0} % pure white") if white else _tr("{0} % pure black")
    return said.format(round(share * 100))


def cover(*, graphic: bool) -> str:
    """Say how to see what is blurred, and why it is."""
    return _tr("Graphic: click to show") if graphic else _tr("Blurred: click to show")


def cover_short(*, graphic: bool) -> str:
    """Say that something is blurred, and why it is."""
    return _tr("Graphic") if graphic else _tr("Blurred")


def aloud(line: PictureLine) -> str:
    """Describe a file for a screen reader."""
    said = [
        *(words.say(line.kind), facts(line), shown(line.alt_text or line.caption)),
        *(stars(line.rating), choice(line.choice), label(line), files.why_no_picture(line)),
        cover_short(graphic=True) if line.graphic else "",
    ]
    return ", ".join(filter(None, said))
