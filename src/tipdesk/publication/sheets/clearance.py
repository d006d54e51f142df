"""Why a tip may not be published yet, as far as the desk knows; a list of reasons, no gate."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.states import FileKind, Permission, Verdict, Workflow
from tipdesk.publication.sheets.sheet import FileSheet, TipSheet
from tipdesk.publication.sheets.wording import moment

_CREDITED = (FileKind.PICTURE, FileKind.VIDEO, FileKind.AUDIO)
_ON_THE_WAY = (Workflow.NEW, Workflow.TRIAGE, Workflow.VERIFYING, Workflow.WAITING)
_DOUBTS = {
    Verdict.UNVERIFIED: "Not verified yet",
    Verdict.IN_PROGRESS: "Verification is not finished",
    Verdict.INCONCLUSIVE: "Verification was inconclusive",
    Verdict.FALSE_OR_MISLEADING: "Found false or misleading",
}
_NOT_GRANTED = {
    Permission.WITHDRAWN: "Permission for {0} was withdrawn",
    Permission.DECLINED: "Permission for {0} was declined",
    Permission.DISPUTED: "Permission for {0} is disputed",
    Permission.EXPIRED: "Permission for {0} has expired",
    Permission.NO_REPLY: "Permission for {0}: no reply yet",
    Permission.NOT_ASKED: "Permission for {0} not asked yet",
    Permission.ASKED: "Permission for {0} asked, not given yet",
}
_OVER = {
    Workflow.PUBLISHED: ("Is published", False),
    Workflow.ARCHIVED: ("No: archived", True),
    Workflow.SPIKED: ("No: spiked", True),
    Workflow.KILLED: ("No: withdrawn after publication", True),
}


def embargoes(tip: TipSheet, at: datetime) -> tuple[str, ...]:
    """Say until when the tip, or a story it is in, must be held back."""
    own = [("Embargo", tip.embargo_until)]
    told = own + [(f"Embargo of {story.slug}", story.embargo_until) for story in tip.stories]
    return tuple(f"{what} until {moment(end)}" for what, end in told if end and end > at)


def missing(tip: TipSheet) -> tuple[str, ...]:
    """Name what is still to be done before the tip may be published; nothing once it was."""
    if tip.workflow not in _ON_THE_WAY and tip.workflow is not Workflow.READY:
        return ()
    doubts = [_DOUBTS[tip.verdict]] if tip.verdict in _DOUBTS else []
    unready = ["Not marked ready"] if tip.workflow in _ON_THE_WAY else []
    return (*doubts, *tip.missing_rights, *unready)


def may_be_published(tip: TipSheet, at: datetime) -> tuple[str, bool]:
    """Say in a few words whether the tip may be published, and whether that is a stop."""
    if tip.trashed:
        return "No: in the trash", True
    if tip.workflow in _OVER:
        return _OVER[tip.workflow]
    count = len(missing(tip))
    reasons = ["under embargo"] if embargoes(tip, at) else []
    if count:
        reasons.append(f"{counted(count, 'thing')} missing")
    return (f"Not yet: {', '.join(reasons)}", True) if reasons else ("Yes", False)


def missing_rights(files: Sequence[FileSheet]) -> tuple[str, ...]:
    """Say which files lack a permission or a credit line."""
    asked = Counter(file.permission for file in files)
    reasons = [
        words.format(counted(asked[permission], "file"))
        for permission, words in _NOT_GRANTED.items()
        if asked[permission]
    ]
    bare = sum(file.kind in _CREDITED and not file.credit.strip() for file in files)
    if bare:
        reasons.append(f"Credit line of {counted(bare, 'file')} is missing")
    return tuple(reasons)


def conditions(files: Sequence[FileSheet]) -> tuple[str, ...]:
    """Say which permissions hold only on conditions."""
    count = sum(file.permission is Permission.GRANTED_CONDITIONAL for file in files)
    return (f"Permission for {counted(count, 'file')} has conditions",) if count else ()
