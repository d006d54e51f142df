"""Tries the settings of a mailbox before the desk relies on them."""

from dataclasses import dataclass, field

from tipdesk.intake.mailboxes import reading
from tipdesk.intake.mailboxes.answers import Answer
from tipdesk.intake.mailboxes.connecting import connected
from tipdesk.intake.mailboxes.dialogue import Dialogue
from tipdesk.intake.mailboxes.foldernames import read
from tipdesk.intake.mailboxes.stopping import Stop
from tipdesk.intake.mailboxes.troubles import Step, in_words
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.errors import NotReceived, NotValid
from tipdesk.newsroom.mail import Mailbox, NewMailbox

_MOST_FOLDERS = 5_000
_LIST = ("LIST", "marks", "separator", "name")
_HOLDER = {rb"\NOSELECT", rb"\NONEXISTENT"}


@dataclass(frozen=True, slots=True)
class Trial:
    """How trying a mailbox went; `sentence` says it to the editor."""

    ok: bool
    sentence: str = field(repr=False)
    folders: tuple[str, ...] = field(default=(), repr=False)
    messages: int = 0


def try_settings(new: NewMailbox | Mailbox, secret: str, stop: Stop | None = None) -> Trial:
    """Connect, sign in, list the folders and open the one that is meant; nothing is fetched.

    `secret` is the password, or for Google and Microsoft an access token.
    """
    folders: tuple[str, ...] = ()
    try:
        with stop or Stop() as ending, connected(new, secret, ending) as dialogue:
            folders = tuple(_folders(dialogue))
            messages = reading.open_folder(dialogue, new.folder).messages
            large = reading.count_too_large(dialogue) if messages else 0
    except (NotReceived, NotValid) as trouble:
        return Trial(ok=False, sentence=str(trouble), folders=folders)
    return Trial(ok=True, sentence=_sentence(messages, large), folders=folders, messages=messages)


def too_large(number: int) -> str:
    """Say that messages are too large to be fetched; nothing where none is."""
    if not number:
        return ""
    which = counted(number, "message is", "messages are")
    return (
        f"{which} larger than 100 MB and not fetched; save what you need with a mail program "
        "and import the files."
    )


def _sentence(messages: int, large: int) -> str:
    said = f"The mailbox opens; the folder holds {counted(messages, 'message')}."
    return f"{said} {too_large(large)}".rstrip()


def _folders(dialogue: Dialogue) -> list[str]:
    """List the folders that can be opened, by name; one whose name makes no sense is left out."""
    with in_words(Step.READ):
        answers = dialogue.ask(b'LIST "" "*"')
    listed = (_folder(answer) for answer in answers if answer.kind == b"LIST")
    return sorted(filter(None, listed), key=str.casefold)[:_MOST_FOLDERS]


def _folder(answer: Answer) -> str | None:
    """Read "LIST (marks) separator name"; `None` for what only holds other folders."""
    words = answer.words()
    marks, raw = (words[1], words[-1]) if len(words) == len(_LIST) else (None, None)
    if not (isinstance(marks, list) and isinstance(raw, bytes)):
        return None
    held = {mark.upper() for mark in marks if isinstance(mark, bytes)}
    return None if _HOLDER & held else read(raw)
