"""Commands about tips: list, show, set, publish, history, undo, redo."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated

import typer

from tipdesk.cli import records
from tipdesk.cli.options import Json, Numbers
from tipdesk.cli.progress import changing
from tipdesk.cli.session import Session, numbers, tell
from tipdesk.desk.annotating import editing
from tipdesk.desk.changes import undoing
from tipdesk.desk.changes.history import history
from tipdesk.desk.correspondence import signatures
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids, tip_lines
from tipdesk.desk.triaging import blocking, checking, tagging, triage
from tipdesk.intake.belonging import validated
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.ids import TipId, read_tip_number
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Closing, Verdict, Workflow
from tipdesk.newsroom.story import NewUse
from tipdesk.newsroom.tip import TipEdit
from tipdesk.newsroom.when import read_moment
from tipdesk.store.database import Store
from tipdesk.stories import publishing, putting

Blocked = Annotated[
    bool | None,
    typer.Option("--block/--unblock", help="The sender: what comes goes to the trash."),
]
CheckDkim = Annotated[
    bool,
    typer.Option("--check-dkim", help="Ask the sender's domain for the key that signed the mail."),
]
_PAGE = 200
_MOST = 1_000_000_000


def list_(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(help="Words, or filters such as workflow:new.")] = "",
    limit: Annotated[
        int | None, typer.Option(min=1, max=_MOST, help="At most so many, newest first.")
    ] = None,
    json: Json = False,
) -> None:
    """List tips, newest first, by the window's own query language."""
    session: Session = ctx.obj
    with session.opened() as store:
        ids = tip_ids(store, query, limit=limit)
        for start in range(0, len(ids), _PAGE):
            page = [TipId(tip) for tip in ids[start : start + _PAGE]]
            if json:
                session.print(records.tips(store, page))
            else:
                for line in tip_lines(store, page):
                    tell(records.in_one_line(line))


def show(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="T-1042 or 1042.")],
    json: Json = False,
) -> None:
    """Show one tip with its media, notes and uses."""
    session: Session = ctx.obj
    with session.opened() as store:
        tip = open_tip(store, read_tip_number(number))
        if json:
            session.print(records.tips(store, [tip.line.id]))
        else:
            checked = signatures.signatures_of(store, tip.line.id)
            tell("\n".join(records.in_full(tip, checked)))


def set_(
    ctx: typer.Context,
    tips: Numbers,
    workflow: Annotated[Workflow | None, typer.Option()] = None,
    verdict: Annotated[Verdict | None, typer.Option()] = None,
    assign: Annotated[str | None, typer.Option(metavar="WHO", help='"" is nobody.')] = None,
    tag: Annotated[list[str], typer.Option()] = [],  # noqa: B006  typer's own form
    untag: Annotated[list[str], typer.Option()] = [],  # noqa: B006
    story: Annotated[list[str], typer.Option(metavar="SLUG")] = [],  # noqa: B006
    priority: Annotated[int | None, typer.Option(min=1, max=9)] = None,
    due: Annotated[str | None, typer.Option(metavar="WHEN", help='"" is no time.')] = None,
    embargo: Annotated[str | None, typer.Option(metavar="WHEN", help='"" lifts it.')] = None,
    happened: Annotated[str | None, typer.Option(metavar="WHEN", help='"" is unknown.')] = None,
    place: Annotated[str | None, typer.Option(help="Where it happened.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Such as pt-BR.")] = None,
    reason: Annotated[str, typer.Option(help="Why; spiking, killing and reopening need it.")] = "",
    closing: Annotated[Closing | None, typer.Option()] = None,
    block: Blocked = None,
    junk: Annotated[bool, typer.Option("--junk", help="Spike as spam, into the trash.")] = False,
    check_dkim: CheckDkim = False,
    json: Json = False,
) -> None:
    """Change tips; every option is one change, which `undo` takes back by itself."""
    which = numbers(tips)
    times = {"due_at": due, "embargo_until": embargo, "happened_at": happened}
    edit = _edit(times, {"place": place, "language": language})
    steps: list[records.Verb] = []
    if edit.model_fields_set:
        steps.append(partial(editing.edit_tips, tips=which, edit=edit))
    if tag or untag:
        steps.append(lambda store: tagging.retag(store, which, add=tag, remove=untag))
    steps += [partial(putting.put, tips=which, slug=slug) for slug in story]
    steps += _handled(which, assign, priority)
    if verdict is not None:
        steps.append(lambda store: checking.set_verdict(store, which, verdict, reason=reason))
    if workflow is not None or closing is not None:
        steps.append(_moving(which, workflow, reason, closing))
    if check_dkim:
        steps += [partial(signatures.check_dkim, tip=tip, reason=reason) for tip in which]
    _do(ctx.obj, [*steps, *_kept_out(which, block=block, junk=junk)], json=json)


def _handled(
    which: Sequence[TipId], assign: str | None, priority: int | None
) -> Iterator[records.Verb]:
    if assign is not None:
        yield lambda store: _assign(store, which, assign)
    if priority is not None:
        yield partial(triage.prioritise, tips=which, priority=priority)


def _kept_out(which: Sequence[TipId], *, block: bool | None, junk: bool) -> Iterator[records.Verb]:
    verb = blocking.block_sender if block else blocking.unblock
    if block is not None:
        yield from (partial(verb, tip=tip) for tip in which)
    if junk:
        yield partial(blocking.junk, tips=which)


def _do(session: Session, steps: Sequence[records.Verb], *, json: bool) -> None:
    session.json = json
    if not steps:
        raise NotValid("Say what to set, for instance --workflow triage.")
    with session.opened() as store:
        for step in steps:
            with changing("Changing"):
                change = step(store)
            session.told(change)


def _assign(store: Store, tips: Sequence[TipId], who: str) -> Change:
    return triage.assign(store, tips, store.editor if who == "me" else who)


def _edit(times: dict[str, str | None], words: dict[str, str | None]) -> TipEdit:
    said: dict[str, object] = {name: value for name, value in words.items() if value is not None}
    for name, value in times.items():
        if value is not None:
            said[name] = read_moment(value) if value else None
    return validated(TipEdit, **said)


def _moving(
    which: Sequence[TipId], to: Workflow | None, reason: str, closing: Closing | None
) -> records.Verb:
    if to is None:
        raise NotValid("A closing reason goes with --workflow archived or --workflow spiked.")
    return partial(_move, tips=which, to=to, reason=reason, closing=closing)


def _move(
    store: Store, tips: Sequence[TipId], to: Workflow, reason: str, closing: Closing | None
) -> Change:
    if to is Workflow.KILLED:
        return publishing.kill(store, tips, reason)
    return triage.move(store, tips, to, reason=reason, closing=closing)


def publish(
    ctx: typer.Context,
    tips: Numbers,
    url: Annotated[str, typer.Option(help="Where it can be seen.")],
    title: Annotated[str, typer.Option()] = "",
    outlet: Annotated[str, typer.Option()] = "",
    at: Annotated[str, typer.Option(metavar="WHEN", help="2026-11-22T10:41+01:00")] = "",
    credit: Annotated[str, typer.Option()] = "",
    json: Json = False,
) -> None:
    """Record that tips were published, where, and with what credit."""
    session: Session = ctx.obj
    session.json = json
    use = validated(
        NewUse,
        url=url,
        title=title,
        outlet=outlet,
        credit=credit,
        published_at=read_moment(at) if at else None,
    )
    with session.opened() as store:
        session.told(publishing.publish(store, numbers(tips), use))


def history_(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER")],
    json: Json = False,
) -> None:
    """Tell what was done with a tip, when and by whom."""
    session: Session = ctx.obj
    tip = read_tip_number(number)
    with session.opened() as store:
        for line in history(store, tip):
            if json:
                session.print([records.history(tip, line)])
            else:
                what = shown("; ".join(line.what))
                tell(f"{line.at:%Y-%m-%d %H:%M}Z  {shown(line.editor)}  {what}")
                if line.reason:
                    tell(f"{'':19}“{shown(line.reason)}”")


def undo(ctx: typer.Context, json: Json = False) -> None:
    """Take back the last change that you made."""
    _again(ctx.obj, undoing.undo, "Taking back", json=json)


def redo(ctx: typer.Context, json: Json = False) -> None:
    """Make the change again that you took back last."""
    _again(ctx.obj, undoing.redo, "Doing again", json=json)


def _again(session: Session, verb: records.Verb, title: str, *, json: bool) -> None:
    session.json = json
    with session.opened() as store:
        with changing(title):
            change = verb(store)
        session.told(change)
