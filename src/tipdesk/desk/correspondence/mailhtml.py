"""Shows the HTML of a mail: cleaned, with pictures that the media worker decoded and we encoded."""

import base64
import binascii
import itertools
import re
from collections.abc import Mapping
from hashlib import sha256
from time import monotonic
from urllib.parse import unquote

from tipdesk.desk.correspondence.cleaning import Cleaning, SafeHtml
from tipdesk.desk.correspondence.mailviews import raw_of
from tipdesk.intake.letters import read_letter
from tipdesk.media.encoding import jpeg
from tipdesk.media.sitting import Sitting
from tipdesk.media.worker import Readers
from tipdesk.newsroom.ids import MessageId
from tipdesk.store.database import Store

PICTURES_LIMIT = 40
PICTURE_SIDE = 1_000
PATIENCE = 15.0  # seconds for all pictures of one mail
_DATA_LIMIT = 6_000_000  # characters
_QUALITY = 88
_DATA = re.compile(r"data:image/[a-z0-9.+-]{1,40};base64,", re.IGNORECASE)
_count = itertools.count()


def html_view(store: Store, readers: Readers | None, message: MessageId) -> SafeHtml:
    """Clean the HTML of a message; takes its time, so ask for it aside."""
    mail = read_letter(raw_of(store, message))
    cleaning = Cleaning(mail.html)
    inside = {one.cid: one.data for one in mail.attachments if one.cid}
    wanted = {name: _bytes(source, inside) for name, source in cleaning.wanted.items()}
    return cleaning.finished(_all_drawn(store, readers, wanted) if readers else {})


def _all_drawn(store: Store, readers: Readers, wanted: Mapping[str, bytes]) -> dict[str, bytes]:
    """Draw the pictures one after the other, as many as there is time for."""
    drawn: dict[str, bytes] = {}
    until = monotonic() + PATIENCE
    with readers.sitting() as sitting:
        for name, data in itertools.islice(wanted.items(), PICTURES_LIMIT):
            picture = _drawn(store, sitting, data) if monotonic() < until else None
            if picture:
                drawn[name] = picture
    return drawn


def _bytes(source: str, inside: Mapping[str, bytes]) -> bytes:
    if source.lower().startswith("cid:"):
        cid = source[len("cid:") :]
        return inside.get(cid) or inside.get(unquote(cid), b"")
    found = _DATA.match(source)
    if found is None or len(source) > _DATA_LIMIT:
        return b""
    try:
        return base64.b64decode(unquote(source[found.end() :]))
    except (ValueError, binascii.Error):
        return b""


def _drawn(store: Store, sitting: Sitting, data: bytes) -> bytes | None:
    """Have the worker decode a picture, and encode what it saw anew."""
    if not data:
        return None
    kept = store.files.path(sha256(data).hexdigest())
    # Named as the files' own parts are: what a killed program left is swept away with them.
    part = store.folder.incoming / f"{store.files.presence}.shown-{next(_count)}.part"
    try:
        if not kept.exists():
            part.write_bytes(data)
        reading = sitting.read(part if part.exists() else kept, size=PICTURE_SIDE)
    except OSError:
        return None
    finally:
        part.unlink(missing_ok=True)
    return jpeg(reading.preview, _QUALITY) if reading.preview else None
