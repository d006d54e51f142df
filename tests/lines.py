"""Makes lines that are right by default, for tests that need no desk."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any, get_type_hints

from tipdesk.newsroom.facts import Fact, Said, Source
from tipdesk.newsroom.ids import ContributorId, MediaId, TipId
from tipdesk.newsroom.lines import ContributorLine, MediaLine, OpenTip, PictureLine, TipLine
from tipdesk.newsroom.states import (
    Channel,
    Choice,
    FileKind,
    Label,
    Permission,
    ReadState,
    Verdict,
    Workflow,
)

RECEIVED = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)

_USUAL: dict[str, Any] = {
    "id": 1,
    "headline": "Flood at the bridge",
    "channel": Channel.MAIL,
    "received_at": RECEIVED,
    "added_at": RECEIVED,
    "workflow": Workflow.NEW,
    "verdict": Verdict.UNVERIFIED,
    "permission": Permission.NOT_ASKED,
    "priority": 5,
    "version": 1,
    "digest": "ab" * 32,
    "name": "IMG_2231.jpg",
    "kind": FileKind.PICTURE,
    "mime": "image/jpeg",
    "size": 2_900_000,
    "state": ReadState.READ,
    "label": Label.NONE,
    "choice": Choice.NONE,
    "kinds": {},
}
_EMPTY: dict[Any, Any] = {str: "", bool: False, int: 0}


def _made(line: type[Any], given: dict[str, Any]) -> Any:
    hints = get_type_hints(line)

    def usual(name: str) -> Any:
        hint = hints[name]
        if name in _USUAL and (name != "name" or line is MediaLine):
            return _USUAL[name]
        if getattr(hint, "__origin__", None) is tuple:
            return ()
        return _EMPTY.get(hint)

    return line(**{field.name: usual(field.name) for field in fields(line)} | given)


def media_line(*said: tuple[Fact, str], source: Source = Source.EXIF, **given: Any) -> MediaLine:
    """Make a file's line that says these things."""
    told = tuple(Said(fact, source, value) for fact, value in said)
    line: MediaLine = _made(MediaLine, {"id": MediaId(1), "said": told} | given)
    return line


def picture_line(**given: Any) -> PictureLine:
    """Make a picture's line among many."""
    line: PictureLine = _made(PictureLine, given)
    return line


def open_tip(*media: MediaLine, sender: str = "", protected: bool = False, **given: Any) -> OpenTip:
    """Make an open tip; `sender` is its contributor's name."""
    line: TipLine = _made(TipLine, {"id": TipId(1), "contributor": sender, "protected": protected})
    if "headline" in given:
        line = replace(line, headline=given.pop("headline"))
    who = ContributorLine(ContributorId(1), sender, protected, (), "", 1) if sender else None
    tip: OpenTip = _made(OpenTip, {"line": line, "contributor": who, "media": media} | given)
    return tip
