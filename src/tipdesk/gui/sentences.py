"""Says in one sentence what a change did: for toasts, for the undo hint, for screen readers."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.gui import words
from tipdesk.newsroom.change import Change, Refusal

# What saves itself while the editor types is not worth a toast each time.
QUIET = frozenset(
    {"edit", "caption", "sender", "note", "prioritise", "edit_story", "rate", "choose"}
    | {"note_person"}
)

_DONE: dict[str, object] = {
    "log": QT_TRANSLATE_NOOP("Sentences", "{0} logged"),
    "receive": QT_TRANSLATE_NOOP("Sentences", "{0} came in"),
    "attach": QT_TRANSLATE_NOOP("Sentences", "Files put to {0}"),
    "edit": QT_TRANSLATE_NOOP("Sentences", "{0} edited"),
    "move": QT_TRANSLATE_NOOP("Sentences", "{0} moved"),
    "assign": QT_TRANSLATE_NOOP("Sentences", "{0} assigned"),
    "prioritise": QT_TRANSLATE_NOOP("Sentences", "Priority of {0} changed"),
    "trash": QT_TRANSLATE_NOOP("Sentences", "{0} put in the trash"),
    "restore": QT_TRANSLATE_NOOP("Sentences", "{0} taken out of the trash"),
    "delete": QT_TRANSLATE_NOOP("Sentences", "{0} deleted for good"),
    "protect": QT_TRANSLATE_NOOP("Sentences", "Protection of {0} changed"),
    "tag": QT_TRANSLATE_NOOP("Sentences", "{0} tagged"),
    "untag": QT_TRANSLATE_NOOP("Sentences", "Tags taken off {0}"),
    "put": QT_TRANSLATE_NOOP("Sentences", "{0} put to the story"),
    "take_out": QT_TRANSLATE_NOOP("Sentences", "{0} taken out of the story"),
    "found": QT_TRANSLATE_NOOP("Sentences", "Story founded"),
    "edit_story": QT_TRANSLATE_NOOP("Sentences", "Story edited"),
    "publish": QT_TRANSLATE_NOOP("Sentences", "{0} published"),
    "kill": QT_TRANSLATE_NOOP("Sentences", "{0} killed"),
    "note": QT_TRANSLATE_NOOP("Sentences", "Note written beside {0}"),
    "drop_note": QT_TRANSLATE_NOOP("Sentences", "Note dropped from {0}"),
    "caption": QT_TRANSLATE_NOOP("Sentences", "Caption in {0} changed"),
    "describe": QT_TRANSLATE_NOOP("Sentences", "Details of files in {0} changed"),
    "rate": QT_TRANSLATE_NOOP("Sentences", "Files of {0} rated"),
    "choose": QT_TRANSLATE_NOOP("Sentences", "Files of {0} picked or rejected"),
    "detach": QT_TRANSLATE_NOOP("Sentences", "Files taken off {0}"),
    "sender": QT_TRANSLATE_NOOP("Sentences", "Sender of {0} changed"),
    "verdict": QT_TRANSLATE_NOOP("Sentences", "Verdict on {0} changed"),
    "link": QT_TRANSLATE_NOOP("Sentences", "{0} linked"),
    "unlink": QT_TRANSLATE_NOOP("Sentences", "{0} no longer linked"),
    "block": QT_TRANSLATE_NOOP("Sentences", "Sender blocked"),
    "unblock": QT_TRANSLATE_NOOP("Sentences", "Sender no longer blocked"),
    "junk": QT_TRANSLATE_NOOP("Sentences", "{0} put away as junk"),
    "add_mailbox": QT_TRANSLATE_NOOP("Sentences", "Mailbox connected"),
    "change_mailbox": QT_TRANSLATE_NOOP("Sentences", "Mailbox changed"),
    "rest_mailbox": QT_TRANSLATE_NOOP("Sentences", "Mailbox paused or resumed"),
    "remove_mailbox": QT_TRANSLATE_NOOP(
        "Sentences", "Mailbox no longer read; what came from it stays"
    ),
    "snooze": QT_TRANSLATE_NOOP("Sentences", "{0} put away for later"),
    "wake": QT_TRANSLATE_NOOP("Sentences", "{0} back on the desk"),
    "merge": QT_TRANSLATE_NOOP("Sentences", "{0} merged"),
    "split": QT_TRANSLATE_NOOP("Sentences", "{0} parted again"),
    "merge_people": QT_TRANSLATE_NOOP("Sentences", "People merged; {0} came along"),
    "split_people": QT_TRANSLATE_NOOP("Sentences", "People parted again; {0} went back"),
    "note_person": QT_TRANSLATE_NOOP("Sentences", "Note about a person written"),
    "rename_person": QT_TRANSLATE_NOOP("Sentences", "Sender of {0} renamed"),
    "save_view": QT_TRANSLATE_NOOP("Sentences", "View saved"),
    "edit_view": QT_TRANSLATE_NOOP("Sentences", "View changed"),
    "drop_view": QT_TRANSLATE_NOOP("Sentences", "View dropped; its tips stay"),
    "order_views": QT_TRANSLATE_NOOP("Sentences", "Views put in another order"),
    "grab": QT_TRANSLATE_NOOP("Sentences", "Still put to {0}"),
    "read_back": QT_TRANSLATE_NOOP("Sentences", "Read back to the caller of {0}"),
    "keep_promise": QT_TRANSLATE_NOOP("Sentences", "Promise to the caller of {0} kept"),
    "check_dkim": QT_TRANSLATE_NOOP("Sentences", "Signature of the mail of {0} checked"),
    "check_arrived": QT_TRANSLATE_NOOP("Sentences", "Signatures of mails of {0} checked"),
    "undo": QT_TRANSLATE_NOOP("Sentences", "Undone; {0} is as before"),
    "redo": QT_TRANSLATE_NOOP("Sentences", "Done again to {0}"),
}
_WITHOUT_TIPS: dict[str, object] = {
    "merge_people": QT_TRANSLATE_NOOP("Sentences", "People merged"),
    "split_people": QT_TRANSLATE_NOOP("Sentences", "People parted again"),
    "rename_person": QT_TRANSLATE_NOOP("Sentences", "Person renamed"),
    "undo": QT_TRANSLATE_NOOP("Sentences", "Undone"),
    "redo": QT_TRANSLATE_NOOP("Sentences", "Done again"),
}
_UNDONE_MANY = QT_TRANSLATE_NOOP("Sentences", "Undone; {0} are as before")
_LEFT = QT_TRANSLATE_NOOP("Sentences", "{0} left as before: {1}")
_LEFT_AS_WELL = QT_TRANSLATE_NOOP("Sentences", "{0} left for other reasons.")
_REASONS_SAID = 3


def say(change: Change) -> str:
    """Tell what was done and, where a rule kept some tips out, how many and why."""
    done = _done(change) if change else ""
    if not change.refused:
        return done
    return " ".join(filter(None, (f"{done}." if done else "", left(change.refused))))


def left(refused: Sequence[Refusal]) -> str:
    """Tell how many tips are left as they are, and why."""
    reasons = Counter(str(refusal.why) for refusal in refused)
    told = " ".join(
        _tr(_LEFT).format(words.tips(number), why)
        for why, number in reasons.most_common(_REASONS_SAID)
    )
    unsaid = sum(number for _, number in reasons.most_common()[_REASONS_SAID:])
    more = _tr(_LEFT_AS_WELL).format(words.tips(unsaid)) if unsaid else ""
    return " ".join(filter(None, (told, more)))


def _done(change: Change) -> str:
    tips = change.tips
    text = _DONE.get(change.verb, QT_TRANSLATE_NOOP("Sentences", "{0} changed"))
    if change.verb == "undo" and len(tips) > 1:
        text = _UNDONE_MANY
    if not tips and change.verb in _WITHOUT_TIPS:
        text = _WITHOUT_TIPS[change.verb]
    return _tr(text).format(words.numbers(tips)).rstrip(" ;")


def _tr(text: object) -> str:
    return QCoreApplication.translate("Sentences", str(text))
