"""What the messages of a tip and their senders are said to be, in words and shapes."""

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.desk.correspondence.cleaning import LeftOut
from tipdesk.gui import times, words
from tipdesk.intake.mail.honesty import Finding, Found
from tipdesk.newsroom.lines import MessageLine, SenderLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Channel, Mark

_SHORTENED = 120

_MARKS: dict[Mark, tuple[str, str, object]] = {
    Mark.AUTO: ("loop", "muted", QT_TRANSLATE_NOOP("Messages", "answering machine")),
    Mark.BOUNCE: (
        "undo",
        "attention",
        QT_TRANSLATE_NOOP("Messages", "report of a mail that did not arrive"),
    ),
    Mark.BULK: ("list", "muted", QT_TRANSLATE_NOOP("Messages", "bulk mail")),
    Mark.SIGNED: ("key", "muted", QT_TRANSLATE_NOOP("Messages", "signed, not checked")),
    Mark.ENCRYPTED: (
        "lock",
        "attention",
        QT_TRANSLATE_NOOP("Messages", "encrypted: not readable here"),
    ),
    Mark.CUT: ("more", "attention", QT_TRANSLATE_NOOP("Messages", "cut")),
    Mark.DAMAGED: ("warning", "attention", QT_TRANSLATE_NOOP("Messages", "damaged")),
}
_FINDINGS: dict[Finding, object] = {
    Finding.CAME_FROM: QT_TRANSLATE_NOOP("Messages", "The mail came from {0}."),
    Finding.DENIED: QT_TRANSLATE_NOOP(
        "Messages", "It says that it is from {0}, but it did not come from there."
    ),
    Finding.SIGNED_BY_OTHER: QT_TRANSLATE_NOOP(
        "Messages", "It was signed by {0}, not by {1}, which it says it is from."
    ),
    Finding.SEVERAL_SENDERS: QT_TRANSLATE_NOOP("Messages", "It names several senders: {0}."),
    Finding.NO_ADDRESS: QT_TRANSLATE_NOOP(
        "Messages", "It doesn't say from what address it was sent."
    ),
    Finding.ANSWERS_ELSEWHERE: QT_TRANSLATE_NOOP(
        "Messages", "Answers go to another address: {0}, not to {1}."
    ),
    Finding.OTHER_ADDRESS_IN_NAME: QT_TRANSLATE_NOOP(
        "Messages", "The name shows {0}, but the address is {1}."
    ),
    Finding.PUNYCODE: QT_TRANSLATE_NOOP("Messages", "The domain {0} is spelled {1}."),
    Finding.MIXED_SCRIPTS: QT_TRANSLATE_NOOP(
        "Messages", "The domain {0} mixes letters of several alphabets."
    ),
    Finding.LOOKS_LIKE: QT_TRANSLATE_NOOP(
        "Messages", "The domain {0} looks like {1}, but it is another one."
    ),
}
CALM = frozenset({Finding.CAME_FROM, Finding.NO_ADDRESS})


def tr(text: object) -> str:
    """Put one of this module's marked texts into the editor's language."""
    return QCoreApplication.translate("Messages", str(text))


def mark(one: Mark) -> tuple[str, str, str]:
    """Give the glyph, the colour role and the words of a mark."""
    glyph, role, said = _MARKS[one]
    return glyph, role, tr(said)


def finding(found: Found) -> str:
    """Say what a mail shows of its sender; nothing in it is surer than it is."""
    values = (shortened(value) for value in found.values)
    return tr(_FINDINGS[found.what]).format(*values)


def shortened(text: str) -> str:
    """Show a stranger's words in one line, not all of very many."""
    line = shown(" ".join(text.split()))
    return line if len(line) <= _SHORTENED else line[:_SHORTENED] + "…"


def people(sender: str) -> tuple[str, str]:
    """Part a sender into the name and the address, each with its tricks visible."""
    name, bracket, address = sender.rpartition(" <")
    if not bracket or not address.endswith(">"):
        return shown(sender), ""
    is_twice = name.casefold() == address[:-1].casefold()
    return shown(name), "" if is_twice else shown(address[:-1])


def moment(line: MessageLine) -> datetime:
    """Choose the time that a message is shown with: our own clock's, in a chat the sender's."""
    return line.sent_at if line.program and line.sent_at else line.received_at


def when_exactly(line: MessageLine) -> str:
    """Say when it was sent and received, with the zone."""
    if line.program:
        if line.sent_at is None:
            return tr(QT_TRANSLATE_NOOP("Messages", "The chat doesn't say when."))
        said = times.exact(line.sent_at)
        doubt = QT_TRANSLATE_NOOP(
            "Messages", "The chat names no time zone: this computer's is meant."
        )
        return f"{said}\n{tr(doubt)}" if line.zoneless else said
    got = QT_TRANSLATE_NOOP("Messages", "Received {0}")
    sent = QT_TRANSLATE_NOOP("Messages", "Sent {0}, by the sender's clock")
    lines = [tr(got).format(times.exact(line.received_at))]
    if line.sent_at is not None:
        lines.append(tr(sent).format(times.exact(line.sent_at)))
    return "\n".join(lines)


def recipients(line: MessageLine) -> str:
    """Say to whom it went: one address, or one and how many more."""
    if not line.recipients:
        return ""
    first, rest = shortened(line.recipients[0]), len(line.recipients) - 1
    if not rest:
        return tr(QT_TRANSLATE_NOOP("Messages", "to {0}")).format(first)
    many = QT_TRANSLATE_NOOP("Messages", "to {0} and {1} more")
    return tr(many).format(first, words.number(rest))


def left_out(counted: LeftOut) -> str:
    """Say what a mail would have fetched from elsewhere, and what could not be shown."""
    remote = [
        _counted(counted.pictures, "picture"),
        _counted(counted.styles, "style sheet"),
        _counted(counted.others, "other"),
    ]
    said = [one for one in remote if one]
    sentences = []
    if said:
        gone = QT_TRANSLATE_NOOP("Messages", "Not loaded, because it lies on the web: {0}.")
        sentences.append(tr(gone).format(", ".join(said)))
    if counted.unreadable:
        sentences.append(_counted(counted.unreadable, "unreadable"))
    if counted.cut:
        cut = QT_TRANSLATE_NOOP("Messages", "It is longer or deeper than what is shown.")
        sentences.append(tr(cut))
    return " ".join(sentences)


_SEVERAL: dict[str, tuple[object, object]] = {
    "picture": (
        QT_TRANSLATE_NOOP("Messages", "1 picture"),
        QT_TRANSLATE_NOOP("Messages", "{0} pictures"),
    ),
    "style sheet": (
        QT_TRANSLATE_NOOP("Messages", "1 style sheet"),
        QT_TRANSLATE_NOOP("Messages", "{0} style sheets"),
    ),
    "other": (
        QT_TRANSLATE_NOOP("Messages", "1 other thing"),
        QT_TRANSLATE_NOOP("Messages", "{0} other things"),
    ),
    "unreadable": (
        QT_TRANSLATE_NOOP("Messages", "1 picture of the mail itself can't be shown."),
        QT_TRANSLATE_NOOP("Messages", "{0} pictures of the mail itself can't be shown."),
    ),
}


def _counted(count: int, noun: str) -> str:
    one, many = _SEVERAL[noun]
    return tr(one if count == 1 else many).format(words.number(count)) if count else ""


def before(known: SenderLine) -> str:
    """Say what this sender sent before: "3 tips before: 2 by mail, 1 by phone"."""
    total = sum(known.earlier.values())
    if not total:
        return tr(QT_TRANSLATE_NOOP("Messages", "First tip from this sender."))
    told = QT_TRANSLATE_NOOP("Messages", "{0} before: {1}.")
    each = ", ".join(f"{words.number(n)} {_by(channel)}" for channel, n in known.earlier.items())
    return tr(told).format(words.tips(total), each)


def _by(channel: Channel) -> str:
    said: dict[Channel, object] = {
        Channel.MAIL: QT_TRANSLATE_NOOP("Messages", "by mail"),
        Channel.FORM: QT_TRANSLATE_NOOP("Messages", "through a form"),
        Channel.PHONE: QT_TRANSLATE_NOOP("Messages", "by phone"),
        Channel.CHAT: QT_TRANSLATE_NOOP("Messages", "in a chat"),
        Channel.SOCIAL: QT_TRANSLATE_NOOP("Messages", "on social media"),
        Channel.IN_PERSON: QT_TRANSLATE_NOOP("Messages", "in person"),
        Channel.POST: QT_TRANSLATE_NOOP("Messages", "by post"),
        Channel.OTHER: QT_TRANSLATE_NOOP("Messages", "another way"),
    }
    return tr(said[channel])
