"""Takes the words out of the ledger's entries of what is deleted for good.

What an entry held goes, and the reason with it. Who, when, by what verb and the seal stay, so that
the chain still holds together. One sealed entry for each deletion names the entries that it
blanked, with a digest of what remains of them: a blank entry that none names was blanked by
something else than Tipdesk.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, and_, not_, null, select, update
from sqlmodel import Session

from tipdesk.newsroom.change import DELETE
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.ledger import NOUNS, Row, Work
from tipdesk.store.manyrows import table_of
from tipdesk.store.sealing import digest_of

Thing = tuple[str, str]  # a noun and a row of it, as the ledger names them
Run = Sequence[int]  # the first and the last of entries that follow each other

_ENTRY = table_of(LedgerEntry).c
_IS_BLANK: ColumnElement[bool] = and_(_ENTRY.before.is_(null()), _ENTRY.after.is_(null()))
_SAID = ("id", "change_id", "verb", "noun", "row", "before", "after")
_WHOLE = select(*_ENTRY)
_BLANK = update(table_of(LedgerEntry)).values(before=null(), after=null(), reason="")


def entries_about(work: Work, things: Iterable[Thing]) -> list[Row]:
    """Read the entries of these things that still say something."""
    rows: dict[str, list[str]] = {}
    for noun, row in things:
        rows.setdefault(noun, []).append(row)
    return [
        entry
        for noun, those in rows.items()
        for some in batches(those)
        for entry in _read(work, _ENTRY.noun == noun, _ENTRY.row.in_(some))
    ]


def entries_of(work: Work, tips: Collection[TipId]) -> list[Row]:
    """Read the entries that stand under these tips, and still say something."""
    return [entry for some in batches(tips) for entry in _read(work, _ENTRY.tip_id.in_(some))]


def alive(work: Work, things: Iterable[Thing]) -> set[Thing]:
    """Tell which of these things still stand in the database."""
    asked: defaultdict[str, list[str]] = defaultdict(list)
    for noun, row in things:
        if noun in NOUNS and row.isdigit():
            asked[noun].append(row)
    found: set[Thing] = set()
    for noun, rows in asked.items():
        number = table_of(NOUNS[noun]).c.id
        for some in batches(map(int, rows)):
            there = work.connection().execute(select(number).where(number.in_(some)))
            found.update((noun, str(row)) for (row,) in there)
    return found


def redact(work: Work, tip: TipId, entries: Collection[int]) -> None:
    """Blank entries, and write the sealed one that names them under the tip that was deleted."""
    runs = list(_runs(sorted(entries)))
    for some in batches(sorted(entries)):
        work.connection().execute(_BLANK.where(_ENTRY.id.in_(some)))
    after = {"blanked": runs, "remains": digest_of(_remains(work, runs))}
    work.enter(
        [
            {
                "noun": Tip.__tablename__,
                "row": str(tip),
                "tip_id": tip,
                "before": None,
                "after": after,
            }
        ]
    )


def vouched(session: Session, entry: LedgerEntry) -> int | None:
    """Count the entries that an entry says were blanked; None if they are not as it left them."""
    said = entry.after or {}
    if entry.verb != DELETE or "blanked" not in said:
        return 0
    rows = list(_remains(session, said["blanked"]))
    as_left = digest_of(rows) == said["remains"]
    return len(rows) if as_left and all(row["after"] is None for row in rows) else None


def is_left(session: Session, change: str) -> bool:
    """Tell whether a change has an entry that was not blanked."""
    asked = select(_ENTRY.id).where(_ENTRY.change_id == change, not_(_IS_BLANK)).limit(1)
    return session.execute(asked).first() is not None


def blank_tips(session: Session, change: str) -> set[TipId]:
    """Name the tips under which blank entries of a change stand."""
    asked = select(_ENTRY.tip_id).where(_ENTRY.change_id == change, _IS_BLANK).distinct()
    return {TipId(tip) for (tip,) in session.execute(asked) if tip is not None}


def _read(work: Work, *where: ColumnElement[bool]) -> list[Row]:
    asked = select(*(_ENTRY[name] for name in _SAID))
    found = work.connection().execute(asked.where(*where, not_(_IS_BLANK)))
    return [dict(row) for row in found.mappings()]


def _remains(session: Session, runs: Iterable[Run]) -> Iterator[Row]:
    for first, last in runs:
        asked = _WHOLE.where(_ENTRY.id.between(first, last)).order_by(_ENTRY.id)
        for row in session.connection().execute(asked).mappings():
            yield dict(row)


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Write numbers that rise as runs: 3, 4, 5, 9 are 3 to 5 and 9 to 9."""
    run: list[int] = []
    for number in numbers:
        if run and number == run[1] + 1:
            run[1] = number
            continue
        if run:
            yield run
        run = [number, number]
    if run:
        yield run
