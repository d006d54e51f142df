"""What the player has to know of a file of the desk."""

from typing import Protocol

from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.states import FileKind, ReadState


class Playable(Protocol):
    """A file of the desk, as far as the player has to know it."""

    @property
    def id(self) -> MediaId:
        """Tell which media it is."""

    @property
    def digest(self) -> str:
        """Name its bytes."""

    @property
    def kind(self) -> FileKind:
        """Tell what kind of file it is."""

    @property
    def state(self) -> ReadState:
        """Tell whether it was read."""

    @property
    def duration(self) -> float | None:
        """Tell how many seconds it lasts, where that is known."""


def plays(media: Playable) -> bool:
    """Tell whether a file is one for the player."""
    return media.kind in (FileKind.VIDEO, FileKind.AUDIO) and media.state is ReadState.READ
