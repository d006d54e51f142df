import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.gui.light.camera import Camera, Look
from tipdesk.newsroom.likeness import Turn

SIDES = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))
ROOMS = st.tuples(st.integers(50, 4_000), st.integers(50, 4_000))
LOOKS = st.builds(Look, st.floats(0.1, 1e5), st.floats(-1, 2), st.floats(-1, 2))
CAMERAS = st.builds(
    lambda *said: Camera(*said).settled(), SIDES, ROOMS, LOOKS, st.integers(0, 3), st.booleans()
)


@given(CAMERAS, st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 20))
def test_what_is_under_the_cursor_stays_there_unless_an_edge_is_in_the_way(camera, x, y, zoom):
    at = (x * camera.room[0], y * camera.room[1])
    nearer = camera.to_zoom(max(zoom, camera.zoom), at)
    before, after = camera.to_picture(at), nearer.to_picture(at)
    inside = all(0 <= p <= side for p, side in zip(before, camera.picture, strict=True))
    fills = all(
        side * camera.zoom >= room
        for side, room in zip(
            camera.picture, camera.room[::-1] if camera.turn % 2 else camera.room, strict=True
        )
    )
    if inside and fills:
        assert after == pytest.approx(before, abs=1 + 1e-6 * max(camera.picture))


@given(CAMERAS)
def test_no_margin_shows_where_the_picture_fills_the_room(camera):
    left, top, right, bottom = camera.seen()
    assert 0 <= left < right <= camera.picture[0]
    assert 0 <= top < bottom <= camera.picture[1]
    if camera.is_whole:
        assert (left, top, right, bottom) == (0, 0, *camera.picture)


@given(CAMERAS, st.floats(-5e3, 5e3), st.floats(-5e3, 5e3))
def test_pushing_never_loses_the_picture(camera, across, down):
    look = camera.moved(across, down).look
    assert 0 <= look.x <= 1
    assert 0 <= look.y <= 1


@given(CAMERAS)
def test_four_quarters_are_a_whole_turn(camera):
    turned = camera
    for _ in range(4):
        turned = turned.turned(1)
    assert turned.turn == camera.turn


def test_pushing_follows_the_hand_however_the_view_is_turned():
    for turn in Turn:
        way = (turn.quarters, turn.is_mirrored)
        camera = Camera((4_000, 3_000), (400, 400), Look(8.0), *way).settled()
        there = camera.to_picture((200, 200))
        assert camera.moved(50, -30).to_picture((250, 170)) == pytest.approx(there)


def test_every_pixel_is_one_on_the_screen_at_100_percent():
    camera = Camera((4_000, 3_000), (800, 600)).to_zoom(1.0)
    left, top, right, bottom = camera.seen()
    assert camera.zoom == 1.0
    assert (right - left, bottom - top) == (801, 601)


def test_a_small_picture_is_not_blown_up_beyond_measure():
    assert Camera((64, 48), (1_600, 1_200)).whole == 4.0


@pytest.mark.parametrize("turn", Turn)
def test_a_place_of_a_picture_is_found_again_however_it_is_shown(turn):
    look = Look(3.0, 0.2, 0.9)
    back = look.shown_by(turn).lying(turn)
    assert (back.power, back.x, back.y) == pytest.approx((3.0, 0.2, 0.9))


@pytest.mark.parametrize(
    ("turn", "corner"),
    [
        *((Turn.UPRIGHT, (0, 0)), (Turn.MIRRORED, (1, 0)), (Turn.UPSIDE_DOWN, (1, 1))),
        *((Turn.FLIPPED, (0, 1)), (Turn.TRANSPOSED, (0, 0)), (Turn.CLOCKWISE, (1, 0))),
        *((Turn.TRANSVERSED, (1, 1)), (Turn.COUNTERCLOCKWISE, (0, 1))),
    ],
)
def test_a_picture_is_shown_as_exif_means_it(turn, corner):
    shown = Look(1.0, 0.0, 0.0).shown_by(turn)
    assert (shown.x, shown.y) == corner
