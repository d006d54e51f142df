"""Words one tip: where it stands, what was said, what keeps it from being published, its past."""

from datetime import datetime

from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.ids import tip_number
from tipdesk.newsroom.lines import UseLine
from tipdesk.newsroom.states import in_words
from tipdesk.publication.sheets.captions import shown
from tipdesk.publication.sheets.clearance import embargoes, may_be_published, missing
from tipdesk.publication.sheets.page import Past, Said, TipPage
from tipdesk.publication.sheets.sheet import StorySheet, TipSheet
from tipdesk.publication.sheets.wording import (
    SENSITIVITY,
    capital,
    channel_in_words,
    clean,
    language_in_words,
    moment,
    one_line,
    permission_in_words,
    short_moment,
    shortened,
    state,
)

_TEXT_LIMIT = 50_000
_PAST_LIMIT = 12
_PAST_LIMIT_AMONG = 5
_LINE_LIMIT = 140


def tip_page(tip: TipSheet, at: datetime, *, among: str | None = None) -> TipPage:
    """Word one tip as of a moment; among others its past is shorter.

    `among` is what the others share: the slug of the story at their head, or nothing.
    """
    past = _PAST_LIMIT if among is None else _PAST_LIMIT_AMONG
    headline = one_line(tip.headline) or "(no headline)"
    return TipPage(
        number=tip.number,
        headline=headline,
        short=shortened(headline, _LINE_LIMIT),
        about=_about(tip),
        standing=f"{state(tip.workflow)}, {in_words(tip.verdict)}",
        states=_states(tip, at),
        facts=_facts(tip),
        said=_paragraphs(tip.text),
        boxes=_boxes(tip, at),
        media_head=f"Media ({len(tip.media):,})",
        media=tuple(shown(file, tip, place) for place, file in enumerate(tip.media, 1)),
        stories=tuple(_story(story) for story in tip.stories if story.slug != among),
        uses=tuple(_use(use) for use in tip.uses),
        notes=_notes(tip),
        past_head=_past_head(tip, past),
        past=_past(tip, past),
    )


def _about(tip: TipSheet) -> str:
    parts = [f"Received {moment(tip.received_at)} {channel_in_words(tip.channel)}"]
    if tip.logged_by:
        parts.append(f"logged by {one_line(tip.logged_by)}")
    parts.append(f"assigned to {one_line(tip.assignee)}" if tip.assignee else "not assigned")
    parts.append(f"priority {tip.priority}")
    if tip.due_at is not None:
        parts.append(f"due {moment(tip.due_at)}")
    return " · ".join(parts)


def _states(tip: TipSheet, at: datetime) -> tuple[Said, ...]:
    closing = f" ({in_words(tip.closing)})" if tip.closing else ""
    permission = capital(permission_in_words(tip.permission)) if tip.files else "No media"
    may, stop = may_be_published(tip, at)
    return (
        Said("Workflow", (state(tip.workflow) + closing,)),
        Said("Verdict", (state(tip.verdict),)),
        Said("Permission", (permission,)),
        Said("May be published", (may,), stop=stop),
    )


def _facts(tip: TipSheet) -> tuple[Said, ...]:
    told = (
        ("Place", one_line(tip.place)),
        ("Time", moment(tip.happened_at) if tip.happened_at else ""),
        ("Language", language_in_words(one_line(tip.language))),
        ("Same as", ", ".join(dict.fromkeys(tip_number(one.other) for one in tip.links))),
        ("Tags", ", ".join(one_line(tag) for tag in tip.tags)),
    )
    return tuple(Said(name, (words,)) for name, words in told if words)


def _paragraphs(text: str) -> tuple[str, ...]:
    whole = clean(text).strip()
    shown = whole[:_TEXT_LIMIT]
    said = tuple(line.strip() for line in shown.split("\n") if line.strip())
    rest = len(whole) - len(shown)
    return (*said, f"[{counted(rest, 'more character')} on the desk]") if rest else said


def _boxes(tip: TipSheet, at: datetime) -> tuple[Said, ...]:
    sender = tuple(one_line(line) for line in tip.sender)
    if tip.protected:
        sender = ("Protected source", "Do not name or describe")
    care = tuple(SENSITIVITY[one] for one in tip.sensitivity)
    boxes = (
        Said("Sender", sender),
        Said("Restrictions", (*embargoes(tip, at), *tip.conditions, *care), stop=True),
        Said("Missing before publication", missing(tip), stop=True),
    )
    return tuple(box for box in boxes if box.lines)


def _story(story: StorySheet) -> Said:
    told = (one_line(story.headline), one_line(story.section), in_words(story.status))
    return Said(one_line(story.slug), (" · ".join(word for word in told if word),))


def _use(use: UseLine) -> Said:
    title, outlet = one_line(use.title), one_line(use.outlet)
    told = (outlet if title else "", moment(use.published_at), one_line(use.story))
    lines = (
        " · ".join(word for word in told if word),
        one_line(use.url),
        f"Credit: {one_line(use.credit)}" if use.credit.strip() else "",
        f"Withdrawn {moment(use.withdrawn_at)}" if use.withdrawn_at else "",
    )
    withdrawn = use.withdrawn_at is not None
    return Said(title or outlet or "Published", tuple(filter(None, lines)), stop=withdrawn)


def _notes(tip: TipSheet) -> tuple[Past, ...]:
    return tuple(
        Past(short_moment(note.written_at), one_line(note.editor), clean(note.text).strip())
        for note in tip.notes
    )


def _past_head(tip: TipSheet, limit: int) -> str:
    count = len(tip.history)
    return f"History, last {limit} of {count:,} changes" if count > limit else "History"


def _past(tip: TipSheet, limit: int) -> tuple[Past, ...]:
    return tuple(
        Past(short_moment(line.at), one_line(line.editor), capital(one_line(line.what)))
        for line in tip.history[-limit:]
    )
