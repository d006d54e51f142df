"""What an editor can do with a film or a sound; its keys count only in the player."""

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QKeySequence

from tipdesk.gui.acts import Act, Category, text

_C = Category

PLAYER_ACTS: tuple[Act, ...] = (
    Act(
        "player.play",
        _C.PLAYER,
        QT_TRANSLATE_NOOP("Actions", "Play or pause"),
        ("Space", "K"),
        "play",
    ),
    Act("player.slower", _C.PLAYER, QT_TRANSLATE_NOOP("Actions", "Slower, or back"), ("J",), ""),
    Act("player.faster", _C.PLAYER, QT_TRANSLATE_NOOP("Actions", "Play, or faster"), ("L",), ""),
    Act(
        "player.next_frame",
        _C.PLAYER,
        QT_TRANSLATE_NOOP("Actions", "Next frame"),
        (".",),
        "frame-on",
    ),
    Act(
        "player.previous_frame",
        _C.PLAYER,
        QT_TRANSLATE_NOOP("Actions", "Previous frame"),
        (",",),
        "frame-back",
    ),
    Act(
        "player.on",
        _C.PLAYER,
        QT_TRANSLATE_NOOP("Actions", "Five seconds on"),
        ("Shift+Right",),
        "",
    ),
    Act(
        "player.back",
        _C.PLAYER,
        QT_TRANSLATE_NOOP("Actions", "Five seconds back"),
        ("Shift+Left",),
        "",
    ),
    Act("player.in", _C.PLAYER, QT_TRANSLATE_NOOP("Actions", "Mark the beginning"), ("I",), ""),
    Act("player.out", _C.PLAYER, QT_TRANSLATE_NOOP("Actions", "Mark the end"), ("O",), ""),
    Act("player.unmark", _C.PLAYER, QT_TRANSLATE_NOOP("Actions", "No marks"), ("Shift+I",), ""),
    Act(
        "player.loop",
        _C.PLAYER,
        QT_TRANSLATE_NOOP("Actions", "Play again and again"),
        ("R",),
        "loop",
    ),
    Act(
        "player.mute",
        _C.PLAYER,
        QT_TRANSLATE_NOOP("Actions", "Sound off or on"),
        ("M",),
        "sound",
    ),
    Act(
        "player.grab",
        _C.PLAYER,
        QT_TRANSLATE_NOOP("Actions", "Grab a still"),
        ("Shift+S",),
        "grab",
    ),
    Act(
        "player.full",
        _C.PLAYER,
        QT_TRANSLATE_NOOP("Actions", "Film on the full screen"),
        ("F",),
        "fullscreen",
    ),
)
_BY_ID = {act.id: act for act in PLAYER_ACTS}


def hint(name: str) -> str:
    """Say what an act does and its keys: "Next frame  ."."""
    act = _BY_ID[name]
    native = QKeySequence.SequenceFormat.NativeText
    keys = ", ".join(QKeySequence(key).toString(native) for key in act.keys)
    return f"{text(act)}  {keys}" if keys else text(act)
