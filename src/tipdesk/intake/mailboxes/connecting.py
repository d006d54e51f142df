"""Reaches a mail server and signs in: protected and checked, or not at all."""

import base64
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tipdesk.intake.mailboxes.dialogue import Dialogue
from tipdesk.intake.mailboxes.foldernames import quoted
from tipdesk.intake.mailboxes.line import Cut, Line
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.troubles import Step, in_words
from tipdesk.newsroom.errors import Cancelled, MailboxShut
from tipdesk.newsroom.mail import Mailbox, NewMailbox
from tipdesk.newsroom.states import Security, SignIn

_PATIENCE = 20.0  # seconds to reach a server
_STRIPPED = (
    "The server offers no protection (STARTTLS) at this port, or somebody on the way took the "
    "offer out; neither name nor password was sent."
)
_NO_TOKENS = (
    "The server has no sign-in of that kind; choose a password, or the provider that runs it."
)
_NO_PASSWORDS = "The server takes no passwords; choose to sign in with Google or Microsoft."


@contextmanager
def connected(place: Mailbox | NewMailbox, secret: str, stop: Stop) -> Iterator[Dialogue]:
    """Hold a conversation with a mailbox's server, signed in.

    What goes wrong on the way is said in words; what the caller says and hears, it says itself.
    `secret` is the password, or for Google and Microsoft an access token.
    """
    with in_words(Step.REACH):
        dialogue = _reached(place, stop)
    try:
        step = Step.SIGN_IN if place.sign_in == SignIn.PASSWORD else Step.TOKEN
        with in_words(step, secret):
            _sign_in(dialogue, place, secret)
        yield dialogue
    finally:
        _leave(dialogue)


def _reached(place: Mailbox | NewMailbox, stop: Stop) -> Dialogue:
    context = ssl.create_default_context()
    sock = socket.create_connection((place.host, place.port), timeout=_PATIENCE)
    try:
        if place.security == Security.TLS:
            sock = context.wrap_socket(sock, server_hostname=place.host)
        dialogue = Dialogue(Line(sock, stop))
        dialogue.greet()
        if place.security != Security.TLS:
            _start_tls(dialogue, context, place.host)
    except BaseException:
        sock.close()
        raise
    return dialogue


def _start_tls(dialogue: Dialogue, context: ssl.SSLContext, host: str) -> None:
    if not dialogue.can(b"STARTTLS"):
        raise MailboxShut(_STRIPPED)
    dialogue.ask(b"STARTTLS")
    dialogue.line.protect(context, host)
    dialogue.learn()  # what was said before, anybody may have said


def _sign_in(dialogue: Dialogue, place: Mailbox | NewMailbox, secret: str) -> None:
    user = place.user.encode()
    if place.sign_in != SignIn.PASSWORD:
        _show_token(dialogue, place.user, secret)
    elif dialogue.can(b"AUTH=PLAIN"):
        dialogue.ask(b"AUTHENTICATE PLAIN", _coded(b"\0%s\0%s" % (user, secret.encode())))
    elif dialogue.can(b"LOGINDISABLED"):
        raise MailboxShut(_NO_PASSWORDS)
    else:
        dialogue.ask(b"LOGIN " + quoted(user) + b" " + quoted(secret.encode()))
    dialogue.learn()


def _show_token(dialogue: Dialogue, user: str, token: str) -> None:
    """Sign in with an access token, by the standard's form (RFC 7628) or the older one."""
    if dialogue.can(b"AUTH=OAUTHBEARER"):
        named = user.replace("=", "=3D").replace(",", "=2C")
        said = f"n,a={named},\1auth=Bearer {token}\1\1"
        dialogue.ask(b"AUTHENTICATE OAUTHBEARER", _coded(said.encode()), _coded(b"\1"))
    elif dialogue.can(b"AUTH=XOAUTH2"):
        said = f"user={user}\1auth=Bearer {token}\1\1"
        dialogue.ask(b"AUTHENTICATE XOAUTH2", _coded(said.encode()))
    else:
        raise MailboxShut(_NO_TOKENS)


def _coded(said: bytes) -> bytes:
    return base64.b64encode(said)


def _leave(dialogue: Dialogue) -> None:
    # The work is done, or its own error is on the way.
    with suppress(Cancelled, Cut, OSError):
        dialogue.leave()
