"""Fills the blocks of the panel: first glance, comparison, credentials, conflicts, the file."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tipdesk.desk.verifying.claims import About, Comparison, Outcome, kilometres
from tipdesk.desk.verifying.clocks import How, written
from tipdesk.desk.verifying.findings import Findings
from tipdesk.gui import theme, times, words
from tipdesk.gui.facts import wording
from tipdesk.gui.facts.pieces import Block, Elided, Notice, brief, marked, plain_tip, stacked
from tipdesk.gui.tip import saying
from tipdesk.gui.tip.rows import said
from tipdesk.newsroom import alike
from tipdesk.newsroom.credentials import Credentials, Standing
from tipdesk.newsroom.facts import Conflict, Fact, Said
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.remarks import Kind, Remark, sentence, standing_in_words, values
from tipdesk.newsroom.states import VISIBLE

_MOST = 12  # ingredients, conflicts and statements of each that are listed
_OUTCOMES = {
    Outcome.SAME: ("tick", "good"),
    Outcome.DIFFERENT: ("warning", "attention"),
    Outcome.OPEN: ("info", "muted"),
}
_CHANGES = frozenset(
    {
        "edited",
        "color_adjustments",
        "cropped",
        "drawing",
        "filtered",
        "placed",
        "resized",
        "removed",
    }
)
_EDITS = (Kind.EDITED, Kind.CONVERTED, Kind.CHANGED, Kind.ENHANCED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FactsPanel", text)


def notices(remarks: Sequence[Remark], found: Findings) -> list[str]:
    """Gather what an editor should see first."""
    told = [words.phrase(sentence(remark)) for remark in remarks if remark.alarming]
    differing = (one for one in found.comparisons if one.outcome is Outcome.DIFFERENT)
    told += [words.phrase(one.words) for one in differing]
    if conflicts := len(found.conflicts):
        one = _tr("The file contradicts itself in one point, listed below.")
        many = _tr("The file contradicts itself in {0} points, listed below.").format(conflicts)
        told.append(one if conflicts == 1 else many)
    return [shown(one) for one in told]


def fill_notices(block: Block, sentences: Sequence[str]) -> None:
    """Show what should be seen first."""
    block.clear()
    if sentences:
        block.add(Notice(sentences))


def fill_glance(block: Block, media: MediaLine, remarks: Sequence[Remark], found: Findings) -> None:
    """Show when, where, with what, by whom, and whether it was edited."""
    block.clear()
    made = values(media.said, Fact.CREATOR) or values(media.said, Fact.OWNER)
    programs = values(media.said, Fact.SOFTWARE)
    rows: list[tuple[str, QWidget | None]] = [
        (_tr("Taken"), _taken(media, found)),
        (_tr("Place"), _where(media, found)),
        (_tr("Camera"), _words(saying.camera(media))),
        (_tr("Lens"), _stranger(values(media.said, Fact.LENS)[:1])),
        (_tr("By"), _stranger(made[:1])),
        (_tr("Software"), _stranger(programs[:1])),
        (_tr("Editing"), _words(_editing(media, remarks))),
        (_tr("Size"), _words(saying.pixels(media))),
        (_tr("Length"), _words(times.length(media.duration) if media.duration else "")),
    ]
    block.add_pairs([(key, widget) for key, widget in rows if widget is not None])
    for remark in remarks:
        if not remark.alarming and remark.kind is not Kind.NO_ZONE:
            block.add(said(shown(words.phrase(sentence(remark))), muted=True))


def _words(text: str) -> QWidget | None:
    return said(text) if text else None


def _stranger(told: Sequence[str]) -> QWidget | None:
    return brief(shown(" ".join(told[0].split()))) if told else None


def _taken(media: MediaLine, found: Findings) -> QWidget | None:
    taken = found.taken
    text = saying.taken(media) or (taken.words if taken is not None else "")
    if not text:
        return None
    if taken is None or taken.how is How.FILE:
        return said(text)
    notes = {
        How.SATELLITES: _tr("zone by the satellites’ clock: {0}"),
        How.POSITION: _tr("no zone; the place has {0}"),
        How.UNKNOWN: _tr("no zone: the local time its owner had set"),
    }
    zone = taken.local.replace(tzinfo=taken.zone).strftime("%Z") if taken.zone else ""
    return stacked(said(text), said(notes[taken.how].format(zone), muted=True))


def _where(media: MediaLine, found: Findings) -> QWidget | None:
    at = saying.place(media)
    if found.at is not None:
        at = f"{found.at[0]:.4f}, {found.at[1]:.4f}"
    named = values(media.said, Fact.SUBLOCATION, Fact.CITY, Fact.COUNTRY)
    if not at:
        return _stranger([", ".join(dict.fromkeys(named))]) if named else None
    if found.near is None:
        return said(at)
    town, metres = found.near
    near = _tr("{0} from {1}").format(kilometres(metres / 1000), town.words)
    return stacked(said(at), said(near, muted=True))


def _editing(media: MediaLine, remarks: Sequence[Remark]) -> str:
    kinds = {remark.kind for remark in remarks}
    if Kind.GENERATED in kinds or Kind.PARTLY_GENERATED in kinds:
        return _tr("generated, as it says itself")
    if Kind.BROKEN in kinds:
        return _tr("changed after it was signed")
    done = media.credentials.actions if media.credentials is not None else ()
    if not _CHANGES.isdisjoint(action.rpartition(".")[2] for action in done):
        return _tr("edited, as its credentials say")
    if kinds & set(_EDITS):
        return _tr("saved again after it was taken; see below")
    if Kind.NO_METADATA in kinds or not media.said or media.kind not in VISIBLE:
        return ""
    return _tr("nothing in the file says so")


def fill_compared(block: Block, comparisons: Sequence[Comparison]) -> None:
    """Show what tip and file both speak of."""
    block.clear()
    names = {
        About.TIME: _tr("Time"),
        About.SENT: _tr("Sent"),
        About.PLACE: _tr("Place"),
        About.MAKER: _tr("Maker"),
    }
    outcomes = {
        Outcome.SAME: _tr("Same"),
        Outcome.DIFFERENT: _tr("Different"),
        Outcome.OPEN: _tr("Cannot be compared"),
    }
    pairs = []
    for one in comparisons:
        tip = brief(_tr("Tip: {0}").format(shown(words.phrase(one.claimed))), muted=True)
        file = brief(_tr("File: {0}").format(shown(words.phrase(one.measured))), muted=True)
        glyph, role = _OUTCOMES[one.outcome]
        # A difference is told in full in the notice at the top.
        is_told_above = one.outcome is Outcome.DIFFERENT
        told = outcomes[one.outcome] if is_told_above else words.phrase(one.words)
        outcome = marked(glyph, role, shown(told), outcomes[one.outcome])
        pairs.append((names[one.about], stacked(outcome, tip, file)))
    block.add_pairs(pairs)


def fill_conflicts(block: Block, conflicts: Sequence[Conflict]) -> None:
    """List the facts of which the sources say different things, with what each says."""
    block.clear()
    pairs = []
    for conflict in conflicts[:_MOST]:
        told = [_told_by(one) for one in conflict.said[:_MOST]]
        pairs.append((wording.name(conflict.fact), stacked(*told)))
    block.add_pairs(pairs)


def _told_by(one: Said) -> QWidget:
    return brief(f"{wording.short_source(one.source)}: {wording.value(one)}")


def fill_credentials(block: Block, media: MediaLine) -> None:
    """Show what Content Credentials say and what that proves."""
    block.clear()
    found = media.credentials
    if found is None:
        block.add(said(words.phrase(standing_in_words(None)), muted=True))
        return
    good = found.standing is Standing.INTACT
    glyph, role = ("tick", "good") if good else ("info", "muted")
    if found.standing is Standing.BROKEN:
        glyph, role = "warning", "attention"
    is_told_above = found.standing is Standing.BROKEN
    proof = words.phrase(standing_in_words(found))
    told = _tr("Broken; see above.") if is_told_above else proof
    block.add(marked(glyph, role, told))
    block.add_pairs(list(_credentials(found)))


def _credentials(found: Credentials) -> Iterator[tuple[str, QWidget]]:
    if found.standing is not Standing.ELSEWHERE:
        yield _tr("Signer"), said(wording.signer(found.signer))
    texts = (
        (_tr("Issuer"), found.issuer),
        (_tr("Signed by"), found.signed_by),
        (_tr("Signed"), _signed(found)),
        (_tr("Made with"), found.made_with),
        (_tr("How"), ", ".join(found.source_types)),
        (_tr("Done to it"), ", ".join(found.actions[:_MOST])),
        (_tr("Trust list"), found.trust_list),
        (_tr("Address"), found.elsewhere),
    )
    for key, text in texts:
        if text:
            yield key, Elided(shown(text))
    if found.ingredients:
        parts = [Elided(shown(one.title) or "—") for one in found.ingredients[:_MOST]]
        yield _tr("Made from"), stacked(*parts)
    if found.failures and found.standing is Standing.BROKEN:
        yield _tr("Failed"), Elided(", ".join(map(shown, found.failures[:_MOST])))


def _signed(found: Credentials) -> str:
    moment = alike.moment(found.signed_at or "")
    if moment is None:
        return found.signed_at or ""
    return f"{written(moment.instant)} UTC"


def fill_file(block: Block, media: MediaLine) -> None:
    """Show what was kept."""
    block.clear()
    digest = said(saying.digest(media), face=theme.Face.MONO)
    digest.setToolTip(media.digest)
    arrived = said(times.when(media.added_at))
    arrived.setToolTip(plain_tip(times.exact(media.added_at)))
    pairs: list[tuple[str, QWidget]] = [
        (_tr("Name"), Elided(saying.name(media))),
        (_tr("Original"), said(saying.original(media))),
        (_tr("SHA-256"), digest),
        (_tr("Arrived"), arrived),
    ]
    if media.provenance:
        pairs.append((_tr("From"), Elided(shown(media.provenance))))
    if media.codec:
        pairs.append((_tr("Codec"), said(media.codec)))
    block.add_pairs(pairs)
