"""Names the files that came with a mail, as they were meant."""

import re

from tipdesk.intake.mail.parameters import value_and_parameters
from tipdesk.intake.mail.parts import Part
from tipdesk.intake.mail.words import decoded
from tipdesk.newsroom.names import storable

LONGEST = 500
_FILE = re.compile(r"[^/\\:*?\"<>|\s][^/\\:*?\"<>|]{0,200}(\.\w{2,4})\Z")
MESSAGE = "message.eml"
_EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/pjpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/heif": ".heif",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "audio/amr": ".amr",
    "audio/wav": ".wav",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/pgp-signature": ".asc",
    "application/pgp-encrypted": ".asc",
    "application/pgp-keys": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m",
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "text/csv": ".csv",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/rfc822-headers": ".txt",
    "message/partial": ".eml",
    "message/rfc822": ".eml",
}
_ENDINGS = frozenset({*_EXTENSIONS.values(), ".jpeg", ".doc", ".docx", ".xls", ".xlsx"})


def name_of(part: Part) -> str:
    """Give the name that a part has, decoded and as it came; nothing where it has none."""
    found = ""
    if "content-disposition" in part.header:
        _, parameters = value_and_parameters(part.header["content-disposition"])
        found = parameters.get("filename") or parameters.get("name", "")
    found = found or part.parameters.get("name") or part.parameters.get("filename", "")
    return shortened(storable(found)) if found else ""


def told_name(part: Part) -> str:
    """Give the name that a part without one has elsewhere; nothing where it has none."""
    for field in ("content-location", "content-description", "content-id"):
        said = part.header[field]
        found = _FILE.search(decoded(said).strip(" <>").partition("@")[0][-LONGEST:])
        if found and found[1].lower() in _ENDINGS:
            return storable(found[0])
    return ""


def subject_name(subject: str) -> str:
    """Name a mail that came in a mail after its subject."""
    words = " ".join(subject.split())
    return shortened(f"{words}.eml") if words else MESSAGE


def numbered(number: int, mime: str) -> str:
    """Name a file that came without a name."""
    return f"part {number}{_EXTENSIONS.get(mime, '')}"


def shortened(name: str) -> str:
    """Leave out the middle of a name that nobody reads to its end."""
    return name if len(name) <= LONGEST else name[: LONGEST // 2] + "…" + name[-LONGEST // 2 :]
