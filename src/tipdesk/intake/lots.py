"""Decides what becomes one tip: a message does, a chat, a folder; loose files do together."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from tipdesk.intake.arrival import Refused
from tipdesk.intake.chats.reading import is_chat
from tipdesk.intake.gathering import Found, Gathered, gather, is_folder
from tipdesk.intake.mail.boxes import is_mail_folder
from tipdesk.intake.mail.mboxes import LONGEST
from tipdesk.intake.taking import size_at
from tipdesk.media.kinds import kind_of
from tipdesk.media.plainfile import opened
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.names import storable
from tipdesk.newsroom.states import FileKind

_WINMAIL = "application/ms-tnef"
_MAY_BE_CHATS = frozenset({"application/zip", "application/json", "text/plain", "text/markdown"})


class Kind(StrEnum):
    """What a lot is."""

    FILES = "files"  # one tip
    POST = "post"  # a tip for every message
    CHAT = "chat"  # one tip, if it is a chat; else its files


@dataclass(frozen=True, slots=True)
class Lot:
    """What is taken in together, and what was left out of it at the door."""

    files: tuple[Found, ...] = ()
    headline: str = field(default="", repr=False)
    kind: Kind = Kind.FILES
    chat: Path | None = field(default=None, repr=False)
    refused: tuple[Refused, ...] = ()
    skipped: tuple[str, ...] = field(default=(), repr=False)

    @property
    def size(self) -> int:
        """Tell how many bytes it has."""
        return sum(size_beneath(found.path) for found in self.files)


def whole(paths: Sequence[Path]) -> list[Lot]:
    """Make one lot of everything, mails too."""
    gathered = gather(paths)
    return [_with_left_out(Lot(tuple(gathered.files)), gathered)]


def divided(paths: Sequence[Path], *, each: bool) -> list[Lot]:
    """Make a lot of all messages, one of each chat and folder, one of loose files, or of `each`."""
    folders = [path for path in paths if is_folder(path)]
    loose = [path for path in paths if path not in folders]
    lots = _lots(gather(loose), "", each=each) if loose else []
    for folder in folders:
        gathered = gather([folder], is_place=is_mail_folder)
        lots += _lots(gathered, storable(folder.name), each=False, folder=folder)
    return lots


def size_beneath(path: Path) -> int:
    """Tell how many bytes a file has, or all files that lie in a folder."""
    if not is_folder(path):
        return size_at(path)
    return sum(size_at(f"{here}/{name}") for here, _, names in os.walk(path) for name in names)


def _lots(
    gathered: Gathered, headline: str, *, each: bool, folder: Path | None = None
) -> list[Lot]:
    if folder is not None and folder not in gathered.places and is_chat(folder):
        lots = [Lot(tuple(gathered.files), headline, Kind.CHAT, folder)]
    else:
        lots = list(_sorted_out(gathered, headline, each=each))
    first, *rest = lots or [Lot()]
    return [_with_left_out(first, gathered), *rest]


def _sorted_out(gathered: Gathered, headline: str, *, each: bool) -> Iterator[Lot]:
    kinds = {found: _kind(found) for found in gathered.files}
    post = [found for found in gathered.files if kinds[found] is Kind.POST]
    post += [Found(place) for place in gathered.places]
    if post:
        yield Lot(tuple(post), kind=Kind.POST)
    for found in gathered.files:
        if kinds[found] is Kind.CHAT:
            yield Lot((found,), headline or _headline([found]), Kind.CHAT, found.path)
    others = [found for found in gathered.files if kinds[found] is Kind.FILES]
    for group in [[found] for found in others] if each else filter(None, [others]):
        yield Lot(tuple(group), headline or _headline(group))


def _kind(found: Found) -> Kind:
    """Tell by its first bytes whether a file is post, or may be a chat."""
    name = found.path.name.lower()
    try:
        with opened(found.path) as (_, head):
            kind, mime = kind_of(head, name)
    except (OSError, ValueError):
        return Kind.FILES
    if kind == FileKind.MBOX or (name.endswith(".mbox") and not head):
        return Kind.POST
    if kind == FileKind.MAIL or mime == _WINMAIL:
        # One too long to be read at once is kept like any other file.
        return Kind.POST if size_at(found.path) <= LONGEST else Kind.FILES
    asked = mime in _MAY_BE_CHATS or name.endswith(".jsonl")
    return Kind.CHAT if asked and is_chat(found.path) else Kind.FILES


def _headline(group: Sequence[Found]) -> str:
    first = storable(group[0].path.name)
    more = len(group) - 1
    return f"{first} and {counted(more, 'more file')}" if more else first


def _with_left_out(lot: Lot, gathered: Gathered) -> Lot:
    return replace(lot, refused=tuple(gathered.refused), skipped=tuple(gathered.skipped))
