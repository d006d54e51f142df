"""Makes pictures that say things about themselves, and lists what was said."""

import io
from collections.abc import Iterable, Mapping

import pyexiv2
from PIL import Image

from tipdesk.newsroom.facts import Fact, Said, Source

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}


def told(said: Iterable[Said], source: Source | None = None) -> dict[Fact, str]:
    """List what was said, of one source or of the only one; no fact may be told twice by it."""
    listed = [one for one in said if source in {None, one.source}]
    facts = {one.fact: one.value for one in listed}
    assert len(facts) == len(listed)
    return facts


def packet(properties: str, attributes: str = "") -> bytes:
    """Wrap properties in an XMP packet in which the usual prefixes are declared."""
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces} {attributes}>{properties}</rdf:Description>'
        f'</rdf:RDF></x:xmpmeta>{" " * 64}<?xpacket end="w"?>'
    ).encode()


def jpeg(
    exif: Mapping[str, str] | None = None,
    iptc: Mapping[str, object] | None = None,
    xmp: bytes = b"",
    comment: str = "",
) -> bytes:
    """Return a small JPEG with these blocks, under the names of exiv2."""
    written = io.BytesIO()
    Image.new("RGB", (32, 24), "#306090").save(written, "JPEG")
    with pyexiv2.ImageData(written.getvalue()) as image:
        image.modify_exif(dict(exif or {}))
        image.modify_iptc(dict(iptc or {}))
        if xmp:
            image.modify_raw_xmp(xmp.decode())
        if comment:
            image.modify_comment(comment)
        return image.get_bytes()
