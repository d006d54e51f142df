"""Where it was: the map, which place the tip's words are taken to mean, and the sun there."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from tipdesk.desk.verifying.claims import kilometres
from tipdesk.desk.verifying.findings import Findings
from tipdesk.desk.verifying.places import Place
from tipdesk.desk.verifying.sun import Sun
from tipdesk.gui import words
from tipdesk.gui.bridge import Bridge
from tipdesk.gui.facts.dial import Dial
from tipdesk.gui.map.painting import Marks
from tipdesk.gui.map.view import Map
from tipdesk.gui.tip.links import PAD, Link
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom.alike import metres_between
from tipdesk.newsroom.facts import Fact
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.names import shown


class Placing(QWidget):
    """The map and what belongs to it; where nothing is known it takes no room."""

    chosen = Signal(object)  # Place: what the tip's place means

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._found: Findings | None = None
        self.map = Map(bridge)
        self.meant, self.others = said(""), Link("")
        self.others.clicked.connect(self._offer)
        self.meant.setContentsMargins(PAD, 0, 0, 0)
        self.dial, self.sun = Dial(), said("")
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 10)
        rows.setSpacing(6)
        inset = QVBoxLayout()
        inset.setContentsMargins(PAD, 0, 0, 0)
        inset.addWidget(self.map)
        choice = QVBoxLayout()
        choice.setSpacing(0)
        choice.addWidget(self.meant)
        choice.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        stood = QHBoxLayout()
        stood.setContentsMargins(PAD, 0, 0, 0)
        stood.setSpacing(10)
        stood.addWidget(self.dial, 0, Qt.AlignmentFlag.AlignTop)
        stood.addWidget(self.sun, 1)
        for part in (inset, choice, stood):
            rows.addLayout(part)

    def show_findings(self, media: MediaLine, found: Findings) -> None:
        """Show the places that are known: where the file was taken, which one the tip names."""
        marks = _marks(media, found)
        is_on_map = marks.at is not None or marks.named is not None
        self.setVisible(is_on_map or found.sun is not None)
        self.map.setVisible(is_on_map)
        if is_on_map:
            self.map.show_marks(marks)
        self._found = found
        self.meant.setVisible(found.place is not None)
        self.others.setVisible(found.place is not None and self._is_choice(found))
        if found.place is not None:
            self._say_meant(found, found.place)
        for each in (self.dial, self.sun):
            each.setVisible(found.sun is not None)
        if found.sun is not None:
            self.dial.show_sun(found.sun, found.direction)
            self.sun.setText(_sun(found, found.sun))

    def _is_choice(self, found: Findings) -> bool:
        return len(found.meant.places) > 1 or not found.is_place_sure

    def _say_meant(self, found: Findings, place: Place) -> None:
        # Our words come first: a sentence runs in the direction of its first letter.
        sure, unsure = self.tr("Taken to be {1}: “{0}”."), self.tr("This may be {1}: “{0}”.")
        told = (sure if found.is_place_sure else unsure).format(found.meant.words, place.words)
        if found.apart is not None:
            far = kilometres(found.apart / 1000)
            told += " " + self.tr("The file was taken {0} from its middle.").format(far)
        self.meant.setText(shown(told))
        others = len(found.meant.places) - 1
        only, one = self.tr("Choose it"), self.tr("One other place is called so")
        more = self.tr("{0} other places are called so").format(words.number(others))
        self.others.say({0: only, 1: one}.get(others, more), role="accent")

    def _offer(self) -> None:
        if self._found is not None:
            corner = self.others.mapToGlobal(self.others.rect().bottomLeft())
            self.menu(self._found, self.chosen.emit).popup(corner)

    def menu(self, found: Findings, choose: Callable[[Place], object]) -> QMenu:
        """List the places that may be meant."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in found.meant.places:
            action = menu.addAction(_described(place, found).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(place == found.place)
            action.triggered.connect(lambda _=False, place=place: choose(place))
        return menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("Placing", text)


def _described(place: Place, found: Findings) -> str:
    told = [place.words]
    if place.people:
        told.append(_tr("{0} people").format(words.number(place.people)))
    if found.at is not None:
        far = kilometres(metres_between(found.at, place.at) / 1000)
        told.append(_tr("{0} from the camera").format(far))
    return " · ".join(told)


def _marks(media: MediaLine, found: Findings) -> Marks:
    # A guess beside a measured point would only mislead.
    place = found.place if found.is_place_sure or found.at is None else None
    name = place.name if place is not None else ""
    within = next((one.value for one in media.said if one.fact is Fact.POSITION_ERROR), "0")
    try:
        metres = float(within)
    except ValueError:
        metres = 0.0
    return Marks(
        at=found.at,
        named=place.at if place is not None else None,
        name=name if found.is_place_sure else f"{name}?",
        direction=found.direction if found.at is not None else None,
        within=metres,
        town=found.near[0] if found.near is not None else None,
    )


def _sun(found: Findings, sun: Sun) -> str:
    told = [words.phrase(sun.words), _whose(found)]
    if found.direction is not None:
        told.append(words.phrase(sun.against(found.direction)))
        if found.is_direction_magnetic:
            told.append(_tr("The camera counted from magnetic north."))
    return " ".join(filter(None, told))


def _whose(found: Findings) -> str:
    """Say what of it the tip says and not the file."""
    if found.at is None and found.taken is None:
        return _tr("For the time and place that the tip names.")
    if found.at is None:
        return _tr("For the place that the tip names.")
    return _tr("For the time that the tip names.") if found.taken is None else ""
