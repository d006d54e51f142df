import pytest
from sqlalchemy import text
from sqlmodel import delete, select, update

from tipdesk.newsroom.media import Facts
from tipdesk.newsroom.record import LedgerEntry, Note
from tipdesk.newsroom.story import StoryTip
from tipdesk.newsroom.tip import Tip
from tipdesk.store.integrity import check


def entries(store):
    with store.reading() as session:
        return session.exec(select(LedgerEntry).order_by(LedgerEntry.id)).all()


def test_every_changed_row_has_an_entry_with_before_and_after(store, log_tips):
    log_tips(store, "Flood")
    with store.begin("spike", reason=" hoax ") as work:
        work.get(Tip, 1).workflow = "spiked"
    with store.begin("note") as work:
        work.add(Note(tip_id=1, editor="Mara Keller", text="called"))

    logged, spiked, noted = entries(store)
    assert logged.before is None
    assert logged.after["headline"] == "Flood"
    assert (spiked.verb, spiked.reason, spiked.editor) == ("spike", "hoax", "Mara Keller")
    assert (spiked.before, spiked.after) == ({"workflow": "new"}, {"workflow": "spiked"})
    assert (noted.noun, noted.row, noted.tip_id) == ("note", "1", 1)


def test_a_change_names_the_tips_and_stories_it_touched(store, log_tips):
    log_tips(store, "Flood", "Fire")
    with store.begin("put") as work:
        work.execute(text("INSERT INTO story VALUES (7,'MILLFLOOD','','','open',NULL,'',NULL,1)"))
        work.add(StoryTip(story_id=7, tip_id=2))
    assert work.change.tips == {2}
    assert work.change.stories == {7}
    assert work.change.nouns == {"storytip"}


def test_what_is_set_without_having_been_read_has_an_entry_with_before_and_after_too(
    store, log_tips
):
    log_tips(store, "Flood")
    with store.begin("prioritise") as work:
        tip = work.get(Tip, 1)
        work.expire(tip)
        tip.priority, tip.place = 1, ""
    _, raised = entries(store)
    assert (raised.before, raised.after) == ({"priority": 5}, {"priority": 1})
    with store.reading() as session:
        row = session.get(Tip, 1)
        assert (row.priority, row.headline, row.version) == (1, "Flood", 2)


def test_a_verb_that_changes_nothing_leaves_no_entry(store, log_tips):
    log_tips(store, "Flood")
    with store.begin("assign") as work:
        work.get(Tip, 1).priority = 5
    assert not work.change
    assert len(entries(store)) == 1


def test_a_verb_that_fails_leaves_nothing_behind(store, log_tips):
    log_tips(store, "Flood")

    def half_a_verb() -> None:
        with store.begin("move") as work:
            work.get(Tip, 1).workflow = "triage"
            work.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_a_verb()
    assert len(entries(store)) == 1
    with store.reading() as session:
        assert session.get(Tip, 1).workflow == "new"


@pytest.mark.parametrize(
    "way_round", [update(Tip).values(priority=1), delete(Tip)], ids=["update", "delete"]
)
def test_no_verb_can_go_round_the_ledger(store, log_tips, way_round):
    log_tips(store, "Flood")
    with pytest.raises(AssertionError), store.begin("move") as work:
        work.execute(way_round)


def test_facts_are_derived_and_not_in_the_ledger(store):
    with store.deriving() as session:
        session.add(Facts(digest="a" * 64, size=1))
    assert entries(store) == []


def test_what_needs_a_verb_cannot_be_written_without_one(store):
    with pytest.raises(AssertionError), store.deriving() as session:
        session.add(Tip(headline="Flood"))


def test_many_rows_at_once_have_the_same_entries_as_one_by_one(store):
    row = {"headline": "Flood", "received_at": Tip(headline="x").received_at, "sensitivity": []}
    with store.begin("log") as work:
        work.add_rows(Tip, [{"id": number, **row} for number in (1, 2)])
    assert [entry.row for entry in entries(store)] == ["1", "2"]
    assert work.change.tips == {1, 2}
    assert check(store) == []


def test_a_change_has_one_moment_and_its_tips_bear_it(store):
    with store.begin("log") as work:
        work.add_rows(Tip, [{"id": number, "headline": "Flood"} for number in (1, 2)])
        work.add(Note(tip_id=2, editor="Mara Keller", text="called"))
    moments = {entry.at for entry in entries(store)}
    with store.reading() as session:
        assert {tip.changed_at for tip in session.exec(select(Tip))} == moments
    assert len(moments) == 1


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE ledgerentry SET editor = 'Nobody' WHERE id = 2",
        "UPDATE ledgerentry SET after = '{}' WHERE id = 1",
        "DELETE FROM ledgerentry WHERE id = 2",
        "UPDATE ledgerentry SET id = 99 WHERE id = 1",
    ],
    ids=["editor", "content", "gap", "order"],
)
def test_an_altered_ledger_shows(store, log_tips, tampering):
    for headline in ("one", "two", "three"):
        log_tips(store, headline)
    assert check(store) == []
    with store.deriving() as session:
        session.execute(text(tampering))
    assert "ledger" in check(store)[0].sentence


def test_no_content_shows_in_the_repr_of_an_entry(store, log_tips):
    log_tips(store, "canary headline")
    assert "canary" not in repr(entries(store))
