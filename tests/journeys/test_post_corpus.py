"""All the mail that others wrote, imported twice by the real command: nothing lost or doubled."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from sqlmodel import select

from tests import child
from tests.intake.rows import rows
from tests.terminal import Terminal
from tipdesk.intake.letters import key_of, read_letter
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Facts
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store
from tipdesk.store.integrity import check
from tipdesk.store.opening import open_desk

FOLDERS = ("mail", "hostile/stalwart-malformed", "hostile/mikel-mail-errors")
PASSPHRASE = "four plain words here"
NETWORK = "trace=connect,sendto,sendmsg"


def imported(desk: Path, corpus: Path, log: Path) -> str:
    """Import everything; return what was done on the network."""
    paths = [str(corpus / folder) for folder in FOLDERS]
    traced = ["strace", "-f", "-qq", "-o", str(log), "-e", NETWORK]
    terminal = Terminal(desk, passphrase=PASSPHRASE)
    line = [*traced, *terminal.line("import", *paths)]
    run = child.run(
        line, timeout=child.LATE, capture_output=True, env=terminal.whole_env(), check=False
    )
    assert b"Traceback" not in run.stderr
    assert run.returncode in (0, 1)
    return log.read_text()


@pytest.fixture(scope="module")
def twice(corpus, needs, tmp_path_factory) -> tuple[Store, int, str]:
    """A desk into which everything was imported twice; how many tips it had after the first."""
    needs("strace")
    place = tmp_path_factory.mktemp("post")
    first = imported(place / "desk", corpus, place / "first.log")
    desk = open_desk(place / "desk", editor="Mara Keller", passphrase=PASSPHRASE)
    tips = len(rows(desk, Tip))
    desk.close()
    second = imported(place / "desk", corpus, place / "second.log")
    desk = open_desk(place / "desk", editor="Mara Keller", passphrase=PASSPHRASE)
    yield desk, tips, first + second
    desk.close()


def mails(corpus: Path) -> list[Path]:
    expected = json.loads((corpus / "expected.json").read_text())["entries"]
    wanted = [e for e in expected if e["kind"] in {"mail", "hostile-mail", "msg"}]
    return [corpus / e["file"] for e in wanted if e["file"].startswith(FOLDERS)]


def test_no_mail_is_lost_and_its_bytes_come_out_again(twice, corpus):
    desk, _, _ = twice
    with desk.reading() as session:
        keys = set(session.exec(select(Message.key)))
        digests = set(session.exec(select(Facts.digest)))
    for path in mails(corpus):
        raw = path.read_bytes()
        kept = key_of(read_letter(raw), raw) in keys or _digest(raw) in digests
        assert kept, path.name
    for message in rows(desk, Message):
        if message.digest:
            assert _digest(desk.files.path(message.digest).read_bytes()) == message.digest


def test_nothing_is_doubled_by_the_second_import(twice):
    desk, tips, _ = twice
    assert len(rows(desk, Tip)) == tips > 200
    keys = [message.key for message in rows(desk, Message)]
    assert len(keys) == len(set(keys))
    assert check(desk, deep=True) == []


def test_nothing_touched_the_network(twice):
    _, _, log = twice
    assert "AF_INET" not in log


def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()
