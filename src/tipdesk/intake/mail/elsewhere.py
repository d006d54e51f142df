"""Finds links to files that a sender left elsewhere: they are listed, and never fetched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

from tipdesk.intake.mail.message import Mail

LINKS_LIMIT = 100
_LOOKED_AT = 5_000  # addresses in one mail
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\^`{|}]{4,2000}", re.IGNORECASE)
_LAST = ".,;:!?)]}*_~"

# Hosts and all below them; the longest that fits names the service.
_SERVICES = {
    "we.tl": "WeTransfer",
    "wetransfer.com": "WeTransfer",
    "drive.google.com": "Google Drive",
    "docs.google.com": "Google Drive",
    "drive.usercontent.google.com": "Google Drive",
    "photos.google.com": "Google Photos",
    "photos.app.goo.gl": "Google Photos",
    "dropbox.com": "Dropbox",
    "db.tt": "Dropbox",
    "dropboxusercontent.com": "Dropbox",
    "1drv.ms": "OneDrive",
    "onedrive.live.com": "OneDrive",
    "onedrive.com": "OneDrive",
    "sharepoint.com": "OneDrive",
    "share.icloud.com": "iCloud",
    "icloud.com": "iCloud",
    "icloud-content.com": "iCloud",
    "fromsmash.com": "Smash",
    "swisstransfer.com": "SwissTransfer",
    "kdrive.infomaniak.com": "kDrive",
    "box.com": "Box",
    "mega.nz": "MEGA",
    "mega.io": "MEGA",
    "mediafire.com": "MediaFire",
    "transfernow.net": "TransferNow",
    "filemail.com": "Filemail",
    "pcloud.com": "pCloud",
    "pcloud.link": "pCloud",
    "drive.proton.me": "Proton Drive",
    "tresorit.com": "Tresorit",
    "disk.yandex.ru": "Yandex Disk",
    "disk.yandex.com": "Yandex Disk",
    "yadi.sk": "Yandex Disk",
    "cloud.mail.ru": "Mail.ru Cloud",
    "pan.baidu.com": "Baidu",
    "gigafile.nu": "GigaFile",
    "gofile.io": "Gofile",
    "workupload.com": "Workupload",
    "magentacloud.de": "MagentaCLOUD",
    "hidrive.ionos.com": "HiDrive",
    "my.hidrive.com": "HiDrive",
    "hightail.com": "Hightail",
    "myairbridge.com": "MyAirBridge",
    "sendgb.com": "SendGB",
    "sync.com": "Sync",
}
_MAIL_DROP = "Mail Drop"
_NEXTCLOUD = re.compile(r"(?:/index\.php)?/s/[A-Za-z0-9]{15}(?:/|$)")
_WRAPPED = {"safelinks.protection.outlook.com": "url", "www.google.com": "q"}
_PROOFPOINT = re.compile(r"https?://urldefense\.com/v3/__(.+?)__;", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A file, or a folder of them, that lies with a service and not in the mail."""

    service: str = field(repr=False)
    url: str = field(repr=False)


def links_elsewhere(mail: Mail) -> tuple[Link, ...]:
    """List the links to files elsewhere, each once, in their order."""
    found: dict[str, Link] = {}
    for url in _addresses(mail):
        service = _service_of(url)
        if service:
            found.setdefault(url, Link(service, url))
        if len(found) >= LINKS_LIMIT:
            break
    return tuple(found.values())


def _addresses(mail: Mail) -> Iterator[str]:
    left = _LOOKED_AT
    for text, marked_up in ((mail.text, False), (mail.html, True)):
        for address in _ADDRESS.finditer(text):
            left -= 1
            if left < 0:
                return
            url = unescape(address[0]) if marked_up else address[0]
            yield _unwrapped(url.rstrip(_LAST))


def _unwrapped(url: str) -> str:
    """Give the address that a scanner of links has hidden in its own."""
    proofpoint = _PROOFPOINT.match(url)
    if proofpoint:
        return proofpoint[1]
    for host, name in _WRAPPED.items():
        if host in url[:200]:
            inside = parse_qs(_split(url)[2], max_num_fields=20).get(name, [""])[0]
            return inside if _ADDRESS.fullmatch(inside) else url
    return url


def _service_of(url: str) -> str:
    host, path, query = _split(url)
    if path in {"", "/"} and "#" not in url and not query:
        return ""  # an advertisement beneath a signature
    labels = host.split(".")
    for at in range(len(labels)):
        service = _SERVICES.get(".".join(labels[at:]))
        if service:
            return _MAIL_DROP if service == "iCloud" and path.startswith("/attachment") else service
    return "Nextcloud" if _NEXTCLOUD.fullmatch(unquote(path)) else ""


def _split(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), parts.path, parts.query
    except ValueError:
        return "", "", ""
