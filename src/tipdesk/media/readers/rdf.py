"""Reads the properties of an XMP packet: RDF in the few shapes that XMP allows, and no entities."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

# Names are "namespace name", with a space between.
Value = str | list["Value"] | dict[str, "Value"]
Properties = Mapping[str, Value]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns# "
_LANG = "http://www.w3.org/XML/1998/namespace lang"
_MOST_NODES, _MOST_DEEP, _MOST_BYTES = 50_000, 40, 16 << 20
_ABOUT_THE_NODE = frozenset(
    {_LANG, *(RDF + name for name in ("about", "ID", "nodeID", "parseType"))}
)


@dataclass(slots=True, repr=False)
class _Node:
    name: str
    attributes: dict[str, str]
    children: list["_Node"] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Refused(Exception):
    """The packet holds what XMP never needs."""


def properties_of(packet: bytes) -> Properties:
    """Return what a packet says; of a damaged one what stands before the damage."""
    found: dict[str, Value] = {}
    for description in _descriptions(_tree(packet)):
        for name, value in _fields(description).items():
            found.setdefault(name, value)
    return found


def _tree(packet: bytes) -> _Node:
    root = _Node("", {})
    open_nodes, count = [root], 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MOST_NODES or len(open_nodes) > _MOST_DEEP:
            raise _Refused
        node = _Node(name, attributes)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def take(text: str) -> None:
        open_nodes[-1].text.append(text)

    def refuse(*_: object) -> None:
        raise _Refused

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _name: open_nodes.pop()
    parser.CharacterDataHandler = take
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(_without_padding(packet[:_MOST_BYTES]), True)  # noqa: FBT003 - and no more comes
    except (expat.ExpatError, _Refused):
        return root
    return root


def _without_padding(packet: bytes) -> bytes:
    begin = packet.find(b"<")
    # The first "<" of UTF-16 and UTF-32 has its noughts and its mark before it.
    wide = packet[begin + 1 : begin + 2] == b"\0" or packet[max(0, begin - 1) : begin] == b"\0"
    return packet if wide or begin < 0 else packet[begin:].rstrip(b"\0 \t\r\n")


def _descriptions(node: _Node) -> list[_Node]:
    if node.name == RDF + "Description":
        return [node]
    return [found for child in node.children for found in _descriptions(child)]


def _fields(node: _Node) -> dict[str, Value]:
    said: dict[str, Value] = {
        name: value for name, value in node.attributes.items() if name not in _ABOUT_THE_NODE
    }
    return said | {child.name: _value(child) for child in node.children}


def _value(node: _Node) -> Value:
    resource = node.attributes.get(RDF + "resource")
    if resource is not None:
        return resource
    if not node.children or node.attributes.get(RDF + "parseType") == "Resource":
        return _shorthand(node)
    only = node.children[0]
    if only.name in {RDF + "Bag", RDF + "Seq", RDF + "Alt"}:
        return _items(only)
    return _structure(_fields(only if only.name == RDF + "Description" else node))


def _shorthand(node: _Node) -> Value:
    fields = _fields(node)
    return _structure(fields) if fields else "".join(node.text)


def _structure(fields: dict[str, Value]) -> Value:
    return fields.get(RDF + "value", fields)


def _items(node: _Node) -> Value:
    spoken = [item for item in node.children if _LANG in item.attributes]
    if node.name == RDF + "Alt" and spoken:
        default = [item for item in spoken if item.attributes[_LANG].lower() == "x-default"]
        return _value((default or spoken)[0])
    return [_value(item) for item in node.children]


def texts(value: Value | None) -> list[str]:
    """Return every text in a simple value or a list of them."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return []


def structures(value: Value | None) -> list[dict[str, Value]]:
    """Return every structure in a value, alone or in a list."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value or () if isinstance(item, dict)]
