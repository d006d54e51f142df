"""Says why tips can't be taken to a state, before they are dropped there."""

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from tipdesk.gui import words
from tipdesk.newsroom.moves import ALLOWED
from tipdesk.newsroom.states import Workflow


def why_not(states: Collection[Workflow], to: Workflow) -> str:
    """Give the sentence against a step that none of these states has; "" where one of them has."""
    if not states or any(to in ALLOWED[state] or state is to for state in states):
        return ""
    before = next(state for state in Workflow if state in states)
    steps = ", ".join(words.say(step).lower() for step in ALLOWED[before])
    sentence = QCoreApplication.translate(
        "Board", "A tip that is {0} can't become {1}; from here it can go to {2}."
    )
    return sentence.format(words.say(before).lower(), words.say(to).lower(), steps)
