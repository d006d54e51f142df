"""Secrets of mailboxes lie in a real secret service, and nowhere where there is none."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.store.test_keyring import LOCKED, UNLOCKED
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


@pytest.fixture
def with_keyring(tmp_path):
    if not all(shutil.which(name) for name in ("dbus-run-session", "gnome-keyring-daemon")):
        pytest.skip("a real secret service needs dbus-run-session and gnome-keyring-daemon")

    def run(start: str) -> list[str]:
        env = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": "src"}
        env |= {"XDG_DATA_HOME": str(tmp_path / "share"), "XDG_RUNTIME_DIR": str(tmp_path)}
        env.pop("PYTHON_KEYRING_BACKEND", None)
        program = [sys.executable, "-c", PROGRAM]
        return subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", start, "sh", *program],
            env=env,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.splitlines()

    return run


def test_long_secrets_are_kept_in_pieces_and_come_back_whole_or_not_at_all(with_keyring):
    whole, longest, short, half, gone = with_keyring(UNLOCKED)
    assert whole == "True 6"
    assert int(longest) <= 1_000
    assert short == "True ['m', 'm/0'] None"
    assert half == "None"
    assert gone == "[] None"


def test_a_locked_keyring_keeps_nothing_and_says_so(with_keyring):
    (said,) = with_keyring(LOCKED)
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
