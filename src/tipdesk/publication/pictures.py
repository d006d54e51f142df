"""Which pictures a summary may carry: only small JPEGs that this program encoded, whole ones."""

from pathlib import Path

from tipdesk.store.files import Files

SIZE = 512
_LIMIT = 4_000_000
_STARTS_OF_FRAME = (0xC0, 0xC1, 0xC2)


def own_picture(files: Files, digest: str) -> Path | None:
    """Find our own JPEG of a file in the cache; none where it is not there or not whole."""
    path = files.thumbnail(digest, SIZE)
    try:
        data = path.read_bytes() if path.stat().st_size <= _LIMIT else b""
    except OSError:
        return None
    return path if is_whole(data) else None


def is_whole(data: bytes) -> bool:
    """Tell whether these bytes are a JPEG with a beginning, a size and an end."""
    if not (data.startswith(b"\xff\xd8\xff") and data.endswith(b"\xff\xd9")):
        return False
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:  # noqa: PLR2004  every segment begins so
        if data[at + 1] in _STARTS_OF_FRAME:
            return all(any(data[at + edge : at + edge + 2]) for edge in (5, 7))
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return False
