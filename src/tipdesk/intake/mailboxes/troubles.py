"""What went wrong with a mailbox, as one sentence for an editor.

Two kinds: with `MailboxShut` an editor must do something first; with any other `NotReceived` the
next try may succeed by itself.
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from tipdesk.intake.mailboxes.dialogue import GoodBye, NotImap, Refused
from tipdesk.intake.mailboxes.line import Cut, Nonsense
from tipdesk.newsroom.errors import MailboxShut, NotReceived
from tipdesk.newsroom.names import shown

_QUOTED = 200  # letters of a server's own words


class Step(StrEnum):
    """How far a conversation with a server had come."""

    REACH = "reach"
    SIGN_IN = "sign_in"
    TOKEN = "token"  # noqa: S105  a word for it, not one
    FOLDER = "folder"
    READ = "read"


_EXPIRED, _SELF_SIGNED, _NOT_YET, _OTHER_NAME, _OTHER_ADDRESS = 10, 18, 9, 62, 64
_CERTIFICATES = {
    _EXPIRED: "The server's certificate has expired; whoever runs the server must renew it.",
    _NOT_YET: "The server's certificate isn't valid yet; check this computer's clock.",
    _OTHER_NAME: "The server's certificate is for another name; check the server's name.",
    _OTHER_ADDRESS: "The server's certificate is for another name; give its name, not its address.",
    _SELF_SIGNED: (
        "The server vouches for itself (a self-signed certificate), so anybody could be "
        "answering; this computer's system must be told to trust it first."
    ),
}
_UNKNOWN_SIGNER = (
    "The server's certificate is signed by nobody whom this computer trusts; a newsroom's own "
    "authority must be added to the system's certificates."
)
_REFUSED = {
    Step.SIGN_IN: "The server refused the sign-in; check user and password",
    Step.TOKEN: "The server refused the provider's sign-in; check the user, then sign in again",
    Step.FOLDER: "The folder can't be opened; choose another",
}
_UNREACHED = "The mail server can't be reached; check server, port and network."
_BY_KIND = (
    (socket.gaierror, "The mail server's name isn't found; check the name, or the network."),
    (TimeoutError, "The mail server doesn't answer in time; try later."),
    (ConnectionRefusedError, "Nobody answers at that port of the mail server; check both."),
    (Cut, "The connection to the mail server was cut; what had come by then is kept."),
)
_BUSY = "The mail server is too busy, or has too many connections of this account; try later."
_FULL = "The mailbox is full, so new mail may not arrive; make room with a mail program."
_BROWSER = "The provider wants a sign-in in a web browser first; do that, then try again."
_BY_CODE = {
    b"UNAVAILABLE": NotReceived("The mail server is out of order for the moment; try later."),
    b"INUSE": NotReceived(_BUSY),
    b"LIMIT": NotReceived(_BUSY),
    b"THROTTLED": NotReceived(_BUSY),
    b"OVERQUOTA": NotReceived(_FULL),
    b"WEBALERT": MailboxShut(_BROWSER),
    b"EXPIRED": MailboxShut("The password has expired; set a new one where the mail is run."),
    b"CONTACTADMIN": MailboxShut("The server refuses, and says: ask whoever runs the mail."),
    b"NONEXISTENT": MailboxShut("There is no folder of that name; choose another."),
    b"NOPERM": MailboxShut("This account may not read the folder; ask whoever runs the mail."),
}
_BY_WORDS: tuple[tuple[tuple[str, ...], NotReceived], ...] = (
    (
        ("basic authentication is disabled", "basicauthblocked"),
        MailboxShut("Microsoft lets no mailbox be read with a password; sign in with Microsoft."),
    ),
    (
        ("application-specific password", "app password"),
        MailboxShut(
            "The provider wants an app password: make one in the account's security settings and "
            "give it here, or sign in with Google."
        ),
    ),
    (("web browser",), MailboxShut(_BROWSER)),
    (
        ("not enabled for imap", "imap access is disabled", "imap is disabled", "enable imap"),
        MailboxShut("IMAP is switched off for this account; whoever runs it must switch it on."),
    ),
    (
        ("authenticated but not connected",),
        MailboxShut("The sign-in was right, but this account may not open that mailbox."),
    ),
    (
        ("too many", "try again", "temporar", "exceeded", "overloaded", "unavailable"),
        NotReceived(_BUSY),
    ),
    (("quota",), NotReceived(_FULL)),
)


@contextmanager
def in_words(step: Step, secret: str = "") -> Iterator[None]:
    """Say what goes wrong within as a sentence; a server's words never give `secret` away."""
    try:
        yield
    except Refused as refused:
        raise _refusal(refused, step, secret) from None
    except Nonsense as nonsense:
        raise _nonsense(nonsense, step) from None
    except (Cut, OSError, UnicodeError) as error:
        raise _unreached(error, step) from None


def _refusal(refused: Refused, step: Step, secret: str) -> NotReceived:
    lower = refused.said.lower()
    for words, trouble in _BY_WORDS:
        if any(word in lower for word in words):
            return _again(trouble)
    if refused.code in _BY_CODE:
        return _again(_BY_CODE[refused.code])
    said = _its_words(refused, secret)
    if isinstance(refused, GoodBye):
        return NotReceived(f"The mail server ended the conversation{said}")
    if step in _REFUSED:
        return MailboxShut(f"{_REFUSED[step]}{said}")
    return NotReceived(f"The mail server refused to go on{said}")


def _again(trouble: NotReceived) -> NotReceived:
    return type(trouble)(str(trouble))


def _its_words(refused: Refused, secret: str) -> str:
    said = shown(" ".join(refused.said.split()))[:_QUOTED]
    return "." if not said or (secret and secret in said) else f". It says: {said}"


def _nonsense(nonsense: Nonsense, step: Step) -> NotReceived:
    if isinstance(nonsense, NotImap):
        return MailboxShut("What answers there isn't an IMAP server; check server and port.")
    if step in (Step.FOLDER, Step.READ):
        return NotReceived(
            "The mail server sent what can't be right, or too much of it; nothing of that was kept."
        )
    return MailboxShut("The server doesn't keep to IMAP's rules; nothing was read.")


def _unreached(error: Exception, step: Step) -> NotReceived:
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailboxShut(_CERTIFICATES.get(error.verify_code, _UNKNOWN_SIGNER))
    if isinstance(error, ssl.SSLError):
        return MailboxShut(
            "The server doesn't speak TLS at this port; try 993 with TLS, or 143 with STARTTLS."
        )
    if isinstance(error, Cut) and step is Step.REACH:
        return NotReceived(_UNREACHED)
    found = (said for kind, said in _BY_KIND if isinstance(error, kind))
    return NotReceived(next(found, _UNREACHED))
