"""The command about what is printed with files: caption."""

from collections.abc import Sequence
from typing import Annotated

import typer

from tipdesk.cli.options import Json
from tipdesk.cli.session import Session
from tipdesk.desk.annotating.editing import edit_media
from tipdesk.desk.opening import open_tip
from tipdesk.intake.belonging import validated
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import MediaId, read_tip_number, tip_number
from tipdesk.newsroom.lines import OpenTip
from tipdesk.newsroom.media import MediaEdit
from tipdesk.newsroom.names import storable
from tipdesk.newsroom.states import Label, Permission

_Words = Annotated[str | None, typer.Option(metavar="T")]


def caption(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="T-1042 or 1042.")],
    file: Annotated[
        list[str], typer.Option(metavar="N|NAME", help="Which files; without it, all of the tip.")
    ] = [],  # noqa: B006  typer's own form
    caption: _Words = None,
    credit: _Words = None,
    label: Annotated[Label | None, typer.Option()] = None,
    label_note: _Words = None,
    alt_text: _Words = None,
    creator: _Words = None,
    copyright_: Annotated[str | None, typer.Option("--copyright", metavar="T")] = None,
    usage_terms: _Words = None,
    permission: Annotated[Permission | None, typer.Option()] = None,
    json: Json = False,
) -> None:
    """Say what is printed with the files of a tip, and whether they may be; "" empties a field."""
    session: Session = ctx.obj
    session.json = json
    said = {
        "caption": caption,
        "credit": credit,
        "label": label,
        "label_note": label_note,
        "alt_text": alt_text,
        "creator": creator,
        "copyright_notice": copyright_,
        "usage_terms": usage_terms,
        "permission": permission,
    }
    given = {name: _storable(value) for name, value in said.items() if value is not None}
    if not given:
        raise NotValid('Say what to set, for instance --caption "Water on Mill Road".')
    edit, tip = validated(MediaEdit, **given), read_tip_number(number)
    with session.opened() as store:
        session.told(edit_media(store, _chosen(open_tip(store, tip), file), edit))


def _storable(value: str) -> str:
    return value if isinstance(value, Label | Permission) else storable(value)


def _chosen(tip: OpenTip, wanted: Sequence[str]) -> list[MediaId]:
    """Find files by the names they came with, or by their places: 1 is the first."""
    if not tip.media:
        raise NotFound(f"{tip_number(tip.line.id)} has no files; nothing was changed.")
    if not wanted:
        return [one.id for one in tip.media]
    return [one for each in wanted for one in _called(tip, each)]


def _called(tip: OpenTip, wanted: str) -> list[MediaId]:
    named = [one.id for one in tip.media if one.name == wanted]
    placed = wanted.isdecimal() and 0 < int(wanted[:9]) <= len(tip.media)
    found = named or ([tip.media[int(wanted) - 1].id] if placed else [])
    if not found:
        raise NotFound(
            f"{tip_number(tip.line.id)} has no file {wanted}; `tipdesk show` names its "
            f"{len(tip.media)}. Nothing was changed."
        )
    return found
