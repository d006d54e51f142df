"""What an editor lets out with a summary."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """What is printed beside the tip itself; a protected source is never printed, whatever is said.

    Notes are written for colleagues at the desk, so they stay there unless asked for.
    """

    contributor: bool = False
    media: bool = True
    notes: bool = False
    history: bool = True
