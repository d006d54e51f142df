"""The map shows land where land is, stays put under the pointer, and is told in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from pytestqt.qtbot import QtBot

from tipdesk.gui.bridge import Bridge
from tipdesk.gui.map.frame import MOST_SCALE, Frame, latitude_of, project
from tipdesk.gui.map.painting import Marks, path_of, scale_of
from tipdesk.gui.map.view import Map
from tipdesk.gui.map.world import world

PLACES = st.tuples(st.floats(-80, 80), st.floats(-180, 180))
LONDON, PARIS = (51.51, -0.13), (48.86, 2.35)


def frame_of(place: tuple[float, float], scale: float) -> Frame:
    return Frame(*project(*place), scale, 320, 180)


@pytest.mark.parametrize(
    ("place", "is_land"),
    [
        (LONDON, True),
        ((50.2, -1.0), False),  # the Channel
        ((0.0, -30.0), False),
        ((45.0, 50.5), False),  # the Caspian Sea, a hole in the land
        ((68.0, 179.0), True),  # beside the date line, from both of its sides
        ((68.0, -179.0), True),
        ((-17.8, 178.0), True),
        ((-82.0, 0.0), True),  # inside the ring around the pole
    ],
)
@pytest.mark.parametrize("scale", [330.0, 5_000.0, 60_000.0])
def test_land_is_where_land_is(place: tuple[float, float], is_land: bool, scale: float) -> None:
    frame = frame_of(place, scale)
    land = path_of(world().seen(frame)[0], closed=True)
    land.setFillRule(Qt.FillRule.OddEvenFill)
    assert land.contains(QPointF(*frame.pixel(*project(*place)))) is is_land


@given(PLACES, st.floats(320, MOST_SCALE), st.floats(0.2, 5), st.floats(0, 320), st.floats(60, 120))
def test_what_lies_under_the_pointer_stays_there_while_zooming(
    place: tuple[float, float], scale: float, factor: float, across: float, down: float
) -> None:
    frame = frame_of(place, scale)
    zoomed = frame.zoomed(factor, across, down)
    under = frame.point(across, down)
    if abs(latitude_of(under[1])) < 80 and abs(zoomed.latitude) < 80:
        x, y = zoomed.pixel(*under)
        around = zoomed.scale  # pixels once around the world, where both edges are one
        assert (x - across + around / 2) % around - around / 2 == pytest.approx(0, abs=0.02)
        assert y == pytest.approx(down, abs=0.02)


def test_the_scale_is_a_round_length() -> None:
    pixels, words = scale_of(frame_of(PARIS, 40_000))
    assert words == "50 km"
    assert pixels == pytest.approx(50_000 / frame_of(PARIS, 40_000).metres(1))


def test_the_map_is_told_in_words_and_zooms_only_once_it_has_the_focus(
    bridge: Bridge, qtbot: QtBot
) -> None:
    view = Map(bridge)
    qtbot.addWidget(view)
    view.resize(320, 180)
    view.show_marks(Marks(at=LONDON, named=PARIS, name="Paris", direction=30))
    told = "51.5100, -0.1300. The place named is Paris. They are 343 km apart."
    assert told in view.accessibleDescription()
    turn = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.wheelEvent(turn)
    assert not turn.isAccepted()
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: not view.is_loading)
    assert not view.grab().isNull()
