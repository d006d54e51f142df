"""Writes into a picture of the sample desk what a photographer or a program says about it: XMP."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

_TERMS = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}


@dataclass(frozen=True, slots=True)
class Labels:
    """Who made it and what may be done with it; `source_type` is a term of IPTC's."""

    creator: str = field(default="", repr=False)
    terms: str = field(default="", repr=False)
    source_type: str = field(default="", repr=False)
    system: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return any((self.creator, self.terms, self.source_type, self.system))


def packet(labels: Labels) -> bytes:
    """Return the labels as an XMP packet."""
    spaces = " ".join(f"xmlns:{name}={quoteattr(where)}" for name, where in _SPACES.items())
    told = ""
    if labels.creator:
        name = escape(labels.creator)
        told += f"<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>"
        told += f"<dc:rights>{_spoken(f'© {labels.creator}')}</dc:rights>"
        told += f"<photoshop:Credit>{name}</photoshop:Credit>"
    if labels.terms:
        told += f"<xmpRights:UsageTerms>{_spoken(labels.terms)}</xmpRights:UsageTerms>"
    if labels.source_type:
        term = escape(_TERMS + labels.source_type)
        told += f"<Iptc4xmpExt:DigitalSourceType>{term}</Iptc4xmpExt:DigitalSourceType>"
    if labels.system:
        told += f"<Iptc4xmpExt:AISystemUsed>{escape(labels.system)}</Iptc4xmpExt:AISystemUsed>"
    about = f'<rdf:Description rdf:about="">{told}</rdf:Description>'
    return f"<x:xmpmeta {spaces}><rdf:RDF>{about}</rdf:RDF></x:xmpmeta>".encode()


def _spoken(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
