"""Holds what lets the desk into its mailboxes: in the system keyring, or for this session."""

import threading
from collections.abc import Callable

from tipdesk.intake.mailboxes.tokens import Provider, Tokens, provider_of, read_tokens, renewed
from tipdesk.newsroom.errors import MailboxShut
from tipdesk.newsroom.mail import Mailbox
from tipdesk.newsroom.states import SignIn
from tipdesk.store import keys
from tipdesk.store.database import Store

_NOT_SIGNED_IN = "Nobody has signed in to this mailbox from this computer; sign in to it."
_NOT_GIVEN = "This computer keeps no password for the mailbox; give it to have it read."


Providers = Callable[[Mailbox], Provider]


class Keyholder:
    """The secrets of one desk's mailboxes; one for a process, safe from any thread.

    Where the system has no keyring they are held until the program ends, and written nowhere.
    """

    def __init__(self, store: Store, providers: Providers = provider_of) -> None:
        self._desk, self._provider_of = store.card.id, providers
        self._session: dict[int, str] = {}
        self._turn = threading.RLock()

    def keep(self, mailbox: int, secret: str) -> bool:
        """Keep a password, or tokens; tell whether it lasts longer than this session."""
        with self._turn:
            self._session[mailbox] = secret
            if not keys.keyring_is_real():
                return False
            keys.keep_secret(self._name(mailbox), secret)
            del self._session[mailbox]
            return True

    def lend(self, mailbox: int, secret: str) -> None:
        """Use a secret for this session, and keep it nowhere."""
        with self._turn:
            self._session[mailbox] = secret

    def forget(self, mailbox: int) -> None:
        """Let go of a mailbox's secret."""
        with self._turn:
            self._session.pop(mailbox, None)
            keys.forget_secret(self._name(mailbox))

    def way_in(self, mailbox: Mailbox) -> str:
        """Give what a server wants to see now: the password, or a token that is fresh."""
        with self._turn:
            number = mailbox.id or 0
            secret = self._session.get(number) or keys.secret_of(self._name(number))
            if mailbox.sign_in == SignIn.PASSWORD:
                if not secret:
                    raise MailboxShut(_NOT_GIVEN)
                return secret
            return self._fresh(mailbox, read_tokens(secret)).access

    def _fresh(self, mailbox: Mailbox, tokens: Tokens | None) -> Tokens:
        if tokens is None:
            raise MailboxShut(_NOT_SIGNED_IN)
        if not tokens.fresh:
            tokens = renewed(self._provider_of(mailbox), mailbox.client_id, tokens)
            self.keep(mailbox.id or 0, tokens.written())
        return tokens

    def _name(self, mailbox: int) -> str:
        return f"{self._desk}/mailbox/{mailbox}"
