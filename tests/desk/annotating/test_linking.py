import pytest

from tests.nouns import make_media, make_tip
from tipdesk.desk.annotating.linking import link, unlink
from tipdesk.desk.changes.history import history
from tipdesk.desk.changes.undoing import undo
from tipdesk.desk.changes.words import say
from tipdesk.desk.opening import open_tip
from tipdesk.desk.triaging.triage import trash
from tipdesk.newsroom.errors import NotAllowed, NotFound, NotValid
from tipdesk.newsroom.ids import TipId
from tipdesk.store.database import Store


@pytest.fixture
def pair(desk: Store) -> tuple[TipId, TipId]:
    tips = make_tip(desk, headline="Mill road"), make_tip(desk, sender="A. Okafor", protected=True)
    for tip in tips:
        make_media(desk, tip, b"picture %d" % tip)
    return tips


def digest_of(store: Store, tip: TipId) -> str:
    return open_tip(store, tip).media[0].digest


def linked(store: Store, tip: TipId) -> list[TipId]:
    return [one.other.id for one in open_tip(store, tip).links]


def test_two_tips_are_linked_and_both_show_it_and_tell_of_it(desk: Store, pair):
    tip, other = pair
    digests = digest_of(desk, tip), digest_of(desk, other)

    change = link(desk, tip, other, *digests)

    assert change.tips == {tip, other}
    assert say(change) == "2 tips linked."
    (there,) = open_tip(desk, other).links
    assert (there.other.headline, there.other_digest, there.digest) == ("Mill road", *digests)
    assert history(desk, tip)[0].what == ("linked with T-2",)
    assert history(desk, other)[0].what == ("linked with T-1",)


def test_a_link_to_a_protected_tip_names_nobody(desk: Store, pair):
    link(desk, *pair)

    (there,) = open_tip(desk, pair[0]).links
    assert (there.other.protected, there.other.contributor) == (True, "")


def test_linking_twice_from_either_side_changes_nothing(desk: Store, pair):
    link(desk, *pair)

    assert not link(desk, *pair)
    assert not link(desk, *reversed(pair))


def test_a_link_is_undone_and_a_dropped_one_comes_back(desk: Store, pair):
    link(desk, *pair)
    unlink(desk, *reversed(pair))
    assert [linked(desk, tip) for tip in pair] == [[], []]

    undo(desk)
    assert [linked(desk, tip) for tip in pair] == [[pair[1]], [pair[0]]]

    undo(desk)
    assert [linked(desk, tip) for tip in pair] == [[], []]


def test_what_can_not_be_linked_is_refused_and_nothing_is_changed(desk: Store, pair):
    tip, other = pair
    gone = make_tip(desk)
    trash(desk, [gone])

    with pytest.raises(NotValid):
        link(desk, tip, tip)
    with pytest.raises(NotAllowed):
        link(desk, tip, gone)
    with pytest.raises(NotFound):
        link(desk, tip, other, digest_of(desk, other))
    assert linked(desk, tip) == []
