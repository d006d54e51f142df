"""Reads what the servers on the way wrote on a mail: when it was received, whether it was checked.

A server writes its lines above those that it found, or right below the line by which it took the
mail in. So the newest lines are our own server's, and whatever stands lower may be the sender's.
A server that checks also strikes out lines that were written in its name (RFC 8601, section 5).
"""

import re
from datetime import datetime
from ipaddress import ip_address

from tipdesk.intake.mail.dates import date_in
from tipdesk.intake.mail.header import Header
from tipdesk.intake.mail.words import decoded

_BY = re.compile(r"\bby\s+((?>[\w.:\[\]-]+))", re.IGNORECASE)
_FROM = re.compile(r"(?>\s*)from\s+([^;]*?)(?:\s+by\s|;|\Z)", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+|[0-9a-f]*:[0-9a-f:.]+", re.IGNORECASE)
# Two labels, or three where the last two are one country's: example.org, example.co.uk.
_REGISTERED = re.compile(r"[^.]+\.(?:[a-z]{2,3}\.[a-z]{2}|[^.]+)$")
_LIMIT = 2_000


def received_at(header: Header) -> datetime | None:
    """Tell when the server that received it last did so."""
    newest = header["received"]
    return date_in(newest.rpartition(";")[2].strip()) if newest else None


def authentication_of(header: Header) -> tuple[str, ...]:
    """Give what our own receiving server found when it checked the mail, newest first."""
    if "authentication-results" not in header:
        return ()
    found: list[str] = []
    ours, at_the_door = "", False
    for name, value in header.fields:
        if name == "received":
            by = _writer(value)
            ours = ours or by
            if at_the_door or (by and by != ours):
                break
            at_the_door = _comes_from_outside(value, ours)
        elif name == "authentication-results":
            found.append(" ".join(decoded(value).split()))
    return tuple(found)


def _writer(received: str) -> str:
    by = _BY.search(received[:_LIMIT])
    return "" if by is None else organisation(by[1])


def _comes_from_outside(received: str, ours: str) -> bool:
    """Tell whether a line was written where a mail came in from somebody else's server."""
    told = _FROM.match(received[:_LIMIT])
    return told is not None and any(_is_outside(host, ours) for host in _HOST.findall(told[1]))


def _is_outside(host: str, ours: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return organisation(host) not in {"", ours, "localhost.localdomain"}


def organisation(host: str) -> str:
    """Shorten a server's name to what its owner registered, roughly; nothing where it has none."""
    host = host.strip("[].").lower()
    try:
        ip_address(host)
    except ValueError:
        found = _REGISTERED.search(host)
        return found[0] if found else ""
    return ""
