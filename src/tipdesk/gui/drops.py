"""Understands what is dragged or pasted onto the window, and carries our own things out of it.

Pictures from other programs are taken as the bytes they are; `imageData()` would decode them here.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QMimeData, QUrl

from tipdesk.newsroom.ids import MediaId, TipId, tip_number

TIPS = "application/x-tipdesk-tips"
MEDIA = "application/x-tipdesk-media"
_TEXT_LIMIT = 1_000_000
_IDS_LIMIT = 1_000_000

_PICTURES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/heic": ".heic",
    "image/tiff": ".tif",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
}

# What other programs offer that nobody can take, and how to get it in all the same.
_OUT_OF_REACH: dict[str, object] = {
    "FileGroupDescriptor": QT_TRANSLATE_NOOP(
        "Drops",
        "Outlook doesn't hand mails over this way. Drag the mail to a folder first, or save it "
        "there, and drop the file here.",
    ),
    "Chromium Web Custom MIME": QT_TRANSLATE_NOOP(
        "Drops",
        "This program keeps what you drag to itself. Save it to a folder first, and drop the "
        "file here.",
    ),
    "x-moz-message": QT_TRANSLATE_NOOP(
        "Drops",
        "Thunderbird doesn't hand mails over this way. Save the mail as a file (.eml), and drop "
        "the file here.",
    ),
    "x-moz-file-promise": QT_TRANSLATE_NOOP(
        "Drops",
        "The browser only promises this picture. Save it to a folder first, and drop the file "
        "here.",
    ),
    "vnd.portal.filetransfer": QT_TRANSLATE_NOOP(
        "Drops",
        "These files lie outside what Tipdesk may read here. Use Import… to choose them.",
    ),
}
_NOTHING = QT_TRANSLATE_NOOP(
    "Drops", "There is nothing in this that a tip could keep. Files, pictures and text work."
)
_NETWORK = QT_TRANSLATE_NOOP(
    "Drops", "These files lie on a server that was not asked. Copy them to this computer first."
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dropped or pasted; at most one of the first five is set, or `sentence` says why."""

    tips: tuple[TipId, ...] = ()
    media: tuple[MediaId, ...] = ()
    paths: tuple[Path, ...] = field(default=(), repr=False)
    picture: bytes = field(default=b"", repr=False)
    text: str = field(default="", repr=False)
    suffix: str = ""
    page: str = field(default="", repr=False)
    sentence: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        """Tell whether there is anything to take."""
        return bool(self.tips or self.media or self.paths or self.picture or self.text)

    @property
    def brings_files(self) -> bool:
        """Tell whether it comes from outside, with files or a picture."""
        return bool(self.paths or self.picture)


def look(mime: QMimeData) -> Dropped:
    """Tell what is being dragged, without fetching more than names: for `dragEnterEvent`."""
    return _first(mime, _ours, _files, _offered)


def read(mime: QMimeData) -> Dropped:
    """Tell what was dropped or pasted, with its bytes."""
    return _first(mime, _ours, _files, _picture, _text)


def carry_tips(tips: Iterable[TipId]) -> QMimeData:
    """Pack tips for a drag inside the window; other programs are given their numbers."""
    chosen = list(tips)
    mime = QMimeData()
    mime.setData(TIPS, json.dumps(chosen).encode())
    mime.setText(" ".join(tip_number(tip) for tip in chosen))
    return mime


def carry_media(media: Iterable[MediaId], copies: Sequence[Path] = ()) -> QMimeData:
    """Pack media for a drag; `copies` are real files that other programs may take."""
    mime = QMimeData()
    mime.setData(MEDIA, json.dumps(list(media)).encode())
    if copies:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in copies])
    return mime


def _first(mime: QMimeData, *readings: Callable[[QMimeData], Dropped | None]) -> Dropped:
    found = (reading(mime) for reading in readings)
    told = next((each for each in found if each is not None), None)
    return _refused(mime) if told is None else told


def _ours(mime: QMimeData) -> Dropped | None:
    if mime.hasFormat(TIPS):
        return Dropped(tips=tuple(TipId(each) for each in _ids(mime, TIPS)))
    if mime.hasFormat(MEDIA):
        return Dropped(media=tuple(MediaId(each) for each in _ids(mime, MEDIA)))
    return None


def _ids(mime: QMimeData, kind: str) -> list[int]:
    """Read ids that another program may have made up."""
    try:
        told = json.loads(bytes(mime.data(kind).data()))
    except ValueError:
        return []
    if not isinstance(told, list) or len(told) > _IDS_LIMIT:
        return []
    return [each for each in told if type(each) is int and 0 < each < 2**63]


def _files(mime: QMimeData) -> Dropped | None:
    local = [url for url in mime.urls() if url.isLocalFile()]
    # A host in a file's address would make some systems ask that server, with a password.
    here = [url for url in local if url.host() in ("", "localhost")]
    if here:
        paths = tuple(Path(url.path(QUrl.ComponentFormattingOption.FullyDecoded)) for url in here)
        return Dropped(paths=paths)
    return Dropped(sentence=_say(_NETWORK)) if local else None


def _offered(mime: QMimeData) -> Dropped | None:
    if suffix := next((_PICTURES[kind] for kind in _PICTURES if kind in mime.formats()), ""):
        return Dropped(picture=b"?", suffix=suffix)
    return _text(mime)


def _picture(mime: QMimeData) -> Dropped | None:
    offered = mime.formats()
    for kind, suffix in _PICTURES.items():
        if kind in offered and (found := bytes(mime.data(kind).data())):
            return Dropped(picture=found, suffix=suffix, page=_page(mime))
    return None


def _page(mime: QMimeData) -> str:
    """Keep the address that a picture came from; nothing is fetched from it."""
    for url in mime.urls():
        if url.scheme() in ("http", "https"):
            said = url.toString()
            return said.replace(f"//{url.userInfo()}@", "//")[:2_000]
    return ""


def _text(mime: QMimeData) -> Dropped | None:
    if any(mark in kind for kind in mime.formats() for mark in _OUT_OF_REACH):
        return None
    text = mime.text()[:_TEXT_LIMIT].strip() if mime.hasText() else ""
    return Dropped(text=text) if text else None


def _refused(mime: QMimeData) -> Dropped:
    for mark, sentence in _OUT_OF_REACH.items():
        if any(mark in kind for kind in mime.formats()):
            return Dropped(sentence=_say(sentence))
    return Dropped(sentence=_say(_NOTHING))


def _say(sentence: object) -> str:
    return QCoreApplication.translate("Drops", str(sentence))
