"""From the mail server to the page, with the real command and a real server."""

import json
import re
import threading
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlmodel import select

from tests import child
from tests.servers.dovecot import PASSWORD, MailServer
from tests.terminal import Terminal
from tipdesk.media.drawing import picture
from tipdesk.newsroom.mail import Message
from tipdesk.store.integrity import check
from tipdesk.store.opening import open_desk

PASSPHRASE = "four plain words here"
MANY = 1_500


@pytest.fixture
def user(mail_server: MailServer, trusting: None, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TIPDESK_MAIL_PASSWORD", PASSWORD)
    return mail_server.new_user()


@pytest.fixture
def tipdesk(mail_server: MailServer, user: str, tmp_path: Path) -> Terminal:
    """A terminal whose desk reads this user's mailbox."""
    terminal = Terminal(tmp_path / "desk", PASSPHRASE)
    place = ("--host", "localhost", "--port", mail_server.tls, "--user", user)
    added = terminal("mail", "add", "Tips", *place)
    assert added.returncode == 0, added.stderr
    return terminal


def with_pictures() -> bytes:
    """Write the mail of a reader who stood by the road."""
    mail = EmailMessage()
    mail["From"] = "L. Farrow <l.farrow@example.org>"
    mail["To"] = "tips@example.org"
    mail["Subject"] = "Water over the mill road"
    mail["Message-ID"] = "<three@example.org>"
    mail.set_content("Three pictures from this morning.")
    mail.add_alternative('<p>Three <img src="https://example.org/seen.gif"></p>', subtype="html")
    for name in ("road", "weir", "arch"):
        data = picture(name, size=(640, 480))
        mail.add_attachment(data, maintype="image", subtype="jpeg", filename=f"{name}.jpg")
    return mail.as_bytes()


def plain(number: int) -> bytes:
    return b"Message-ID: <%d@example.org>\r\nSubject: Water %d\r\n\r\nIt rises.\r\n" % (
        number,
        number,
    )


def test_a_mail_with_three_pictures_is_on_the_page_two_minutes_later(tipdesk, mail_server, user):
    watching = tipdesk.start("mail", "watch")
    killer = threading.Timer(60, watching.kill)
    killer.start()
    try:
        mail_server.deliver(user, with_pictures())
        assert watching.stdout.readline() == "T-1 logged.\n"
    finally:
        killer.cancel()
        watching.terminate()
        child.end(watching)
    assert tipdesk("mail", "fetch").stdout == ""  # whatever the watch had not read by then is read
    (tip,) = (json.loads(line) for line in tipdesk("show", "1", "--json").stdout.splitlines())
    assert (tip["headline"], tip["channel"]) == ("Water over the mill road", "mail")
    pictures = [media for media in tip["media"] if media["kind"] == "picture"]
    assert [media["name"] for media in pictures] == ["road.jpg", "weir.jpg", "arch.jpg"]
    for workflow in ("triage", "verifying", "ready"):
        assert tipdesk("set", "1", "--workflow", workflow, "--story", "MILLFLOOD").returncode == 0
    url = "https://courier.example.org/millflood"
    assert tipdesk("publish", "1", "--url", url).returncode == 0
    summary = tipdesk.desk.parent / "summary.md"
    done = tipdesk("export", "--story", "MILLFLOOD", "--as", "md", "-o", summary)
    assert done.returncode == 0, done.stderr
    assert "Water over the mill road" in summary.read_text()
    assert b"Seen" not in mail_server.flags(user)


@pytest.mark.parametrize("batches", [0, 1])
def test_a_fetch_that_was_killed_is_completed_and_nothing_is_doubled(
    batches, tipdesk, mail_server, user
):
    mail_server.put(user, [plain(number) for number in range(MANY)])
    fetching = tipdesk.start("mail", "fetch")
    for _ in range(batches * 1_000):
        assert fetching.stdout.readline().endswith(" logged.\n")
    fetching.kill()
    child.end(fetching)
    assert tipdesk("mail", "fetch").returncode == 0
    desk = open_desk(tipdesk.desk, editor="Mara Keller", passphrase=PASSPHRASE)
    try:
        with desk.reading() as session:
            keys = list(session.exec(select(Message.message_id)))
        assert len(keys) == len(set(keys)) == MANY
        assert check(desk) == []
    finally:
        desk.close()


def test_fetching_talks_to_the_mail_server_and_to_nobody_else(
    tipdesk, mail_server, user, needs, tmp_path
):
    needs("strace")
    mail_server.deliver(user, with_pictures())
    log = tmp_path / "strace.log"
    traced = ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=connect,sendto,sendmsg"]
    line = [*traced, *tipdesk.line("mail", "fetch")]
    child.run(line, env=tipdesk.whole_env(), check=True, capture_output=True)
    reached = set(
        re.findall(r"connect\(.*sa_family=AF_INET6?, sin6?_port=htons\((\d+)\)", log.read_text())
    )
    assert reached == {str(mail_server.tls)}
