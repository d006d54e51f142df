from hypothesis import given
from hypothesis import strategies as st

from tipdesk.gui.light.tiling import Tiling

TILINGS = st.builds(
    Tiling,
    st.integers(0, 5_000),
    st.tuples(st.integers(20, 400), st.integers(20, 400)),
    st.tuples(st.integers(1, 3_000), st.integers(1, 3_000)),
    st.booleans(),
)


@given(TILINGS, st.data())
def test_what_is_at_a_tiles_place_is_that_tile(tiling, data):
    if tiling.count:
        number = data.draw(st.integers(0, tiling.count - 1))
        x, y = tiling.place(number)
        assert tiling.at(x, y) == number
        assert tiling.at(x + tiling.tile[0] - 1, y + tiling.tile[1] - 1) == number


@given(TILINGS, st.integers(0, 200_000), st.integers(1, 3_000))
def test_every_tile_that_can_be_seen_is_named(tiling, start, length):
    seen = tiling.between(start, start + length - 1)
    along = 0 if tiling.one_row else 1
    for number in range(tiling.count):
        begin = tiling.place(number)[along]
        touches = begin < start + length and begin + tiling.tile[along] > start
        assert (number in seen) == touches


@given(TILINGS)
def test_nothing_lies_beyond_the_end(tiling):
    if tiling.count:
        place = tiling.place(tiling.count - 1)
        along = 0 if tiling.one_row else 1
        offset = tiling.left if tiling.one_row else 0
        assert place[along] + tiling.tile[along] <= tiling.extent + offset


def test_beside_the_tiles_is_nothing():
    tiling = Tiling(5, (100, 100), (250, 400))
    assert tiling.columns == 2
    assert [tiling.at(*at) for at in ((10, 10), (240, 10), (130, 250), (30, 250))] == [
        *(-1, -1, -1, 4),
    ]
