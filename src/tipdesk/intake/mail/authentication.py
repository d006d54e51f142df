"""Reads what our own receiving server found out about a mail (Authentication-Results, RFC 8601).

Anybody may write such a line. It counts only where it carries the name of our own server, and
stands above everything that others wrote (`receipts.py`). Whatever isn't written as it should be
counts as nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

LINE_LIMIT = 4_000

_COMMENT = re.compile(r"\((?>[^()]*)\)")
_QUOTED = re.compile(r"\"((?>[^\"\\]*))\"")
_METHOD = re.compile(r"(dkim|spf|dmarc)(?:/\d+)?\s*=\s*([a-z]+)\b", re.IGNORECASE)
_PROPERTY = re.compile(r"\b([a-z-]+\.[a-z-]+)\s*=\s*([^\s;]+)", re.IGNORECASE)
_DOMAIN = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?", re.IGNORECASE)
_COMMENTS_DEEP = 5


class Method(StrEnum):
    """How a server checks where a mail came from."""

    DKIM = "dkim"
    SPF = "spf"
    DMARC = "dmarc"


class Result(StrEnum):
    """What came of it; everything between yes and no is no result."""

    PASS = "pass"  # noqa: S105  a word of the standard
    FAIL = "fail"
    NONE = "none"


_PROPERTIES = {
    Method.DKIM: ("header.d", "header.i"),
    Method.SPF: ("smtp.mailfrom", "smtp.helo"),
    Method.DMARC: ("header.from",),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check, what came of it, and the domain that it was about."""

    method: Method
    result: Result
    domain: str = field(default="", repr=False)


def verdicts(lines: Sequence[str], trusted_server: str) -> tuple[Verdict, ...]:
    """Give the verdicts of our own server, the newest of each method; none where it isn't named."""
    ours = trusted_server.strip().lower()
    found: list[Verdict] = []
    for line in lines if ours else ():
        known = {one.method for one in found}
        found += [one for one in _of_line(line, ours) if one.method not in known]
    return tuple(found)


def _of_line(line: str, ours: str) -> Iterator[Verdict]:
    if len(line) > LINE_LIMIT:
        return
    server, *checks = _without_comments(line).split(";")
    name = server.split()[:1]
    if [ours] != [word.lower() for word in name]:
        return
    for check in checks:
        method = _METHOD.match(check.strip())
        if method:
            yield _verdict(Method(method[1].lower()), method[2].lower(), check)


def _without_comments(line: str) -> str:
    plain = _QUOTED.sub(r"\1", line)
    for _ in range(_COMMENTS_DEEP):
        plain = _COMMENT.sub(" ", plain)
    return plain


def _verdict(method: Method, result: str, check: str) -> Verdict:
    told = {name.lower(): value for name, value in _PROPERTY.findall(check)}
    value = next((told[name] for name in _PROPERTIES[method] if name in told), "")
    domain = value.rpartition("@")[2].lower()
    known = Result(result) if result in {"pass", "fail"} else Result.NONE
    return Verdict(method, known, domain.rstrip(".") if _DOMAIN.fullmatch(domain) else "")
