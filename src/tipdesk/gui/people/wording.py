"""What the window says of people, and of two who become one."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from tipdesk.gui import words
from tipdesk.gui.tips.row.saying import isolated
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.people import ContactKind
from tipdesk.newsroom.persons import PersonLine, Reach, Resemblance

_LONGEST = 60  # letters of a name within a sentence
_GLYPHS = {
    ContactKind.MAIL: "channel-mail",
    ContactKind.PHONE: "channel-phone",
    ContactKind.HANDLE: "channel-social",
    ContactKind.NAME: "person",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def name(line: PersonLine) -> str:
    """Name a person, with the tricks of the name visible."""
    if line.veiled:
        source = words.source("", protected=True)
        return f"{source[:1].upper()}{source[1:]}"
    return shown(line.called) or _tr("Somebody without a name")


def in_sentence(name_: str) -> str:
    """Cut a name to what a sentence holds; it doesn't turn the words beside it."""
    cut = f"{name_[:_LONGEST]}…" if len(name_) > _LONGEST else name_
    return isolated(" ".join(cut.split()))


def kind(reach: Reach) -> str:
    """Say what kind of contact this is."""
    return {
        ContactKind.MAIL: _tr("Mail"),
        ContactKind.PHONE: _tr("Phone"),
        ContactKind.HANDLE: _tr("Handle"),
        ContactKind.NAME: _tr("Also called"),
    }[ContactKind(reach.kind)]


def reached(reach: Reach) -> str:
    """Write an address, a number or another name, with its tricks visible."""
    value = shown(reach.value)
    return _tr("also called {0}").format(value) if reach.kind == ContactKind.NAME else value


def glyph(reach: Reach) -> str:
    """Name the icon of a kind of contact."""
    return _GLYPHS[ContactKind(reach.kind)]


def marks(line: PersonLine) -> list[tuple[str, str, str]]:
    """Say what has to be minded about a person: icon, colour, sentence."""
    told = []
    if line.protected:
        shield = _tr("Protected: not named in lists, searches and summaries.")
        told.append(("shield", "ink", shield))
    if line.blocked:
        told.append(("reject", "stop", _tr("Blocked: what comes from here goes to the trash.")))
    return told


def aloud(line: PersonLine) -> str:
    """Describe a person for a screen reader."""
    if line.veiled:
        return name(line)
    contacts = (f"{kind(one)} {shown(one.value)}" for one in line.reached)
    sentences = (sentence for _, _, sentence in marks(line))
    return ", ".join((name(line), words.tips(line.tips), *contacts, *sentences))


def alike(why: Resemblance) -> str:
    """Say why somebody may be the same person."""
    return {
        Resemblance.ADDRESS: _tr("same address"),
        Resemblance.NUMBER: _tr("same number"),
        Resemblance.NAME: _tr("same name"),
    }[why]


def becoming(this: PersonLine, other: PersonLine) -> str:
    """Tell what becomes of two people who are made one."""
    one, two = in_sentence(name(this)), in_sentence(name(other))
    told = [_tr("{0} and {1} become one person.").format(two, one)]
    if other.tips:
        told.append(_tr("{0} brings {1} along.").format(two, words.tips(other.tips)))
    if this.name and other.name and this.name != other.name:
        told.append(_tr("The name stays {0}; searches for {1} find the same.").format(one, two))
    if this.protected and not other.protected:
        told.append(_tr("{0} is protected from then on.").format(two))
    if this.blocked != other.blocked:
        told.append(_tr("The block holds for all their addresses."))
    return " ".join(told)


def joined(names: Sequence[str]) -> str:
    """Name those who went into a person."""
    nobody = _tr("Somebody without a name")
    return ", ".join(in_sentence(shown(each)) or nobody for each in names)
