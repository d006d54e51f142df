"""The command that hands something on: export."""

from pathlib import Path
from typing import Annotated

import typer

from tipdesk.cli.options import Json
from tipdesk.cli.progress import bar
from tipdesk.cli.session import Session, tell, warn
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.names import shown
from tipdesk.publication.export import Form
from tipdesk.publication.export import export as write
from tipdesk.publication.profile import Profile


def export(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option("-o", "--output", help="Where to write it.")],
    form: Annotated[Form, typer.Option("--as", help="How it is written.")],
    query: Annotated[str, typer.Argument(help="Which tips; all, where nothing is said.")] = "",
    story: Annotated[str, typer.Option(metavar="SLUG", help="The tips of a story.")] = "",
    contributor: Annotated[
        bool, typer.Option("--contributor", help="Name who sent it; never a protected source.")
    ] = False,
    notes: Annotated[bool, typer.Option("--notes", help="With the desk's own notes.")] = False,
    json: Json = False,
) -> None:
    """Write a summary of tips as PDF, HTML, Markdown, CSV or JSON."""
    session: Session = ctx.obj
    asked = f"{query} story:{story}".strip() if story else query
    with session.opened() as store:
        tips = [TipId(tip) for tip in tip_ids(store, asked)]
        if not tips:
            raise NotFound("No tip matches, so nothing was written.")
        receipt = write(
            store,
            tips,
            form,
            output,
            profile=Profile(contributor=contributor, notes=notes),
            story=story,
            progress=bar("Writing"),
        )
    if json:
        said = {"path": str(receipt.path), "form": form, "tips": list(receipt.tips)}
        session.print([{**said, "left_out": list(receipt.left_out)}])
        return
    tell(f"{counted(len(receipt.tips), 'tip')} written to {shown(str(receipt.path))}.")
    if receipt.left_out:
        warn(f"Left out: {', '.join(receipt.left_out)}.")
