"""Colours by role, fonts by role and the one style sheet, for light and dark."""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from tipdesk.settings import resources

GRID = 8
RADIUS = 6
_HALF_LIGHT = 128
_PLAIN_FAMILIES = ("DejaVu Sans", "Bitstream Vera Sans", "Sans Serif", "")


class Scheme(StrEnum):
    """Which colours the editor wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Face(StrEnum):
    """What a text is, which decides its size and weight."""

    BODY = "body"
    STRONG = "strong"
    META = "meta"
    SECTION = "section"
    HEADLINE = "headline"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window, by what it says and not by how it looks."""

    window: QColor
    side: QColor
    panel: QColor
    line: QColor
    ink: QColor
    muted: QColor
    chip: QColor
    accent: QColor
    accent_ground: QColor
    on_accent: QColor
    selection: QColor
    attention: QColor
    good: QColor
    stop: QColor
    toast: QColor
    on_toast: QColor
    toast_link: QColor

    def role(self, name: str) -> QColor:
        """Give the colour of a role that is known by its name, as in `words.role`."""
        colour: QColor = getattr(self, name)
        return colour


def _colours(*values: str) -> Colours:
    return Colours(*(QColor(value) for value in values))


LIGHT = _colours(
    *("#fbfaf8", "#f3f1ed", "#ffffff", "#e4e1da", "#1c1b19", "#6a665e", "#efece6"),
    *("#1f5fbf", "#e4edfa", "#ffffff", "#dfeaf9", "#8a5a00", "#17723b", "#b3261e"),
    *("#2a2a2a", "#ffffff", "#9cc4ff"),
)
# A shade lighter than the plan's muted: that one falls short of 4.5 : 1 on a chosen row.
DARK = _colours(
    *("#1b1c1e", "#232427", "#1f2022", "#35373b", "#eceae6", "#a6a39c", "#2e3034"),
    *("#7fb0f5", "#22344d", "#10233d", "#263a55", "#e0b04c", "#6fcf91", "#ff8a80"),
    *("#2a2a2a", "#ffffff", "#9cc4ff"),
)


@cache
def colours() -> Colours:
    """Give the colours that the window wears now; ask again after a palette change."""
    dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < _HALF_LIGHT
    return DARK if dark else LIGHT


def apply(app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
    """Dress the program; `system` follows the desktop's scheme from now on."""
    first = app.property("scheme") is None
    app.setProperty("scheme", scheme.value)
    if first:
        app.setStyle("Fusion")
        app.setFont(font(Face.BODY))
        app.styleHints().colorSchemeChanged.connect(lambda _: _dress(app))
        app.paletteChanged.connect(lambda _: colours.cache_clear())
    wanted = {
        Scheme.SYSTEM: Qt.ColorScheme.Unknown,
        Scheme.LIGHT: Qt.ColorScheme.Light,
        Scheme.DARK: Qt.ColorScheme.Dark,
    }
    app.styleHints().setColorScheme(wanted[scheme])
    _dress(app)


def scheme_of(app: QApplication) -> Scheme:
    """Tell which scheme was chosen."""
    return Scheme(app.property("scheme") or Scheme.SYSTEM)


def _dress(app: QApplication) -> None:
    chosen = scheme_of(app)
    dark = chosen is Scheme.DARK or (
        chosen is Scheme.SYSTEM and app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    wear = DARK if dark else LIGHT
    sheet = _style_sheet(wear)
    # Qt goes through every widget that there is, even where the sheet is the same one.
    if app.styleSheet() != sheet or app.palette().color(QPalette.ColorRole.Window) != wear.window:
        colours.cache_clear()  # before the first who hears of it asks
        app.setPalette(_palette(wear))
        app.setStyleSheet(sheet)


def _palette(wear: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for kind, colour in {
        role.Window: wear.window,
        role.WindowText: wear.ink,
        role.Base: wear.panel,
        role.AlternateBase: wear.side,
        role.Text: wear.ink,
        role.Button: wear.panel,
        role.ButtonText: wear.ink,
        role.BrightText: wear.on_accent,
        role.Highlight: wear.selection,
        role.HighlightedText: wear.ink,
        role.Accent: wear.accent,
        role.Link: wear.accent,
        role.LinkVisited: wear.accent,
        role.PlaceholderText: wear.muted,
        role.ToolTipBase: wear.toast,
        role.ToolTipText: wear.on_toast,
        role.Light: wear.panel,
        role.Midlight: wear.chip,
        role.Mid: wear.line,
        role.Dark: wear.line,
        role.Shadow: wear.line,
    }.items():
        palette.setColor(kind, colour)
    for kind in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, kind, wear.muted)
    return palette


@cache
def _sheet() -> Template:
    return Template((resources() / "style" / "tipdesk.qss").read_text("utf-8"))


def _style_sheet(wear: Colours) -> str:
    names = {each.name: wear.role(each.name).name() for each in fields(wear)}
    marks = (resources() / "style" / ("dark" if wear is DARK else "light")).as_posix()
    return _sheet().substitute(names, radius=f"{RADIUS}px", marks=marks)


@cache
def _families() -> tuple[str, str]:
    """Name the plain and the strong family: the desktop's, or ours where that is a last resort."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if system not in _PLAIN_FAMILIES:
        return system, system
    ours = {style: _load(f"Inter-{style}.otf") for style in ("Regular", "SemiBold")}
    if not all(ours.values()):
        return "DejaVu Sans", "DejaVu Sans"
    return ours["Regular"], ours["SemiBold"]


def _load(name: str) -> str:
    path = resources() / "fonts" / name
    found = QFontDatabase.applicationFontFamilies(
        QFontDatabase.addApplicationFont(str(path)) if path.exists() else -1
    )
    return found[0] if found else ""


_SIZES = {Face.META: 12, Face.SECTION: 11, Face.HEADLINE: 19, Face.MONO: 12}
_WEIGHTS = {
    Face.STRONG: QFont.Weight.DemiBold,
    Face.SECTION: QFont.Weight.DemiBold,
    Face.HEADLINE: QFont.Weight.DemiBold,
}


def font(face: Face) -> QFont:
    """Give the font of a text by what it is; figures all have the same width."""
    return QFont(_made(face))


@cache
def _made(face: Face) -> QFont:
    if face is Face.MONO:
        wanted = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    else:
        plain, strong = _families()
        wanted = QFont(strong if face in _WEIGHTS else plain)
    wanted.setPixelSize(_SIZES.get(face, 13))
    wanted.setWeight(_WEIGHTS.get(face, QFont.Weight.Normal))
    wanted.setFeature(QFont.Tag("tnum"), 1)
    return wanted
