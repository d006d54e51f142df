"""Asks an editor's consent at Google or Microsoft, in a web browser; the result is tokens.

Two ways: a browser on this computer comes back to a port of its own (RFC 8252 with PKCE, RFC
7636), or a code is typed into a browser anywhere (RFC 8628), which Google doesn't allow for mail.
"""

import base64
import hashlib
import hmac
import secrets
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.tokens import Denied, Provider, Tokens, granted, post
from tipdesk.newsroom.errors import Cancelled, MailboxShut, NotReceived

_PATIENCE = 300.0  # seconds in which somebody signs in
_LOOK = 0.2
_LONGEST_PAUSE = 60
_DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
_DONE = "You can close this page and go back to Tipdesk."
_STOPPED = "The sign-in was stopped; nothing was changed."
_TOO_LATE = "Nobody signed in, in time; begin again."
_REFUSED = "The provider refused the sign-in; check the client id and what it may be used for."
_DECLINED = "The sign-in was declined in the browser; nothing was changed."
_HEADERS = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Connection", "close"),
)


@dataclass(frozen=True, slots=True)
class Client:
    """The newsroom as a provider knows it."""

    id: str = field(repr=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Code:
    """What an editor types into a browser, and where."""

    user_code: str = field(repr=False)
    address: str = field(repr=False)


def by_browser(
    provider: Provider, client: Client, show: Callable[[str], None], stop: Stop
) -> Tokens:
    """Have the editor sign in with a browser on this computer; `show` opens the address in it."""
    proof, state = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    with _Return(("127.0.0.1", 0), _Visit) as server:
        server.state = state
        back = f"http://{provider.loopback}:{server.server_port}"
        show(_address(provider, client, back, (proof, state)))
        code = server.wait(stop)
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
    return _tokens(provider, client, {**asked, "code_verifier": proof})


def by_code(provider: Provider, client: Client, show: Callable[[Code], None], stop: Stop) -> Tokens:
    """Have the editor type a code into a browser anywhere; `show` tells which, and where."""
    if not provider.device_url:
        raise MailboxShut("This provider signs in with a browser on this computer only.")
    try:
        said = post(provider.device_url, {"client_id": client.id, "scope": provider.scope})
    except Denied:
        raise MailboxShut(_REFUSED) from None
    code, address = said.get("user_code"), said.get("verification_uri")
    if not (isinstance(code, str) and isinstance(address, str) and "device_code" in said):
        raise NotReceived("The provider's answer holds no code; try again.")
    show(Code(code, address))
    asked = {"grant_type": _DEVICE, "device_code": str(said["device_code"])}
    return _polled(provider, client, asked, _seconds(said.get("interval"), 5.0), stop)


def _polled(
    provider: Provider, client: Client, asked: dict[str, str], pause: float, stop: Stop
) -> Tokens:
    until = time.monotonic() + _PATIENCE * 3
    while time.monotonic() < until:
        if stop.wait(pause):
            raise Cancelled(_STOPPED)
        try:
            return granted(provider, {**asked, "client_id": client.id}, _none_yet(client))
        except Denied as denied:
            if denied.code == "slow_down":
                pause += 5
            elif denied.code != "authorization_pending":
                raise _denial(denied) from None
    raise NotReceived(_TOO_LATE)


def _tokens(provider: Provider, client: Client, asked: dict[str, str]) -> Tokens:
    try:
        return granted(provider, {**asked, "client_id": client.id}, _none_yet(client))
    except Denied as denied:
        raise _denial(denied) from None


def _none_yet(client: Client) -> Tokens:
    return Tokens(refresh="", client_secret=client.secret)


def _denial(denied: Denied) -> NotReceived:
    if denied.code == "access_denied":
        return MailboxShut(_DECLINED)
    if denied.code == "expired_token":
        return NotReceived(_TOO_LATE)
    return MailboxShut(_REFUSED)


def _address(provider: Provider, client: Client, back: str, own: tuple[str, str]) -> str:
    proof, state = own
    digest = hashlib.sha256(proof.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
        **dict(provider.extra),
    }
    return f"{provider.consent_url}?{urllib.parse.urlencode(asked)}"


def _seconds(said: object, usual: float) -> float:
    return float(said) if isinstance(said, int | float) and 0 < said < _LONGEST_PAUSE else usual


class _Return(HTTPServer):
    """Waits on this computer for the browser to come back with the provider's answer."""

    state = ""
    answer: dict[str, str] | None = None

    def wait(self, stop: Stop) -> str:
        """Wait for the code that stands for the editor's consent."""
        until, self.timeout = time.monotonic() + _PATIENCE, _LOOK
        while self.answer is None:
            if stop.is_set():
                raise Cancelled(_STOPPED)
            if time.monotonic() > until:
                raise NotReceived(_TOO_LATE)
            self.handle_request()
        if "code" not in self.answer:
            raise _denial(Denied(self.answer.get("error", "")))
        return self.answer["code"]

    def handle_error(self, *_: object) -> None:
        """Say nothing of a visitor who hung up."""


class _Visit(BaseHTTPRequestHandler):
    timeout = 5

    def do_GET(self) -> None:
        """Take the answer that bears our state; whoever else comes by is told nothing."""
        server = self.server
        said = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        ours = isinstance(server, _Return) and hmac.compare_digest(
            said.get("state", "").encode(), server.state.encode()
        )
        if isinstance(server, _Return) and ours:
            server.answer = said
        self.send_response_only(200 if ours else 404)
        for name, value in _HEADERS:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(_DONE.encode() if ours else b"")

    def log_message(self, *_: object) -> None:
        """Log nothing: the address holds the code."""
