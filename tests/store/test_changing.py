import json
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from tests.nouns import make_desk
from tipdesk.newsroom.errors import NotWritten
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store.changing import add_missing, change_rows, remove_rows
from tipdesk.store.fulltext import Term, condition
from tipdesk.store.integrity import check
from tipdesk.store.ledger import NOUNS
from tipdesk.store.reversing import last_changes, reverse
from tipdesk.store.tallies import scan, tallies

TIPS, TAGS = range(1, 5), range(1, 4)
SAID = {"editor", "verb", "reason", "noun", "row", "tip_id", "before", "after"}
WORDS = ["flood", "Überschwemmung", "fire", "tag1", "tag2", "tag3"]

moments = st.sampled_from([None, datetime(2026, 11, 26, 8, 30, tzinfo=UTC)])
new = st.fixed_dictionaries(
    {},
    optional={
        "headline": st.sampled_from(WORDS),
        "workflow": st.sampled_from(["new", "triage", "spiked"]),
        "priority": st.integers(4, 6),
        "trashed_at": moments,
        "snoozed_until": moments,
        "closing": st.sampled_from([None, "spam"]),
        "protected": st.booleans(),
        "sensitivity": st.sampled_from([[], ["graphic"]]),
        "opened_at": moments,
    },
)
changes = st.dictionaries(st.sampled_from(TIPS), new, max_size=4)
links = st.sets(st.tuples(st.sampled_from(TIPS), st.sampled_from(TAGS)), max_size=6)
steps = st.one_of(
    st.tuples(st.just("change"), changes),
    st.tuples(st.just("add"), links),
    st.tuples(st.just("remove"), links),
)


def one_by_one(work, step, said):
    """Do it with objects, as the ledger's listener sees them."""
    if step == "change":
        for tip, values in said.items():
            row = work.get(Tip, tip)
            for name, value in values.items():
                setattr(row, name, value)
    for pair in said if step != "change" else ():
        there = work.get(TipTag, pair)
        if step == "add" and there is None:
            work.add(TipTag(tip_id=pair[0], tag_id=pair[1]))
        if step == "remove" and there is not None:
            work.delete(there)


def at_once(work, step, said):
    if step == "change":
        change_rows(work, Tip, [{"id": tip, **values} for tip, values in said.items()])
    else:
        do = add_missing if step == "add" else remove_rows
        do(work, TipTag, [{"tip_id": tip, "tag_id": tag} for tip, tag in said])


def prepared(folder):
    store = make_desk(folder)
    with store.begin("log") as work:
        for number in TIPS:
            received = datetime(2026, 1, number, tzinfo=UTC)
            work.add(Tip(headline="flood", received_at=received))
        work.add_all([Tag(name=f"tag{tag}", key=f"tag{tag}") for tag in TAGS])
    return store


def kept(store):
    """Tell all that verbs leave behind, but numbers and times of entries; check it on the way."""
    with store.reading() as session:
        counted = {(kind, key): n for kind, ns in tallies(session).items() for key, n in ns.items()}
        assert counted == scan(session.connection())
        left = {
            "rows": {name: rows_of(session, noun) for name, noun in NOUNS.items()},
            "found": {word: found(session, word) for word in WORDS},
            "counted": counted,
            "entries": [entries_of(session, one.change_id) for one in last_changes(session)],
        }
    assert check(store) == []
    return left


def rows_of(session, noun):
    dumped = (row.model_dump(exclude={"changed_at"}) for row in session.exec(select(noun)))
    return sorted(str(row) for row in dumped)


def found(session, word):
    return session.exec(select(Tip.id).where(condition([Term(word)])).order_by(Tip.id)).all()


def entries_of(session, change):
    entries = session.exec(select(LedgerEntry).where(LedgerEntry.change_id == change))
    return Counter(json.dumps(entry.model_dump(include=SAID), sort_keys=True) for entry in entries)


@settings(max_examples=25)
@given(steps=st.lists(steps, min_size=1, max_size=4))
def test_many_rows_at_once_leave_what_objects_one_by_one_leave_and_so_does_their_undo(steps):
    left = []
    for way in (one_by_one, at_once):
        with TemporaryDirectory() as folder, closing(prepared(Path(folder))) as store:
            done = []
            for step, said in steps:
                with store.begin(step, reason="because") as work:
                    way(work, step, said)
                done.append(work.change)
            after = kept(store)
            for change in reversed(done):
                if change:
                    reverse(store, change.id, verb="undo")
            undone = kept(store)
            told = [(bool(one), one.tips, one.stories, one.nouns) for one in done]
            left.append((after, undone, told))
    assert left[0] == left[1]


def test_what_an_object_holds_is_read_anew_after_its_row_was_changed(store, log_tips):
    log_tips(store, "Flood")
    with store.begin("edit") as work:
        tip = work.get(Tip, 1)
        tip.place = "Eastwick"
        change_rows(work, Tip, [{"id": 1, "priority": 1}])
        tip.language = "en"
    assert (tip.priority, tip.version) == (1, 4)
    assert check(store) == []


def test_a_disk_that_is_full_halfway_changes_nothing(store, log_tips):
    log_tips(store, *(f"Flood {number}" for number in range(300)))
    with store._writer.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 4}")
    before = kept(store)
    rows = [{"id": number, "place": "Eastwick " * 50} for number in range(1, 301)]
    with pytest.raises(NotWritten, match="full"), store.begin("edit") as work:
        change_rows(work, Tip, rows)
    assert kept(store) == before
