"""Mails written by hand for the tests, as programs of thirty years write them."""

from email.message import EmailMessage

from tipdesk.intake.mail.message import Mail

JPEG = b"\xff\xd8\xff\xe0 an invented picture \x00\r\n\xff\xd9"


def mail(**headers: str) -> EmailMessage:
    """Begin a mail with these fields; `from_` is From, `reply_to` is Reply-To."""
    message = EmailMessage()
    for name, value in headers.items():
        message[name.strip("_").replace("_", "-")] = value
    return message


def parts(*pieces: bytes, kind: bytes = b"mixed", end: bytes = b"--b--\r\n") -> bytes:
    """Write a multipart mail; each piece is a part's header and body."""
    body = b"".join(b"--b\r\n" + piece + b"\r\n" for piece in pieces)
    return b"Content-Type: multipart/" + kind + b"; boundary=b\r\n\r\n" + body + end


def part(body: bytes, **fields: bytes) -> bytes:
    """Write a part: `content_type=b"image/png"` and the like, then the body."""
    lines = [name.replace("_", "-").encode() + b": " + value for name, value in fields.items()]
    return b"\r\n".join([*lines, b"", body])


def files(read: Mail) -> dict[str, bytes]:
    """Give what came with a mail by its name."""
    return {file.name: file.data for file in read.attachments}


def nested(depth: int) -> bytes:
    """Write parts in parts in parts."""
    levels = (
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    return b"Subject: x\r\n" + b"".join(levels) + b"\r\nhi"
