"""Tells the texts of a mail from the files that came with it, in the order of the parts."""

import re
from dataclasses import dataclass, field

from tipdesk.intake.mail.flowed import unwrapped
from tipdesk.intake.mail.htmltext import text_of
from tipdesk.intake.mail.message import Attachment
from tipdesk.intake.mail.naming import name_of, numbered, subject_name
from tipdesk.intake.mail.parameters import value_and_parameters
from tipdesk.intake.mail.parts import MESSAGES, Part
from tipdesk.intake.mail.transfer import decode, lifted
from tipdesk.intake.mail.words import decoded, text_in

SAID_LIMIT = 4_000_000  # characters of text
DECODED_LIMIT = 256_000_000  # bytes of everything in it

FORWARDED = "--- Forwarded: {0} ---"
ELSEWHERE = "[A file of this mail lies elsewhere: {0}]"
PARTIAL = "[This mail is piece {0} of {1} of a longer one.]"
_CID = re.compile(r"cid:([^\"'\s<>)]{1,500})", re.IGNORECASE)
_SAID = frozenset({"text/plain", "text/html", "message/delivery-status", "text/enriched"})


@dataclass(slots=True)
class Contents:
    """The texts and the files of a mail, in their order."""

    texts: list[str] = field(default_factory=list, repr=False)
    html: list[str] = field(default_factory=list, repr=False)
    files: list[Attachment] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    said: int = 0
    decoded: int = 0
    cut: str = ""
    damaged: bool = False


def contents_of(root: Part) -> Contents:
    """Take everything out of the parts of a mail."""
    into = Contents()
    _collect(root, into, into.texts)
    cids = {cid for html in into.html for cid in _CID.findall(html)}
    if cids:
        into.files = [_shown(file) if file.cid in cids else file for file in into.files]
    return into


def _shown(file: Attachment) -> Attachment:
    return Attachment(file.name, file.data, file.mime, file.cid, shown=True)


def _collect(part: Part, into: Contents, texts: list[str]) -> None:
    into.types.add(part.mime)
    if part.mime in MESSAGES and part.children:
        _collect_message(part, into, texts)
    elif part.mime == "multipart/alternative" and part.children:
        _collect_best(part, into, texts)
    elif part.mime == "multipart/appledouble" and len(part.children) > 1:
        # What is not Apple's own bookkeeping is the file.
        for child in part.children:
            if child.mime != "application/applefile":
                _collect(child, into, texts)
    elif part.children:
        for child in part.children:
            _collect(child, into, texts)
    else:
        _collect_leaf(part, into, texts)


def _collect_message(part: Part, into: Contents, texts: list[str]) -> None:
    """Keep a mail in the mail whole, and take it apart as well."""
    inner = part.children[0]
    subject = decoded(inner.header["subject"])
    name = name_of(part) or subject_name(subject)
    _keep(Attachment(name, inner.raw[inner.start : inner.stop], part.mime), into)
    texts.append(FORWARDED.format(" ".join(subject.split())))
    _collect(inner, into, texts)


def _collect_best(part: Part, into: Contents, texts: list[str]) -> None:
    """Take the plain text where the same is said twice; files count from all versions."""
    versions: list[tuple[bool, list[str]]] = []
    for child in part.children:
        version: list[str] = []
        _collect(child, into, version)
        if any(text.strip() for text in version):
            versions.append((child.mime != "text/plain", version))
    if versions:
        texts += min(versions, key=lambda version: version[0])[1]


def _collect_leaf(part: Part, into: Contents, texts: list[str]) -> None:
    if part.mime.startswith("message/") and _told_message(part, texts):
        return
    data, whole = decode(part.body(), part.encoding())
    into.damaged = into.damaged or not whole
    name = name_of(part)
    if _is_said(part) and not name:
        _say(part, data, into, texts)
    elif data or name:
        name = name or numbered(len(into.files) + 1, part.mime)
        cid = part.header["content-id"].strip().strip("<>")
        _keep(Attachment(name, data, part.mime, decoded(cid) if cid else ""), into)


def _told_message(part: Part, texts: list[str]) -> bool:
    """Tell of what stands for something that isn't here; what is there is kept by others."""
    if part.mime == "message/external-body":
        where = [part.parameters.get(key, "") for key in ("access-type", "url", "site", "name")]
        texts.append(ELSEWHERE.format(", ".join(filter(None, where))))
    elif part.mime == "message/partial":
        number, total = (part.parameters.get(key, "?") for key in ("number", "total"))
        texts.append(PARTIAL.format(number, total))
    return False


def _is_said(part: Part) -> bool:
    disposition, _ = value_and_parameters(part.header["content-disposition"])
    if disposition == "attachment":
        return False
    # A part that promised parts and has none is read as the text that it is.
    return part.mime in _SAID or part.mime.startswith("multipart/")


def _say(part: Part, data: bytes, into: Contents, texts: list[str]) -> None:
    if part.mime == "text/plain" and b"\nbegin" in data or data.startswith(b"begin"):
        data, files = lifted(data)
        for name, content in files:
            _keep(Attachment(text_in(name), content), into)
    text = text_in(data, part.parameters.get("charset", ""))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if into.said + len(text) > SAID_LIMIT:
        into.cut = "its text is longer than the desk reads"
        text = text[: max(0, SAID_LIMIT - into.said)]
    into.said += len(text)
    if part.mime == "text/html":
        into.html.append(text)
        text = text_of(text)
    elif part.parameters.get("format", "").lower() == "flowed":
        text = unwrapped(text, delsp=part.parameters.get("delsp", "").lower() == "yes")
    texts.append(text)


def _keep(file: Attachment, into: Contents) -> None:
    if into.decoded + len(file.data) > DECODED_LIMIT:
        into.cut = "it holds more than the desk takes apart"
        return
    into.decoded += len(file.data)
    into.files.append(file)
