"""Finds the messages in what mail programs keep: files, mailboxes, Apple's folders, maildirs."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from tipdesk.intake.gathering import in_natural_order
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.mail.mboxes import LONGEST, Slice, is_mbox, slices_of
from tipdesk.media.plainfile import opened

DOUBTFUL = "It may be a part of the message before it: the line between the two is not certain."
TOO_LONG = "It is longer than the desk takes; its end is in the mailbox only."
BEFORE = "This stood before the first message of the mailbox."
NOT_HERE = "Apple Mail had not fetched all of it; attachments may be missing."

_APPLE = re.compile(rb"\s{0,9}(\d{1,10})[ \t]*\r?\n(?=[!-9;-~]{1,100}:|From )")
_MAILDIR = ("cur", "new")
_TRASHED = re.compile(r":2,[A-Z]*T|;2,[A-Z]*T|!2,[A-Z]*T")
_EPOCH = re.compile(r"(\d{9,10})\.")
_PLIST_LIMIT = 100_000
_RECEIVED = re.compile(rb"<key>date-received</key>\s{0,20}<(?:integer|real)>(\d{1,12})")


@dataclass(slots=True)
class Letters:
    """The messages at a place, read one by one; goes through them once.

    `deleted` counts those that their owner threw away, `closed` files that could not be opened,
    `read` the bytes behind us.
    """

    path: Path = field(repr=False)
    deleted: int = 0
    closed: int = 0
    read: int = 0

    def __iter__(self) -> Iterator[Letter]:
        if not self.path.is_dir():
            yield from self._in_file(self.path)
            return
        for path in _files_of(self.path):
            if _TRASHED.search(path.name):
                self.deleted += 1
                continue
            try:
                yield from self._in_file(path)
            except OSError:
                self.closed += 1

    def _in_file(self, path: Path) -> Iterator[Letter]:
        with opened(path) as (descriptor, head), os.fdopen(descriptor, "rb", closefd=False) as file:
            # In a maildir each file is one message, whatever it begins with.
            single = path.parent.name in _MAILDIR
            if not single and (is_mbox(head) or path.suffix.lower() == ".mbox"):
                yield from self._in_mbox(file)
            else:
                # Asked for more than there is, Python makes room for it all.
                raw = file.read(min(os.fstat(descriptor).st_size, LONGEST))
                self.read += len(raw)
                yield letter_alone(raw, path)

    def _in_mbox(self, file: BinaryIO) -> Iterator[Letter]:
        for piece in slices_of(file):
            self.read += len(piece.raw)
            if piece.expunged:
                self.deleted += 1
            elif piece.begins or (piece.offset == 0 and piece.raw.strip()):
                yield _letter(piece)


def letters_in(path: Path) -> Letters:
    """Read the messages of a file or of a folder that a mail program keeps them in."""
    return Letters(path)


def letter_alone(raw: bytes, path: Path) -> Letter:
    """Make a letter of a file that holds one message; Apple's hold its length and notes as well."""
    apple = _APPLE.match(raw)
    if apple is None:
        return Letter(raw, _since_epoch(path))
    end = apple.end() + int(apple[1])
    note = NOT_HERE if path.name.lower().endswith(".partial.emlx") else ""
    return Letter(raw[apple.end() : end], _apple_date(raw[end:]), note=note)


def is_mail_folder(path: Path) -> bool:
    """Tell whether a folder is one that a mail program keeps messages in."""
    return _is_maildir(path) or (path.suffix.lower() == ".mbox" and bool(_files_of(path)))


def _letter(piece: Slice) -> Letter:
    if not piece.begins:
        return Letter(piece.raw, note=BEFORE)
    note = TOO_LONG if piece.cut else DOUBTFUL if piece.doubtful else ""
    return Letter(piece.message(), piece.delivered, note=note)


def _is_maildir(folder: Path) -> bool:
    return all((folder / name).is_dir() for name in _MAILDIR)


def _files_of(folder: Path) -> list[Path]:
    """Find a maildir's messages, the mailbox file of an export, or Apple's single messages."""
    if _is_maildir(folder):
        return [path for name in _MAILDIR for path in _files_in(folder / name)]
    if (folder / "mbox").is_file():
        return [folder / "mbox"]
    return [path for path in _files_in(folder, deep=True) if path.suffix.lower() == ".emlx"]


def _files_in(folder: Path, *, deep: bool = False) -> list[Path]:
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(folders, key=in_natural_order) if deep else []
        visible = [name for name in names if not name.startswith(".")]
        found += [Path(here, name) for name in sorted(visible, key=in_natural_order)]
    return found


def _apple_date(plist: bytes) -> datetime | None:
    told = _RECEIVED.search(plist, 0, _PLIST_LIMIT)
    return _moment(int(told[1])) if told else None


def _since_epoch(path: Path) -> datetime | None:
    """Read the time of delivery that stands at the beginning of a maildir's names."""
    found = _EPOCH.match(path.name) if path.parent.name in _MAILDIR else None
    return _moment(int(found[1])) if found else None


def _moment(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
