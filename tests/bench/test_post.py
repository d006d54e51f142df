"""What taking in mail costs, beside the two programs that index mail fastest."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.letters import Writer, write_maildir, write_mbox
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.store.opening import open_desk

pytestmark = pytest.mark.bench

MESSAGES, MANY = 20_000, 200_000
TIMES = 1.5
MEMORY = 400  # MB
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import in a process of its own told."""

    logged: int
    seconds: float
    peak: float


@pytest.fixture
def report(capsys) -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    with capsys.disabled():
        sys.stdout.write("".join(f"\n  {line}" for line in lines))


@pytest.fixture(scope="module")
def maildir(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("post") / "maildir"
    write_maildir(folder, MESSAGES)
    os.sync()
    return folder


def taken(desk: Path, sent: Path) -> Taken:
    """Import into a new desk."""
    line = [sys.executable, "-m", "tests.bench.taken_in", str(desk), str(sent)]
    env = {**os.environ, "PYTHONPATH": "src"}
    run = subprocess.run(line, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    logged, seconds, peak = run.stdout.split()
    return Taken(int(logged), float(seconds), float(peak))


def timed(line: list[str], **env: str) -> float:
    began = time.perf_counter()
    subprocess.run(line, check=True, capture_output=True, env={**os.environ, **env})
    return time.perf_counter() - began


class Notmuch:
    """notmuch over the same maildir."""

    def __init__(self, maildir: Path, place: Path) -> None:
        self._config = place / "notmuch-config"
        self._config.write_text(
            f"[database]\npath={maildir}\n[user]\nname=B\nprimary_email=b@example.org\n"
        )

    def index(self) -> float:
        return timed(["notmuch", "new", "--quiet"], NOTMUCH_CONFIG=str(self._config))

    def search(self, word: str) -> float:
        line = ["notmuch", "search", "--limit=50", word]
        return min(timed(line, NOTMUCH_CONFIG=str(self._config)) for _ in range(5))


class Mu:
    """mu over the same maildir."""

    def __init__(self, maildir: Path, place: Path) -> None:
        self._home = f"--muhome={place / 'mu'}"
        timed(["mu", "init", f"--maildir={maildir}", self._home, "--quiet"])

    def index(self) -> float:
        return timed(["mu", "index", self._home, "--quiet"])


def test_mail_is_taken_in_faster_than_mail_indexers_read_it(
    maildir: Path, needs: Callable[..., None], tmp_path: Path, report: list[str]
):
    needs("notmuch", "mu")
    ours = taken(tmp_path / "desk", maildir)
    peers = {"notmuch new": Notmuch(maildir, tmp_path), "mu index": Mu(maildir, tmp_path)}
    seconds = {name: peer.index() for name, peer in peers.items()}
    report.append(
        f"{MESSAGES:,} mails: {MESSAGES / ours.seconds:,.0f} a second, {ours.peak:.0f} MB at most"
    )
    report += [
        f"{name}: {MESSAGES / took:,.0f} a second; ours {took / ours.seconds:.2f} times that"
        for name, took in seconds.items()
    ]
    report += _searches(tmp_path / "desk", peers["notmuch new"])
    assert ours.logged == MESSAGES
    assert min(seconds.values()) / ours.seconds >= TIMES


def _searches(desk: Path, notmuch: Notmuch) -> Iterator[str]:
    """Search for a common word, a rarer and a rare one; newest first, fifty of them."""
    words = Writer().words
    store = open_desk(desk, editor="Bench", passphrase="bench")
    for word in (words[1], words[200], words[15_000]):
        began = time.perf_counter()
        found = tip_ids(store, word)[:50]
        ours = time.perf_counter() - began
        yield (
            f"search: {len(found)} shown after {ours * 1000:.1f} ms in the program; "
            f"notmuch search as a command {notmuch.search(word) * 1000:.1f} ms"
        )
    store.close()


def test_two_hundred_thousand_mails_take_no_more_memory(tmp_path: Path, report: list[str]):
    box = tmp_path / "all.mbox"
    write_mbox(box, MANY)
    done = taken(tmp_path / "desk", box)
    report.append(
        f"{MANY:,} plain mails ({box.stat().st_size / 1e6:.0f} MB): "
        f"{MANY / done.seconds:,.0f} a second, {done.peak:.0f} MB at most"
    )
    assert done.logged == MANY
    assert done.peak <= MEMORY
