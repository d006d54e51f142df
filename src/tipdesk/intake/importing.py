"""Takes in what lies on the disk: pictures, videos, mails, whole folders; goes on after a crash."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict, Unpack
from urllib.parse import quote_from_bytes, unquote_to_bytes

from tipdesk.intake import errands
from tipdesk.intake.admitting import NOTHING, Where, admit, refused
from tipdesk.intake.arrival import Receipt
from tipdesk.intake.belonging import slug_of
from tipdesk.intake.lots import Lot, divided, whole
from tipdesk.intake.progress import Progress, unwatched
from tipdesk.intake.unbothered import unbothered
from tipdesk.newsroom.errors import NotValid, NotWritten
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store

KIND = "import"


class Wishes(TypedDict, total=False):
    """How to take it in: loose files `each` a tip, into a story, or onto a tip that is there.

    Signatures of mails are checked over the network where an editor wishes for it.
    """

    each: bool
    into_story: str
    onto: TipId | None
    check_signatures: bool


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that a crash cut off."""

    id: int
    begun_at: datetime
    editor: str = field(repr=False)
    paths: tuple[Path, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Order:
    paths: tuple[Path, ...] = field(repr=False)
    each: bool = False
    story: str = ""
    onto: TipId | None = None
    check_signatures: bool = False

    def written(self) -> dict[str, Any]:
        """Write it as plain JSON: a path may hold bytes that are no text."""
        paths = [quote_from_bytes(os.fsencode(path)) for path in self.paths]
        how = {"each": self.each, "story": self.story, "onto": self.onto}
        return {"paths": paths, **how, "check_signatures": self.check_signatures}


def import_paths(
    store: Store, paths: Sequence[Path], *, progress: Progress = unwatched, **wishes: Unpack[Wishes]
) -> list[Receipt]:
    """Take in files and folders: a folder is one tip, a mail is one, loose files together are one.

    `progress` is told bytes. What the desk has already makes no new tip; the receipt names the
    tips that have it. An import of the same paths that a crash cut off is completed.
    """
    check_not_the_desk(store, paths)
    slug = wishes.get("into_story", "")
    order = _Order(
        paths=tuple(dict.fromkeys(path.absolute() for path in paths)),
        each=wishes.get("each", False),
        story=slug_of(slug) if slug else "",
        onto=wishes.get("onto"),
        check_signatures=wishes.get("check_signatures", False),
    )
    return _run(store, order, errands.take_up(store, KIND, order.written()), progress)


def check_not_the_desk(store: Store, paths: Sequence[Path]) -> None:
    """Raise NotValid where the desk lies beneath one of the paths, or one of them in the desk."""
    desk = store.folder.path.resolve()
    for path in paths:
        try:
            place = path.resolve()
        except (OSError, RuntimeError, ValueError):
            continue  # a loop of links, or no path at all: there is nothing to take in
        if place.is_relative_to(desk) or desk.is_relative_to(place):
            raise NotValid("The desk itself lies there; nothing was taken in. Choose other files.")


def unfinished(store: Store) -> list[Unfinished]:
    """List the imports that a crash cut off, the oldest first."""
    return [
        Unfinished(row.id or 0, row.begun_at, row.editor, _read(row.order).paths)
        for row in errands.left_behind(store, KIND)
    ]


def resume(store: Store, errand: int, *, progress: Progress = unwatched) -> list[Receipt]:
    """Complete an import that a crash cut off."""
    return _run(store, _read(errands.take_over(store, errand)), errand, progress)


def _read(order: dict[str, Any]) -> _Order:
    paths = tuple(Path(os.fsdecode(unquote_to_bytes(path))) for path in order["paths"])
    asked = order.get("check_signatures", False)  # older orders say nothing of it
    return _Order(paths, order["each"], order["story"], order["onto"], asked)


def _run(store: Store, order: _Order, errand: int, progress: Progress) -> list[Receipt]:
    with errands.until_done(store, errand), unbothered():
        onto = order.onto is not None
        lots = whole(order.paths) if onto else divided(order.paths, each=order.each)
        sizes = [lot.size for lot in lots]
        receipts: list[Receipt] = []
        where = Where(order.onto, order.story, order.check_signatures)
        for number, lot in enumerate(lots):
            part = _part_of(progress, sum(sizes[:number]), sizes[number], sum(sizes))
            last = errand if lot is lots[-1] else None
            try:
                receipts += _admitted(store, lot, where, part, last)
            except NotWritten as error:
                if not receipts:
                    raise
                return [*receipts, _not_taken(lots[number:], error)]
        return receipts


def _admitted(
    store: Store, lot: Lot, where: Where, progress: Progress, errand: int | None
) -> Iterator[Receipt]:
    """Take in a lot; what was left out of it at the door stands on its first receipt."""
    receipts = admit(store, lot, where, progress, errand)
    first = next(receipts, None)
    if first is not None or lot.refused or lot.skipped:
        told = first or NOTHING
        yield replace(told, refused=(*lot.refused, *told.refused), skipped=lot.skipped)
    yield from receipts


def _not_taken(lots: Sequence[Lot], error: NotWritten) -> Receipt:
    """Name what the disk had no room for any more; what came before it is logged."""
    left = tuple(refused(found, error) for lot in lots for found in lot.files)
    return replace(NOTHING, refused=(*(one for lot in lots for one in lot.refused), *left))


def _part_of(progress: Progress, before: int, size: int, total: int) -> Progress:
    return lambda done, _all: progress(before + min(done, size), total)
