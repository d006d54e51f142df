"""The password that the dialog was given lies in a real secret service, and the window finds it."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.servers.dovecot import PASSWORD, MailServer
from tests.store.test_keyring import UNLOCKED

PROGRAM = """
import sys; from pathlib import Path
from PySide6.QtTest import QTest
from tests.nouns import make_desk
from tipdesk import app
from tipdesk.gui.mailboxes.standing import Standing
from tipdesk.gui.shell.layout import Layout
desk, port, user, password = Path(sys.argv[1]), *sys.argv[2:]
make_desk(desk).close()
app.prepare()
def until(happened):
    while not happened():
        QTest.qWait(5)
def opened():
    program = app.Program(editor="Mara", kept=Layout())
    program.window.show()
    program.begin(desk / "desk")
    until(lambda: program.post)
    return program, program.post.mailroom
def stands(mailroom, *standings):
    until(lambda: [mailroom.state(line).standing in standings for line in mailroom.lines] == [True])
    return mailroom.state(mailroom.lines[0]).standing.value
program, mailroom = opened()
dialog = program.post.connect_mailbox()
until(lambda: not program.page.bridge.is_busy)
print(dialog.signing.keep.isEnabled())
dialog.place.host.setText("localhost"); dialog.place.port.setText(port)
dialog.place.name.setText("Tips"); dialog.place.user.setText(user)
dialog.signing.password.setText(password)
dialog.save.click()
print(stands(mailroom, Standing.WATCHING))
program.end(); program.window.close()
program, mailroom = opened()
print(stands(mailroom, Standing.WATCHING, Standing.LOCKED))
program.end(); program.window.close()
print(any(password.encode() in file.read_bytes() for file in desk.rglob("*") if file.is_file()))
"""


@pytest.fixture
def with_keyring(tmp_path, mail_server: MailServer, trusting):
    if not all(shutil.which(name) for name in ("dbus-run-session", "gnome-keyring-daemon")):
        pytest.skip("a real secret service needs dbus-run-session and gnome-keyring-daemon")

    def run() -> list[str]:
        env = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": "src:."}
        env |= {"XDG_DATA_HOME": str(tmp_path / "share"), "XDG_RUNTIME_DIR": str(tmp_path)}
        env.pop("PYTHON_KEYRING_BACKEND", None)
        words = (str(tmp_path / "d"), str(mail_server.tls), mail_server.new_user(), PASSWORD)
        (tmp_path / "d").mkdir()
        program = [sys.executable, "-c", PROGRAM, *words]
        return subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", UNLOCKED, "sh", *program],
            env=env,
            capture_output=True,
            text=True,
            check=True,
            timeout=40,
        ).stdout.split()

    return run


def test_the_password_is_kept_by_the_keyring_and_found_at_the_next_start(with_keyring):
    assert with_keyring() == ["True", "watching", "watching", "False"]
