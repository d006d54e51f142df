"""How alike two files are, in words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from tipdesk.gui import times, words
from tipdesk.gui.seen.sightings import Sighting
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.likeness import Likeness, Seen, Turn
from tipdesk.newsroom.states import FileKind

_HARDLY, _LITTLE = 8, 32  # of 256 bits


def _tr(text: str) -> str:
    return QCoreApplication.translate("Seen", text)


def likeness(seen: Seen, asked: FileKind) -> str:
    """Say what two files have in common: "same picture, mirrored"."""
    if seen.likeness is Likeness.SAME_BYTES:
        return _tr("same file")
    if seen.likeness is Likeness.SAME_VIDEO:
        one, many = _tr("same video, 1 frame agrees"), _tr("same video, {0} frames agree")
        return one if seen.frames == 1 else many.format(words.number(seen.frames))
    picture = _tr("same picture")
    if seen.kind is FileKind.VIDEO and asked is not FileKind.VIDEO:
        picture = _tr("a frame of this video, at {0}").format(times.length(seen.other_at))
    elif asked is FileKind.VIDEO and seen.kind is not FileKind.VIDEO:
        picture = _tr("same as the frame at {0}").format(times.length(seen.at))
    turned = turn(seen.turn)
    return f"{picture}, {turned}" if turned else picture


def turn(way: Turn) -> str:
    """Say how one picture lies against the other; empty where both stand upright."""
    return {
        Turn.UPRIGHT: "",
        Turn.MIRRORED: _tr("mirrored"),
        Turn.UPSIDE_DOWN: _tr("upside down"),
        Turn.FLIPPED: _tr("mirrored, upside down"),
        Turn.TRANSPOSED: _tr("mirrored, turned on its side"),
        Turn.CLOCKWISE: _tr("turned on its side"),
        Turn.TRANSVERSED: _tr("mirrored, turned on its side"),
        Turn.COUNTERCLOCKWISE: _tr("turned on its side"),
    }[way]


def distance(seen: Seen) -> str:
    """Say how much they differ."""
    if seen.likeness is Likeness.SAME_BYTES:
        return _tr("every byte is the same")
    if seen.bits <= _HARDLY:
        return _tr("hardly any difference")
    return _tr("small differences") if seen.bits <= _LITTLE else _tr("clear differences")


def where(sighting: Sighting) -> str:
    """Name the tip: "T-988", and say where it is no longer in use."""
    number = tip_number(sighting.holder.tip)
    return _tr("{0}, in the trash").format(number) if sighting.holder.trashed else number


def in_brief(found: Sequence[Sighting], asked: FileKind) -> str:
    """Say it in one line: "Seen before: same picture in T-988, and 2 more"."""
    first = found[0]
    said = _tr("Seen before: {0}, in {1}").format(likeness(first.seen, asked), where(first))
    others = len({one.holder.tip for one in found}) - 1
    return _tr("{0} and {1} more").format(said, words.number(others)) if others else said


def aloud(sighting: Sighting, asked: FileKind) -> str:
    """Describe one sighting for a screen reader."""
    linked = _tr("marked as the same") if sighting.linked else ""
    told = (where(sighting), sighting.line.headline, likeness(sighting.seen, asked))
    return ", ".join(filter(None, (*told, distance(sighting.seen), linked)))
