"""The command about words in pictures: words."""

import typer

from tipdesk.cli.options import Json
from tipdesk.cli.progress import bar
from tipdesk.cli.session import Session, tell
from tipdesk.intake.lettering import read_words
from tipdesk.media.lettering import can_read_words
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.errors import NotAllowed


def words(ctx: typer.Context, json: Json = False) -> None:
    """Read the words in pictures that nobody has looked through yet, so that they are found."""
    session: Session = ctx.obj
    if not can_read_words():
        raise NotAllowed(
            "Words in pictures can't be read here: install tipdesk[ocr] and Tesseract's "
            "language data; nothing was changed."
        )
    with session.opened() as store:
        tips = read_words(store, progress=bar("Reading words"))
    if json:
        session.print([{"tips": sorted(tips)}])
    else:
        tell(f"Words were found in pictures of {counted(len(tips), 'tip')}.")
