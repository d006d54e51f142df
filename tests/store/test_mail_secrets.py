"""Secrets of mailboxes lie in a real secret service, and nowhere where there is none."""

import pytest

from tests.servers.keyring import LOCKED, UNLOCKED
from tipdesk.intake.mailboxes.keyholder import Keyholder
from tipdesk.newsroom.errors import NotWritten
from tipdesk.newsroom.mail import Mailbox
from tipdesk.store import keys

PROGRAM = """
import keyring
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.store import keys
names = lambda: [n for n in ("m", *(f"m/{i}" for i in range(9)))
                 if keyring.get_password("tipdesk", n) is not None]
try:
    long, short = "".join(chr(33 + i % 90) for i in range(4_321)), "püß"
    keys.keep_secret("m", long)
    print(keys.secret_of("m") == long, len(names()))
    print(max(len(keyring.get_password("tipdesk", n)) for n in names()))
    keys.keep_secret("m", short)
    print(keys.secret_of("m") == short, names(), keys.secret_of("another"))
    keyring.set_password("tipdesk", "m/0", "half of it")
    print(keys.secret_of("m"))
    keys.forget_secret("m"); keys.forget_secret("m")
    print(names(), keys.secret_of("m"))
except TipdeskError as error:
    print(type(error).__name__, error)
"""


def test_long_secrets_are_kept_in_pieces_and_come_back_whole_or_not_at_all(with_keyring):
    whole, longest, short, half, gone = with_keyring(UNLOCKED, PROGRAM).splitlines()
    assert whole == "True 6"
    assert int(longest) <= 1_000
    assert short == "True ['m', 'm/0'] None"
    assert half == "None"
    assert gone == "[] None"


def test_a_locked_keyring_keeps_nothing_and_says_so(with_keyring):
    (said,) = with_keyring(LOCKED, PROGRAM).splitlines()
    assert said.startswith("NotWritten The system keyring is locked")


def test_without_a_keyring_secrets_last_as_long_as_the_program_and_are_written_nowhere(desk):
    mailbox = Mailbox(id=3, name="Tips", host="x", user="x")
    holder = Keyholder(desk)
    assert holder.keep(3, "hidden words") is False
    assert holder.way_in(mailbox) == "hidden words"
    with pytest.raises(NotWritten, match="no keyring that keeps secrets"):
        keys.keep_secret("m", "hidden words")
    assert keys.secret_of("m") is None
    written = (path for path in desk.folder.path.rglob("*") if path.is_file())
    assert not any(b"hidden words" in path.read_bytes() for path in written)
    assert "hidden words" not in repr(holder)
