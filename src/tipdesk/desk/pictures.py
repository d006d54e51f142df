"""All pictures of a view: their ids first, then a small line for each one that is shown."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlmodel import col

from tipdesk.desk.asking.query import parse
from tipdesk.desk.searching.conditions import conditions
from tipdesk.desk.searching.listing import numbers
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.lines import PictureLine
from tipdesk.newsroom.lots import Sieve, Wish
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.states import (
    Choice,
    FileKind,
    Label,
    Permission,
    ReadState,
    Sensitivity,
)
from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

# What there is to look at or to listen to; mails and papers are read elsewhere.
_JUDGED = tuple(kind.value for kind in (FileKind.PICTURE, FileKind.VIDEO, FileKind.AUDIO))

_SHOWN = (
    select(
        *(col(Media.id), col(Media.tip_id), col(Media.digest), col(Media.name)),
        *(col(Media.caption), col(Media.credit), col(Media.alt_text), col(Media.permission)),
        *(col(Media.label), col(Media.label_note), col(Media.rating), col(Media.choice)),
        *(col(Facts.kind), col(Facts.state), col(Facts.reason), col(Facts.duration)),
        *(col(Facts.width), col(Facts.height), col(Facts.orientation)),
        *(col(Tip.sensitivity), col(Tip.opened_at)),
    )
    .join(Facts, col(Facts.digest) == col(Media.digest))
    .join(Tip, col(Tip.id) == col(Media.tip_id))
)


def media_ids(
    store: Store,
    wish: Wish = Wish(),  # noqa: B008  it can't be changed
    *,
    limit: int | None = None,
) -> "array[int]":
    """Find the pictures, videos and sounds that are wished for, in the order of their tips."""
    asked = (
        select(col(Media.id))
        .join(Tip, col(Tip.id) == col(Media.tip_id))
        .join(Facts, col(Facts.digest) == col(Media.digest))
        .where(*conditions(parse(wish.query), editor=store.editor), *_let_through(wish.sieve))
    )
    order = (col(Tip.received_at), col(Tip.id))
    ordered = asked.order_by(
        *(one.desc() if wish.newest_first else one for one in order),
        col(Media.position),
        col(Media.id),
    )
    return numbers(store, [ordered], limit)


def _let_through(sieve: Sieve) -> Iterator[ColumnElement[bool]]:
    yield col(Facts.kind).in_(_JUDGED)
    if sieve.choices:
        yield col(Media.choice).in_(sieve.choices)
    if sieve.stars:
        yield col(Media.rating) >= sieve.stars


def picture_lines(store: Store, ids: Sequence[int]) -> list[PictureLine]:
    """Read the lines of these media, in the order asked; those that are gone are left out."""
    lines: dict[int, PictureLine] = {}
    with store.reading() as session:
        for batch in batches(ids):
            for row in session.execute(_SHOWN.where(col(Media.id).in_(batch))):
                lines[row.id] = _line(row)
    return [lines[media] for media in ids if media in lines]


def _line(row: Row[Any]) -> PictureLine:
    return PictureLine(
        id=MediaId(row.id),
        tip=TipId(row.tip_id),
        digest=row.digest,
        name=row.name,
        kind=FileKind(row.kind),
        state=ReadState(row.state),
        reason=row.reason,
        width=row.width,
        height=row.height,
        orientation=row.orientation,
        duration=row.duration,
        caption=row.caption,
        credit=row.credit,
        alt_text=row.alt_text,
        label=Label(row.label),
        label_note=row.label_note,
        permission=Permission(row.permission),
        rating=row.rating,
        choice=Choice(row.choice),
        graphic=Sensitivity.GRAPHIC in row.sensitivity,
        unread=row.opened_at is None,
    )
