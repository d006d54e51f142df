"""A desk of its own for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import child
from tests.nouns import make_desk
from tipdesk.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty desk without encryption, written by M. Keller."""
    made = make_desk(tmp_path, editor="M. Keller")
    yield made
    made.close()


@pytest.fixture
def tool(needs: Callable[..., None]) -> Callable[..., str]:
    """Run one of poppler's programs on a PDF and give what it prints."""
    needs("pdfinfo", "pdftotext")

    def run(program: str, pdf: bytes, *options: str) -> str:
        command = [program, *options, "-", *(["-"] if program == "pdftotext" else [])]
        return child.run(command, input=pdf, capture_output=True, check=True).stdout.decode()

    return run


@pytest.fixture
def words_of(tool: Callable[..., str]) -> Callable[[bytes], str]:
    """Give all the words of a PDF, its title among them, on one line."""

    def words(pdf: bytes) -> str:
        told = tool("pdftotext", pdf), tool("pdfinfo", pdf), tool("pdfinfo", pdf, "-struct-text")
        return " ".join(" ".join(told).replace("\u200b", "").split())

    return words
