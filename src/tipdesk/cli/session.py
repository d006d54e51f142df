"""What the commands share: which desk, whose name, what failed, and how it is said."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from tipdesk import settings
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import KeyNeeded, NotWritten
from tipdesk.newsroom.ids import TipId, read_tip_number, tip_number
from tipdesk.newsroom.names import shown, storable

if TYPE_CHECKING:
    # The store's libraries are slow to load; the window, which begins here, paints before them.
    from tipdesk.cli.records import Record
    from tipdesk.store.database import Store


@dataclass
class Session:
    """One call of the command line."""

    desk: Path | None = field(default=None, repr=False)
    editor: str = field(default="", repr=False)
    passphrase_file: Path | None = field(default=None, repr=False)
    json: bool = False
    failed: bool = False

    @property
    def path(self) -> Path:
        """Tell which desk is meant: --desk, TIPDESK_DESK, or the one last used."""
        return self.desk or settings.load().desk

    @property
    def name(self) -> str:
        """Tell in whose name changes are made."""
        from tipdesk.intake.belonging import NAME_LIMIT, one_line

        return one_line(
            storable(self.editor or settings.load().editor), "An editor's name", NAME_LIMIT
        )

    @contextmanager
    def opened(self, *, make: bool = False) -> Iterator["Store"]:
        """Open the desk; commands that bring something in may `make` a new one."""
        from tipdesk.store.folder import describe_desk
        from tipdesk.store.opening import open_desk

        if make and describe_desk(self.path) is None:
            store = self.made(self.path.name)
        else:
            store = open_desk(self.path, editor=self.name, passphrase=self.passphrase())
            if store.remark and sys.stderr.isatty():  # a program that calls us has been told
                warn(store.remark)
        store.on_wait = partial(warn, "Another program is writing to this desk; waiting …")
        try:
            yield store
        finally:
            store.close()
        if store.why_read_only:  # a change that was refused for it has said so already
            warn(store.why_read_only)

    def made(self, name: str, *, unencrypted: bool = False) -> "Store":
        """Make a new desk: with a passphrase where one is given, else with the keyring's key."""
        from tipdesk.store import keys
        from tipdesk.store.folder import Protection
        from tipdesk.store.opening import create_desk

        passphrase = self.passphrase()
        protection = Protection.PASSPHRASE if passphrase else Protection.KEYRING
        if unencrypted:
            protection = Protection.NONE
        elif not passphrase and not keys.keyring_is_real():
            raise KeyNeeded(
                "There is no keyring to keep a new desk's key: give a passphrase in "
                "TIPDESK_PASSPHRASE or with --passphrase-file. Nothing was made."
            )
        store = create_desk(
            self.path, name=name, editor=self.name, protection=protection, passphrase=passphrase
        )
        warn(f"A new desk was made in {shown(str(self.path))} ({_LOCKED[protection.value]}).")
        if store.remark:
            warn(store.remark)
        return store

    def passphrase(self) -> str | None:
        """Read the passphrase from --passphrase-file or TIPDESK_PASSPHRASE."""
        if self.passphrase_file is None:
            return os.environ.get("TIPDESK_PASSPHRASE") or None
        try:
            return self.passphrase_file.read_text(encoding="utf-8").removesuffix("\n")
        except (OSError, ValueError):
            raise KeyNeeded("The passphrase file can't be read; the desk stays locked.") from None

    def told(self, change: Change) -> None:
        """Say what a change did; what was refused goes to stderr and counts as failed."""
        from tipdesk.desk.changes.words import say

        if self.json:
            self.print([change_record(change)])
        elif change or not change.refused:
            tell(say(_without_refused(change)))
        for refusal in change.refused:
            self.fail(f"{tip_number(refusal.tip)}: {refusal.why}")

    def print(self, records: Iterable["Record"]) -> None:
        """Write one JSON object a line."""
        for record in records:
            tell(json.dumps(record, ensure_ascii=False))

    def fail(self, sentence: str) -> None:
        """Say that one item failed, and go on with the rest."""
        self.failed = True
        warn(sentence)


_UNHEARD = 1
_LOCKED = {
    "keyring": "encrypted; its key lies in the system keyring",
    "passphrase": "encrypted with the passphrase",
    "none": "not encrypted, as asked",
}


def tell(line: str = "", *, flush: bool = False) -> None:
    """Say something on stdout; whoever no longer reads it (`| head`) is not told why."""
    try:
        if line:
            print(line)
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        _speak_no_more(sys.stdout)
        raise typer.Exit(_UNHEARD) from None
    except OSError:
        _speak_no_more(sys.stdout)
        raise NotWritten(
            "The answer could not be written to the output; what was done stays done."
        ) from None


def _speak_no_more(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that the interpreter's end doesn't fail on it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def warn(sentence: str) -> None:
    """Say something on stderr; where nobody can hear it, the work goes on all the same."""
    try:
        print(shown(sentence), file=sys.stderr, flush=True)
    except OSError:
        _speak_no_more(sys.stderr)


def numbers(said: list[str]) -> list[TipId]:
    """Understand the tip numbers of a command."""
    return [read_tip_number(one) for one in said]


def change_record(change: Change) -> "Record":
    """Write a change as a program reads it."""
    return {
        "change": change.id,
        "verb": change.verb,
        "tips": sorted(change.tips),
        "refused": [{"number": one.tip, "reason": str(one.why)} for one in change.refused],
    }


def _without_refused(change: Change) -> Change:
    return Change(change.id, change.verb, change.tips, change.stories, change.nouns)
