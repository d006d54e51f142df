"""Decides what becomes one tip: a folder does, a mail does, loose files do together."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tipdesk.intake.arrival import Refused
from tipdesk.intake.gathering import Found, Gathered, gather, is_folder
from tipdesk.intake.mailfile import MAIL_LIMIT
from tipdesk.intake.taking import size_at
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.names import storable


@dataclass(frozen=True, slots=True)
class Lot:
    """What becomes one tip, and what was left out of it at the door."""

    files: tuple[Found, ...] = ()
    headline: str = field(default="", repr=False)
    is_mail: bool = False
    refused: tuple[Refused, ...] = ()
    skipped: tuple[str, ...] = field(default=(), repr=False)

    @property
    def size(self) -> int:
        """Tell how many bytes it has."""
        return sum(size_at(found.path) for found in self.files)


def whole(paths: Sequence[Path]) -> list[Lot]:
    """Make one lot of everything, mails too."""
    gathered = gather(paths)
    return [_with_left_out(Lot(tuple(gathered.files)), gathered)]


def divided(paths: Sequence[Path], *, each: bool) -> list[Lot]:
    """Make a lot of every folder and of every mail, and one of all loose files, or of `each`."""
    folders = [path for path in paths if is_folder(path)]
    loose = [path for path in paths if path not in folders]
    lots = _lots(gather(loose), "", each=each) if loose else []
    for folder in folders:
        lots += _lots(gather([folder]), storable(folder.name), each=False)
    return lots


def _lots(gathered: Gathered, headline: str, *, each: bool) -> list[Lot]:
    mails = [found for found in gathered.files if _is_mail(found)]
    taken_apart = set(mails)
    others = [found for found in gathered.files if found not in taken_apart]
    groups = [others] if others and not each else [[found] for found in others]
    lots = [Lot((mail,), is_mail=True) for mail in mails]
    lots += [Lot(tuple(group), headline or _headline(group)) for group in groups]
    first, *rest = lots or [Lot()]
    return [_with_left_out(first, gathered), *rest]


def _is_mail(found: Found) -> bool:
    # A mail too big to take apart is kept like any other file.
    return found.path.suffix.lower() == ".eml" and size_at(found.path) <= MAIL_LIMIT


def _headline(group: Sequence[Found]) -> str:
    first = storable(group[0].path.name)
    more = len(group) - 1
    return f"{first} and {counted(more, 'more file')}" if more else first


def _with_left_out(lot: Lot, gathered: Gathered) -> Lot:
    return replace(lot, refused=tuple(gathered.refused), skipped=tuple(gathered.skipped))
