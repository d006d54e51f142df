"""Conditions on what came with a tip: files, what they say of themselves, notes, messages."""

import math
from collections.abc import Callable
from functools import reduce
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, literal_column, or_, select, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import col

from tipdesk.desk.asking.fields import near_place
from tipdesk.desk.searching.shape import (
    Asker,
    Condition,
    among_tips,
    contains,
    each_once,
    held_by_tip,
    said_by,
    tip_by_tip,
)
from tipdesk.desk.searching.tips import spoken
from tipdesk.newsroom.hints import Hint
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import CAMERA, Facts, Media, TipLink
from tipdesk.newsroom.record import Note
from tipdesk.newsroom.states import FileKind
from tipdesk.newsroom.story import StoryTip
from tipdesk.newsroom.tip import Tip, TipTag

_KM_A_DEGREE = 111.0  # a little less than there are: the box is never too small
_EARTH_KM = 6_371.009
_HALF_TURN = 180.0
_TERMS = 11  # of a series: exact to a metre, however far
_CAMERA: ColumnElement[str] = literal_column(CAMERA, String)
_HAS_CAMERA = or_(col(Facts.make).is_not(None), col(Facts.model).is_not(None))
_CAMERAS = each_once(_CAMERA, _HAS_CAMERA).c.value


def has(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips that have such a thing."""
    del asker
    return or_(*(_HAS[value]() for value in values))


def _of_kind(*kinds: FileKind) -> Callable[[], Condition]:
    names = [kind.value for kind in kinds]
    return lambda: held_by_tip(col(Media.tip_id), col(Facts.kind).in_(names), join=Facts)


def _with_facts(asked: Callable[[], Condition]) -> Callable[[], Condition]:
    return lambda: held_by_tip(col(Media.tip_id), asked(), join=Facts)


def _duplicate() -> Condition:
    """Ask for tips with a file that another tip has as well, and for linked ones."""
    other: Any = aliased(Media)
    shared = and_(other.digest == col(Media.digest), other.tip_id != col(Media.tip_id))
    rows = select(col(Media.tip_id)).join(other, shared)
    return or_(col(Tip.id).in_(rows), held_by_tip(col(TipLink.tip_id)))


_HAS: MappingProxyType[str, Callable[[], Condition]] = MappingProxyType(
    {
        "picture": _of_kind(FileKind.PICTURE),
        "video": _of_kind(FileKind.VIDEO),
        "audio": _of_kind(FileKind.AUDIO),
        "document": _of_kind(FileKind.DOCUMENT),
        "mail": _of_kind(FileKind.MAIL, FileKind.MBOX),
        "gps": _with_facts(
            lambda: and_(col(Facts.latitude).is_not(None), col(Facts.longitude).is_not(None))
        ),
        # As the indexes of the few say it.
        "credentials": _with_facts(
            lambda: type_coerce(col(Facts.credentials), String) != literal_column("'null'")
        ),
        "words": _with_facts(lambda: col(Facts.words) != literal_column("''")),
        "duplicate": _duplicate,
        "note": lambda: held_by_tip(col(Note.tip_id)),
        "message": lambda: held_by_tip(col(Message.tip_id)),
        "story": lambda: held_by_tip(col(StoryTip.tip_id)),
        "tag": lambda: held_by_tip(col(TipTag.tip_id)),
        "place": lambda: among_tips(lambda tip: tip.place != literal_column("''")),
        "due": lambda: col(Tip.due_at).is_not(None),
        "embargo": lambda: col(Tip.embargo_until).is_not(None),
    }
)


_HINTS: MappingProxyType[str, Hint] = MappingProxyType(
    {
        "picture": Hint.PICTURE,
        "video": Hint.VIDEO,
        "audio": Hint.AUDIO,
        "document": Hint.DOCUMENT,
        "mail": Hint.MAIL,
        "gps": Hint.GPS,
        "credentials": Hint.CREDENTIALS,
        "words": Hint.WORDS,
        "duplicate": Hint.DUPLICATE,
    }
)


def may_have(values: tuple[str, ...]) -> Condition | None:
    """Say what a tip's own row hints at where it has such a thing; nothing where it doesn't."""
    if not _HINTS.keys() >= {*values}:
        return None
    mask = reduce(Hint.__or__, (_HINTS[value] for value in values))
    return col(Tip.hints).bitwise_and(mask.value) != 0


def permitted(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips with a file of such a permission."""
    del asker
    return held_by_tip(col(Media.tip_id), _unusual(col(Media.permission), values, "not_asked"))


def labelled(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips with a file of such a label."""
    del asker
    return held_by_tip(col(Media.tip_id), _unusual(col(Media.label), values, "none"))


def _unusual(column: Any, values: tuple[str, ...], usual: str) -> Condition:
    """Say of what is not as usual that it isn't: only of such files there is an index."""
    asked: Condition = column.in_(values)
    return asked if usual in values else and_(asked, column != literal_column(f"'{usual}'"))


def filed(names: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips by the words in the names of their files; full text narrows it down."""
    return or_(*(and_(spoken(name), filed_so((name,), asker)) for name in names))


def filed_so(names: tuple[str, ...], asker: Asker) -> Condition:
    """Ask the same of one tip after the other."""
    del asker
    named = or_(*(said_by(col(Media.name), name) for name in names))
    return tip_by_tip(held_by_tip(col(Media.tip_id), named))


def shot_with(cameras: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips with a file of such a camera: maker and model in a row."""
    del asker
    named = select(_CAMERAS).where(or_(*(contains(_CAMERAS, each) for each in cameras)))
    return held_by_tip(col(Media.tip_id), _HAS_CAMERA, _CAMERA.in_(named), join=Facts)


def digested(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips with a file whose digest begins so."""
    del asker
    digest = col(Media.digest)
    # "g" follows every digit of a digest.
    begun = or_(*(and_(digest >= value, digest < f"{value}g") for value in values))
    return held_by_tip(col(Media.tip_id), begun)


def nearby(values: tuple[str, ...], asker: Asker) -> Condition:
    """Ask for tips with a file taken near a place: in a box first, then by its distance."""
    del asker
    around = or_(*(_around(*near_place(value)) for value in values))
    return held_by_tip(col(Media.tip_id), around, join=Facts)


def _around(latitude: float, longitude: float, far: float) -> Condition:
    return and_(_in_box(latitude, longitude, far), _within(latitude, longitude, far))


def _in_box(latitude: float, longitude: float, far: float) -> Condition:
    high = far / _KM_A_DEGREE
    box = col(Facts.latitude).between(latitude - high, latitude + high)
    nearest_pole = math.cos(math.radians(min(abs(latitude) + high, 90.0)))
    wide = high / nearest_pole if nearest_pole > high / _HALF_TURN else _HALF_TURN
    if abs(longitude) + wide > _HALF_TURN:  # over the date line: the distance alone decides
        return box
    return and_(box, col(Facts.longitude).between(longitude - wide, longitude + wide))


def _within(latitude: float, longitude: float, far: float) -> Condition:
    """Compare by the haversine, made of sums and products: databases may know no sines."""
    across = col(Facts.longitude) - longitude
    turned = case(
        (across > _HALF_TURN, across - 2 * _HALF_TURN),
        (across < -_HALF_TURN, across + 2 * _HALF_TURN),
        else_=across,
    )
    there = 1.0 - _versine(_radians(col(Facts.latitude)))
    up = _versine(_radians(col(Facts.latitude) - latitude))
    share = up + math.cos(math.radians(latitude)) * there * _versine(_radians(turned))
    return share <= 1.0 - math.cos(min(far / _EARTH_KM, math.pi))


def _radians(degrees: Any) -> ColumnElement[Any]:
    angle: ColumnElement[Any] = degrees * math.radians(1)
    return angle


def _versine(angle: ColumnElement[Any]) -> ColumnElement[Any]:
    """Give 1 - cos by its series, from the smallest term on, so that nothing is rounded away."""
    square = angle * angle
    total: ColumnElement[Any] = square * 0.0
    for term in range(_TERMS, 0, -1):
        total = square / float((2 * term - 1) * 2 * term) * (1.0 - total)
    return total
