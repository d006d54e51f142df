"""How far a mailbox was read: it holds for one numbering of the folder, and from one day on.

Both stand in one number, the day above the server's 32 bits; so whoever says an earlier day, or
takes a later one back, has the older messages read, whatever was written down meanwhile.
"""

from datetime import date

from tipdesk.intake.mailboxes.dialogue import Folder
from tipdesk.newsroom.mail import Mailbox

_BITS = 32


def numbering(folder: Folder, since: date | None) -> int:
    """Name what the numbers of messages hold for."""
    return (_day(since) << _BITS) | _validity(folder)


def is_known(mailbox: Mailbox, folder: Folder) -> bool:
    """Tell whether the mailbox was read under this numbering, from its day on or an earlier one."""
    day, validity = divmod(mailbox.uid_validity, 1 << _BITS)
    return validity == _validity(folder) and day <= _day(mailbox.since)


def _day(since: date | None) -> int:
    return since.toordinal() if since else 0


def _validity(folder: Folder) -> int:
    return folder.uid_validity % (1 << _BITS)
