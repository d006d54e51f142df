import gc

import pytest
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tipdesk.gui import icons, theme
from tipdesk.settings import resources


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


SAID = ("ink", "muted", "accent", "attention", "good", "stop")
GROUNDS = ("window", "side", "panel", "selection", "chip")


@pytest.mark.parametrize("wear", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("ground", GROUNDS)
def test_everything_that_is_written_can_be_read(wear, said: str, ground: str) -> None:
    assert contrast(wear.role(said), wear.role(ground)) >= 4.5


@pytest.mark.parametrize("wear", [theme.LIGHT, theme.DARK])
def test_what_stands_on_colour_can_be_read(wear: theme.Colours) -> None:
    assert contrast(wear.accent, wear.accent_ground) >= 4.5
    assert contrast(wear.on_accent, wear.accent) >= 4.5
    assert contrast(wear.on_toast, wear.toast) >= 4.5
    assert contrast(wear.toast_link, wear.toast) >= 4.5


@pytest.mark.parametrize(
    ("scheme", "worn"), [(theme.Scheme.LIGHT, theme.LIGHT), (theme.Scheme.DARK, theme.DARK)]
)
def test_the_chosen_scheme_is_worn(qapp: QApplication, scheme, worn) -> None:
    theme.apply(qapp, scheme)
    assert theme.colours() is worn
    assert theme.scheme_of(qapp) is scheme
    assert qapp.palette().base().color() == worn.panel


def test_icons_change_with_the_scheme(qapp: QApplication, qtbot) -> None:
    icons.Recolouring(qapp)
    theme.apply(qapp, theme.Scheme.LIGHT)
    button = QPushButton()
    qtbot.addWidget(button)
    icons.wear(button, "stop", "ink")
    before = middle(button)
    theme.apply(qapp, theme.Scheme.DARK)
    qtbot.waitUntil(lambda: middle(button) != before)
    assert before == theme.LIGHT.ink.rgb()
    assert middle(button) == theme.DARK.ink.rgb()


def middle(button: QPushButton) -> int:
    return button.icon().pixmap(16, 16).toImage().pixelColor(8, 8).rgb()


def test_an_icon_changes_though_nobody_but_its_window_holds_it(qapp: QApplication, qtbot) -> None:
    icons.Recolouring(qapp)
    theme.apply(qapp, theme.Scheme.LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    icons.wear(QPushButton(window), "add")
    icons.wear(QPushButton(), "add")  # gone at once
    gc.collect()
    before = window.findChild(QPushButton).icon().cacheKey()
    theme.apply(qapp, theme.Scheme.DARK)
    assert window.findChild(QPushButton).icon().cacheKey() != before


def test_an_icon_is_sharp_on_a_screen_of_twice_the_points(qapp: QApplication) -> None:
    drawn = icons.pixmap("shield", theme.LIGHT.ink, 16, 2.0)
    assert (drawn.width(), drawn.deviceIndependentSize().width()) == (32, 16)


@pytest.mark.parametrize("name", sorted(p.stem for p in (resources() / "icons").glob("*.svg")))
def test_every_drawing_can_be_drawn(qapp: QApplication, name: str) -> None:
    drawn = icons.pixmap(name, QColor("red"), 16, 1.0).toImage()
    painted = [drawn.pixelColor(x, y).alpha() for x in range(16) for y in range(16)]
    assert max(painted) > 100
    assert min(painted) == 0


def test_figures_of_the_same_width_are_asked_for(qapp: QApplication) -> None:
    for face in theme.Face:
        assert theme.font(face).isFeatureSet(QFont.Tag("tnum"))


def test_headings_are_heavier_and_larger_than_meta(qapp: QApplication) -> None:
    assert theme.font(theme.Face.HEADLINE).pixelSize() == 19
    assert theme.font(theme.Face.META).pixelSize() == 12
    assert theme.font(theme.Face.SECTION).weight() > theme.font(theme.Face.META).weight()
