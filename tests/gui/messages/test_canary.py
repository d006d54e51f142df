"""Nothing in a mail makes the window open a file or speak to a server, told by strace."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests import child
from tests.letters import a_mail, receive
from tests.nouns import make_desk
from tipdesk.media.drawing import picture

ROOT = Path(__file__).parents[3]
TRACE = "trace=open,openat,openat2,stat,newfstatat,access,connect,sendto,sendmsg"
_OUTWARD = re.compile(r"(?:connect|sendto|sendmsg)\(.*AF_INET")


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    place = tmp_path / "canary.png"
    place.write_bytes(picture("flood", size=(60, 40)))
    return place


@pytest.fixture
def desk(tmp_path: Path, canary: Path) -> Path:
    """A desk with mails that try all that is known to open a file or to fetch something."""
    store = make_desk(tmp_path)
    where = canary.as_uri()
    tag = f"<img src='{where}'>"
    everything = f"""{tag}<img src="{canary}"><img src="//127.0.0.1/x.png">
        <body background="{where}">
        <table background="{where}"><tr><td background="{where}" style="background:url({where})">x
        <style>@import url({where}); p {{ background: url(http://127.0.0.1/y.png) }}</style>
        <link rel=stylesheet href="{where}"><link rel=prefetch href="http://127.0.0.1/z">
        <iframe src="{where}"></iframe><object data="{where}"></object><video src="{where}"></video>
        <svg><image href="{where}"/></svg><img srcset="{where} 1x"><input type=image src="{where}">
        <a href="{where}">file</a><a href="javascript:x">js</a><a href="smb://127.0.0.1/s">smb</a>
        <img src="\\\\127.0.0.1\\s\\x.png"><base href="{where}"><img src="canary.png">
        <meta http-equiv=refresh content="0; url=http://127.0.0.1/">"""
    html = a_mail("Words", everything, subject="HTML")
    html.get_payload()[1].add_related(b"x", maintype="image", subtype="png", cid=f"<{where}>")
    receive(store, html)
    said = a_mail(f"{tag} ![x]({where}) <b>&lt;</b>", subject=f"{tag} subject", x_note=tag)
    said.replace_header("From", f'"{tag}" <amina@riverside.example>')
    said.add_attachment(b"x", maintype="text", subtype="plain", filename=f"{tag}.txt")
    receive(store, said)
    receive(store, a_mail(f"https://we.tl/{tag}", f"<pre>{tag}</pre>&lt;img src={where}&gt;"))
    store.close()
    return tmp_path / "desk"


def looked_at(desk: Path, log: Path, *how: str) -> str:
    traced = ["strace", "-f", "-qq", "-s", "400", "-o", str(log), "-e", TRACE]
    line = [sys.executable, "-m", "tests.gui.messages.looked_at_mail", str(desk), *how]
    env = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    run = child.run(
        [*traced, *line], capture_output=True, env=env, cwd=ROOT, check=False, timeout=child.LATE
    )
    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout.strip() == b"3"
    return log.read_text(errors="replace")


def test_no_mail_opens_a_file_or_a_connection(desk, tmp_path, needs):
    needs("strace")
    log = looked_at(desk, tmp_path / "log")

    assert "canary" not in log
    assert not _OUTWARD.search(log)


def test_the_trace_would_show_a_file_that_was_opened(desk, tmp_path, needs):
    needs("strace")

    assert "canary" in looked_at(desk, tmp_path / "log", "cheat")
