"""Commands about phone calls: call logs one as a tip, promise tells that it was done."""

import re
from datetime import timedelta
from typing import Annotated

import typer

from tipdesk.cli.arriving import read_input
from tipdesk.cli.options import Json
from tipdesk.cli.receipts import tell_receipts
from tipdesk.cli.session import Session
from tipdesk.desk.correspondence.promises import keep_promise
from tipdesk.desk.opening import open_tip
from tipdesk.intake.belonging import validated
from tipdesk.intake.calls import keep
from tipdesk.intake.contributors import read_sender
from tipdesk.newsroom.calls import PhoneNote
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import read_tip_number, tip_number
from tipdesk.newsroom.names import storable
from tipdesk.newsroom.when import now, read_moment

_LENGTH = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")
_CALL_BACK = "Call back"


def call(
    ctx: typer.Context,
    headline: Annotated[str, typer.Argument()],
    text: Annotated[str, typer.Option(help="What was said; - reads it from the input.")] = "",
    caller: Annotated[str, typer.Option("--from", metavar='"Name <number>"')] = "",
    person: Annotated[
        int | None, typer.Option(metavar="ID", help="Who it is, as `people list` tells it.")
    ] = None,
    lasted: Annotated[str, typer.Option(metavar="M:SS", help="How long the call was.")] = "",
    read_back: Annotated[bool, typer.Option("--read-back", help="It was read back.")] = False,
    promised: Annotated[str, typer.Option(help="What was promised to the caller.")] = "",
    by: Annotated[str, typer.Option(metavar="WHEN", help="By when; the tip is due then.")] = "",
    protected: Annotated[bool, typer.Option("--protected", help="Hide who called.")] = False,
    json: Json = False,
) -> None:
    """Log what somebody told on the phone; the same number alone makes nobody the same person."""
    session: Session = ctx.obj
    said, ended = read_sender(caller), now()
    note = validated(
        PhoneNote,
        began_at=ended - (_length(lasted) or timedelta()),
        ended_at=ended if lasted else None,
        headline=storable(headline),
        text=storable(read_input() if text == "-" else text).strip(),
        name=said.name if said else "",
        number=said.value if said else "",
        person=person,
        protected=protected,
        read_back=read_back,
        promised=promised or (_CALL_BACK if by else ""),
        due_at=read_moment(by) if by else None,
    )
    with session.opened(make=True) as store:
        tell_receipts(session, [keep(store, note)], json=json)


def promise(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="T-1042 or 1042.")],
    json: Json = False,
) -> None:
    """Note that what was promised to a caller has been done; the tip is not due any more."""
    session: Session = ctx.obj
    session.json = json
    tip = read_tip_number(number)
    with session.opened() as store:
        left = [one for one in open_tip(store, tip).calls if one.promised and not one.kept]
        if not left:
            raise NotFound(f"Nothing that was promised in {tip_number(tip)} is left to do.")
        session.told(keep_promise(store, left[-1].id))


def _length(said: str) -> timedelta | None:
    """Understand how long a call was: 4:12 or 1:02:07."""
    if not said:
        return None
    found = _LENGTH.fullmatch(said.strip())
    if found is None:
        raise NotValid("That is no length of a call; write it like 4:12 or 1:02:07.")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)
