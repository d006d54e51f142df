"""Checks the signatures of domains in a mail (DKIM: RFC 6376, 8301, 8463), within limits.

Done by hand: dkimpy takes time by the square of the length of a line, while nothing else runs.
That a signature has run out is not held against a mail, which may be checked long after it came.
"""

import hashlib
import re
from base64 import b64decode
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography.exceptions import UnsupportedAlgorithm

from tipdesk.intake.mail.addresses import addresses_in
from tipdesk.intake.mail.canonical import Field, body_text, header_field, parted
from tipdesk.intake.mail.domainkeys import ALGORITHMS, Ask, Tags, holds, key_of, tags_in
from tipdesk.intake.mail.honesty import domain_of
from tipdesk.newsroom.signatures import Outcome, Signature

MAIL_LIMIT = 50 * 1024 * 1024
SIGNATURES_LIMIT = 5
FIELD_LIMIT = 16 * 1024

_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
_SELECTOR = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,5}")
_NAME_LIMIT = 253
_NUMBER = re.compile(r"[0-9]{1,11}")
_LATEST = 4_102_444_800  # the year 2100
_FORMS = {"simple": False, "relaxed": True}
# A second one of these, put in by somebody, would be shown instead of the one that was signed.
_ONCE = (b"from", b"subject", b"date", b"reply-to", b"content-type", b"content-transfer-encoding")
_SIGNED = re.compile(rb"^DKIM-Signature(?>[ \t]*):", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mail:
    fields: list[Field] = field(repr=False)
    body: bytes = field(repr=False)
    sender: str = field(repr=False)  # the domain that it says it is from


def check(raw: bytes, ask: Ask) -> tuple[Signature, ...]:
    """Check the first signatures of a mail; `ask` is told the name of each key that it needs."""
    if len(raw) > MAIL_LIMIT:
        return (Signature(Outcome.TOO_LARGE),)
    parts = parted(raw)
    if parts is None:
        return (Signature(Outcome.UNREADABLE),) if _SIGNED.search(raw) else ()
    mail = _Mail(*parts, _sender(parts[0]))
    signed = [value for name, value in mail.fields if name == b"dkim-signature"]
    return tuple(_checked(mail, one, ask) for one in signed[:SIGNATURES_LIMIT])


def _sender(fields: list[Field]) -> str:
    said = [value.partition(b":")[2] for name, value in fields if name == b"from"]
    if len(said) != 1 or len(said[0]) > FIELD_LIMIT:
        return ""
    found = addresses_in(said[0].decode("utf-8", "replace"))
    return domain_of(found[0].address) if len(found) == 1 else ""


def _checked(mail: _Mail, signature: bytes, ask: Ask) -> Signature:
    tags = tags_in(signature.partition(b":")[2]) if len(signature) <= FIELD_LIMIT else {}
    domain = tags.get("d", "").lower()
    if len(domain) > _NAME_LIMIT or not _HOST.fullmatch(domain):
        return Signature(Outcome.UNREADABLE)
    try:
        outcome = _outcome(mail, signature, tags, ask)
    except (ValueError, UnsupportedAlgorithm):
        outcome = Outcome.UNREADABLE
    if outcome is Outcome.HOLDS and not _belongs(domain, mail.sender):
        outcome = Outcome.OTHER_DOMAIN
    return Signature(outcome, domain, _moment(tags.get("t", "")))


def _outcome(mail: _Mail, signature: bytes, tags: Tags, ask: Ask) -> Outcome:
    if tags.get("a", "").lower() == "rsa-sha1":
        return Outcome.WEAK
    if not _is_sound(tags):
        return Outcome.UNREADABLE
    signed = _signed(mail, signature, tags)
    if signed is None:
        return Outcome.CHANGED
    key = key_of(tags, ask)
    if isinstance(key, Outcome):
        return key
    if not holds(key, b64decode(tags["b"], validate=True), signed):
        return Outcome.CHANGED
    return Outcome.BEGINNING if "l" in tags else Outcome.HOLDS


def _signed(mail: _Mail, signature: bytes, tags: Tags) -> bytes | None:
    """Give the bytes that were signed; None where body or header can't be those."""
    head, body = _forms(tags)
    if not _body_is_signed(mail.body, tags, relaxed=body):
        return None
    return _signed_header(mail, signature, tags, relaxed=head)


def _is_sound(tags: Tags) -> bool:
    """Tell whether a signature has what it must have, each in a form that is known here."""
    names = tags.get("h", "").lower().split(":")
    length = tags.get("l", "0")
    return (
        tags.get("v") == "1"
        and tags.get("a", "").lower() in ALGORITHMS
        and bool(tags.get("b") and tags.get("bh"))
        and "from" in names
        and tags.get("q", "dns/txt").lower() == "dns/txt"
        and _SELECTOR.fullmatch(tags.get("s", "").lower()) is not None
        and _NUMBER.fullmatch(length) is not None
        and _belongs(tags["d"].lower(), domain_of(tags.get("i", "@" + tags["d"])), above=False)
    )


def _belongs(domain: str, sender: str, *, above: bool = True) -> bool:
    """Tell whether a domain may speak for another: its own, one below, or one just `above`."""
    under = sender == domain or sender.endswith(f".{domain}")
    return under or (above and "." in sender and domain.endswith(f".{sender}"))


def _forms(tags: Tags) -> tuple[bool, bool]:
    head, _, body = tags.get("c", "simple/simple").lower().partition("/")
    if head not in _FORMS or (body or "simple") not in _FORMS:
        raise ValueError
    return _FORMS[head], _FORMS[body or "simple"]


def _body_is_signed(body: bytes, tags: Tags, *, relaxed: bool) -> bool:
    """Compare the body with what was signed, also as it was before a mailbox quoted "From "."""
    wanted = b64decode(tags["bh"], validate=True)
    length = int(tags["l"]) if "l" in tags else None
    unquoted = (b"\n" + body).replace(b"\n>From ", b"\nFrom ")[1:]
    for one in (body,) if unquoted == body else (body, unquoted):
        text = body_text(one, relaxed=relaxed)
        if length is not None and length > len(text):
            return False
        if hashlib.sha256(text[:length]).digest() == wanted:
            return True
    return False


def _signed_header(mail: _Mail, signature: bytes, tags: Tags, *, relaxed: bool) -> bytes | None:
    """Put together the fields that were signed, the last of a name first; None: one was added."""
    left: defaultdict[bytes, list[bytes]] = defaultdict(list)
    for name, value in mail.fields:
        left[name].append(value)
    signed = []
    names = [name.encode() for name in tags["h"].lower().split(":")]
    for name in names:
        if left[name]:
            signed.append(header_field(name, left[name].pop(), relaxed=relaxed))
    if any(left[name] for name in _ONCE if name in names):
        return None
    own = header_field(b"dkim-signature", _unsigned(signature), relaxed=relaxed)
    return b"".join(signed) + own.removesuffix(b"\r\n")


def _unsigned(signature: bytes) -> bytes:
    """Give the field of a signature without the signature itself."""
    name, _, value = signature.partition(b":")
    tags = value.split(b";")
    bare = [one.partition(b"=")[0] + b"=" if _is_b(one) else one for one in tags]
    return name + b":" + b";".join(bare)


def _is_b(tag: bytes) -> bool:
    return tag.partition(b"=")[0].strip() == b"b"


def _moment(seconds: str) -> datetime | None:
    said = int(seconds) if _NUMBER.fullmatch(seconds) else 0
    return datetime.fromtimestamp(said, UTC) if 0 < said < _LATEST else None
