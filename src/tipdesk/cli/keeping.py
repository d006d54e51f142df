"""Commands about the desk itself: new, check, backup, restore, demo."""

from pathlib import Path
from typing import Annotated

import typer

from tipdesk.cli.options import Json
from tipdesk.cli.progress import bar
from tipdesk.cli.session import Session, tell
from tipdesk.intake.belonging import NAME_LIMIT, one_line
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.names import shown, storable
from tipdesk.store import backup as backups
from tipdesk.store import integrity

_SHOWN_TIPS = 5


def new(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="What the desk is called.")],
    unencrypted: Annotated[
        bool, typer.Option("--unencrypted", help="Anybody with the disk can read it.")
    ] = False,
    json: Json = False,
) -> None:
    """Make a new desk in the folder that --desk or TIPDESK_DESK names."""
    session: Session = ctx.obj
    called = one_line(storable(name), "A desk's name", NAME_LIMIT)
    if not called:
        raise NotValid("A desk needs a name; nothing was made.")
    session.made(called, unencrypted=unencrypted).close()
    if json:
        session.print([{"path": str(session.path), "name": called}])


def check(
    ctx: typer.Context,
    deep: Annotated[bool, typer.Option("--deep", help="Read every byte again.")] = False,
    json: Json = False,
) -> None:
    """Check that the desk is whole; nothing is repaired."""
    session: Session = ctx.obj
    with session.opened() as store:
        findings = integrity.check(store, deep=deep)
    for found in findings:
        session.failed |= found.severity is integrity.Severity.FAULT
        if json:
            said = {"severity": found.severity, "sentence": found.sentence}
            session.print([{**said, "tips": list(found.tips)}])
        else:
            tips = ", ".join(tip_number(tip) for tip in found.tips[:_SHOWN_TIPS])
            tell(f"{found.severity}: {found.sentence}{f' ({tips})' if tips else ''}")
    if not session.failed and not json:
        tell("The desk is whole.")


def backup(ctx: typer.Context, path: Annotated[Path, typer.Argument()], json: Json = False) -> None:
    """Back the desk up into a new folder; with a passphrase, it opens on any computer."""
    session: Session = ctx.obj
    with session.opened() as store:
        missing = backups.back_up(
            store, path, passphrase=session.passphrase(), progress=bar("Copying")
        )
    if json:
        session.print([{"path": str(path), "missing": missing}])
    else:
        tell(f"The desk is backed up in {shown(str(path))}.")
    if missing:
        what = counted(missing, "file is", "files are")
        session.fail(f"{what} missing on the desk and in the backup; `tipdesk check` names tips.")


def restore(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(readable=False)],
    json: Json = False,
) -> None:
    """Make a desk of a backup, in the folder that --desk or TIPDESK_DESK names."""
    session: Session = ctx.obj
    backups.restore(path, session.path, progress=bar("Copying"))
    if json:
        session.print([{"path": str(session.path)}])
    else:
        tell(f"The desk is restored in {shown(str(session.path))}.")


def demo(
    ctx: typer.Context,
    into: Annotated[Path | None, typer.Option(metavar="DIR", help="Where to make it.")] = None,
    headless: Annotated[
        bool, typer.Option("--headless", help="Do the main job on it, without a screen.")
    ] = False,
    screenshots: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to put pictures of the window.")
    ] = None,
) -> None:
    """Make a sample desk of invented news and open it."""
    # Imported here: it knows the window, which only this command needs.
    from tipdesk.demo import show

    session: Session = ctx.obj
    raise typer.Exit(show.run(into, session.name, headless=headless, screenshots=screenshots))
