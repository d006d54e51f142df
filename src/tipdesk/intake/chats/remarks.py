"""What to say beside a file that came through a messenger: what the messenger did to it."""

import re

from tipdesk.newsroom.states import FileKind

COMPRESSED = (
    "{0} made this {1} smaller and took out when, where and with what it was taken. "
    "That says nothing against it; ask for the original, sent as a document."
)
AS_DOCUMENT = (
    "It was sent through {0} as a document, which keeps what the camera wrote. "
    "If nothing of it is there, ask how the file was made."
)
TRANSPORTED = "It came through {0}; ask whether this is the file as it was recorded."

_WORDS = {FileKind.PICTURE: "picture", FileKind.VIDEO: "video"}
# Names that the programs give to what they have made smaller themselves.
_OWN_NAMES = {
    "WhatsApp": re.compile(
        r"(?:IMG|VID)-\d{8}-WA\d{4,}\.|\d{8}-(?:PHOTO|VIDEO|GIF)-|WhatsApp (?:Image|Video) ",
    ),
    "Telegram": re.compile(r"photo_\d+@|video_\d+@|photo_\d{4}-"),
    "Signal": re.compile(r"signal-\d{4}-\d\d-\d\d|[0-9a-f]{64}\b"),
}


def remark_on(program: str, name: str, kind: FileKind) -> str:
    """Tell what a messenger did to a picture or a film; nothing for other kinds."""
    word = _WORDS.get(kind)
    if not word:
        return ""
    own = _OWN_NAMES.get(program)
    if own is None:
        return TRANSPORTED.format(program)
    return COMPRESSED.format(program, word) if own.match(name) else AS_DOCUMENT.format(program)
