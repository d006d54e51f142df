"""How the terminal comes by the secret of a mailbox: given, typed, or by a sign-in."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from tipdesk.cli.session import warn
from tipdesk.intake.mailboxes import tokens
from tipdesk.intake.mailboxes.consent import Client, Code, by_browser, by_code
from tipdesk.intake.mailboxes.keyholder import Keyholder
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.newsroom.errors import MailboxShut, NotValid
from tipdesk.newsroom.mail import Mailbox, NewMailbox
from tipdesk.newsroom.states import SignIn
from tipdesk.store.database import Store

NOT_KEPT = (
    "This computer has no keyring that keeps secrets, so none was kept: give the password each "
    "time, in TIPDESK_MAIL_PASSWORD or with --password-file."
)
_NONE_GIVEN = (
    "The mailbox needs a password: give it in TIPDESK_MAIL_PASSWORD or with --password-file."
)


@dataclass(frozen=True, slots=True)
class Secret:
    """What is kept of a secret, and what of it is shown to the server."""

    kept: str = field(repr=False)
    shown: str = field(repr=False)


def ask_for(new: NewMailbox, file: Path | None) -> Secret:
    """Come by the secret of a mailbox that is being added."""
    if new.sign_in is SignIn.PASSWORD:
        password = _given(file) or _typed()
        return Secret(password, password)
    signed = _sign_in(new)
    return Secret(signed.written(), signed.access)


def holder_of(
    store: Store, chosen: Sequence[Mailbox], file: Path | None
) -> tuple[Keyholder, Sequence[Mailbox]]:
    """Make a holder of these mailboxes' secrets; a password that is given is for one alone."""
    holder = Keyholder(store)
    password = _given(file)
    if password and len(chosen) > 1:
        raise NotValid("A password is for one mailbox: name it. Nothing was sent.")
    if password and chosen[0].sign_in == SignIn.PASSWORD:
        holder.lend(chosen[0].id or 0, password)
    return holder, chosen


def _given(file: Path | None) -> str:
    if file is None:
        return os.environ.get("TIPDESK_MAIL_PASSWORD", "")
    try:
        return file.read_text(encoding="utf-8").removesuffix("\n")
    except (OSError, ValueError):
        raise MailboxShut("The password file can't be read; nothing was sent.") from None


def _typed() -> str:
    if not sys.stdin.isatty():
        raise NotValid(_NONE_GIVEN)
    return str(typer.prompt("Password", hide_input=True, err=True))


def _sign_in(new: NewMailbox) -> tokens.Tokens:
    """Have the editor sign in: with a code where that is allowed, else with a browser here."""
    if not new.client_id:
        raise NotValid("Signing in so needs the newsroom's own --client-id; nothing was added.")
    provider = tokens.provider_of(new)
    client = Client(new.client_id, os.environ.get("TIPDESK_MAIL_CLIENT_SECRET", ""))
    with Stop() as stop:
        if provider.device_url:
            return by_code(provider, client, _show_code, stop)
        return by_browser(provider, client, _show_address, stop)


def _show_code(code: Code) -> None:
    warn(f"Open {code.address} in a browser, type {code.user_code} and sign in to the mailbox.")


def _show_address(address: str) -> None:
    warn(f"Open this address in a browser on this computer and sign in to the mailbox: {address}")
