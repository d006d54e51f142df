"""What became of things that arrived, told to a person or a program; and the reading of them."""

from tipdesk.cli.progress import bar
from tipdesk.cli.records import Record
from tipdesk.cli.session import Session, tell, warn
from tipdesk.desk.correspondence.signaturerounds import check_arrived
from tipdesk.intake.arrival import Receipt
from tipdesk.intake.facts import finish_waiting, read_waiting
from tipdesk.intake.signers import known_to
from tipdesk.media.worker import Readers
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.names import shown
from tipdesk.store.database import Store


def readers_of(session: Session) -> Readers:
    """Make the readers that look into what arrives."""
    return Readers(anchors=known_to(session.path))


def read(store: Store, readers: Readers) -> None:
    """Have everything read that waits for it."""
    read_waiting(store, readers, progress=bar("Reading"))
    finish_waiting(store, readers, progress=bar("Looking closer"))


def check_signatures(store: Store, *, json: bool) -> None:
    """Have the signatures checked of mails that came where an editor asked for that."""
    tips = check_arrived(store, progress=bar("Checking signatures"))
    if tips and not json:
        tell(f"Signatures were checked in {counted(len(tips), 'tip')}.")


def tell_receipts(session: Session, receipts: list[Receipt], *, json: bool) -> None:
    """Tell what became of what arrived; what was refused counts as failed."""
    for receipt in receipts:
        if json:
            session.print([_record(receipt)])
        else:
            _say(receipt)
        for refused in receipt.refused:
            session.fail(f"{refused.name}: {refused.sentence}")


def _say(receipt: Receipt) -> None:
    if receipt.tip is not None:
        tell(f"{tip_number(receipt.tip)} logged.")
    elif receipt.joined is not None:
        tell(f"{tip_number(receipt.joined)} goes on: a new message.")
    elif receipt.known:
        tell("Nothing new: everything is on the desk already.")
    done = "linked, not stored again" if receipt.tip else "left as it is there"
    for known in receipt.known:
        where = ", ".join(tip_number(tip) for tip in known.tips)
        warn(f"{known.name}: already on the desk, in {where}; {done}.")
    for name in receipt.skipped:
        warn(f"{shown(name)}: left out; systems leave such files behind.")
    for note in receipt.notes:
        warn(note)


def _record(receipt: Receipt) -> Record:
    return {
        "number": receipt.tip,
        "joined": receipt.joined,
        "change": receipt.change.id,
        "known": [{"name": one.name, "tips": list(one.tips)} for one in receipt.known],
        "refused": [{"name": one.name, "reason": one.sentence} for one in receipt.refused],
        "skipped": list(receipt.skipped),
        "notes": list(receipt.notes),
    }
