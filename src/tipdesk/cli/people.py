"""The commands about who sends tips: people list, show, note, rename, merge, split."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from tipdesk.cli.options import Json
from tipdesk.cli.progress import changing
from tipdesk.cli.records import Record
from tipdesk.cli.session import Session, tell
from tipdesk.desk.contributors.merging import merge_people, split_people
from tipdesk.desk.contributors.noting import note_person
from tipdesk.desk.contributors.reading import people, person
from tipdesk.desk.contributors.renaming import rename_person
from tipdesk.desk.contributors.twins import twins
from tipdesk.desk.triaging.protecting import PROTECTED_SOURCE
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.ids import ContributorId
from tipdesk.newsroom.names import shown, storable
from tipdesk.newsroom.people import ContactKind
from tipdesk.newsroom.persons import Person, PersonLine, Reach, Twin

commands = typer.Typer(help="Who sends tips; protected sources are never named.")

Id = Annotated[int, typer.Argument(metavar="ID", min=1, help="As `people list` tells it.")]
_MOST = 1_000_000_000


@commands.command("list")
def list_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Of names, addresses, numbers.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, max=_MOST, help="At most so many, newest first.")
    ] = None,
    json: Json = False,
) -> None:
    """List who sent tips, newest first, with id, name and by what they can be reached."""
    session: Session = ctx.obj
    with session.opened() as store:
        for line in people(store, storable(" ".join(words or ())), limit=limit):
            if json:
                session.print([_record(line)])
            else:
                tell(_in_one_line(line))


@commands.command("show")
def show(ctx: typer.Context, number: Id, json: Json = False) -> None:
    """Show one person: the note, who went into it, and who may be the same."""
    session: Session = ctx.obj
    with session.opened() as store:
        known = person(store, ContributorId(number))
        alike = [] if known.line.veiled else twins(store, ContributorId(number))
    if json:
        session.print([_whole_record(known, alike)])
    else:
        tell("\n".join(_in_full(known, alike)))


@commands.command("note")
def note(
    ctx: typer.Context,
    number: Id,
    text: Annotated[str, typer.Argument(help='"" takes it away; - reads it.')],
    json: Json = False,
) -> None:
    """Write the note about a person, in place of what it said."""
    session: Session = ctx.obj
    session.json = json
    said = (sys.stdin.read() if text == "-" else text).strip()
    with session.opened() as store:
        session.told(note_person(store, ContributorId(number), storable(said)))


@commands.command("rename")
def rename(
    ctx: typer.Context,
    number: Id,
    name: Annotated[str, typer.Argument(help='"" takes it away.')],
    json: Json = False,
) -> None:
    """Give a person another name, by which all they sent is found from then on."""
    session: Session = ctx.obj
    session.json = json
    with session.opened() as store:
        with changing("Changing"):
            change = rename_person(store, ContributorId(number), storable(name))
        session.told(change)


@commands.command("merge")
def merge(
    ctx: typer.Context,
    into: Annotated[int, typer.Argument(metavar="INTO", min=1, help="Who they all are.")],
    others: Annotated[list[int], typer.Argument(metavar="OTHER...", min=1)],
    json: Json = False,
) -> None:
    """Make one person of several; protection and a block of any of them hold for all."""
    session: Session = ctx.obj
    session.json = json
    with session.opened() as store:
        these = [ContributorId(one) for one in others]
        with changing("Merging"):
            change = merge_people(store, ContributorId(into), these)
        session.told(change)


@commands.command("split")
def split(ctx: typer.Context, number: Id, json: Json = False) -> None:
    """Part a person from those who were last made one with them."""
    session: Session = ctx.obj
    session.json = json
    with session.opened() as store:
        with changing("Parting"):
            change = split_people(store, ContributorId(number))
        session.told(change)


def _record(line: PersonLine) -> Record:
    return {
        "id": line.id,
        "name": PROTECTED_SOURCE if line.veiled else line.name,
        "reached": [{"kind": one.kind, "value": one.value} for one in line.reached],
        "tips": None if line.veiled else line.tips,
        "protected": line.protected,
        "blocked": line.blocked,
    }


def _whole_record(known: Person, alike: list[Twin]) -> Record:
    return {
        **_record(known.line),
        "note": known.note,
        "merged": [
            {"at": one.at.isoformat(), "editor": one.editor, "names": list(one.names)}
            for one in known.joined
        ],
        "alike": [{"id": one.line.id, "why": one.why.value} for one in alike],
    }


def _in_one_line(line: PersonLine) -> str:
    if line.veiled:
        told = [PROTECTED_SOURCE]
    else:
        reached = ", ".join(map(_reached, line.reached[0 if line.name else 1 :]))
        told = [line.called or "nameless", reached, counted(line.tips, "tip")]
    marks = [name for name, on in _marks(line).items() if on]
    return shown(f"{line.id:>6}  {'  '.join(filter(None, (*told, *marks)))}")


def _reached(one: Reach) -> str:
    return f"also called {one.value}" if one.kind == ContactKind.NAME else one.value


def _marks(line: PersonLine) -> dict[str, bool]:
    return {"protected": line.protected and not line.veiled, "blocked": line.blocked}


def _in_full(known: Person, alike: list[Twin]) -> Iterator[str]:
    yield _in_one_line(known.line)
    for line in known.note.splitlines():
        yield shown(f"note: {line}")
    for one in known.joined:
        names = ", ".join(name or "somebody without a name" for name in one.names)
        yield shown(f"made one with {names}  {one.at:%Y-%m-%d %H:%M}Z  {one.editor}")
    for twin in alike:
        yield f"may be the same, by {twin.why}: {_in_one_line(twin.line).strip()}"
