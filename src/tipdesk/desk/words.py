"""Says in one plain sentence what a change did."""

from types import MappingProxyType

from tipdesk.newsroom.change import Change
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.ids import tip_number

_DONE = MappingProxyType(
    {
        "log": "logged",
        "attach": "given more files",
        "edit": "edited",
        "move": "moved",
        "assign": "assigned",
        "prioritise": "given another priority",
        "trash": "put into the trash",
        "restore": "restored from the trash",
        "protect": "given another protection",
        "tag": "tagged",
        "untag": "untagged",
        "put": "put to a story",
        "take_out": "taken out of a story",
        "publish": "published",
        "kill": "killed",
        "note": "given a note",
        "drop_note": "relieved of a note",
        "caption": "given other words for its files",
        "detach": "relieved of files",
        "sender": "given another sender",
        "verdict": "given a verdict",
        "undo": "put back as before",
        "redo": "changed again",
    }
)
_ABOUT_STORIES = MappingProxyType({"found": "founded", "edit_story": "edited"})


def done(verb: str) -> str:
    """Say what became of a tip by a verb: tagged, put to a story."""
    return _DONE.get(verb, "changed")


def say(change: Change) -> str:
    """Say it in English, for the terminal; refused tips are counted, with the first reason."""
    told = _told(change) if change else "Nothing had to be changed."
    if not change.refused:
        return told
    first = change.refused[0]
    left = counted(len(change.refused), "tip was", "tips were")
    return f"{told} {left} left as before; {tip_number(first.tip)}: {first.why}"


def _told(change: Change) -> str:
    if change.verb in _ABOUT_STORIES or not change.tips:
        what = _ABOUT_STORIES.get(change.verb, done(change.verb))
        stories = counted(len(change.stories), "story", "stories")
        return f"{stories if change.stories else 'The desk'} {what}."
    if len(change.tips) == 1:
        return f"{tip_number(min(change.tips))} {done(change.verb)}."
    return f"{len(change.tips):,} tips {done(change.verb)}."
