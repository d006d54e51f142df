"""Everything that can go wrong at the desk, each as one sentence for an editor.

TipdeskError
├── NotFound            a number, slug, change or file that the desk doesn't have
├── NotAllowed          the rules of the newsroom say no
│   ├── MoveNotAllowed  the workflow has no such step from here
│   └── ReasonNeeded    the step needs a reason
├── NotValid            what was typed doesn't fit
├── ChangedMeanwhile    somebody else changed it first
│   └── FileGone        a file was deleted while the same bytes came in again
├── NotReceived         something from outside could not be taken in
│   └── MailboxShut     a mailbox can't be read until an editor does something
├── NotWritten          the disk refused; nothing was half-written
├── Cancelled           the editor stopped it
└── DeskUnavailable     the desk can't be opened
    ├── NoDesk          there is no desk in this folder
    ├── KeyNeeded       the desk is locked and no key was given
    ├── WrongKey        the key doesn't open this desk
    ├── DeskDamaged     the database can't be read
    ├── DeskOlder       an older Tipdesk wrote it, and it can't be brought up to date here
    └── DeskReadOnly    a change was asked of a desk that is open for reading
"""


class TipdeskError(Exception):
    """One sentence that an editor understands: what happened, what was kept, what to do."""


class NotFound(TipdeskError):
    """The desk has no such thing."""


class NotAllowed(TipdeskError):
    """A rule of the newsroom forbids it."""


class MoveNotAllowed(NotAllowed):
    """The workflow has no such step from here."""


class ReasonNeeded(NotAllowed):
    """The step needs a reason, in words."""


class NotValid(TipdeskError):
    """What was given doesn't fit the field."""


class ChangedMeanwhile(TipdeskError):
    """Somebody changed it after it was read."""


class FileGone(ChangedMeanwhile):
    """A file was deleted while the same bytes came in again; to repeat it is enough."""


class NotReceived(TipdeskError):
    """Something from outside could not be taken in."""


class MailboxShut(NotReceived):
    """A mailbox can't be read until an editor does something; trying again is no use."""


class NotWritten(TipdeskError):
    """The disk refused to keep something; nothing was half-written."""


class Cancelled(TipdeskError):
    """The editor stopped the work."""


class DeskUnavailable(TipdeskError):
    """The desk can't be opened."""


class NoDesk(DeskUnavailable):
    """The folder holds no desk."""


class KeyNeeded(DeskUnavailable):
    """The desk is locked and no key was given."""


class WrongKey(DeskUnavailable):
    """The key doesn't open this desk."""


class DeskDamaged(DeskUnavailable):
    """The database can't be read."""


class DeskOlder(DeskUnavailable):
    """An older program wrote the desk, and it may not be brought up to date here."""


class DeskReadOnly(DeskUnavailable):
    """A change was asked of a desk that is open for reading."""
