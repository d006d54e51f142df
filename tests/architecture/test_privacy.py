"""What is said at the desk stays out of reprs, of the errors of validation and of the database."""

import dataclasses
import importlib
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import StatementError
from sqlmodel import SQLModel, text

from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.story import NewUse, StoryEdit
from tipdesk.newsroom.tip import NewTip, TipEdit
from tipdesk.store.connecting import reading_engine
from tipdesk.store.folder import Protection
from tipdesk.store.opening import create_desk

SRC = Path(__file__).parents[2] / "src"
SECRET = "Wren Ashdown"
# Texts that are nobody's words: numbers, digests, states, moments, verbs, and names of our own
# things. Whatever else is text is hidden, so a new field is hidden or named here with a thought.
OURS = {
    *("id", "row", "change", "change_id", "reverses", "noun", "verb", "process", "presence"),
    *("digest", "mime", "codec", "kind", "state", "unreadable", "stand_in", "badge", "nouns"),
    *("channel", "workflow", "verdict", "closing", "permission", "label", "status", "protection"),
    "choice",
    *("sensitivity", "kinds", "language", "thumbnails", "at", "as_of", "number", "lock"),
    *("slug", "story", "stories", "section", "outlet", "newsroom", "sentence", "left_out"),
    *("salt", "key_check", "severity", "media_head", "past_head", "missing_rights", "conditions"),
    *("other_digest", "security", "sign_in", "icon", "month"),
    *("Field.example", "Field.known", "Query.sort", "Tally.key"),
    *(
        "seal",
        "DeskCard.name",
        "Filter.key",
        "Said.name",
        "PictureFacts.make",
        "PictureFacts.model",
    ),
}


def modules() -> Iterator[types.ModuleType]:
    for path in sorted((SRC / "tipdesk").rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        if parts[1] not in {"gui", "app", "demo", "__main__"} and parts[-1] not in {
            "__init__",
            "__main__",
            "env",
        }:
            yield importlib.import_module(".".join(parts))


def nouns() -> list[type]:
    found = {
        thing
        for module in modules()
        for thing in vars(module).values()
        if isinstance(thing, type)
        and thing.__module__ == module.__name__
        and (dataclasses.is_dataclass(thing) or (issubclass(thing, SQLModel)))
    }
    return sorted(found, key=lambda noun: (noun.__module__, noun.__name__))


def texts_in(noun: type) -> dict[str, object]:
    """Give, for each field of a noun that may hold text, a value that holds the secret."""
    hints = typing.get_type_hints(noun)
    names = (
        [field.name for field in dataclasses.fields(noun)]
        if dataclasses.is_dataclass(noun)
        else list(noun.model_fields)
    )
    return {name: value for name in names if (value := secret(hints[name])) is not None}


def secret(hint: object) -> object:
    """Make a value of this type that holds the secret; nothing where it can hold none."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint in {str, bytes, Path}:
        return {str: SECRET, bytes: SECRET.encode(), Path: Path(SECRET)}[hint]
    if origin in {tuple, list, frozenset} and any(secret(one) is not None for one in inner):
        return origin(secret(one) for one in inner if one is not ...)
    if origin is dict and (secret(inner[0]) or secret(inner[1])) is not None:
        return {SECRET: SECRET}
    if origin in {typing.Union, types.UnionType}:
        return next(filter(None, map(secret, inner)), None)
    return None


@pytest.mark.parametrize("noun", nouns(), ids=lambda noun: f"{noun.__module__}.{noun.__name__}")
def test_a_repr_shows_nothing_that_was_said(noun):
    texts = texts_in(noun).items()
    said = {name: value for name, value in texts if not {name, f"{noun.__name__}.{name}"} & OURS}
    thing = noun.__new__(noun)
    if dataclasses.is_dataclass(noun):
        for field in dataclasses.fields(noun):
            object.__setattr__(thing, field.name, said.get(field.name))
    else:
        thing = noun.model_construct(**said)
    shown = [name for name in said if f"{name}=" in repr(thing)]
    assert SECRET not in repr(thing), f"hide {shown} with repr=False"
    assert SECRET not in str(thing)


def test_a_noun_that_shows_a_text_is_noticed():
    @dataclasses.dataclass
    class Careless:
        headline: str

    assert texts_in(Careless) == {"headline": SECRET}
    assert SECRET in repr(Careless(SECRET))


@pytest.mark.parametrize("said", [NewTip, TipEdit, MediaEdit, StoryEdit, NewUse])
def test_what_does_not_fit_is_not_quoted_by_the_error(said):
    given = dict.fromkeys(said.model_fields, SECRET * 100_000)
    with pytest.raises(ValidationError) as refused:
        said.model_validate(given)
    assert refused.value.error_count() > 1
    assert SECRET not in str(refused.value)


def test_a_statement_that_the_database_refuses_does_not_quote_its_values(tmp_path):
    made = create_desk(
        tmp_path / "desk", name="Courier", editor="M. Keller", protection=Protection.NONE
    )
    made.close()
    engine = reading_engine(tmp_path / "desk" / "desk.db", None)
    with engine.connect() as connection, pytest.raises(StatementError) as refused:
        connection.execute(text("SELECT :said FROM nowhere"), {"said": SECRET})
    engine.dispose()
    assert "nowhere" in str(refused.value)
    assert SECRET not in str(refused.value)
