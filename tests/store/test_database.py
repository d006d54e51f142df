import subprocess
import sys
import threading
from os import environ

from sqlmodel import func, select

from tests import child
from tipdesk.newsroom.tip import Tip
from tipdesk.store.opening import open_desk

WRITER = """
import sys; from pathlib import Path
from tipdesk.store.opening import open_desk
from tipdesk.newsroom.tip import Tip
store = open_desk(Path(sys.argv[1]), editor="Sam Lund")
for _ in range(25):
    with store.begin("log") as work:
        work.add(Tip(headline="from the other process"))
print(store.others)
store.close()
"""


def count(store):
    with store.reading() as session:
        return session.exec(select(func.count(Tip.id))).one()


def test_two_processes_take_turns_and_both_say_that_they_are_two(store, log_tips):
    other = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store.folder.path)],
        env={**environ, "PYTHONPATH": "src"},
        stdout=subprocess.PIPE,
        text=True,
    )
    for _ in range(25):
        log_tips(store, "from this process")
    assert child.end(other)[0] == "True\n"
    assert other.returncode == 0
    assert count(store) == 50
    assert not store.others


def test_an_open_desk_knows_when_it_is_opened_again_and_when_that_ends(store):
    assert not store.others
    again = open_desk(store.folder.path, editor="Sam Lund")
    assert store.others
    assert again.others
    again.close()
    assert not store.others


def test_what_another_process_changed_is_news_and_what_we_did_is_not(store, log_tips):
    log_tips(store, "mine")
    assert store.news() == []
    other = open_desk(store.folder.path, editor="Sam Lund")
    log_tips(other, "theirs", "theirs too")
    log_tips(store, "mine again")
    (change,) = store.news()
    assert change.verb == "log"
    assert change.tips == {2, 3}
    assert store.news() == []
    other.close()


def test_threads_take_turns_at_writing(store, log_tips):
    threads = [threading.Thread(target=log_tips, args=(store, "x", "y")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(store) == 16


def test_a_reader_sees_one_state_however_long_it_looks(store, log_tips):
    log_tips(store, "before")
    with store.reading() as session:
        assert session.exec(select(func.count(Tip.id))).one() == 1
        log_tips(store, "meanwhile")
        assert session.exec(select(func.count(Tip.id))).one() == 1
    assert count(store) == 2
