"""The commands for lists of signers whom a desk knows: trust add, trust list."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tipdesk.cli.options import Json
from tipdesk.cli.records import Record
from tipdesk.cli.session import Session, tell
from tipdesk.intake.signers import lists_of
from tipdesk.media import trust
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.errors import NoDesk
from tipdesk.newsroom.names import shown
from tipdesk.store.folder import DeskFolder, describe_desk

commands = typer.Typer(help="Signers of Content Credentials whom the desk knows.")


@commands.command("add")
def add(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="Certificates, as PEM.", readable=False)],
    name: Annotated[str, typer.Option(help="What the list is called; else as its file.")] = "",
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Of which day it is; else today."),
    ] = None,
    json: Json = False,
) -> None:
    """Know the signers whose certificates are in the file; an older list of that name is out."""
    session: Session = ctx.obj
    if describe_desk(session.path) is None:
        raise NoDesk("There is no desk in this folder; make one first. Nothing was added.")
    day = day or datetime.now(UTC)
    one = trust.add(DeskFolder(session.path).trust, file, name=name or file.stem, day=day.date())
    _tell(session, one, json=json)


@commands.command("list")
def list_(ctx: typer.Context, json: Json = False) -> None:
    """Tell which lists the desk has."""
    session: Session = ctx.obj
    found = lists_of(session.path)
    for one in found:
        _tell(session, one, json=json)
    if not found and not json:
        tell("There is no trust list: every signer is unknown. `tipdesk trust add FILE` adds one.")


def _tell(session: Session, one: trust.TrustList, *, json: bool) -> None:
    record: Record = {
        "name": one.name,
        "date": one.day.isoformat(),
        "certificates": one.certificates,
    }
    if json:
        session.print([record])
    else:
        tell(shown(f"{one.told}: {counted(one.certificates, 'certificate', 'certificates')}"))
