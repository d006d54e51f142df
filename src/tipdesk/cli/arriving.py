"""Commands that bring something in: log, import."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from tipdesk.cli.options import CHECKING, Json, Paths
from tipdesk.cli.progress import bar
from tipdesk.cli.receipts import check_signatures, read, readers_of, tell_receipts
from tipdesk.cli.session import Session, tell
from tipdesk.intake import importing
from tipdesk.intake.arrival import Arrival, ArrivedFile, Receipt
from tipdesk.intake.belonging import validated
from tipdesk.intake.facts import waiting
from tipdesk.intake.gathering import gather
from tipdesk.intake.register import register
from tipdesk.intake.watchedfolder import WatchedFolder
from tipdesk.newsroom.errors import NotReceived, NotValid
from tipdesk.newsroom.states import Channel
from tipdesk.newsroom.tip import TEXT_LIMIT, NewTip

_LOOK = 2.0  # seconds between two looks into a watched folder
_INPUT_LIMIT = 4 * TEXT_LIMIT + 1  # bytes; a letter has at most four


def log(
    ctx: typer.Context,
    headline: Annotated[str, typer.Argument()],
    files: Annotated[list[Path], typer.Argument(metavar="[FILE...]", readable=False)] = [],  # noqa: B006
    text: Annotated[str, typer.Option(help="What was said; - reads it from the input.")] = "",
    channel: Annotated[Channel, typer.Option()] = Channel.OTHER,
    sender: Annotated[str, typer.Option("--from", metavar='"Name <address>"')] = "",
    story: Annotated[list[str], typer.Option(metavar="SLUG")] = [],  # noqa: B006
    tag: Annotated[list[str], typer.Option()] = [],  # noqa: B006
    place: Annotated[str, typer.Option(help="Where it happened.")] = "",
    language: Annotated[str, typer.Option(metavar="CODE", help="Such as en or pt-BR.")] = "",
    protected: Annotated[bool, typer.Option("--protected", help="Hide who sent it.")] = False,
    json: Json = False,
) -> None:
    """Log a tip, with files."""
    session: Session = ctx.obj
    tip = validated(
        NewTip,
        headline=headline,
        text=read_input() if text == "-" else text,
        channel=channel,
        sender=sender,
        place=place,
        language=language,
        protected=protected,
        stories=tuple(story),
        tags=tuple(tag),
    )
    _check_not_empty(tip, files)
    found = gather(files)
    with session.opened(make=True) as store:
        importing.check_not_the_desk(store, files)
        arrived = tuple(ArrivedFile(file.path.name, file.path) for file in found.files)
        receipt = register(store, Arrival(tip, arrived), progress=bar("Copying"))
        for refused in found.refused:
            session.fail(f"{refused.name}: {refused.sentence}")
        if waiting(store):
            with readers_of(session) as readers:
                read(store, readers)
        tell_receipts(session, [receipt], json=json)


def _check_not_empty(tip: NewTip, files: list[Path]) -> None:
    if not (tip.headline.strip() or tip.text.strip() or files):
        raise NotValid("A tip needs a headline, a text or a file; nothing was logged.")


def read_input() -> str:
    """Read what was said from the input; never more of it than a tip can hold."""
    if sys.stdin is None:
        raise NotValid("The input is closed, so there is no text to log.")
    try:
        said = sys.stdin.buffer.read(_INPUT_LIMIT)
    except OSError:
        raise NotReceived("The input can't be read; nothing was logged.") from None
    return said.decode("utf-8", "surrogateescape")


def import_(
    ctx: typer.Context,
    paths: Paths,
    each: Annotated[bool, typer.Option("--each", help="A tip for every loose file.")] = False,
    story: Annotated[str, typer.Option(metavar="SLUG", help="Put them to this story.")] = "",
    watch: Annotated[
        bool, typer.Option("--watch", help="Take in what comes into these folders, until Ctrl+C.")
    ] = False,
    signatures: Annotated[bool, typer.Option("--check-signatures", help=CHECKING)] = False,
    json: Json = False,
) -> None:
    """Bring in mails, chats, pictures, videos, documents and folders; a folder becomes one tip."""
    session: Session = ctx.obj
    wishes: importing.Wishes = {"into_story": story, "check_signatures": signatures}
    # Before all else: the readers load while the desk is opened and the files are copied.
    with readers_of(session) as readers, session.opened(make=True) as store:

        def told(receipts: list[Receipt]) -> None:
            read(store, readers)
            tell_receipts(session, receipts, json=json)
            tell(flush=True)
            if signatures:
                check_signatures(store, json=json)

        if watch:
            _watch([WatchedFolder(store, path, **wishes) for path in paths], told)
        else:
            wishes["each"] = each
            told(importing.import_paths(store, paths, progress=bar("Copying"), **wishes))


def _watch(folders: list[WatchedFolder], told: Callable[[list[Receipt]], None]) -> None:
    """Look into all folders in turn, until Ctrl+C."""
    never = threading.Event()
    while True:
        for folder in folders:
            receipts = folder.look()
            if receipts:
                told(receipts)
        never.wait(_LOOK)
