"""Access tokens for mailboxes at Google and Microsoft (OAuth 2: RFC 6749), and their renewal.

The newsroom brings a client id of its own. Both providers keep to the standards, so that one
small implementation does for both, and the tests speak to a server of their own with it.
"""

import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from tipdesk.newsroom.errors import MailboxShut, NotReceived
from tipdesk.newsroom.mail import Mailbox, NewMailbox
from tipdesk.newsroom.states import SignIn

_PATIENCE = 20.0
_LONGEST = 1 << 18
_EARLY = 120  # seconds before its end in which a token is no longer used
_DIGITS = 8
_THEIR_FAULT = 500  # HTTP: from here on the server is to blame
_ANYBODYS = "common"
_SIGN_IN_AGAIN = "The sign-in has run out or was taken back; sign in to the mailbox again."
_UNREACHED = "The provider's sign-in can't be reached; check the network, or try later."


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a provider signs people in, and what is asked of it."""

    consent_url: str = field(repr=False)
    token_url: str = field(repr=False)
    scope: str = field(repr=False)
    device_url: str = field(default="", repr=False)
    loopback: str = field(default="127.0.0.1", repr=False)
    extra: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a provider gave for a mailbox; kept in the keyring only."""

    refresh: str = field(repr=False)
    access: str = field(default="", repr=False)
    until: float = 0.0
    client_secret: str = field(default="", repr=False)

    def written(self) -> str:
        """Write them as one secret."""
        return json.dumps(asdict(self))

    @property
    def fresh(self) -> bool:
        """Tell whether the access token can be used for a while."""
        return bool(self.access) and time.time() < self.until - _EARLY


class Denied(Exception):
    """The provider refused; `code` is the standard's word for why."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


GOOGLE = Provider(
    consent_url="https://accounts.google.com/o/oauth2/v2/auth",
    token_url="https://oauth2.googleapis.com/token",  # noqa: S106  a place, not a secret
    scope="https://mail.google.com/",
    extra=(("access_type", "offline"), ("prompt", "consent")),
)


def microsoft(tenant: str) -> Provider:
    """Name the places of Microsoft's sign-in for a tenant; without one, for anybody's account."""
    safe = urllib.parse.quote(tenant.strip() or _ANYBODYS, safe="")
    place = f"https://login.microsoftonline.com/{safe}/oauth2/v2.0"
    return Provider(
        consent_url=f"{place}/authorize",
        token_url=f"{place}/token",
        device_url=f"{place}/devicecode",
        scope="https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
        loopback="localhost",
    )


def provider_of(place: Mailbox | NewMailbox) -> Provider:
    """Tell who signs in for a mailbox."""
    return GOOGLE if place.sign_in == SignIn.GOOGLE else microsoft(place.tenant)


def read_tokens(secret: str | None) -> Tokens | None:
    """Read what was kept; `None` where it can't be used."""
    try:
        return Tokens(**json.loads(secret or ""))
    except (ValueError, TypeError):
        return None


def renewed(provider: Provider, client_id: str, tokens: Tokens) -> Tokens:
    """Have the access token renewed; the provider may give another refresh token with it."""
    asked = {"grant_type": "refresh_token", "refresh_token": tokens.refresh, "client_id": client_id}
    try:
        return granted(provider, asked, tokens)
    except Denied:
        raise MailboxShut(_SIGN_IN_AGAIN) from None


def granted(provider: Provider, asked: dict[str, str], known: Tokens) -> Tokens:
    """Ask for tokens; what the provider doesn't repeat stays as it is known."""
    if known.client_secret:
        asked = {**asked, "client_secret": known.client_secret}
    said = post(provider.token_url, asked)
    access = _token(said.get("access_token"))
    refresh = _token(said.get("refresh_token", known.refresh))
    until = time.time() + _seconds(said.get("expires_in"))
    return replace(known, access=access, refresh=refresh, until=until)


def post(url: str, fields: dict[str, str]) -> dict[str, Any]:
    """Send a form to a provider and read its answer."""
    request = urllib.request.Request(url, urllib.parse.urlencode(fields).encode())  # noqa: S310
    try:
        with _ASK.open(request, timeout=_PATIENCE) as answer:
            return _object(answer.read(_LONGEST))
    except urllib.error.HTTPError as error:
        with error:
            said = _object(error.read(_LONGEST)) if error.code < _THEIR_FAULT else {}
        if not isinstance(said.get("error"), str):
            raise NotReceived(_UNREACHED) from None
        raise Denied(said["error"]) from None
    except (OSError, ValueError):
        raise NotReceived(_UNREACHED) from None


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """A form with secrets in it goes to where it was meant for, and nowhere else."""

    def redirect_request(self, *_: object) -> None:
        """Follow no redirect."""


_ASK = urllib.request.build_opener(_NoDetours)


def _object(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _seconds(said: object) -> float:
    digits = str(said)
    return float(digits) if digits.isdecimal() and len(digits) <= _DIGITS else 0.0


def _token(said: object) -> str:
    if isinstance(said, str) and re.fullmatch(r"[\x21-\x7e]+", said):
        return said
    raise NotReceived("The provider's answer holds no token; try again.")
