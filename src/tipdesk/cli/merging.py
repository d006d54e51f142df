"""Commands about tips that tell the same: alike, merge, split."""

from typing import Annotated

import typer

from tipdesk.cli import records
from tipdesk.cli.options import Json, Numbers
from tipdesk.cli.progress import changing
from tipdesk.cli.session import Session, numbers, tell
from tipdesk.desk.triaging.merging import merge_tips, split_tip
from tipdesk.desk.verifying.likewise import says_the_same
from tipdesk.newsroom.ids import read_tip_number, tip_number

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="T-1042 or 1042.")]
Into = Annotated[str, typer.Argument(metavar="INTO", help="The tip that stays.")]


def alike(ctx: typer.Context, number: Number, json: Json = False) -> None:
    """Tell which tips look like one by their words, the likest first."""
    session: Session = ctx.obj
    tip = read_tip_number(number)
    with session.opened() as store:
        found = says_the_same(store, tip)
    if json:
        session.print({"number": one.tip.id, "alike": one.alike} for one in found)
        return
    for one in found:
        tell(f"{one.alike:>3} %  {records.in_one_line(one.tip)}")
    if not found:
        tell(f"No other tip says almost the same as {tip_number(tip)}.")


def merge(ctx: typer.Context, into: Into, tips: Numbers, json: Json = False) -> None:
    """Make one of several tips: what the others hold goes into the first; they lead there."""
    session: Session = ctx.obj
    session.json = json
    stays, others = read_tip_number(into), numbers(tips)
    with session.opened() as store:
        with changing("Merging"):
            change = merge_tips(store, stays, others)
        session.told(change)


def split(ctx: typer.Context, number: Number, json: Json = False) -> None:
    """Part a tip from the one that it went into, with all that came in with it."""
    session: Session = ctx.obj
    session.json = json
    tip = read_tip_number(number)
    with session.opened() as store:
        with changing("Parting"):
            change = split_tip(store, tip)
        session.told(change)
