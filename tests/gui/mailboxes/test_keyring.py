"""The password that the dialog was given lies in a real secret service, and the window finds it."""

from tests.servers.dovecot import PASSWORD, MailServer
from tests.servers.keyring import UNLOCKED

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


def test_the_password_is_kept_by_the_keyring_and_found_at_the_next_start(
    with_keyring, tmp_path, mail_server: MailServer, trusting: None
):
    words = (str(mail_server.tls), mail_server.new_user(), PASSWORD)
    (tmp_path / "d").mkdir()
    said = with_keyring(UNLOCKED, PROGRAM, str(tmp_path / "d"), *words)
    assert said.split() == ["True", "watching", "watching", "False"]
