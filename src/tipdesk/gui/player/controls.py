"""The buttons under a film."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from tipdesk.gui import icons, theme
from tipdesk.gui.player.clock import precise
from tipdesk.gui.player.track import Track
from tipdesk.gui.playeracts import hint

SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0, 4.0)
FULL = 100
_SIZE = 28
_GAP, _LEAST = 2, 60


class Controls(QWidget):
    """Play, steps, time, speed, sound, loop, still and full screen."""

    asked = Signal(str)  # the id of an act
    speed_asked = Signal(float)
    volume_changed = Signal(float)  # 0 to 1

    def __init__(self) -> None:
        super().__init__()
        self._sound = (True, True, False)
        self._has_picture = True
        self.play = self._button("player.play", "play")
        self.back = self._button("player.previous_frame", "frame-back")
        self.on = self._button("player.next_frame", "frame-on")
        self.time = QLabel("0:00.00")
        self.time.setTextFormat(Qt.TextFormat.PlainText)
        self.time.setFont(theme.font(theme.Face.META))
        self.speed = QToolButton()
        self.loop = self._button("player.loop", "loop", checkable=True)
        self.mute = self._button("player.mute", "sound", checkable=True)
        self.volume = Track(knob=4.5)
        self.still = self._button("player.grab", "grab")
        self.full = self._button("player.full", "fullscreen")
        self._make_speed()
        self._make_volume()
        row = QHBoxLayout(self)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for widget in (self.play, self.back, self.on):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(self.time)
        row.addStretch(1)
        for late in (self.speed, self.loop, self.mute, self.volume, self.still, self.full):
            row.addWidget(late)

    def show_time(self, position: float, duration: float) -> None:
        """Say where the film stands and how long it is."""
        whole = f" / {precise(duration)}" if duration else ""
        said = f"{precise(position)}{whole}"
        if len(said) != len(self.time.text()):
            # Of one size while it runs: each new one would lay out the whole window.
            width = QFontMetrics(self.time.font()).horizontalAdvance(said.replace("1", "0"))
            self.time.setFixedSize(width + 4, _SIZE)
            self._choose()
        self.time.setText(said)

    def show_playing(self, *, on: bool) -> None:
        """Turn the first button between play and pause."""
        if self.play.property("glyph") == ("pause" if on else "play"):
            return
        icons.wear(self.play, "pause" if on else "play")
        self.play.setAccessibleName(self.tr("Pause") if on else self.tr("Play"))

    def show_speed(self, speed: float) -> None:
        """Say how fast it plays."""
        said = self.tr("{0}×").format(f"{speed:g}")
        if said == self.speed.text():
            return
        self.speed.setText(said)
        self.speed.setAccessibleName(self.tr("Speed: {0} times").format(f"{speed:g}"))

    def show_sound(self, *, has: bool, heard: bool, muted: bool) -> None:
        """Show whether there is sound, whether it is heard, and why not."""
        state = (has, heard, muted)
        if state == self._sound:
            return
        self._sound = state
        self.mute.setEnabled(has and heard)
        self._choose()
        self.mute.setChecked(muted)
        icons.wear(self.mute, "sound" if state == (True, True, False) else "sound-off")
        if not has:
            self.mute.setToolTip(self.tr("There is no sound in this file."))
        elif not heard:
            self.mute.setToolTip(self.tr("This computer has no audio output: it plays in silence."))
        else:
            self.mute.setToolTip(hint("player.mute"))

    def show_kind(self, *, has_picture: bool) -> None:
        """Leave out what has no meaning for a sound."""
        self._has_picture = has_picture
        self._choose()

    def minimumSizeHint(self) -> QSize:
        """Ask for the least room that it can do with."""
        return QSize(_LEAST, _SIZE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for; its keys work all the same."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        has_sound, is_heard, _ = self._sound
        by_need = (
            ((self.time,), True),
            ((self.still,), self._has_picture),
            ((self.back, self.on), self._has_picture),
            ((self.full,), self._has_picture),
            ((self.speed,), True),
            ((self.mute, self.loop), True),
            ((self.volume,), has_sound and is_heard),
        )
        room = self.width() - _SIZE - 4 * _GAP
        for widgets, has_meaning in by_need:
            wide = sum(_width(widget) + _GAP for widget in widgets) if has_meaning else 0
            for widget in widgets:
                widget.setVisible(has_meaning and wide <= room)
            room = room - wide if wide <= room else 0

    def _button(self, act: str, glyph: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton()
        icons.wear(button, glyph)
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(_SIZE, _SIZE)
        button.setCheckable(checkable)
        button.setToolTip(hint(act))
        button.setAccessibleName(hint(act).partition("  ")[0])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._asking(act))
        return button

    def _asking(self, act: str) -> Callable[[], None]:
        return lambda: self.asked.emit(act)

    def _make_speed(self) -> None:
        self.speed.setFont(theme.font(theme.Face.META))
        self.speed.setFixedHeight(_SIZE)
        self.speed.setMinimumWidth(40)
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speed.setToolTip(self.tr("Speed; sound is heard at 1× only"))
        self.speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.speed)
        for speed in SPEEDS:
            action = menu.addAction(self.tr("{0}×").format(f"{speed:g}"))
            action.triggered.connect(self._choosing(speed))
        self.speed.setMenu(menu)
        self.show_speed(1.0)

    def _choosing(self, speed: float) -> Callable[[], None]:
        return lambda: self.speed_asked.emit(speed)

    def _make_volume(self) -> None:
        self.volume.setRange(0, FULL)
        self.volume.setValue(FULL)
        self.volume.setFixedWidth(64)
        self.volume.setAccessibleName(self.tr("Volume"))
        self.volume.valueChanged.connect(lambda value: self.volume_changed.emit(value / FULL))


def _width(widget: QWidget) -> int:
    least = widget.minimumWidth()
    return least if least == widget.maximumWidth() else max(least, widget.sizeHint().width())
