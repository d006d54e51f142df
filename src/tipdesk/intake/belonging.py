"""Finds what a tip belongs to by its name, and makes it when the desk doesn't have it yet."""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlmodel import Session, SQLModel, select

from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.story import Story
from tipdesk.newsroom.tip import Tag

SLUG_LIMIT = 40
TAG_LIMIT = 60
NAME_LIMIT = 100

_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f]")  # Unicode's Cc without tab and line feed

Said = TypeVar("Said", bound=SQLModel)


def tag_for(work: Session, name: str) -> Tag:
    """Find a tag by its name, or make it; case and a leading # don't count."""
    shown = tag_name(name)
    key = tag_key(shown)
    found = work.exec(select(Tag).where(Tag.key == key)).first()
    return found or _made(work, Tag(name=shown, key=key))


def story_for(work: Session, slug: str) -> Story:
    """Find a story by its slug, or make it."""
    wanted = slug_of(slug)
    found = work.exec(select(Story).where(Story.slug == wanted)).first()
    return found or _made(work, Story(slug=wanted))


def editor_for(work: Session, name: str) -> Editor:
    """Find an editor by name, or make the editor's row; case doesn't count."""
    shown = one_line(name, "An editor's name", NAME_LIMIT)
    if not shown:
        raise NotValid("An editor needs a name; nothing was changed.")
    key = folded(shown)
    found = work.exec(select(Editor).where(Editor.key == key)).first()
    return found or _made(work, Editor(name=shown, key=key))


def _made(work: Session, row: Said) -> Said:
    work.add(row)
    work.flush()
    return row


def slug_of(text: str) -> str:
    """Bring a slug to its form: capitals, digits, - and _, blanks become -."""
    slug = "-".join(one_line(text, "A slug", 1_000).split()).upper()
    if not slug:
        raise NotValid("A story needs a slug, such as MILLFLOOD; nothing was changed.")
    if len(slug) > SLUG_LIMIT:
        raise NotValid(f"A slug has at most {SLUG_LIMIT} letters; nothing was changed.")
    if not all(sign.isalnum() or sign in "-_" for sign in slug):
        raise NotValid("A slug has only letters, digits, - and _; nothing was changed.")
    return slug


def tag_name(text: str) -> str:
    """Bring a tag to the form in which it is shown."""
    name = one_line(text, "A tag", TAG_LIMIT + 1).lstrip("# ")
    if not name:
        raise NotValid("A tag needs at least one letter; nothing was changed.")
    if len(name) > TAG_LIMIT:
        raise NotValid(f"A tag has at most {TAG_LIMIT} letters; nothing was changed.")
    return name


def tag_key(name: str) -> str:
    """Make the key by which tags are compared: case-folded, without the leading #."""
    return folded(name.lstrip("# "))


def folded(text: str) -> str:
    """Make names comparable: one form of each letter, no case, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def one_line(text: str, what: str, limit: int) -> str:
    """Bring words to one line without control characters; `what` names them if too long."""
    return " ".join(many_lines(text, what, limit).split())


def many_lines(text: str, what: str, limit: int) -> str:
    """Keep lines and tabs, drop what no database and no screen can hold."""
    said = text.encode("utf-8", "replace").decode("utf-8")
    if len(said) > limit:
        raise NotValid(f"{what} has at most {limit:,} letters; nothing was changed.")
    return _CONTROLS.sub("", said)


def in_utc(moment: datetime) -> datetime:
    """Bring a moment to UTC; without a zone it is meant locally."""
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        raise NotValid("That time is outside the calendar; nothing was changed.") from None


def validated(kind: type[Said], **given: Any) -> Said:
    """Make what an editor or a channel said, or tell in one sentence what doesn't fit."""
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise NotValid(_sentence(error.errors(include_input=False, include_url=False)[0])) from None


def _sentence(error: ErrorDetails) -> str:
    name = str(error["loc"][0]).replace("_", " ") if error["loc"] else "field"
    known = error.get("ctx", {})
    match error["type"]:
        case "string_too_long":
            what = f"has at most {known['max_length']:,} letters"
        case "string_too_short" | "missing":
            what = "can't be empty"
        case "greater_than_equal" | "less_than_equal":
            what = f"must be {known.get('ge', known.get('le'))} or {_way(known)}"
        case "enum":
            what = f"must be one of {str(known['expected']).replace(chr(39), '')}"
        case "string_unicode":
            what = "holds letters that can't be stored"
        case kind if kind.startswith(("datetime", "timezone")):
            what = "is not a time"
        case _:
            what = "doesn't fit"
    return f"The {name} {what}; nothing was changed."


def _way(known: dict[str, Any]) -> str:
    return "more" if "ge" in known else "less"
