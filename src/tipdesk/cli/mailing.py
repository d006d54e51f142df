"""The commands for tip mailboxes: mail add, change, list, fetch, watch, test, remove."""

import queue
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tipdesk.cli import mailkeys
from tipdesk.cli.days import day_said
from tipdesk.cli.options import CHECKING, Json
from tipdesk.cli.progress import bar
from tipdesk.cli.receipts import check_signatures, read, readers_of, tell_receipts
from tipdesk.cli.records import Record
from tipdesk.cli.session import Session, tell, warn
from tipdesk.intake.arrival import Receipt
from tipdesk.intake.belonging import validated
from tipdesk.intake.mailboxes import mailboxes
from tipdesk.intake.mailboxes.fetching import fetch as fetched
from tipdesk.intake.mailboxes.keyholder import Keyholder
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.trying import Trial, try_settings
from tipdesk.intake.mailboxes.watching import Listener, Watch
from tipdesk.media.worker import Readers
from tipdesk.newsroom.errors import NotFound, NotReceived
from tipdesk.newsroom.mail import Mailbox, NewMailbox
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Security, SignIn
from tipdesk.store.database import Store

commands = typer.Typer(help="Mailboxes whose messages become tips; they are read, never touched.")

_Names = Annotated[
    list[str],
    typer.Argument(metavar="[NAME...]", help="Which; without it, all.", show_default=False),
]
_Secret = Annotated[
    Path | None,
    typer.Option("--password-file", help="Its password, for this call; or TIPDESK_MAIL_PASSWORD."),
]
_Trusted = Annotated[
    str, typer.Option(help="Whose Authentication-Results count: our own server's name.")
]
_Since = Annotated[
    str, typer.Option(metavar="DAY", help="Only what came since: 2026-11-01, last week; else all.")
]
_LOOK = 0.5  # seconds between two looks whether anything is still watched


@commands.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="What the mailbox is called.")],
    host: Annotated[str, typer.Option(help="The IMAP server.")],
    user: Annotated[str, typer.Option(help="Who signs in; as a rule the address.")],
    port: Annotated[int | None, typer.Option(help="993 for tls, 143 for starttls.")] = None,
    security: Annotated[Security, typer.Option()] = Security.TLS,
    sign_in: Annotated[SignIn, typer.Option()] = SignIn.PASSWORD,
    client_id: Annotated[str, typer.Option(help="The newsroom's own, for google, microsoft.")] = "",
    tenant: Annotated[str, typer.Option(help="The newsroom's own, for microsoft.")] = "",
    folder: Annotated[str, typer.Option()] = "INBOX",
    since: _Since = "",
    check: Annotated[bool, typer.Option("--check-signatures", help=CHECKING)] = False,
    trusted_server: _Trusted = "",
    tag: Annotated[list[str], typer.Option(help="For all its tips.")] = [],  # noqa: B006  typer's own form
    story: Annotated[str, typer.Option(metavar="SLUG", help="For all its tips.")] = "",
    section: Annotated[str, typer.Option(help="For all its tips.")] = "",
    assignee: Annotated[str, typer.Option(metavar="WHO", help="For all its tips.")] = "",
    password_file: _Secret = None,
    json: Json = False,
) -> None:
    """Read a mailbox: all of it, or what came since a day; the settings are tried first."""
    session: Session = ctx.obj
    place = {"name": name, "host": host, "user": user, "security": security, "folder": folder}
    way_in = {"sign_in": sign_in, "client_id": client_id, "tenant": tenant}
    given = {"tags": tuple(tag), "story": story, "section": section, "assignee": assignee}
    new = validated(
        NewMailbox,
        **place,
        **way_in,
        **given,
        port=port or {Security.TLS: 993, Security.STARTTLS: 143}[security],
        since=day_said(since),
        check_signatures=check,
        trusted_server=trusted_server,
    )
    _add(session, new, password_file, json=json)


def _add(session: Session, new: NewMailbox, password_file: Path | None, *, json: bool) -> None:
    with session.opened(make=True) as store:
        secret = mailkeys.ask_for(new, password_file)
        trial = try_settings(new, secret.shown)
        if not trial.ok:
            raise NotReceived(f"{trial.sentence} Nothing was added.")
        _, mailbox = mailboxes.add_mailbox(store, new)
        if not Keyholder(store).keep(mailbox, secret.kept):
            warn(mailkeys.NOT_KEPT)
        _tell_trial(session, mailboxes.the_mailbox(store, mailbox), trial, json=json)


@commands.command("change")
def change(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Which mailbox.")],
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help='As with add; "" reads everything.')
    ] = None,
    check: Annotated[
        bool | None,
        typer.Option("--check-signatures/--leave-signatures", help=CHECKING, show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Say from which day on a mailbox is read, and whether signatures are checked."""
    session: Session = ctx.obj
    session.json = json
    said: dict[str, object] = {}
    if since is not None:
        said["since"] = day_said(since)
    if check is not None:
        said["check_signatures"] = check
    with session.opened() as store:
        known = mailboxes.mailbox_named(store, name)
        new = validated(NewMailbox, **{**mailboxes.as_said(known).model_dump(), **said})
        session.told(mailboxes.change_mailbox(store, known.id or 0, new))


@commands.command("list")
def list_(ctx: typer.Context, json: Json = False) -> None:
    """Tell which mailboxes the desk reads, and how the last look went."""
    session: Session = ctx.obj
    with session.opened() as store:
        known = mailboxes.mailboxes_of(store)
    if json:
        session.print(_record(one) for one in known)
        return
    for one in known:
        tell(shown(_in_one_line(one)))
    if not known:
        tell("The desk reads no mailbox; `tipdesk mail add` adds one.")


@commands.command("fetch")
def fetch(
    ctx: typer.Context,
    names: _Names = [],  # noqa: B006  typer's own form
    password_file: _Secret = None,
    json: Json = False,
) -> None:
    """Fetch what is new; every new message becomes a tip, or goes on with one."""
    session: Session = ctx.obj
    with readers_of(session) as readers, session.opened() as store, Stop() as stop:
        holder, chosen = mailkeys.holder_of(store, _chosen(store, names), password_file)
        for one in chosen:
            batches = fetched(store, one.id or 0, holder.way_in, stop, progress=bar(one.name))
            for receipts in _or_trouble(session, one, batches):
                tell_receipts(session, receipts, json=json)
        read(store, readers)
        check_signatures(store, json=json)


@commands.command("watch")
def watch(
    ctx: typer.Context,
    names: _Names = [],  # noqa: B006  typer's own form
    password_file: _Secret = None,
    json: Json = False,
) -> None:
    """Fetch what is new as it comes, until Ctrl+C."""
    session: Session = ctx.obj
    told: queue.Queue[list[Receipt]] = queue.Queue()
    with readers_of(session) as readers, session.opened() as store, ExitStack() as watches:
        holder, chosen = mailkeys.holder_of(store, _chosen(store, names), password_file)
        running = [
            watches.enter_context(Watch(store, one.id or 0, holder.way_in, _listener(one, told)))
            for one in chosen
        ]
        while not all(one.wait(0) for one in running) or not told.empty():
            try:
                receipts = told.get(timeout=_LOOK)
            except queue.Empty:
                continue
            _tell_watched(session, (store, readers), receipts, json=json)


@commands.command("test")
def try_(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument()],
    password_file: _Secret = None,
    json: Json = False,
) -> None:
    """Try a mailbox: connect, sign in, list its folders, count its messages; nothing is fetched."""
    session: Session = ctx.obj
    with session.opened() as store:
        chosen = [mailboxes.mailbox_named(store, name)]
        holder, _ = mailkeys.holder_of(store, chosen, password_file)
        trial = try_settings(chosen[0], holder.way_in(chosen[0]))
    _tell_trial(session, chosen[0], trial, json=json)


@commands.command("remove")
def remove(ctx: typer.Context, name: Annotated[str, typer.Argument()], json: Json = False) -> None:
    """Read a mailbox no more; what came from it stays, its password is forgotten."""
    session: Session = ctx.obj
    session.json = json
    with session.opened() as store:
        mailbox = mailboxes.mailbox_named(store, name).id or 0
        session.told(mailboxes.remove_mailbox(store, mailbox))
        Keyholder(store).forget(mailbox)


def _chosen(store: Store, names: Sequence[str]) -> list[Mailbox]:
    known = [mailboxes.mailbox_named(store, name) for name in names]
    chosen = known or [one for one in mailboxes.mailboxes_of(store) if one.active]
    if not chosen:
        raise NotFound("The desk reads no mailbox; `tipdesk mail add` adds one.")
    return chosen


def _or_trouble(
    session: Session, mailbox: Mailbox, batches: Iterator[list[Receipt]]
) -> Iterator[list[Receipt]]:
    """Give the batches; what hinders one mailbox is said, and the others go on."""
    try:
        yield from batches
    except NotReceived as trouble:
        session.fail(f"{mailbox.name}: {trouble}")


def _listener(mailbox: Mailbox, told: "queue.Queue[list[Receipt]]") -> Listener:
    return Listener(told.put, partial(_warn, mailbox.name))


def _warn(name: str, trouble: str) -> None:
    warn(f"{name}: {trouble}")


def _tell_watched(
    session: Session, desk: tuple[Store, Readers], receipts: list[Receipt], *, json: bool
) -> None:
    store, readers = desk
    tell_receipts(session, receipts, json=json)
    tell(flush=True)
    read(store, readers)
    check_signatures(store, json=json)


def _tell_trial(session: Session, mailbox: Mailbox, trial: Trial, *, json: bool) -> None:
    if json:
        tried = {"ok": trial.ok, "sentence": trial.sentence, "messages": trial.messages}
        session.print([{"name": mailbox.name, **tried, "folders": list(trial.folders)}])
        session.failed |= not trial.ok
    elif trial.ok:
        tell(shown(f"{mailbox.name}: {trial.sentence}"))
    else:
        session.fail(f"{mailbox.name}: {trial.sentence}")


def _record(mailbox: Mailbox) -> Record:
    said = ("name", "host", "port", "security", "user", "sign_in", "folder", "trusted_server")
    fetched_at = mailbox.fetched_at.isoformat() if mailbox.fetched_at else None
    return {
        **{name: getattr(mailbox, name) for name in said},
        "since": mailbox.since.isoformat() if mailbox.since else None,
        "check_signatures": mailbox.check_signatures,
        "active": mailbox.active,
        "rules": mailbox.rules,
        "fetched_at": fetched_at,
        "trouble": mailbox.trouble or None,
    }


def _in_one_line(mailbox: Mailbox) -> str:
    when = f"read {mailbox.fetched_at:%Y-%m-%d %H:%M}Z" if mailbox.fetched_at else "not read yet"
    said = [when if mailbox.active else "rests"]
    said += [f"only what came since {mailbox.since}"] if mailbox.since else []
    said += ["signatures are checked"] if mailbox.check_signatures else []
    trouble = f"  ! {mailbox.trouble}" if mailbox.trouble else ""
    place = f"{mailbox.user} at {mailbox.host}, {mailbox.folder}"
    return f"{mailbox.name}  {place}  ({'; '.join(said)}){trouble}"
