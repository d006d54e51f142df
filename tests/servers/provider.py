"""An authorisation server on this computer: consent, codes, tokens; it does as the test says."""

import base64
import hashlib
import json
import secrets
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from tipdesk.intake.mailboxes import tokens


class Provider:
    """Signs in whoever comes, as `user`; the next answers may be `denials` instead."""

    def __init__(self) -> None:
        self.user = "tips@example.org"
        self.denials: list[str] = []
        self.asked: list[dict[str, str]] = []
        self.lasts = 3_600
        self.visits = 0
        self._codes: dict[str, str] = {}
        self._refreshing: set[str] = set()
        self.valid: set[str] = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Visit)
        self._server.provider = self  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def introspection(self) -> str:
        return f"{self._place}/introspect"

    @property
    def endpoints(self) -> tokens.Provider:
        return tokens.Provider(
            consent_url=f"{self._place}/consent",
            token_url=f"{self._place}/token",
            device_url=f"{self._place}/device",
            scope="mail",
        )

    @property
    def _place(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def take_back(self) -> None:
        """Let nothing that was given be valid any more."""
        self.valid.clear()
        self._refreshing.clear()

    def consent(self, asked: dict[str, str]) -> str:
        """Tell where the browser goes on to."""
        back = {"state": asked["state"]}
        if self.denials:
            back["error"] = self.denials.pop(0)
        else:
            back["code"] = secrets.token_urlsafe(8)
            self._codes[back["code"]] = asked["code_challenge"]
        return f"{asked['redirect_uri']}/?{urllib.parse.urlencode(back)}"

    def token(self, asked: dict[str, str]) -> tuple[int, dict[str, object]]:
        self.asked.append(asked)
        if self.denials:
            return 400, {"error": self.denials.pop(0)}
        if not self._may(asked):
            return 400, {"error": "invalid_grant"}
        access, refresh = secrets.token_urlsafe(900), secrets.token_urlsafe(900)
        self.valid.add(access)
        self._refreshing.add(refresh)
        return 200, {"access_token": access, "refresh_token": refresh, "expires_in": self.lasts}

    def _may(self, asked: dict[str, str]) -> bool:
        if asked["grant_type"] == "authorization_code":
            digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            return self._codes.pop(asked["code"], "") == challenge
        if asked["grant_type"] == "refresh_token":
            return asked["refresh_token"] in self._refreshing
        return asked["device_code"] == "device"

    def introspect(self, asked: dict[str, str]) -> dict[str, object]:
        active = asked.get("token") in self.valid
        return {"active": active, "email": self.user} if active else {"active": False}


class _Visit(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._provider.visits += 1
        where = urllib.parse.urlsplit(self.path)
        self.send_response(302)
        asked = dict(urllib.parse.parse_qsl(where.query))
        self.send_header("Location", self._provider.consent(asked))
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = dict(urllib.parse.parse_qsl(body))
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/device":
            code = {"device_code": "device", "user_code": "WXYZ", "interval": 0.01}
            self._answer(200, code | {"verification_uri": "https://example.org/device"})
        elif self.path == "/introspect":
            self._answer(200, self._provider.introspect(asked))
        else:
            self._answer(*self._provider.token(asked))

    def _answer(self, status: int, said: dict[str, object]) -> None:
        data = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    @property
    def _provider(self) -> Provider:
        return self.server.provider  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        pass
