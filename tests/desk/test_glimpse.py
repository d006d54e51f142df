"""What is shown before the libraries are loaded is what the list shows then."""

import random
import sys
from datetime import UTC, datetime, timedelta

import pytest

from tests import child
from tests.nouns import make_desk, make_media, make_tip
from tipdesk.desk.glimpse import glimpse
from tipdesk.desk.searching.listing import tip_ids, tip_lines
from tipdesk.desk.triaging.snoozing import snooze
from tipdesk.desk.triaging.triage import move, trash
from tipdesk.newsroom.states import Workflow
from tipdesk.newsroom.when import now
from tipdesk.store.unlocking import Unlocked

SHOWN = 12
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def opened_by(desk) -> Unlocked:
    return Unlocked(desk.folder, desk.card, desk.key)


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A desk with tips of several states; some were trashed, some sleep, some came together."""
    desk = make_desk(tmp_path_factory.mktemp("busy"))
    chance = random.Random(5)  # noqa: S311  no secret
    for _ in range(60):
        at = NOON + timedelta(minutes=chance.randrange(30))
        tip = make_tip(desk, received_at=at, sender="Ivo", tags=("flood",), stories=("BRIDGE",))
        if chance.random() < 0.4:
            move(desk, [tip], chance.choice((Workflow.TRIAGE, Workflow.VERIFYING)))
        if chance.random() < 0.2:
            trash(desk, [tip])
        elif chance.random() < 0.2:
            snooze(desk, [tip], now() + timedelta(days=1))
    make_media(desk, tip)
    yield desk
    desk.close()


@pytest.fixture
def unlocked(busy) -> Unlocked:
    return opened_by(busy)


@pytest.mark.parametrize(
    "query",
    ["", "workflow:new", "workflow:triage,verifying", "workflow:new,new", "workflow:spiked"],
)
def test_it_shows_what_the_list_shows(busy, unlocked, query):
    listed = tip_lines(busy, tip_ids(busy, query)[:SHOWN])
    assert glimpse(unlocked, query, SHOWN) == listed
    assert bool(listed) is (query != "workflow:spiked")


@pytest.mark.parametrize(
    "query",
    ["flood", "is:unread", "workflow:new flood", "-workflow:new", "sort:oldest", "workflow:", "(("],
)
def test_other_searches_wait_for_the_libraries(busy, unlocked, query):
    assert glimpse(unlocked, query, SHOWN) == []


def test_what_is_wrong_with_a_desk_is_left_to_whoever_opens_it(desk):
    make_tip(desk)
    unlocked = opened_by(desk)
    assert len(glimpse(unlocked, "", SHOWN)) == 1
    desk.close()
    wrong = Unlocked(unlocked.folder, unlocked.card, bytes(32))
    assert glimpse(wrong, "", SHOWN) == []
    unlocked.folder.database.write_bytes(b"no desk at all" * 1_000)
    assert glimpse(unlocked, "", SHOWN) == []
    unlocked.folder.database.unlink()
    assert glimpse(unlocked, "", SHOWN) == []


def test_none_of_the_slow_libraries_is_loaded_for_it():
    look = (
        "import sys, tipdesk.desk.glimpse, tipdesk.store.unlocking\n"
        "print({'sqlmodel', 'sqlalchemy', 'pydantic', 'numpy'} & sys.modules.keys())"
    )
    told = child.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"
