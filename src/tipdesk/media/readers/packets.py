"""Takes the XMP packets out of a file as they are; reading them is left to us.

Exiv2 gives packets only as it writes them anew, with the namespaces of every file that it has seen
before: one file of a tip could change what the next one says.
"""

import re

from PIL import Image

# Pillow finds the packet of these; in others it is looked for by its marks, which is what XMP
# has them for. Not in these: their packet might be that of another picture beside the first.
_FOUND_BY_PILLOW = frozenset({"JPEG", "MPO", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"})
_MARKS = ((b"<?xpacket begin=", b"<?xpacket end="), (b"<x:xmpmeta", b"</x:xmpmeta>"))
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_EXTENDED = re.compile(rb"HasExtendedXMP[^0-9A-F]{1,4}([0-9A-F]{32})")
_GUID, _NUMBER, _LENGTH = 32, 4, 2
_MOST = 16 << 20


def packets_of(data: bytes, image: Image.Image | None) -> tuple[bytes, ...]:
    """Return the packets of a file, the one that counts first; `image` is the file opened."""
    if image is not None and image.format in _FOUND_BY_PILLOW:
        found = image.info.get("xmp")
        found = found.encode() if isinstance(found, str) else found
        main = found if isinstance(found, bytes) else b""
    else:
        main = _marked(data)
    return tuple(filter(None, (main, _extended(data, main))))


def _marked(data: bytes) -> bytes:
    for first, last in _MARKS:
        begin = data.find(first)
        if begin >= 0:
            end = data.find(last, begin, begin + _MOST)
            return data[begin : end + len(last)] if end >= 0 else data[begin : begin + _MOST]
    return b""


def _extended(data: bytes, main: bytes) -> bytes:
    """Put together the second packet of a JPEG, which is cut into segments of 64 KiB."""
    named = _EXTENDED.search(main)
    if named is None or not data.startswith(b"\xff\xd8"):
        return b""
    mark, parts, size = _EXTENSION + named[1], dict[int, bytes](), 0
    begin = data.find(mark)
    while begin >= _LENGTH and size <= _MOST:
        length = int.from_bytes(data[begin - _LENGTH : begin])
        head = begin + len(mark) + _NUMBER
        offset = int.from_bytes(data[head : head + _NUMBER])
        parts[offset] = data[head + _NUMBER : begin - _LENGTH + length]
        size += length
        begin = data.find(mark, head)
    return b"".join(parts[offset] for offset in sorted(parts))
