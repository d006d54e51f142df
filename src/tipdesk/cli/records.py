"""How tips, stories and history are written for programs (JSON) and for people (lines)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from tipdesk.desk.opening import open_tips
from tipdesk.desk.triaging.protecting import PROTECTED_SOURCE
from tipdesk.newsroom import credentials
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.likeness import Seen
from tipdesk.newsroom.lines import (
    CallLine,
    HistoryLine,
    LinkLine,
    MediaLine,
    OpenTip,
    StoryLine,
    TipLine,
    UseLine,
)
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.origins import source_type
from tipdesk.newsroom.remarks import remarks, sentence
from tipdesk.newsroom.signatures import Checked, sentences
from tipdesk.newsroom.states import ReadState, in_words
from tipdesk.store.database import Store

Record = dict[str, Any]
Verb = Callable[[Store], Change]
_ANONYMOUS = "anonymous"


def tips(store: Store, numbers: Sequence[TipId]) -> Iterator[Record]:
    """Write tips as a program reads them; a protected source is never named."""
    return map(_tip, open_tips(store, numbers))


def _tip(tip: OpenTip) -> Record:
    line = tip.line
    return {
        "number": line.id,
        "headline": line.headline,
        "text": tip.text,
        "channel": line.channel,
        "received_at": _time(line.received_at),
        "happened_at": _time(tip.happened_at),
        "place": tip.place,
        "language": tip.language,
        "workflow": line.workflow,
        "verdict": line.verdict,
        "permission": line.permission,
        "closing": tip.closing,
        "sensitivity": list(line.sensitivity),
        "protected": line.protected,
        "priority": line.priority,
        "assignee": line.assignee or None,
        "embargo_until": _time(line.embargo_until),
        "due_at": _time(line.due_at),
        "trashed": line.trashed,
        "merged_into": tip.merged_into,
        "stories": list(line.stories),
        "tags": list(line.tags),
        "contributor": line.contributor or None,
        "media": [_media(media, tip) for media in tip.media],
        "notes": [
            {"editor": note.editor, "written_at": _time(note.written_at), "text": note.text}
            for note in tip.notes
        ],
        "uses": [_use(use) for use in tip.uses],
        "links": [_link(link) for link in tip.links],
        "calls": [_call(call) for call in tip.calls],
    }


def _call(call: CallLine) -> Record:
    return {
        "began_at": _time(call.began_at),
        "seconds": call.seconds,
        "read_back": call.read_back,
        "promised": call.promised or None,
        "kept": call.kept,
    }


def _media(media: MediaLine, tip: OpenTip) -> Record:
    return _file(media) | _rights(media, named=not tip.line.protected) | _judged(media, tip)


def _rights(media: MediaLine, *, named: bool) -> Record:
    """Tell what is printed with a file, and how it was made, as it says; `named` or not by whom."""
    claimed = media.credentials if named else credentials.unnamed(media.credentials)
    return {
        "caption": media.caption,
        "credit": media.credit,
        "alt_text": media.alt_text,
        "label": media.label,
        "label_note": media.label_note,
        "permission": media.permission,
        "creator": media.creator if named else None,
        "copyright_notice": media.copyright_notice if named else None,
        "usage_terms": media.usage_terms,
        "digital_source_type": source_type(media.said),
        "credentials": credentials.brief(claimed),
    }


def _judged(media: MediaLine, tip: OpenTip) -> Record:
    """Tell what an editor thought of a file, and of which one it is a still, by its digest."""
    origins = (one.digest for one in tip.media if one.id == media.made_from)
    return {
        "rating": media.rating,
        "choice": media.choice,
        "made_from": next(origins, None),
        "made_at": media.made_at,
    }


def _file(media: MediaLine) -> Record:
    return {
        "digest": media.digest,
        "name": media.name,
        "kind": media.kind,
        "mime": media.mime,
        "size": media.size,
        "state": media.state,
        "reason": media.reason,
        "width": media.width,
        "height": media.height,
        "orientation": media.orientation,
        "make": media.make,
        "model": media.model,
        "taken_at": media.taken_at,
        "gps": list(media.gps) if media.gps else None,
        "duration": media.duration,
        "also_in": list(media.also_in),
    }


def _use(use: UseLine) -> Record:
    return {
        "url": use.url,
        "title": use.title,
        "outlet": use.outlet,
        "credit": use.credit,
        "story": use.story or None,
        "published_at": _time(use.published_at),
        "withdrawn_at": _time(use.withdrawn_at),
    }


def _link(link: LinkLine) -> Record:
    return {
        "number": link.other.id,
        "sha256": link.digest or None,
        "other_sha256": link.other_digest or None,
    }


def seen(one: Seen) -> Record:
    """Write a file that was seen before as a program reads it; `distance` is in bits of 256."""
    return {
        "sha256": one.digest,
        "kind": one.kind,
        "likeness": one.likeness,
        "distance": one.bits,
        "orientation": one.turn,
        "frames": one.frames,
        "at": one.at,
        "other_at": one.other_at,
        "tips": [{"number": each.tip, "trashed": each.trashed} for each in one.holders],
    }


def story(line: StoryLine) -> Record:
    """Write a story as a program reads it."""
    return {
        "slug": line.slug,
        "headline": line.headline,
        "section": line.section,
        "status": line.status,
        "embargo_until": _time(line.embargo_until),
        "published_url": line.published_url or None,
        "published_at": _time(line.published_at),
        "tips": line.tips,
    }


def history(tip: TipId, line: HistoryLine) -> Record:
    """Write one step of a tip's history as a program reads it."""
    return {
        "number": tip,
        "change": line.change,
        "at": _time(line.at),
        "editor": line.editor,
        "verb": line.verb,
        "reason": line.reason or None,
        "what": list(line.what),
    }


def in_one_line(line: TipLine) -> str:
    """Write a tip for the terminal; nothing that a stranger wrote can steer it."""
    marks = [*line.stories, *(f"#{tag}" for tag in line.tags)]
    kinds = [f"{count} {in_words(kind)}" for kind, count in line.kinds.items()]
    about = [line.channel, _who(line), *kinds, *marks]
    words = " · ".join(in_words(one) if one is line.channel else one for one in about)
    state = in_words(line.workflow)
    return shown(f"{tip_number(line.id):<8} {state:<10} {line.headline}  ({words})")


def in_full(tip: OpenTip, checked: Checked | None = None) -> Iterator[str]:
    """Write one tip for the terminal."""
    line = tip.line
    yield shown(f"{tip_number(line.id)}  {line.headline}")
    states = (in_words(state) for state in (line.workflow, line.verdict))
    yield f"{', '.join(states)}; permission {in_words(line.permission)}; priority {line.priority}"
    yield shown(
        f"received {line.received_at:%Y-%m-%d %H:%M}Z by {in_words(line.channel)}, {_who(line)}"
    )
    for told in sentences(checked, "{:%Y-%m-%d %H:%M}Z".format) if checked else ():
        yield shown(told.said())
    for name, said in {
        "went into": tip_number(tip.merged_into) if tip.merged_into else "",
        "place": tip.place,
        "assigned to": line.assignee,
        "stories": ", ".join(line.stories),
        "tags": ", ".join(line.tags),
    }.items():
        if said:
            yield shown(f"{name}: {said}")
    yield from (shown(_call_in_words(call, tip)) for call in tip.calls)
    if tip.text:
        yield from ("", *(shown(one) for one in tip.text.splitlines()))
    if tip.media:
        yield ""
    for media in tip.media:
        yield _file_line(media)
        yield from (shown(f"    ! {words}") for words in _worth_a_look(tip, media))
    for other in {link.other.id: link.other for link in tip.links}.values():
        yield shown(f"linked with {tip_number(other.id)}  {other.headline}")
    for use in tip.uses:
        withdrawn = " (withdrawn)" if use.withdrawn_at else ""
        yield shown(f"published {use.published_at:%Y-%m-%d %H:%M}Z {use.url}{withdrawn}")
    for note in tip.notes:
        yield shown(f"note by {note.editor}: {note.text}")


def _call_in_words(call: CallLine, tip: OpenTip) -> str:
    told = [f"call {call.began_at:%Y-%m-%d %H:%M}Z"]
    if call.seconds is not None:
        told.append(f"{call.seconds // 60}:{call.seconds % 60:02} minutes")
    if call.read_back:
        told.append("read back")
    if call.promised:
        due = tip.line.due_at
        by = f" by {due:%Y-%m-%d %H:%M}Z" if due and not call.kept else ""
        told.append(f"{'promise kept' if call.kept else 'promised'}: {call.promised}{by}")
    return ", ".join(told)


def story_in_one_line(line: StoryLine) -> str:
    """Write a story for the terminal."""
    count = counted(line.tips, "tip")
    return shown(f"{line.slug:<16} {in_words(line.status):<10} {count}  {line.headline}")


def _worth_a_look(tip: OpenTip, media: MediaLine) -> Iterator[str]:
    """Say where a file contradicts the tip or itself, or says that it was generated."""
    # Slow to load, and for this command alone.
    from tipdesk.desk.verifying.claims import Outcome
    from tipdesk.desk.verifying.findings import findings, veiled

    told = veiled(media) if tip.line.protected else media
    noted = remarks(told.said, told.credentials, thumbnail_differs=told.thumbnail_differs)
    yield from (sentence(remark).said() for remark in noted if remark.alarming)
    found = findings(tip, told)
    yield from (one.words.said() for one in found.comparisons if one.outcome is Outcome.DIFFERENT)
    for conflict in found.conflicts:
        values = " / ".join(f"{one.source}: {one.value[:80]}" for one in conflict.said[:4])
        yield f"The file contradicts itself, {in_words(conflict.fact)}: {values}"


def _file_line(media: MediaLine) -> str:
    size = f", {media.width} × {media.height}" if media.width else ""
    why = f": {media.reason}" if media.state is ReadState.UNREADABLE else ""
    return shown(f"  {media.name}  ({in_words(media.kind)}{size}, {media.size:,} bytes{why})")


def _who(line: TipLine) -> str:
    return PROTECTED_SOURCE if line.protected else line.contributor or _ANONYMOUS


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
