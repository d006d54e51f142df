import os
import sys

from tests import child
from tests.servers.keyring import LOCKED, UNLOCKED

PROGRAM = """
import sys; from pathlib import Path
from tipdesk.newsroom.errors import TipdeskError
from tipdesk.newsroom.tip import Tip
from tipdesk.store.folder import Protection
from tipdesk.store.opening import create_desk, open_desk
path = Path(sys.argv[1])
try:
    store = create_desk(path, name="x", editor="Mara", protection=Protection.KEYRING)
    with store.begin("log") as work:
        work.add(Tip(headline="Flood"))
    store.close()
    store = open_desk(path, editor="Mara")
    with store.reading() as session:
        print(store.encrypted, session.get(Tip, 1).headline)
    store.close()
    if "forget" in sys.argv:
        import keyring
        keyring.delete_password("tipdesk", store.card.id)
        open_desk(path, editor="Mara")
except TipdeskError as error:
    print(type(error).__name__)
"""


def test_the_key_of_a_desk_lies_in_the_system_keyring(with_keyring, tmp_path):
    assert with_keyring(UNLOCKED, PROGRAM, str(tmp_path / "desk")) == "True Flood\n"
    assert b"SQLite format" not in (tmp_path / "desk" / "desk.db").read_bytes()
    card = (tmp_path / "desk" / "desk.toml").read_text()
    assert 'protection = "keyring"' in card


def test_a_key_that_was_deleted_is_said_and_the_desk_stays_locked(with_keyring, tmp_path):
    assert (
        with_keyring(UNLOCKED, PROGRAM, str(tmp_path / "desk"), "forget")
        == "True Flood\nKeyNeeded\n"
    )


def test_a_locked_keyring_is_said_and_no_desk_is_made(with_keyring, tmp_path):
    assert with_keyring(LOCKED, PROGRAM, str(tmp_path / "desk")) == "KeyNeeded\n"
    assert not (tmp_path / "desk").exists()


def test_a_keyring_that_keeps_secrets_in_plain_files_is_not_real(tmp_path):
    program = (
        "import keyring, keyring.backend; from tipdesk.store import keys\n"
        "class Plain(keyring.backend.KeyringBackend):\n"
        "    priority = 9\n"
        "    set_password = get_password = delete_password = lambda *a: None\n"
        "Plain.__module__ = 'keyrings.alt.file'\n"
        "keyring.set_keyring(Plain()); print(keys.keyring_is_real())\n"
    )
    env = {**os.environ, "PYTHONPATH": "src"}
    command = [sys.executable, "-c", program]
    done = child.run(command, env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
