"""What the blocks of the panel tell: first glance, comparison, credentials, conflicts, the file."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from tipdesk.desk.verifying.claims import About, Comparison, Outcome, kilometres
from tipdesk.desk.verifying.clocks import How, written
from tipdesk.desk.verifying.findings import Findings
from tipdesk.gui import times, words
from tipdesk.gui.facts import wording
from tipdesk.gui.facts.pieces import Block, Notice, plain_tip
from tipdesk.gui.facts.told import Line, Look, Row, brief
from tipdesk.gui.tip import saying
from tipdesk.newsroom import alike
from tipdesk.newsroom.credentials import Credentials, Standing
from tipdesk.newsroom.facts import Conflict, Fact, Said
from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.remarks import Kind, Remark, sentence, standing_in_words, values
from tipdesk.newsroom.states import VISIBLE, FileKind, ReadState

Lines = tuple[Line, ...]
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


def glance(media: MediaLine, remarks: Sequence[Remark], found: Findings) -> list[Row]:
    """Tell when, where, with what, by whom, and whether it was edited."""
    made = values(media.said, Fact.CREATOR) or values(media.said, Fact.OWNER)
    programs = values(media.said, Fact.SOFTWARE)
    rows = [
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
    quiet = (one for one in remarks if not one.alarming and one.kind is not Kind.NO_ZONE)
    noted = [("", _muted(shown(words.phrase(sentence(one))))) for one in quiet]
    return [(key, lines) for key, lines in rows if lines] + noted


def unopened(media: MediaLine) -> list[Row]:
    """Tell what there is to look at of a file that is no picture, film or sound."""
    if saying.is_paper(media):
        return [("", _muted(_tr("Its first page is shown.")))]
    if media.state is not ReadState.READ or media.kind not in (*VISIBLE, FileKind.AUDIO):
        return [("", _muted(saying.why_no_picture(media)))]
    return []


def _words(text: str) -> Lines:
    return (Line(text),) if text else ()


def _muted(text: str) -> Lines:
    return (Line(text, Look.MUTED),)


def _stranger(told: Sequence[str]) -> Lines:
    return (brief(shown(" ".join(told[0].split()))),) if told else ()


def _taken(media: MediaLine, found: Findings) -> Lines:
    taken = found.taken
    text = saying.taken(media) or (taken.words if taken is not None else "")
    if not text:
        return ()
    if taken is None or taken.how is How.FILE:
        return (Line(text),)
    notes = {
        How.SATELLITES: _tr("zone by the satellites’ clock: {0}"),
        How.POSITION: _tr("no zone; the place has {0}"),
        How.UNKNOWN: _tr("no zone: the local time its owner had set"),
    }
    zone = taken.local.replace(tzinfo=taken.zone).strftime("%Z") if taken.zone else ""
    return (Line(text), Line(notes[taken.how].format(zone), Look.MUTED))


def _where(media: MediaLine, found: Findings) -> Lines:
    at = saying.place(media)
    if found.at is not None:
        at = f"{found.at[0]:.4f}, {found.at[1]:.4f}"
    named = values(media.said, Fact.SUBLOCATION, Fact.CITY, Fact.COUNTRY)
    if not at:
        return _stranger([", ".join(dict.fromkeys(named))]) if named else ()
    if found.near is None:
        return (Line(at),)
    town, metres = found.near
    near = _tr("{0} from {1}").format(kilometres(metres / 1000), town.words)
    return (Line(at), Line(near, Look.MUTED))


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


def compared(comparisons: Sequence[Comparison]) -> list[Row]:
    """Tell what tip and file both speak of."""
    names = {
        About.TIME: _tr("Time"),
        About.SENT: _tr("Sent"),
        About.PLACE: _tr("Place"),
        About.MAKER: _tr("Maker"),
    }
    return [(names[one.about], _comparison(one)) for one in comparisons]


def _comparison(one: Comparison) -> Lines:
    outcomes = {
        Outcome.SAME: _tr("Same"),
        Outcome.DIFFERENT: _tr("Different"),
        Outcome.OPEN: _tr("Cannot be compared"),
    }
    tip = brief(_tr("Tip: {0}").format(shown(words.phrase(one.claimed))), muted=True)
    file = brief(_tr("File: {0}").format(shown(words.phrase(one.measured))), muted=True)
    glyph, role = _OUTCOMES[one.outcome]
    # A difference is told in full in the notice at the top.
    is_told_above = one.outcome is Outcome.DIFFERENT
    told = outcomes[one.outcome] if is_told_above else words.phrase(one.words)
    meant = outcomes[one.outcome]
    return (Line(shown(told), glyph=glyph, role=role, meant=meant), tip, file)


def contradictions(conflicts: Sequence[Conflict]) -> list[Row]:
    """List the facts of which the sources say different things, with what each says."""
    return [
        (wording.name(conflict.fact), tuple(_told_by(one) for one in conflict.said[:_MOST]))
        for conflict in conflicts[:_MOST]
    ]


def _told_by(one: Said) -> Line:
    return brief(f"{wording.short_source(one.source)}: {wording.value(one)}")


def credentials(media: MediaLine) -> list[Row]:
    """Tell what Content Credentials say and what that proves."""
    if media.kind not in VISIBLE or media.state is not ReadState.READ:
        return []
    found = media.credentials
    if found is None:
        return [("", _muted(words.phrase(standing_in_words(None))))]
    good = found.standing is Standing.INTACT
    glyph, role = ("tick", "good") if good else ("info", "muted")
    if found.standing is Standing.BROKEN:
        glyph, role = "warning", "attention"
    is_told_above = found.standing is Standing.BROKEN
    proof = words.phrase(standing_in_words(found))
    told = _tr("Broken; see above.") if is_told_above else proof
    return [("", (Line(told, glyph=glyph, role=role),)), *_credentials(found)]


def _credentials(found: Credentials) -> Iterator[Row]:
    if found.standing is not Standing.ELSEWHERE:
        yield _tr("Signer"), (Line(wording.signer(found.signer)),)
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
            yield key, (_cut(shown(text)),)
    if found.ingredients:
        parts = found.ingredients[:_MOST]
        yield _tr("Made from"), tuple(_cut(shown(one.title) or "—") for one in parts)
    if found.failures and found.standing is Standing.BROKEN:
        yield _tr("Failed"), (_cut(", ".join(map(shown, found.failures[:_MOST]))),)


def _cut(text: str) -> Line:
    return Line(text, Look.CUT)


def _signed(found: Credentials) -> str:
    moment = alike.moment(found.signed_at or "")
    if moment is None:
        return found.signed_at or ""
    return f"{written(moment.instant)} UTC"


def file(media: MediaLine) -> list[Row]:
    """Tell what was kept."""
    when = plain_tip(times.exact(media.added_at))
    rows: list[Row] = [
        (_tr("Name"), (_cut(saying.name(media)),)),
        (_tr("Original"), (Line(saying.original(media)),)),
        (_tr("SHA-256"), (Line(saying.digest(media), Look.MONO, tip=media.digest),)),
        (_tr("Arrived"), (Line(times.when(media.added_at), tip=when),)),
    ]
    if media.provenance:
        rows.append((_tr("From"), (_cut(shown(media.provenance)),)))
    if media.codec:
        rows.append((_tr("Codec"), (Line(media.codec),)))
    return rows
