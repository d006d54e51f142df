"""One step on files, however many: on all of them, or on none where one is gone or in the trash."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum

from tipdesk.desk.triaging.bulk import AT_ONCE, check_fit
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.media import Media
from tipdesk.store.batches import batches
from tipdesk.store.changing import Key, change_rows, read_rows
from tipdesk.store.ledger import Row, Work
from tipdesk.store.watching import tell


def each_file(work: Work, media: Sequence[MediaId], said: Mapping[str, object]) -> None:
    """Write the same into each of these files."""
    new = {name: _plain(value) for name, value in said.items()}
    for rows in some_files(work, media, new):
        change_rows(work, Media, [{"id": row["id"], **new} for row in rows.values()], rows)


def some_files(
    work: Work, media: Sequence[MediaId], columns: Collection[str] = ()
) -> Iterator[dict[Key, Row]]:
    """Give files that may be changed, some at a time, with these columns of theirs by their keys.

    In between, whoever watches is told how far it is, and may stop it all.
    """
    wanted = sorted(set(media))
    for number, batch in enumerate(batches(wanted, AT_ONCE)):
        tell(work, number * AT_ONCE, len(wanted))
        rows = read_rows(work, Media, [{"id": one} for one in batch], columns)
        if len(rows) < len(batch):
            raise NotFound("One of these files is not on the desk any more; nothing was changed.")
        check_fit(work, sorted({TipId(row["tip_id"]) for row in rows.values()}))
        yield rows


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value
