"""Tells the kind of a file from its first bytes."""

import re
from collections.abc import Callable

from tipdesk.media.rawkinds import raw_mime

HEAD = 4096
PICTURE, VIDEO, AUDIO, MAIL, MBOX, DOCUMENT, OTHER = (
    "picture",
    "video",
    "audio",
    "mail",
    "mbox",
    "document",
    "other",
)
Kind = tuple[str, str]
UNKNOWN: Kind = (OTHER, "application/octet-stream")
TIFF: Kind = (PICTURE, "image/tiff")

# Where the magic lies, the magic, what it means. The first that fits counts.
MAGIC: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"\xff\xd8\xff", (PICTURE, "image/jpeg")),
    (0, b"\x89PNG\r\n\x1a\n", (PICTURE, "image/png")),
    (0, b"GIF87a", (PICTURE, "image/gif")),
    (0, b"GIF89a", (PICTURE, "image/gif")),
    (8, b"CR\x02\x00", (PICTURE, "image/x-canon-cr2")),
    (0, b"II*\x00", TIFF),
    (0, b"MM\x00*", TIFF),
    (0, b"II+\x00", TIFF),
    (0, b"MM\x00+", TIFF),
    (0, b"IIU\x00", (PICTURE, "image/x-panasonic-rw2")),
    (0, b"IIRO", (PICTURE, "image/x-olympus-orf")),
    (0, b"IIRS", (PICTURE, "image/x-olympus-orf")),
    (0, b"MMOR", (PICTURE, "image/x-olympus-orf")),
    (0, b"FUJIFILMCCD-RAW", (PICTURE, "image/x-fuji-raf")),
    (6, b"HEAPCCDR", (PICTURE, "image/x-canon-crw")),
    (0, b"8BPS", (PICTURE, "image/vnd.adobe.photoshop")),
    (0, b"\xff\x0a", (PICTURE, "image/jxl")),
    (0, b"\x00\x00\x00\x0cJXL \r\n\x87\n", (PICTURE, "image/jxl")),
    (0, b"\x00\x00\x00\x0cjP  \r\n\x87\n", (PICTURE, "image/jp2")),
    (0, b"\xff\x4f\xff\x51", (PICTURE, "image/jp2")),
    (0, b"\x00\x00\x01\x00", (PICTURE, "image/x-icon")),
    (0, b"FLV\x01", (VIDEO, "video/x-flv")),
    (0, b"\x00\x00\x01\xba", (VIDEO, "video/mpeg")),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", (VIDEO, "video/x-ms-asf")),
    (0, b"ID3", (AUDIO, "audio/mpeg")),
    (0, b"OggS", (AUDIO, "audio/ogg")),
    (0, b"fLaC", (AUDIO, "audio/flac")),
    (0, b"#!AMR", (AUDIO, "audio/amr")),
    (0, b"caff\x00\x01", (AUDIO, "audio/x-caf")),
    (0, b"%PDF-", (DOCUMENT, "application/pdf")),
    (0, b"{\\rtf", (DOCUMENT, "application/rtf")),
    (0, b"%!PS", (DOCUMENT, "application/postscript")),
    (0, b"\x78\x9f\x3e\x22", (MAIL, "application/ms-tnef")),
    (0, b"\x1f\x8b\x08", (OTHER, "application/gzip")),
    (0, b"7z\xbc\xaf\x27\x1c", (OTHER, "application/x-7z-compressed")),
    (0, b"Rar!\x1a\x07", (OTHER, "application/vnd.rar")),
    (257, b"ustar", (OTHER, "application/x-tar")),
)

RIFF = {
    b"WEBP": (PICTURE, "image/webp"),
    b"AVI ": (VIDEO, "video/x-msvideo"),
    b"WAVE": (AUDIO, "audio/wav"),
}

# Brands of the ISO base media family ("ftyp"); any other brand is a video.
BRANDS = {
    b"avif": (PICTURE, "image/avif"),
    b"avis": (PICTURE, "image/avif"),
    b"heic": (PICTURE, "image/heic"),
    b"heix": (PICTURE, "image/heic"),
    b"heim": (PICTURE, "image/heic"),
    b"heis": (PICTURE, "image/heic"),
    b"hevc": (PICTURE, "image/heic"),
    b"hevx": (PICTURE, "image/heic"),
    b"crx ": (PICTURE, "image/x-canon-cr3"),
    b"qt  ": (VIDEO, "video/quicktime"),
    b"M4A ": (AUDIO, "audio/mp4"),
    b"M4B ": (AUDIO, "audio/mp4"),
}
# Packets of 188 bytes, or of 192 as camcorders (.mts) and discs have them.
TRANSPORT = re.compile(rb"(?:G.{187}){3}|(?:.{4}G.{187}){3}", re.DOTALL)
STILL_BRANDS = (b"mif1", b"mif2", b"msf1", b"miaf")
OLD_QUICKTIME = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")

OFFICE = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
TEXTS = {
    "csv": "text/csv",
    "htm": "text/html",
    "html": "text/html",
    "md": "text/markdown",
    "json": "application/json",
    "xml": "application/xml",
    "xmp": "application/rdf+xml",
    "vcf": "text/vcard",
    "ics": "text/calendar",
}
MAIL_FIELD = re.compile(
    rb"^(from|to|cc|subject|date|received|return-path|message-id|mime-version|delivered-to"
    rb"|reply-to|content-(?:type|transfer-encoding|disposition|id)|x-[a-z0-9-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
MANY_PARTS = re.compile(rb"content-type[ \t]*:\s*multipart/", re.IGNORECASE)
APPLE_LENGTH = re.compile(rb"\A\d{1,10}[ \t]*\r?\n")  # stands before the mail in a .emlx
# The line that begins a message in a mailbox file, and the header after it.
MAILBOX = re.compile(rb"From [^\r\n:][^\r\n]*\r*\n(?:>?From |[!-9;-~]+[ \t]*:)")


def kind_of(head: bytes, name: str = "") -> Kind:
    """Tell kind and MIME type from the first 4 KiB or more of a file.

    The name counts only for texts, which have no magic of their own.
    """
    for offset, magic, kind in MAGIC:
        if head.startswith(magic, offset):
            return _raw(head) or kind if kind == TIFF else kind
    for look in LOOKS:
        found = look(head, name.lower())
        if found:
            return found
    return UNKNOWN


def _raw(head: bytes) -> Kind | None:
    mime = raw_mime(head)
    return (PICTURE, mime) if mime else None


def _portable(head: bytes, _name: str) -> Kind | None:
    # A letter and a digit alone are too little: width and height must follow.
    if re.match(rb"P[1-6Ff]\s+(?:#[^\n]*\n\s*)*\d{1,9}\s+(?:#[^\n]*\n\s*)*\d{1,9}\s", head):
        return PICTURE, "image/x-portable-anymap"
    return None


def _boxes(head: bytes, _name: str) -> Kind | None:
    if head[4:8] == b"ftyp":
        return _brand(head)
    return (VIDEO, "video/quicktime") if head[4:8] in OLD_QUICKTIME else None


def _brand(head: bytes) -> Kind:
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]
    major = brands[0]
    if major in BRANDS:
        return BRANDS[major]
    if major[:3] in {b"3gp", b"3g2"}:
        return VIDEO, "video/3gpp"
    if major in STILL_BRANDS:
        still = [BRANDS[b] for b in brands if b in BRANDS and BRANDS[b][0] == PICTURE]
        return still[0] if still else (PICTURE, "image/heif")
    return VIDEO, "video/mp4"


def _matroska(head: bytes, _name: str) -> Kind | None:
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return None
    return VIDEO, "video/webm" if b"webm" in head[:64] else "video/x-matroska"


def _riff(head: bytes, _name: str) -> Kind | None:
    if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}:
        return AUDIO, "audio/aiff"
    return RIFF.get(head[8:12]) if head[:4] in {b"RIFF", b"RF64"} else None


def _bitmap(head: bytes, _name: str) -> Kind | None:
    # "BM" alone is too little: the size of the header that follows is one of a few.
    sizes = {12, 16, 40, 52, 56, 64, 108, 124}
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in sizes:
        return PICTURE, "image/bmp"
    return None


def _stream(head: bytes, _name: str) -> Kind | None:
    if re.match(rb"\xff[\xf0\xf1\xf8\xf9]", head):
        return AUDIO, "audio/aac"
    # Layer II or III, with a bit rate and a sample rate that exist.
    if re.match(rb"\xff[\xe2-\xe5\xf2-\xf5\xfa-\xfd][\x10-\xeb]", head):
        return AUDIO, "audio/mpeg"
    return (VIDEO, "video/mp2t") if TRANSPORT.match(head) else None


def _zip(head: bytes, _name: str) -> Kind | None:
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    if head[30:38] == b"mimetype":
        named = re.match(rb"application/[a-z0-9.+-]{1,80}", head[38:120])
        return DOCUMENT, named[0].decode() if named else "application/zip"
    for folder, mime in OFFICE.items():
        if b"[Content_Types].xml" in head[:512] and folder in head:
            return DOCUMENT, mime
    return OTHER, "application/zip"


def _compound(head: bytes, name: str) -> Kind | None:
    if not head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return None
    if name.endswith(".msg") or "__properties_version1".encode("utf-16-le") in head:
        return MAIL, "application/vnd.ms-outlook"
    return DOCUMENT, "application/msword"


def _text(head: bytes, name: str) -> Kind | None:
    if _looks_like_mail(head):
        return MAIL, "message/rfc822"
    extension = name.rpartition(".")[2]
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        damaged = extension == "eml" and MAIL_FIELD.match(head.lstrip())
        return (MAIL, "message/rfc822") if damaged else None
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024]
    if start.startswith(b"From ") and (extension == "mbox" or MAILBOX.match(start)):
        return MBOX, "application/mbox"
    if extension == "eml":
        return MAIL, "message/rfc822"
    if b"<svg" in head:
        return DOCUMENT, "image/svg+xml"
    return (DOCUMENT, TEXTS.get(extension, "text/plain")) if start and _is_text(head) else None


def _looks_like_mail(head: bytes) -> bool:
    start = APPLE_LENGTH.sub(b"", head.lstrip(), count=1)
    first = re.split(rb"\r*\n\r*\n", start, maxsplit=1)[0]
    fields = {found[1].lower() for found in MAIL_FIELD.finditer(first)}
    begins = re.match(rb"[!-9;-~]+[ \t]*:", first) is not None
    return begins and b"\0" not in first and (len(fields) > 1 or bool(MANY_PARTS.match(first)))


def _is_text(head: bytes) -> bool:
    controls = re.search(rb"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]", head)
    return controls is None or head.startswith((b"\xff\xfe", b"\xfe\xff"))


LOOKS: tuple[Callable[[bytes, str], Kind | None], ...] = (
    _boxes,
    _matroska,
    _riff,
    _bitmap,
    _portable,
    _zip,
    _compound,
    _text,
    _stream,
)
