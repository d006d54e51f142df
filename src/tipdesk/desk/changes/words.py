"""Says in one plain sentence what a change did."""

import re
from types import MappingProxyType

from tipdesk.newsroom.change import Change
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.ids import tip_number

# {} is the tip, or how many tips.
_DONE = MappingProxyType(
    {
        "log": "{} logged",
        "receive": "{} came in",
        "attach": "files attached to {}",
        "edit": "{} edited",
        "move": "workflow of {} changed",
        "assign": "assignee of {} changed",
        "prioritise": "priority of {} changed",
        "trash": "{} put into the trash",
        "restore": "{} restored from the trash",
        "delete": "{} deleted for good",
        "protect": "protection of {} changed",
        "tag": "{} tagged",
        "untag": "tags removed from {}",
        "put": "{} put to a story",
        "take_out": "{} taken out of a story",
        "publish": "{} published",
        "kill": "{} killed",
        "note": "note added to {}",
        "drop_note": "note removed from {}",
        "caption": "media details of {} edited",
        "describe": "details of files of {} edited",
        "rate": "files of {} rated",
        "choose": "files of {} picked or rejected",
        "detach": "files removed from {}",
        "sender": "sender of {} changed",
        "verdict": "verdict on {} set",
        "link": "{} linked",
        "unlink": "{} no longer linked",
        "block": "sender of {} blocked",
        "unblock": "sender of {} no longer blocked",
        "junk": "{} put away as junk",
        "grab": "still from a film added to {}",
        "snooze": "{} put away for later",
        "wake": "{} back on the desk",
        "merge": "{} merged",
        "split": "{} parted again",
        "merge_people": "senders of {} merged",
        "rename_person": "sender of {} renamed",
        "split_people": "senders of {} parted again",
        "read_back": "read back to the caller of {}",
        "keep_promise": "promise to the caller of {} kept",
        "check_dkim": "signature of the mail of {} checked",
        "check_arrived": "signatures of mails of {} checked",
        "undo": "{} put back as before",
        "redo": "{} changed again",
    }
)
_CHANGED = "{} changed"
_THE_TIP = re.compile(r"( (of|to|from|on))? ?\{\} ?")
_ABOUT_STORIES = MappingProxyType({"found": "founded", "edit_story": "edited"})
_ABOUT_THE_DESK = MappingProxyType(
    {
        "merge_people": "knows that people without tips are one",
        "split_people": "has people without tips parted again",
        "note_person": "has another note about a person",
        "rename_person": "has another name for a person",
        "add_mailbox": "reads another mailbox",
        "change_mailbox": "reads a mailbox otherwise",
        "rest_mailbox": "lets a mailbox rest, or reads it again",
        "remove_mailbox": "reads a mailbox no more",
        "save_view": "has another saved view",
        "edit_view": "has a saved view changed",
        "drop_view": "has a saved view less",
        "order_views": "has its saved views in another order",
    }
)


def done(verb: str) -> str:
    """Say what became of a tip by a verb: tagged, files attached."""
    return _THE_TIP.sub(" ", _DONE.get(verb, _CHANGED)).strip()


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
        known = {**_ABOUT_STORIES, **_ABOUT_THE_DESK}
        what = known.get(change.verb, done(change.verb))
        stories = counted(len(change.stories), "story", "stories")
        return f"{stories if change.stories else 'The desk'} {what}."
    tips = list(change.tips)
    which = tip_number(tips[0]) if len(tips) == 1 else counted(len(tips), "tip")
    said = _DONE.get(change.verb, _CHANGED).format(which)
    return f"{said[0].upper()}{said[1:]}."
