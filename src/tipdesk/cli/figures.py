"""The command `stats`: the desk in figures, for people, programs and spreadsheets."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from tipdesk.cli.options import Json
from tipdesk.cli.records import Record
from tipdesk.cli.session import Session, tell
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.counts.statistics import USUAL_WEEKS, Statistics, statistics
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.lines import Counts
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Channel, Workflow, in_words
from tipdesk.publication.forms.figures import to_csv

_BAR, _LONGEST = 24, 24
_HOUR, _DAY = 60, 24 * 60


def stats(
    ctx: typer.Context,
    weeks: Annotated[
        int, typer.Option(min=1, max=1_040, help="How many weeks back tips are counted.")
    ] = USUAL_WEEKS,
    csv: Annotated[bool, typer.Option("--csv", help="A table for a spreadsheet.")] = False,
    json: Json = False,
) -> None:
    """Tell what lies on the desk, what came in over some weeks, and what became of it."""
    session: Session = ctx.obj
    with session.opened() as store:
        here, told = counts(store), statistics(store, weeks)
    if json:
        session.print([_record(here, told)])
        return
    lines = to_csv(told).decode("utf-8-sig").splitlines() if csv else _lines(here, told)
    for line in lines:
        tell(line)


def _record(here: Counts, told: Statistics) -> Record:
    return {
        "workflow": {state.value: number for state, number in here.workflow.items()},
        "trash": here.trash,
        "stories": {line.slug: line.tips for line in here.stories},
        "tags": dict(here.tags),
        "period": {
            "since": told.since.isoformat(),
            "tips": told.tips,
            "channel": dict(told.channel),
            "workflow": dict(told.workflow),
            "story": dict(told.story),
            "week": {monday.isoformat(): number for monday, number in told.week},
            "opened": told.opened,
            "used": told.used,
            "minutes_to_open": told.minutes_to_open,
            "minutes_to_publish": told.minutes_to_publish,
        },
    }


def _lines(here: Counts, told: Statistics) -> Iterator[str]:
    """Say it in tables; the bars compare the lines of one table."""
    yield "On the desk"
    yield from _table([(in_words(state), number) for state, number in here.workflow.items()])
    if here.stories:
        yield "\nIn stories"
        yield from _table([(line.slug, line.tips) for line in here.stories])
    yield f"\nCame in since {told.since:%Y-%m-%d}: {counted(told.tips, 'tip')}"
    yield from _table([(in_words(Channel(name)), number) for name, number in told.channel])
    yield "\nWhat stands with them now"
    yield from _table([(in_words(Workflow(name)), number) for name, number in told.workflow])
    yield "\nBy week"
    yield from _table([(f"{monday:%Y-%m-%d}", number) for monday, number in told.week])
    if told.story:
        yield "\nBy story"
        yield from _table(told.story)
    yield _became("\nLooked at", told.opened, told.tips, told.minutes_to_open)
    yield _became("Used", told.used, told.tips, told.minutes_to_publish)


def _table(counts_: Sequence[tuple[str, int]]) -> Iterator[str]:
    highest = max((number for _, number in counts_), default=0) or 1
    for name, number in counts_:
        bar = "#" * -(-_BAR * number // highest)
        said = f"{shown(name)[:_LONGEST]:<{_LONGEST}} {number:>9,}  {bar}"
        yield said.rstrip()


def _became(what: str, some: int, of: int, minutes: float | None) -> str:
    share = f" ({round(100 * some / of)} %)" if of else ""
    after = f", half of them within {_lasting(minutes)}" if minutes is not None else ""
    return f"{what}: {counted(some, 'tip')}{share}{after}."


def _lasting(minutes: float) -> str:
    if minutes < _HOUR:
        return f"{round(minutes)} min"
    if minutes < 2 * _DAY:
        hours, rest = divmod(round(minutes), _HOUR)
        return f"{hours} h {rest} min"
    return counted(round(minutes / _DAY), "day")
