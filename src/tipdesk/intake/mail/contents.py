"""Tells the texts of a mail from the files that came with it, in the order of the parts."""

import re
from dataclasses import dataclass, field, replace

from tipdesk.intake.mail.embedded import lifted_pictures
from tipdesk.intake.mail.flowed import unwrapped
from tipdesk.intake.mail.htmltext import text_of
from tipdesk.intake.mail.message import Attachment
from tipdesk.intake.mail.naming import name_of, numbered, shortened, subject_name, told_name
from tipdesk.intake.mail.parameters import value_and_parameters
from tipdesk.intake.mail.parts import MESSAGES, PKCS7, Part
from tipdesk.intake.mail.transfer import UUENCODED, decode, holds_files, is_prose, lifted
from tipdesk.intake.mail.words import decoded, text_in

SAID_LIMIT = 2_000_000  # characters of text, markup and all
FILES_LIMIT = 1_000
DECODED_LIMIT = 256_000_000  # bytes of everything in it

FORWARDED = "--- Forwarded: {0} ---"
ELSEWHERE = "[A file of this mail lies elsewhere: {0}]"
PARTIAL = "[This mail is piece {0} of {1} of a longer one.]"
_CID = re.compile(r"cid:([^\"'\s<>)]{1,500})", re.IGNORECASE)
_SAID = frozenset({"text/plain", "text/html", "message/delivery-status", "text/enriched"})
_MARKED_UP = frozenset({"text/html", "text/enriched"})
_LINE_BY_LINE = frozenset({"", "7bit", "8bit"})


@dataclass(slots=True)
class Said:
    """A piece of text, as markup until somebody wants to know what it says."""

    words: str = field(repr=False)
    mime: str = field(default="text/plain", repr=False)

    def text(self) -> str:
        """Tell what it says."""
        return text_of(self.words) if self.mime in _MARKED_UP else self.words


@dataclass(slots=True)
class Contents:
    """The texts and the files of a mail, in their order; `aside` are texts that came as files."""

    texts: list[str] = field(default_factory=list, repr=False)
    html: list[str] = field(default_factory=list, repr=False)
    files: list[Attachment] = field(default_factory=list)
    aside: list[Said] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    said: int = 0
    decoded: int = 0
    cut: str = field(default="", repr=False)
    damaged: bool = False


def contents_of(root: Part) -> Contents:
    """Take everything out of the parts of a mail."""
    into = Contents()
    said: list[Said] = []
    _collect(root, into, said)
    into.texts = [one.text().strip() for one in said if one.words]
    if not any(into.texts):
        into.texts = [one.text().strip() for one in into.aside]
    if any(file.cid for file in into.files):
        cids = {cid for html in into.html for cid in _CID.findall(html)}
        into.files = [replace(file, shown=file.shown or file.cid in cids) for file in into.files]
    return into


def _collect(part: Part, into: Contents, said: list[Said]) -> None:
    into.types.add(part.mime)
    if not part.children:
        _collect_leaf(part, into, said)
    elif part.mime in MESSAGES:
        _collect_message(part, into, said)
    elif part.mime in PKCS7:
        _collect_leaf(part, into, said)  # whoever wants to check the signature needs the file
        _collect(part.children[0], into, said)
    elif part.mime == "multipart/alternative":
        _collect_best(part, into, said)
    else:
        for child in _worth_reading(part):
            _collect(child, into, said)


def _worth_reading(part: Part) -> list[Part]:
    """Leave out Apple's own bookkeeping that stands beside a file."""
    if part.mime != "multipart/appledouble" or len(part.children) == 1:
        return part.children
    return [child for child in part.children if child.mime != "application/applefile"]


def _collect_message(part: Part, into: Contents, said: list[Said]) -> None:
    """Keep a mail in the mail whole, and take it apart as well."""
    inner = part.children[0]
    subject = " ".join(decoded(inner.header["subject"]).split())
    name = name_of(part) or subject_name(subject)
    _keep(Attachment(name, inner.raw[inner.start : inner.stop], part.mime), into)
    said.append(Said(FORWARDED.format(subject)))
    _collect(inner, into, said)


def _collect_best(part: Part, into: Contents, said: list[Said]) -> None:
    """Take the plain text where the same is said twice; files count from all versions."""
    versions: list[tuple[bool, list[Said]]] = []
    for child in part.children:
        version: list[Said] = []
        _collect(child, into, version)
        if any(one.words.strip() for one in version):
            versions.append((child.mime != "text/plain", version))
    if versions:
        said += min(versions, key=lambda version: version[0])[1]


def _collect_leaf(part: Part, into: Contents, said: list[Said]) -> None:
    data, whole = decode(part.body(), part.encoding())
    into.damaged = into.damaged or not whole
    name = name_of(part)
    told = _is_told(part)
    if told and not name:
        said.append(_said(part, data if whole else _as_meant(part, data), into))
    elif data or name:
        said += _stands_for(part)
        into.aside += [_said(part, data, into)] if told else []
        name = name or told_name(part) or numbered(len(into.files) + 1, part.mime)
        _keep(_file(part, data, name), into)


def _as_meant(part: Part, decoded: bytes) -> bytes:
    body = part.body()
    return body if is_prose(body) else decoded


def _file(part: Part, data: bytes, name: str) -> Attachment:
    if part.encoding() in _LINE_BY_LINE and b"\r\n" in data and b"\0" not in data:
        # These breaks belong to the way that the mail came: the same file is the same bytes.
        data = data.replace(b"\r\n", b"\n")
    cid = part.header["content-id"].strip().strip("<>")
    return Attachment(name, data, part.mime, decoded(cid) if cid else "")


def _stands_for(part: Part) -> list[Said]:
    """Say what isn't in the mail, where a part stands for something elsewhere."""
    told = part.parameters.get
    if part.mime == "message/external-body":
        where = filter(None, map(told, ("access-type", "url", "site", "directory", "name")))
        return [Said(ELSEWHERE.format(", ".join(where)))]
    if part.mime == "message/partial":
        return [Said(PARTIAL.format(told("number", "?"), told("total", "?")))]
    return []


def _is_told(part: Part) -> bool:
    disposition, _ = value_and_parameters(part.header["content-disposition"])
    if disposition == "attachment" or part.encoding() in UUENCODED:
        return False
    # A part that promised parts and has none is read as the text that it is.
    return part.mime in _SAID or part.mime.startswith("multipart/")


def _said(part: Part, data: bytes, into: Contents) -> Said:
    if part.mime == "text/plain" and holds_files(data):
        data, files = lifted(data)
        for name, content in files:
            _keep(Attachment(shortened(text_in(name)), content), into)
    words = text_in(data, part.parameters.get("charset", ""))
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    if part.mime == "text/html":
        into.html.append(words)
        words = _without_pictures(words, into)
    words = _shortened(words, into)
    if part.parameters.get("format", "").lower() == "flowed":
        words = unwrapped(words, delsp=part.parameters.get("delsp", "").lower() == "yes")
    return Said(words, part.mime)


def _without_pictures(html: str, into: Contents) -> str:
    plain, pictures = lifted_pictures(html)
    for mime, data in pictures:
        _keep(Attachment(numbered(len(into.files) + 1, mime), data, mime, shown=True), into)
    return plain


def _shortened(words: str, into: Contents) -> str:
    left = SAID_LIMIT - into.said
    into.said += len(words)
    if len(words) > left:
        into.cut = "its text is longer than the desk reads"
    return words[: max(0, left)]


def _keep(file: Attachment, into: Contents) -> None:
    if into.decoded + len(file.data) > DECODED_LIMIT or len(into.files) >= FILES_LIMIT:
        into.cut = "it holds more than the desk takes apart"
        return
    into.decoded += len(file.data)
    into.files.append(file)
