"""Reads the links of a stranger's mail: where they really lead, in letters that can't lie."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from tipdesk.intake.mail.lookalikes import mixes_scripts, readable, skeleton

LONGEST = 8_000
_SCHEME = re.compile(r"(https?|mailto):", re.IGNORECASE)
_AUTHORITY = re.compile(r"//([^/?#]+)(.*)", re.DOTALL)
_HOST = re.compile(r"([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(:\d{1,5})?")
_MAILBOX = re.compile(r"[^\s@?]+@([^\s@?]+)")
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_KEPT = "".join(map(chr, range(0x21, 0x7F)))
_NAMED = re.compile(r"(?:https?://|www\.)?((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})(?=[/:?#\s]|$)")
# What follows the dot in the names of files, which look like hosts.
_ENDINGS = frozenset(
    {"avi", "csv", "doc", "docx", "gif", "heic", "htm", "html", "jpeg", "jpg", "mov", "mp3", "mp4"}
    | {"pdf", "php", "png", "ppt", "pptx", "txt", "wav", "webp", "xls", "xlsx", "zip"}
)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Where a link leads: `url` is ASCII and what would be opened, `host` as the network spells it.

    `meant` is the host in the letters that it stands for, where they are others; `looks_like` is
    what these could be taken for.
    """

    url: str = field(repr=False)
    host: str = field(repr=False)
    meant: str = field(default="", repr=False)
    looks_like: str = field(default="", repr=False)
    mixed: bool = False

    @property
    def is_mail(self) -> bool:
        """Tell whether it begins a mail and opens no page."""
        return self.url.startswith("mailto:")


def read_address(text: str) -> WebAddress | None:
    """Read the address of a link; None for all but web and mail, and for what can't be read."""
    plain = _UNSEEN.sub("", text).strip()
    scheme = _SCHEME.match(plain)
    if scheme is None or len(plain) > LONGEST:
        return None
    rest = plain[scheme.end() :]
    if scheme[1].lower() == "mailto":
        return _mail(rest)
    return _page(scheme[1].lower(), rest)


def names_other_host(words: str, address: WebAddress) -> str:
    """Give the host that the words of a link name, where the link leads to another one."""
    for found in _NAMED.finditer(words.strip()[:1_000]):
        named = found[1].lower().removeprefix("www.")
        if named.rpartition(".")[2] in _ENDINGS:
            continue
        spelled = _spelled(named)
        if not _within(address.host, spelled) and not _within(spelled, address.host):
            return found[1]
    return ""


def _page(scheme: str, rest: str) -> WebAddress | None:
    # Browsers take a backslash for a slash; whoever reads it otherwise is led astray.
    found = _AUTHORITY.fullmatch(rest.replace("\\", "/"))
    if found is None:
        return None
    # A name and a password before the host are there to deceive: they are not passed on.
    place = _HOST.fullmatch(_spelled(unquote(found[1].rpartition("@")[2]).lower()))
    if place is None:
        return None
    url = f"{scheme}://{place[0]}{quote(found[2], safe=_KEPT)}"
    return _address(url, place[1].rstrip("."))


def _mail(rest: str) -> WebAddress | None:
    mailbox = _MAILBOX.match(rest)
    if mailbox is None:
        return None
    user = quote(mailbox[0].rpartition("@")[0], safe=_KEPT)
    host = _spelled(mailbox[1].lower())
    # Only whom to write to: a subject, a text or further recipients are a stranger's wishes.
    return _address(f"mailto:{user}@{host}", host) if _HOST.fullmatch(host) else None


def _address(url: str, host: str) -> WebAddress:
    meant = readable(host)
    like = "" if meant.isascii() or not skeleton(meant).isascii() else skeleton(meant)
    return WebAddress(url, host, "" if meant == host else meant, like, mixes_scripts(meant))


def _spelled(host: str) -> str:
    """Spell a host as the network does: xn--... for letters that are not ASCII."""
    return ".".join(map(_label, host.replace("\u3002", ".").split(".")))


def _label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
