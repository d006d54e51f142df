"""Every question and change of a desk's day at a million tips, with plain SQL as the floor.

`notmuch search` and `mu find` answer over the same words as 200,000 messages, where they are there.
"""

import gc
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.bench.million import TIPS, desk_of
from tests.bench.questions import GROWING, INDEXED
from tests.bench.synthetic import NOW, OPENINGS, Invented
from tests.bench.turns import nth
from tipdesk.desk.annotating.choosing import rate
from tipdesk.desk.annotating.editing import edit_media
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.counts.days import days
from tipdesk.desk.counts.facets import facets
from tipdesk.desk.counts.statistics import statistics
from tipdesk.desk.searching.listing import tip_ids
from tipdesk.desk.triaging.merging import merge_tips
from tipdesk.desk.triaging.triage import mark_opened, move, prioritise, trash
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.media import Media, MediaEdit
from tipdesk.newsroom.states import Permission, Workflow
from tipdesk.store.database import Store

pytestmark = pytest.mark.bench
MESSAGES, A_FOLDER = 200_000, 1_000
MEMORY = 600  # MB
BULK = 0.5  # seconds of CPU for 1,000 tips, with undo


@pytest.fixture(scope="module")
def desk() -> Iterator[Store]:
    store = desk_of(TIPS)
    gc.collect()
    gc.freeze()  # as the window does once it is there: a search of all that is loaded takes 90 ms
    gc.enable()  # the suite searches between tests alone, and these are long
    yield store
    gc.disable()
    gc.unfreeze()
    store.close()


@pytest.fixture
def report(capsys) -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    with capsys.disabled():
        sys.stdout.write("".join(f"\n  {line}" for line in lines))


def measured(name: str, ask: Callable[[], object], turns: int = 20) -> str:
    """Say the CPU time of a question: usual and worst."""
    ask()
    took = []
    for _ in range(turns):
        began = time.process_time()
        ask()
        took.append((time.process_time() - began) * 1000)
        if sum(took) > 5_000:
            break
    return f"{name:<44}{nth(took, 0.5):>10.2f}{nth(took, 0.99):>10.2f}"


def test_questions_that_an_index_answers(desk, report):
    report += [measured(name, lambda ask=ask: ask(desk), 100) for name, ask in INDEXED.items()]


def test_questions_whose_answer_grows(desk, report):
    report += [measured(name, lambda ask=ask: ask(desk)) for name, ask in GROWING.items()]


def test_what_is_computed_aside(desk, report):
    ids, some = tip_ids(desk), tip_ids(desk, "flood")
    report.append(measured("facets of all", lambda: facets(desk, ids), 3))
    report.append(measured("facets of a common word", lambda: facets(desk, some), 3))
    report.append(measured("statistics of twelve weeks", lambda: statistics(desk), 3))
    report.append(measured("statistics of a year", lambda: statistics(desk, 52), 3))
    report.append(measured("days of all", lambda: days(desk, ids), 3))


def test_changes(desk, report):
    states = [Workflow.TRIAGE, Workflow.VERIFYING]
    tip = TipId(tip_ids(desk, "workflow:new,triage", limit=1)[0])

    def turn() -> None:
        move(desk, [tip], states[0])
        states.reverse()

    report.append(measured("one durable change", turn, 50))
    report.append(measured("a read mark", lambda: mark_opened(desk, tip), 50))
    for number in (1_000, 100_000):
        ids = [TipId(one) for one in tip_ids(desk, limit=number)]
        for name, change in (
            (f"a change of {number:,}", lambda ids=ids: prioritise(desk, ids, 3)),
            (f"its undo, {number:,}", lambda: undo(desk)),
            (f"{number:,} into the trash", lambda ids=ids: trash(desk, ids)),
            (f"its undo, {number:,}", lambda: undo(desk)),
        ):
            began = time.process_time()
            change()
            took = time.process_time() - began
            report.append(f"{name:<44}{took * 1000:>10.2f}")
            assert number > 1_000 or took <= BULK


def test_changes_of_files_and_merges(desk, report):
    with desk.reading() as session:
        newest = select(col(Media.id)).order_by(col(Media.id).desc()).limit(10_000)
        files = [MediaId(one) for one in session.execute(newest).scalars()]
    into, *tips = (TipId(one) for one in tip_ids(desk, limit=10_001))
    edit = MediaEdit(permission=Permission.GRANTED, credit="Picture: A. Okafor")
    for name, change in (
        ("stars on 10,000 files", lambda: rate(desk, files, 3)),
        ("permission and credit of 10,000 files", lambda: edit_media(desk, files, edit)),
        ("10,000 tips into one", lambda: merge_tips(desk, into, tips)),
    ):
        for said, step in ((name, change), ("its undo", lambda: undo(desk))):
            began = time.process_time()
            step()
            report.append(f"{said:<44}{(time.process_time() - began) * 1000:>10.2f}")


def test_memory_and_size(desk, report):
    gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = desk.folder.database.stat().st_size
    report.append(f"most memory in this run: {peak} MB")
    report.append(f"the database: {size / 1e9:.2f} GB, {size / TIPS / 1000:.2f} KB a tip")
    assert peak <= MEMORY


@pytest.mark.parametrize("word", ["flood", "bodamerota", "zzznothing"])
def test_what_others_take_over_the_same_words(word, report):
    mail = _maildir()
    peers = {
        "notmuch search": (
            ["notmuch", "new", "--quiet"],
            ["notmuch", "search", "--output=threads", "--limit=100", word],
        ),
        "mu find": (
            ["mu", "index", "--quiet", "--muhome", str(mail / "mu")],
            ["mu", "find", "--muhome", str(mail / "mu"), "--maxnum", "100", "--sortfield=d", word],
        ),
    }
    for name, (index, search) in peers.items():
        if shutil.which(search[0]) is None:
            report.append(f"{name} is not there (`make bench` installs it)")
            continue
        _indexed(index, mail)
        report.append(f"{name} {word}: {_cpu(search, mail):.0f} ms of CPU")


def _indexed(command: list[str], mail: Path) -> None:
    """Have a peer index the mails, once; it may take minutes."""
    done = mail / f"{command[0]}-has-indexed"
    if done.exists():
        return
    if command[0] == "mu":
        begin = ["mu", "init", "--quiet", "--muhome", str(mail / "mu"), "--maildir", f"{mail}/mail"]
        subprocess.run(begin, env=_surroundings(mail), check=True, capture_output=True)
    subprocess.run(command, env=_surroundings(mail), check=True, capture_output=True)
    done.touch()


def _cpu(search: list[str], mail: Path) -> float:
    """Tell what a search takes, the best of three."""
    return min(_once(search, mail) for _ in range(3))


def _once(search: list[str], mail: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # `mu find` ends with a number of its own where nothing is found.
    subprocess.run(search, env=_surroundings(mail), check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def _surroundings(mail: Path) -> dict[str, str]:
    """Give the peers a home of their own: nobody's mail is touched."""
    place = {"HOME": str(mail), "XDG_CACHE_HOME": str(mail), "XDG_CONFIG_HOME": str(mail)}
    return {**os.environ, **place, "NOTMUCH_CONFIG": str(mail / "notmuch-config")}


def _maildir() -> Path:
    """Write the invented words as mails, once: a thousand a folder, as in a mailbox of years."""
    place = Path(os.environ.get("TIPDESK_BENCH_DIR") or "/tmp") / f"tipdesk-letters-{MESSAGES}"
    if (place / "notmuch-config").exists():
        return place
    invented = Invented(2)
    for number in range(MESSAGES):
        folder = place / "mail" / f"{number // A_FOLDER:03}"
        if number % A_FOLDER == 0:
            for part in ("cur", "new", "tmp"):
                (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / "cur" / f"{number}:2,S").write_bytes(_mail(number, invented))
    (place / "notmuch-config").write_text(
        f"[database]\npath={place}/mail\n[user]\nname=N\nprimary_email=n@example.org\n"
        "[new]\ntags=inbox\n"
    )
    return place


def _mail(number: int, invented: Invented) -> bytes:
    said = invented.said
    return (
        f"From: Reader {number % 2_000} <r{number % 2_000}@example.org>\n"
        f"Message-ID: <{number}@example.org>\n"
        f"Date: {format_datetime(NOW - timedelta(minutes=number))}\n"
        f"Subject: {invented.chance.choice(OPENINGS)}, {said(3)}\n\n{said(25)}\n"
    ).encode()
