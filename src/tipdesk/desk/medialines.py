"""Reads the files of a tip, each with what it says about itself and with what editors say of it."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from tipdesk.newsroom import credentials
from tipdesk.newsroom.facts import told
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.states import Choice, FileKind, Label, Permission, ReadState

_OF_MEDIA = (
    *("digest", "name", "added_at", "provenance", "caption", "credit", "alt_text", "label_note"),
    *("creator", "copyright_notice", "usage_terms", "rating", "made_at"),
)
_OF_FACTS = (
    *("size", "mime", "reason", "width", "height", "orientation", "rotation", "make", "model"),
    *("taken_at", "taken_offset", "duration", "codec", "thumbnail_differs", "pair", "words"),
)


def media_lines(session: Session, tip: TipId) -> tuple[MediaLine, ...]:
    """Read the files of one tip in their order."""
    asked = (
        select(Media, Facts)
        .join(Facts)
        .where(col(Media.tip_id) == tip)
        .order_by(col(Media.position), col(Media.id))
    )
    files = session.execute(asked).all()
    others = _also_in(session, tip, [media.digest for media, _ in files])
    return tuple(_line(media, facts, others[media.digest]) for media, facts in files)


def _also_in(session: Session, tip: TipId, digests: Sequence[str]) -> dict[str, list[TipId]]:
    others: defaultdict[str, list[TipId]] = defaultdict(list)
    if digests:
        asked = (
            select(col(Media.digest), col(Media.tip_id))
            .where(col(Media.digest).in_(digests), col(Media.tip_id) != tip)
            .distinct()
        )
        for digest, other in session.execute(asked.order_by(col(Media.tip_id))):
            others[digest].append(TipId(other))
    return others


def _line(media: Media, facts: Facts, others: list[TipId]) -> MediaLine:
    placed = facts.latitude is not None and facts.longitude is not None
    return MediaLine(
        **{name: getattr(media, name) for name in _OF_MEDIA},
        **{name: getattr(facts, name) for name in _OF_FACTS},
        id=MediaId(media.id or 0),
        kind=FileKind(facts.kind),
        state=ReadState(facts.state),
        label=Label(media.label),
        permission=Permission(media.permission),
        choice=Choice(media.choice),
        gps=(facts.latitude or 0.0, facts.longitude or 0.0) if placed else None,
        said=told(facts.said),
        credentials=credentials.told(facts.credentials),
        also_in=tuple(others),
        made_from=MediaId(media.made_from) if media.made_from else None,
    )
