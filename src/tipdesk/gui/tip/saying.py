"""What the open tip says of a file, in words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from tipdesk.gui import times, words
from tipdesk.newsroom.lines import MediaLine, PictureLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import VISIBLE, FileKind, ReadState

_PAGED = frozenset({"application/pdf"})  # of these the worker draws the first page
_TURNED = 5  # from this orientation on a picture lies on its side

File = MediaLine | PictureLine


def _tr(text: str) -> str:
    return QCoreApplication.translate("Saying", text)


def name(media: File) -> str:
    """Name a file, with its tricks visible."""
    return shown(media.name)


def sides(media: File) -> tuple[int, int] | None:
    """Tell how wide and high a picture is, upright; None where that isn't known."""
    if not media.width or not media.height:
        return None
    turned = (media.orientation or 1) >= _TURNED
    return (media.height, media.width) if turned else (media.width, media.height)


def pixels(media: File) -> str:
    """Say how big a picture is, upright: "4032 × 3024"; empty where that isn't known."""
    known = sides(media)
    return f"{known[0]} × {known[1]}" if known else ""


def label(media: MediaLine, at: int, count: int) -> str:
    """Say what the preview shows: "1 of 4 · IMG_2231.HEIC · 4032 × 3024"."""
    length = times.length(media.duration) if media.duration else ""
    place = _tr("{0} of {1}").format(words.number(at), words.number(count))
    page = _tr("first page") if is_paper(media) else ""
    return " · ".join(filter(None, (place, name(media), pixels(media), page, length)))


def is_paper(media: File) -> bool:
    """Tell whether it is a paper of which the first page can be looked at."""
    is_read = media.kind is FileKind.DOCUMENT and media.state is ReadState.READ
    return is_read and isinstance(media, MediaLine) and media.mime in _PAGED


def zoom_hint(media: MediaLine) -> str:
    """Say how to see every pixel; empty where there are none."""
    return "" if why_no_picture(media) else _tr("100 % = Z")


def taken(media: MediaLine) -> str:
    """Say when it was taken, by the camera's own clock: "21 Nov 2026, 16:08 +00:00"."""
    try:
        moment = datetime.strptime(media.taken_at or "", "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return shown(media.taken_at or "")
    local = QDateTime.fromString(moment.isoformat(), Qt.DateFormat.ISODate)
    said = QLocale().toString(local, "d MMM yyyy, HH:mm")
    return f"{said} {media.taken_offset}" if media.taken_offset else said


def place(media: MediaLine) -> str:
    """Say where it was taken: "51.7712, 0.0931"."""
    return f"{media.gps[0]:.4f}, {media.gps[1]:.4f}" if media.gps else ""


def camera(media: MediaLine) -> str:
    """Name the camera, its maker once only: "Apple iPhone 15"."""
    make, model = shown((media.make or "").strip()), shown((media.model or "").strip())
    brand = make.casefold().split()[:1]
    if model.casefold().split()[:1] == brand or model.casefold().startswith(make.casefold()):
        return model
    return f"{make} {model}".strip()


def has_metadata(media: MediaLine) -> bool:
    """Tell whether the file says anything about where it comes from."""
    return bool(media.taken_at or media.gps or camera(media))


def original(media: MediaLine) -> str:
    """Say what was kept: "2.9 MB HEIC, unchanged"."""
    kind = media.mime.rpartition("/")[2].rpartition(".")[2].removeprefix("x-").upper()
    known = kind if kind != "OCTET-STREAM" else words.say(media.kind)
    return _tr("{0} {1}, unchanged").format(times.size(media.size), known)


def digest(media: MediaLine) -> str:
    """Shorten the SHA-256: "9f2c…71ab"."""
    return f"{media.digest[:4]}…{media.digest[-4:]}"


def why_no_picture(media: File) -> str:
    """Say why there is nothing to look at; empty where there should be something."""
    if media.state is ReadState.WAITING:
        return _tr("Being read…")
    if media.state is ReadState.UNREADABLE:
        return media.reason or _tr("This file can't be read; the original is kept.")
    if media.kind is FileKind.AUDIO:
        return _tr("A sound: there is nothing to look at.")
    if media.kind not in VISIBLE and not is_paper(media):
        return _tr("Kept, not opened.")
    return ""


def spoken(media: MediaLine, at: int, count: int) -> str:
    """Describe a file for a screen reader."""
    said = [words.say(media.kind), label(media, at, count), media.alt_text or media.caption]
    return ", ".join(filter(None, [*said, why_no_picture(media)]))
