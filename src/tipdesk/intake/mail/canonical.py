"""The two forms in which RFC 6376 has a mail signed, made in a few passes whatever the mail."""

import re

END = b"\r\n"
_NAME = re.compile(rb"(?>[!-9;-~]+)(?>[ \t]*)\Z")

Field = tuple[bytes, bytes]  # the name in small letters, and the whole field as it came


def parted(raw: bytes) -> tuple[list[Field], bytes] | None:
    """Part a mail into its fields and its body; None where something else stands in the header.

    Another reader might take that for the beginning of the body, and show what nobody signed.
    """
    mail = raw.replace(END, b"\n").replace(b"\n", END)
    if mail.startswith((b"From ", b">From ")):
        mail = mail.partition(END)[2]
    head, _, body = mail.partition(END + END)
    if mail.startswith(END):
        head, body = b"", mail[len(END) :]
    fields: list[list[bytes]] = []
    for line in head.removesuffix(END).split(END) if head else []:
        if line[:1] in {b" ", b"\t"} and fields:
            fields[-1].append(line)
        elif b":" in line and _NAME.match(line.partition(b":")[0]):
            fields.append([line])
        else:
            return None
    return [(_name(lines[0]), END.join(lines) + END) for lines in fields], body


def header_field(name: bytes, field: bytes, *, relaxed: bool) -> bytes:
    """Write a field as it is signed."""
    if not relaxed:
        return field
    value = field.partition(b":")[2].replace(END, b"")
    return name + b":" + _single_spaces(value).strip(b" ") + END


def body_text(body: bytes, *, relaxed: bool) -> bytes:
    """Write a body as it is signed: without empty lines at its end."""
    if relaxed:
        body = _single_spaces(body).replace(b" " + END, END).removesuffix(b" ")
    text = body[: _end(body)]
    return text + END if text or not relaxed else b""


def _end(body: bytes) -> int:
    """Tell where the empty lines at the end begin; a lone carriage return belongs to the text."""
    last = len(body.rstrip(END))
    if body.endswith(b"\r"):
        return len(body)
    return max(last, body.rfind(b"\r\r", last) + 1)


def _name(line: bytes) -> bytes:
    return line.partition(b":")[0].rstrip(b" \t").lower()


def _single_spaces(text: bytes) -> bytes:
    text = text.replace(b"\t", b" ")
    while b"  " in text:
        text = text.replace(b"  ", b" ")
    return text
