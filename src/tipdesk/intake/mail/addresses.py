"""Reads the addresses of a header field, in one pass however they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tipdesk.intake.mail.message import Address
from tipdesk.intake.mail.words import decoded

_TOKEN = re.compile(
    r"\"((?>(?:(?>[^\"\\]+)|\\.)*))\"|<((?>[^<>]*))>?|([(),;:>\"])|\\(.?)|((?>[^\"<(),;:>\\]+))",
    re.DOTALL,
)
_QUOTED_WORD = re.compile(r"=\?(?>[^?\s]{1,80})\?[qQ]\?(?>[^?]*)\?=")
_SIGNS = re.compile(r"[\"<>(),;:\\]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_COMMENT = re.compile(r"\((?>[^()]*)\)")
_AROUND = re.compile(r" ?([@.]) ?")
# Of an address; blanks may stand in quotation marks.
_PIECE = re.compile(r"(?>(?:\"(?>[^\"]*)\"|\S)+)")
_BLANKS = re.compile(r"(\"(?>(?:(?>[^\"\\]+)|\\.)*)\")|(?>\s+)", re.DOTALL)
_FOLDS = re.compile(r"[\r\n]+")


@dataclass(slots=True)
class _Writing:
    """What was read of one address so far."""

    words: list[str] = field(default_factory=list, repr=False)
    comment: list[str] = field(default_factory=list, repr=False)
    angle: str | None = field(default=None, repr=False)
    quoted: str = field(default="", repr=False)


def addresses_in(value: str) -> tuple[Address, ...]:
    """Read a list of addresses; what is no address becomes a name without one."""
    if not value:
        return ()
    plain = _FOLDS.sub("", value)
    if "=?" in plain:
        # Some write the whole field, address and all, as encoded words.
        whole = "@" not in _QUOTED_WORD.sub("", plain)
        plain = decoded(plain) if whole else _QUOTED_WORD.sub(_hardened, plain)
    written = _separated(plain)
    if "," in plain and "<" in plain:
        written = _with_whole_names(written)
    return tuple(filter(_says_something, map(_address, written)))


def _hardened(word: re.Match[str]) -> str:
    """Write the signs in an encoded word so that they part nothing."""
    return _SIGNS.sub(lambda sign: f"={ord(sign[0]):02X}", word[0])


def _says_something(one: Address) -> bool:
    return bool(one.name or one.address)


def _separated(value: str) -> Iterator[_Writing]:
    one = _Writing()
    depth = 0
    for token in _TOKEN.finditer(value):
        sign = token[3] or ""
        if sign and sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif depth:
            one.comment.append(token[0])
        elif sign and sign in ",;":
            yield one
            one = _Writing()
        elif sign == ":":
            _end_of_group_name(one)
        else:
            _take(token, one)
    yield one


def _with_whole_names(many: Iterator[_Writing]) -> Iterator[_Writing]:
    """Join what a comma without quotation marks cut: Bell, Ada <ada@example.org>."""
    before: _Writing | None = None
    for one in many:
        words = "".join(one.words)
        if before and one.angle and "@" in one.angle and words.strip():
            one.words.insert(0, "".join(before.words).strip() + ",")
            before = None
        if before:
            yield before
        alone = one.angle is None and not one.comment and words.strip() and "@" not in words
        before = one if alone else None
        if not alone:
            yield one
    if before:
        yield before


def _end_of_group_name(one: _Writing) -> None:
    # "Friends: a@x.org, b@x.org;" names a group; elsewhere a colon is only a sign.
    if one.angle is None and not any("@" in word for word in one.words):
        one.words.clear()
    else:
        one.words.append(":")


def _take(token: re.Match[str], one: _Writing) -> None:
    if token[1] is not None:
        local = token.string.startswith("@", token.end())
        one.words.append(token[0] if local else _ESCAPED.sub(r"\1", token[1]))
        one.quoted += "" if local or "@" not in token[1] else f" {one.words[-1]}"
    elif token[2] is None:
        # A quotation mark that none follows is only a sign.
        one.words.append((token[5] or token[4] or "").replace("\t", " "))
    elif one.angle is None or "@" not in one.angle:
        one.angle = token[2]
    else:
        one.words.append(token[0])


def _address(one: _Writing) -> Address:
    words = "".join(one.words).strip()
    if one.angle is None:
        words, address = _bare(words, one.quoted)
    else:
        address = _COMMENT.sub("", one.angle) if "(" in one.angle else one.angle
        # A route before the address ("@relay,@other:who@where") says nothing of who wrote.
        address = address.rpartition(":")[2] if address.startswith("@") else address
    name = words or "".join(one.comment).strip()
    bare = _BLANKS.sub(r"\1", address) if '"' in address else "".join(address.split())
    return Address(_line(name), decoded(bare))


def _bare(words: str, quoted: str) -> tuple[str, str]:
    """Tell name and address where no angle brackets do; what is in quotation marks is the name."""
    if "@" not in words:
        return ("", words) if len(words.split()) == 1 else (words, "")
    words = _AROUND.sub(r"\1", " ".join(words.split()))
    found = _PIECE.findall(words) if '"' in words else words.split()
    said = set(quoted.split())
    places = [number for number, word in enumerate(found) if "@" in word]
    at = next((place for place in places if found[place] not in said), places[0])
    return " ".join(found[:at] + found[at + 1 :]), found[at]


def _line(name: str) -> str:
    return " ".join(decoded(name).split())
