"""The numbers by which the newsroom knows its things."""

import re
from typing import NewType

from tipdesk.newsroom.errors import NotValid

TipId = NewType("TipId", int)
MediaId = NewType("MediaId", int)
StoryId = NewType("StoryId", int)
NoteId = NewType("NoteId", int)
MessageId = NewType("MessageId", int)
ContributorId = NewType("ContributorId", int)
EditorId = NewType("EditorId", int)
ChangeId = NewType("ChangeId", str)

_NUMBER = re.compile(r"(?:[Tt]-?)?([1-9][0-9]{0,17})")


def tip_number(tip: TipId) -> str:
    """Write a tip's number the way everybody says it: T-1042."""
    return f"T-{tip}"


def read_tip_number(text: str) -> TipId:
    """Understand `T-1042`, `t1042` and `1042`."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise NotValid("That is not a tip number; one looks like T-1042.")
    return TipId(int(found[1]))
