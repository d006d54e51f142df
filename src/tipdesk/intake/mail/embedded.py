"""Takes pictures out of HTML that carries them in itself (data: addresses)."""

import re

from tipdesk.intake.mail.transfer import from_base64

PICTURES_LIMIT = 200

_PICTURE = re.compile(
    r"data:(image/[a-z0-9.+-]{1,40});(?:[a-z0-9=\"._-]{1,80};)?base64,((?>[A-Za-z0-9+/=\s]{16,}))",
    re.IGNORECASE,
)


def lifted_pictures(html: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Give HTML without the bytes of its pictures, and type and bytes of each."""
    if ";base64," not in html:
        return html, []
    found = []
    for number, picture in enumerate(_PICTURE.finditer(html)):
        if number >= PICTURES_LIMIT:
            break
        found.append((picture[1].lower(), from_base64(picture[2].encode())[0]))
    return _PICTURE.sub("", html), found
