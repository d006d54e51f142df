"""What a file says of how it was made: by a camera, or by a machine that was asked to."""

from collections.abc import Iterable

from tipdesk.newsroom.credentials import Credentials
from tipdesk.newsroom.facts import Fact, Said
from tipdesk.newsroom.states import Label

# The last parts of the IPTC's and C2PA's addresses, case folded.
_BY_AI = frozenset({"trainedalgorithmicmedia", "trainedalgorithmicdata"})
_PARTLY_BY_AI = frozenset({"compositewithtrainedalgorithmicmedia", "compositesynthetic"})
_NAMES_AN_AI = frozenset({Fact.AI_SYSTEM, Fact.AI_PROMPT})


def source_type(said: Iterable[Said]) -> str | None:
    """Give the IPTC digital source type that the metadata name, as it stands there."""
    types = (one.value for one in said if one.fact is Fact.DIGITAL_SOURCE_TYPE)
    return next(types, None)


def label_for_ai(said: Iterable[Said], credentials: Credentials | None) -> Label | None:
    """Name the label that a file asks for which says that AI made it, or a part of it.

    This is what the file claims; nothing follows from a file that claims nothing.
    """
    known = tuple(said)
    types = {_last(one.value) for one in known if one.fact is Fact.DIGITAL_SOURCE_TYPE}
    if credentials is not None:
        types |= {_last(one) for one in credentials.source_types}
    if types & _BY_AI or any(one.fact in _NAMES_AN_AI for one in known):
        return Label.AI_GENERATED
    return Label.COMPOSITE if types & _PARTLY_BY_AI else None


def _last(address: str) -> str:
    return address.strip().rstrip("/").rpartition("/")[2].rpartition(":")[2].casefold()
