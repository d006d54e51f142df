"""Whom a desk knows as signers of Content Credentials: by the program's lists and its own."""

from pathlib import Path

from tipdesk.media.trust import FOLDER, TrustList, lists_in, pack
from tipdesk.settings import resources
from tipdesk.store.folder import DeskFolder


def lists_of(desk: Path) -> tuple[TrustList, ...]:
    """Return the lists that came with the program and those of the desk in this folder."""
    return lists_in(resources() / FOLDER, DeskFolder(desk).trust)


def known_to(desk: Path) -> bytes:
    """Pack these lists for the readers, which take them when they start."""
    return pack(lists_of(desk))
