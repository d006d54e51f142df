"""Commands about the trash: trash puts tips there or takes them back, delete empties it."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from tipdesk.cli.options import Json, Numbers
from tipdesk.cli.progress import bar, changing
from tipdesk.cli.session import Session, numbers, tell, warn
from tipdesk.desk.triaging.deleting import Deleted, delete_tips
from tipdesk.desk.triaging.triage import restore
from tipdesk.desk.triaging.triage import trash as put_away
from tipdesk.desk.triaging.weighing import Weight, in_trash, weigh
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.errors import Cancelled, NotValid
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.publication.sheets.wording import size
from tipdesk.store.database import Store

_STAYS = (
    "That cannot be undone. What stays: that they were deleted, when and by whom; and all of them "
    "in backups made before."
)
_RESTS = (
    "Rests of it may stay in unused pages of the database and its log until tips are deleted "
    "while nobody else is at the desk; in one of more than 200 MB they may stay longer."
)


def trash(
    ctx: typer.Context,
    tips: Numbers,
    back: Annotated[bool, typer.Option("--back", help="Take them out of it again.")] = False,
    json: Json = False,
) -> None:
    """Put tips into the trash, from where they can be taken back."""
    session: Session = ctx.obj
    session.json = json
    which = numbers(tips)
    with session.opened() as store:
        with changing("Changing"):
            change = restore(store, which) if back else put_away(store, which)
        session.told(change)


def delete(
    ctx: typer.Context,
    tips: Annotated[
        list[str] | None, typer.Argument(metavar="NUMBER...", help="T-1042 or 1042.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--trash", help="All tips that are in the trash now.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would go, and delete nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    json: Json = False,
) -> None:
    """Delete tips for good that are in the trash, with their files; no undo brings them back."""
    session: Session = ctx.obj
    session.json = json
    if bool(tips) == everything:
        raise NotValid("Name tips that are in the trash, or say --trash for all of them.")
    with session.opened() as store:
        which = in_trash(store) if everything else numbers(tips or [])
        weight = weigh(store, which)
        if dry_run:
            _tell_weight(session, weight)
        elif not which:
            tell("" if json else "The trash is empty.")
        else:
            _ask(weight, yes=yes)
            _tell_deleted(session, _deleted(store, which))


def can_be_asked() -> bool:
    """Tell whether somebody sits at a terminal."""
    return sys.stdin.isatty()


def _deleted(store: Store, tips: Sequence[TipId]) -> Deleted:
    show = bar("Deleting")
    done = delete_tips(store, tips, lambda done, total: show(done, total + 1))
    show(1, 1)
    return done


def _ask(weight: Weight, *, yes: bool) -> None:
    """Ask at a terminal; where nobody can answer, somebody has to say it beforehand."""
    if yes or not weight.tips:
        return
    if not can_be_asked():
        raise NotValid("To delete for good takes --yes where nobody can be asked; nothing was.")
    warn(f"Delete {_told(weight)} for good? {_STAYS}")
    if not typer.confirm("Delete for good", err=True):
        raise Cancelled("Nothing was deleted.")


def _tell_weight(session: Session, weight: Weight) -> None:
    if session.json:
        said = {"tips": list(weight.tips), "files": weight.files, "bytes": weight.size}
        refused = [{"number": one.tip, "reason": str(one.why)} for one in weight.refused]
        session.print([{**said, "refused": refused}])
    else:
        tell(f"{_told(weight)} would be deleted for good; nothing was.")
    for one in weight.refused:
        session.fail(f"{tip_number(one.tip)}: {one.why}")


def _tell_deleted(session: Session, done: Deleted) -> None:
    session.told(done.change)
    if not done.scrubbed:
        warn(_RESTS)


def _told(weight: Weight) -> str:
    files = counted(weight.files, "file")
    return f"{counted(len(weight.tips), 'tip')} and {files} ({size(weight.size)})"
