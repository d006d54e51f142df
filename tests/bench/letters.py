"""Mails as readers write them, made up: Zipf's words, a third with a picture, some with a paper."""

import base64
import os
import random
from collections.abc import Iterator
from pathlib import Path

WORDS, SENDERS = 20_000, 4_000
PICTURE, PAPER = 52_000, 30_000  # bytes
_HEADER = """Received: from mail.example.org by mx.example.com; {date}
From: Person {sender} <person{sender}@example.org>
To: tips@example.com
Subject: {subject}
Date: {date}
Message-ID: <m{number}@example.org>
MIME-Version: 1.0
"""
_PART = """--bound
Content-Type: {mime}; name="{name}"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="{name}"

{body}"""
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Writer:
    """Writes invented mails; no two hold the same bytes."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)  # noqa: S311  made-up words need no secrecy
        letters = "abcdefghijklmnopqrstuvwxyz"
        self.words = [
            "".join(self._random.choices(letters, k=self._random.randint(2, 10)))
            for _ in range(WORDS)
        ]
        self._weights = [1 / (rank + 1) for rank in range(WORDS)]

    def mail(self, number: int, *, plain: bool = False) -> bytes:
        """Write one mail; `plain` without anything attached."""
        header = _HEADER.format(
            number=number,
            sender=number % SENDERS,
            subject=" ".join(self._some(6)),
            date=f"Sun, 22 Nov 2026 10:{number % 60:02}:00 +0100",
        )
        said = self._some(self._random.randint(60, 200))
        text = "\n".join(" ".join(said[at : at + 10]) for at in range(0, len(said), 10))
        parts = [] if plain else list(self._parts(number))
        if not parts:
            return f"{header}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode()
        first = f"--bound\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        kind = 'Content-Type: multipart/mixed; boundary="bound"\n\n'
        return f"{header}{kind}{first}{''.join(parts)}--bound--\n".encode()

    def _some(self, count: int) -> list[str]:
        return self._random.choices(self.words, self._weights, k=count)

    def _parts(self, number: int) -> Iterator[str]:
        if number % 3 == 0:
            picture = b"\xff\xd8\xff\xe0" + os.urandom(PICTURE)
            yield _PART.format(mime="image/jpeg", name="picture.jpg", body=_coded(picture))
        if number % 10 == 0:
            paper = b"PK\x03\x04" + os.urandom(PAPER)
            yield _PART.format(mime=_DOCX, name="paper.docx", body=_coded(paper))


def write_maildir(folder: Path, count: int) -> int:
    """Write a maildir; tell its bytes."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    writer = Writer()
    size = 0
    for number in range(count):
        raw = writer.mail(number)
        size += len(raw)
        (folder / "cur" / f"{number:06}.mail:2,").write_bytes(raw)
    return size


def write_mbox(path: Path, count: int) -> None:
    """Write a mailbox file of plain mails."""
    writer = Writer()
    with path.open("wb") as file:
        for number in range(count):
            file.write(b"From person@example.org Sun Nov 22 10:00:00 2026\n")
            file.write(writer.mail(number, plain=True) + b"\n")


def _coded(data: bytes) -> str:
    return base64.encodebytes(data).decode()
