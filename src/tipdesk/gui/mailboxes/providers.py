"""Where the mail of well-known providers is read; guessed from an address, without a network."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.newsroom.states import Security, SignIn

TLS_PORT = 993
STARTTLS_PORT = 143

_APP_PASSWORD = QT_TRANSLATE_NOOP(
    "Providers", "Needs an app password: make one in the account’s security settings."
)
_GOOGLE = QT_TRANSLATE_NOOP(
    "Providers", "Needs an app password, or Google’s own sign-in with your newsroom’s client id."
)
_MICROSOFT = QT_TRANSLATE_NOOP(
    "Providers", "Takes no passwords: sign in with Microsoft, with your newsroom’s client id."
)
_SWITCH_ON = QT_TRANSLATE_NOOP(
    "Providers", "IMAP must be switched on in the account’s settings first."
)
_BRIDGE = QT_TRANSLATE_NOOP(
    "Providers",
    "Proton Mail Bridge must run on this computer; give the password that it shows, and have "
    "this computer trust its certificate.",
)
_NO_IMAP = QT_TRANSLATE_NOOP(
    "Providers", "Has no IMAP: have its mail forwarded to a mailbox that has."
)
_GUESSED = QT_TRANSLATE_NOOP("Providers", "A guess: whoever runs the mail knows the server’s name.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provider's mail is read, and what an editor should know before."""

    host: str
    port: int = TLS_PORT
    security: Security = Security.TLS
    sign_in: SignIn = SignIn.PASSWORD
    hint: object = ""

    def say_hint(self) -> str:
        """Say what an editor should know, in the editor's language."""
        return QCoreApplication.translate("Providers", str(self.hint)) if self.hint else ""


_BY_DOMAIN = {
    "gmail.com googlemail.com": Place("imap.gmail.com", hint=_GOOGLE),
    "icloud.com me.com mac.com": Place("imap.mail.me.com", hint=_APP_PASSWORD),
    "ymail.com rocketmail.com": Place("imap.mail.yahoo.com", hint=_APP_PASSWORD),
    "aol.com": Place("imap.aol.com", hint=_APP_PASSWORD),
    "fastmail.com fastmail.fm": Place("imap.fastmail.com", hint=_APP_PASSWORD),
    "gmx.com": Place("imap.gmx.com", hint=_SWITCH_ON),
    "gmx.net gmx.de gmx.at gmx.ch": Place("imap.gmx.net", hint=_SWITCH_ON),
    "web.de": Place("imap.web.de", hint=_SWITCH_ON),
    "t-online.de": Place("secureimap.t-online.de", hint=_APP_PASSWORD),
    "freenet.de": Place("mx.freenet.de"),
    "posteo.de posteo.net posteo.org posteo.eu": Place("posteo.de"),
    "mailbox.org": Place("imap.mailbox.org"),
    "proton.me protonmail.com pm.me": Place("127.0.0.1", 1_143, Security.STARTTLS, hint=_BRIDGE),
    "tuta.com tutanota.com tutanota.de tuta.io": Place("", hint=_NO_IMAP),
    "zoho.com zohomail.com": Place("imap.zoho.com", hint=_SWITCH_ON),
    "zohomail.eu": Place("imap.zoho.eu", hint=_SWITCH_ON),
    "runbox.com": Place("mail.runbox.com"),
    "orange.fr wanadoo.fr": Place("imap.orange.fr"),
    "laposte.net": Place("imap.laposte.net"),
    "free.fr": Place("imap.free.fr"),
    "libero.it": Place("imapmail.libero.it"),
    "btinternet.com": Place("mail.btinternet.com"),
    "comcast.net": Place("imap.comcast.net"),
}
# These have a domain in many countries.
_BY_NAME = {
    "outlook hotmail live msn": Place(
        "outlook.office365.com", sign_in=SignIn.MICROSOFT, hint=_MICROSOFT
    ),
    "yahoo": Place("imap.mail.yahoo.com", hint=_APP_PASSWORD),
    "yandex": Place("imap.yandex.com", hint=_APP_PASSWORD),
}

T = TypeVar("T")


def place_for(address: str) -> Place | None:
    """Guess where the mail of an address is read; `None` while it is no address yet."""
    name, _, domain = address.strip().rpartition("@")
    domain = domain.casefold().rstrip(".")
    if not name or "." not in domain.strip("."):
        return None
    known = _found(_BY_DOMAIN, domain) or _found(_BY_NAME, domain.partition(".")[0])
    return known or Place(f"imap.{domain}", hint=_GUESSED)


def usual_port(security: Security) -> int:
    """Tell the port that goes with a protection."""
    return STARTTLS_PORT if security is Security.STARTTLS else TLS_PORT


def _found(table: dict[str, T], wanted: str) -> T | None:
    return next((place for names, place in table.items() if wanted in names.split()), None)
