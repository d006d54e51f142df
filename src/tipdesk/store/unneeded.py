"""Removes files that no tip has any more, once the rows that knew them are gone.

Which ones is written down in the transaction that deletes those rows, so that a crash in between
leaves nothing behind: what is noted goes when the desk is opened again. Each is looked for once
more while nobody else writes: whoever brought the same bytes meanwhile keeps them.
"""

from collections.abc import Collection

from sqlmodel import col, select

from tipdesk.newsroom.media import Facts
from tipdesk.newsroom.record import Errand
from tipdesk.store.batches import batches
from tipdesk.store.database import Store
from tipdesk.store.ledger import Work

_KIND = "remove_files"
_AT_ONCE = 500  # files that are removed while others wait for their turn


def note(work: Work, digests: Collection[str]) -> None:
    """Write down that these files are to go."""
    for some in batches(sorted(digests), _AT_ONCE):
        work.add(Errand(kind=_KIND, editor="", order={"digests": some}))


def remove(store: Store) -> None:
    """Remove all files that are noted; raises NotWritten where the disk refuses."""
    if store.read_only:
        return
    with store.reading() as session:
        noted = session.exec(select(Errand.id).where(Errand.kind == _KIND)).all()
    for errand in noted:
        _remove(store, errand or 0)


def _remove(store: Store, number: int) -> None:
    with store.deriving() as session:
        errand = session.get(Errand, number)
        if errand is None:
            return  # another opening of the desk did it
        digests = errand.order["digests"]
        known = set(session.exec(select(Facts.digest).where(col(Facts.digest).in_(digests))))
        store.files.remove([digest for digest in digests if digest not in known])
        session.delete(errand)
