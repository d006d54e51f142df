from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tipdesk.gui.tips.row.draft import Plans
from tipdesk.gui.tips.row.plan import EDGE, Density, Face
from tipdesk.newsroom.states import FileKind, Permission, Workflow

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NAMES = st.lists(st.text("abc ßж漢ا", min_size=1, max_size=40), max_size=12).map(tuple)
# The shield, the ellipsis and the plus: what is left of a name that has no room.
LITTLE = 16


@pytest.fixture(params=list(Density))
def plans(light, request):
    made = Plans()
    made.density = request.param
    return made


def texts(plan, *faces):
    return [piece.text for piece in plan.pieces if piece.face in faces]


SAID = st.fixed_dictionaries(
    {
        "headline": st.text(max_size=300),
        "contributor": st.text(max_size=80),
        "tags": NAMES,
        "stories": NAMES,
        "kinds": st.dictionaries(st.sampled_from(FileKind), st.integers(1, 6)),
        "thumbnails": st.lists(st.just("a" * 64), max_size=3).map(tuple),
        "permission": st.sampled_from(Permission),
        "protected": st.booleans(),
        "assignee": st.sampled_from(["", "Mara Keller"]),
    }
)


@given(SAID, st.integers(260, 900))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_nothing_runs_over_the_edge_or_into_the_pictures(plans, line, said, width):
    drafted = plans.of(line(**said), width, NOW)
    edge = width - EDGE
    right = min((at.x() - 8 for at, _ in drafted.pictures), default=edge)
    top = min((at.y() for at, _ in drafted.pictures), default=0)
    for piece in drafted.pieces:
        end = piece.at.x() + plans.fonts.width(piece.text, piece.face)
        assert end <= (edge if piece.at.y() < top else right) + LITTLE
    for place, _ in drafted.chips:
        assert place.right() <= right + 1


def test_unread_is_bold_and_read_is_not(plans, line):
    assert texts(plans.of(line(unread=True), 424, NOW), Face.UNREAD)
    assert texts(plans.of(line(unread=False), 424, NOW), Face.READ)


def test_pictures_leave_a_headline_its_width_where_there_is_a_line_above_them(light, line):
    headline, plans = "Rescue boat on Mill Road, seen from the bridge", Plans()
    drafted = plans.of(line(headline=headline, thumbnails=("a" * 64,) * 3), 400, NOW)
    assert len(drafted.pictures) == 3
    assert headline in texts(drafted, Face.READ, Face.UNREAD)


def test_a_long_headline_ends_in_an_ellipsis(plans, line):
    (headline,) = texts(plans.of(line(headline="Water " * 50), 424, NOW), Face.UNREAD)
    assert headline.startswith("Water Water")
    assert headline.endswith("…")


def test_tags_that_have_no_room_are_counted(plans, line):
    tags = tuple(f"tag number {at}" for at in range(12))
    drafted = plans.of(line(tags=tags), 424, NOW)
    shown = texts(drafted, Face.TAG)
    assert shown[-1] == f"+{12 - len(shown) + 1}"


def test_four_pictures_are_two_and_the_number_of_the_others(plans, line):
    digests = tuple(f"{at:064}" for at in range(3))
    drafted = plans.of(line(kinds={FileKind.PICTURE: 4}, thumbnails=digests), 424, NOW)
    assert [digest for _, digest in drafted.pictures] == list(digests[:2])
    assert drafted.more[1] == "+2"


def test_a_protected_source_has_a_shield_and_no_name(plans, line):
    drafted = plans.of(line(protected=True), 700, NOW)
    assert "shield" in [mark.name for mark in drafted.marks]
    assert "protected source" in texts(drafted, Face.META)
    assert not any("Okafor" in piece.text for piece in drafted.pieces)


def test_every_state_has_its_own_glyph_and_a_high_priority_its_flag(plans, line):
    glyphs = {
        plans.of(line(id=at, workflow=state), 424, NOW).marks[0].name
        for at, state in enumerate(Workflow, 1)
    }
    assert len(glyphs) == len(Workflow)
    assert "priority" in [mark.name for mark in plans.of(line(priority=1), 424, NOW).marks]
    assert "priority" not in [mark.name for mark in plans.of(line(), 424, NOW).marks]


def test_a_row_is_planned_once_until_something_of_it_changes(plans, line):
    same = line()
    first = plans.of(same, 424, NOW)
    assert plans.of(same, 424, NOW) is first
    assert plans.of(line(headline="Other"), 424, NOW) is not first
    assert plans.of(same, 500, NOW) is not first
    assert plans.of(same, 500, NOW + timedelta(hours=5)).age != first.age
