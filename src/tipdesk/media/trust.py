"""Lists of signers of Content Credentials whom a desk knows: dated files of certificates."""

import base64
import binascii
import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tipdesk.newsroom.errors import NotValid, NotWritten

FOLDER = "trust"
_FILE = re.compile(r"(?P<name>[\w .()-]{1,80})_(?P<day>\d{4}-\d\d-\d\d)\.pem")
_BLOCK = re.compile(
    r"-----BEGIN CERTIFICATE-----\s*([A-Za-z0-9+/=\s]+?)-----END CERTIFICATE-----", re.ASCII
)
_BEGIN, _END = "-----BEGIN CERTIFICATE-----\n", "\n-----END CERTIFICATE-----\n"
_SEQUENCE = b"\x30"  # how every certificate begins
_MOST_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class TrustList:
    """One list: what it is called, of which day it is, and its certificates as PEM."""

    name: str = field(repr=False)
    day: date
    pem: str = field(repr=False)

    @property
    def told(self) -> str:
        """Name the list and its day, as they are shown beside a signer."""
        return f"{self.name}, {self.day.isoformat()}"

    @property
    def certificates(self) -> int:
        """Count the certificates of the list."""
        return self.pem.count(_BEGIN)


def lists_in(*folders: Path) -> tuple[TrustList, ...]:
    """Read the lists in these folders: of each name the newest, in the order of the names.

    A file that is no list is none here, too: strangers' pictures are read without it.
    """
    newest: dict[str, TrustList] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.pem"))):
        one = _list_of(path)
        if one and (one.name not in newest or newest[one.name].day <= one.day):
            newest[one.name] = one
    return tuple(newest[name] for name in sorted(newest))


def _list_of(path: Path) -> TrustList | None:
    found = _FILE.fullmatch(path.name)
    if found is None:
        return None
    try:
        day = date.fromisoformat(found["day"])
        return TrustList(found["name"], day, _certificates(path))
    except (ValueError, NotValid):
        return None


def add(folder: Path, source: Path, *, name: str, day: date) -> TrustList:
    """Keep a copy of a file of certificates in the folder, under its name and day.

    Raises NotValid where it holds no certificates, NotWritten where it can't be kept.
    """
    one = TrustList(name, day, _certificates(source))
    file = f"{name}_{day.isoformat()}.pem"
    if not _FILE.fullmatch(file):
        raise NotValid(
            "A trust list needs a name of letters, digits, spaces and hyphens; nothing was added."
        )
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / file).write_text(one.pem, encoding="ascii")
    except OSError:
        raise NotWritten("The trust list could not be written; nothing was added.") from None
    return one


def pack(lists: tuple[TrustList, ...]) -> bytes:
    """Give lists the form in which the readers take them."""
    return json.dumps([[one.told, one.pem] for one in lists]).encode("ascii")


def unpack(packed: bytes) -> list[tuple[str, str]]:
    """Return what each packed list is called, and its certificates."""
    return [(told, pem) for told, pem in json.loads(packed or b"[]")]


def _certificates(path: Path) -> str:
    """Return only the certificates of a file; whatever else it says stays behind."""
    try:
        with path.open("rb") as file:
            read = file.read(_MOST_BYTES + 1)
    except OSError:
        raise NotValid("The trust list can't be read; nothing was changed.") from None
    blocks = [found[1] for found in _BLOCK.finditer(read.decode("latin-1"))]
    if not blocks or len(read) > _MOST_BYTES or not all(map(_is_certificate, blocks)):
        raise NotValid("This is no list of certificates (PEM); nothing was changed.")
    return "".join(_BEGIN + "\n".join(block.split()) + _END for block in blocks)


def _is_certificate(block: str) -> bool:
    try:
        return base64.b64decode("".join(block.split()), validate=True).startswith(_SEQUENCE)
    except binascii.Error:
        return False
