"""Words a whole summary: its head, its foot, and every tip in it."""

from datetime import datetime

from tipdesk.newsroom.counts import counted
from tipdesk.newsroom.states import in_words
from tipdesk.publication.sheets.page import Page
from tipdesk.publication.sheets.sheet import StorySheet, Summary, TipSheet
from tipdesk.publication.sheets.tip_layout import tip_page
from tipdesk.publication.sheets.wording import full_moment, moment, one_line

_REFERRED = 2


def lay_out(summary: Summary) -> Page:
    """Word a summary; a single tip without a title or story is a tip sheet of its own."""
    story = summary.story
    alone = len(summary.tips) == 1 and not summary.title and story is None
    among = None if alone else story.slug if story else ""
    tips = tuple(tip_page(tip, summary.made_at, among=among) for tip in summary.tips)
    title = "" if alone else one_line(_title(summary))
    reference = _reference(summary.tips[0]) if alone else counted(len(tips), "tip")
    slug = one_line(story.slug) if story else ""
    kind = "Tip sheet" if alone else "Story summary" if story else "Summary"
    named = tips[0].headline if alone else f"{slug}: {title}" if slug and slug != title else title
    return Page(
        newsroom=one_line(summary.newsroom),
        kind=kind,
        title=title,
        slug=slug,
        about=_story_about(story) if story else counted(len(tips), "tip"),
        stop=_embargo(story, summary.made_at) if story else "",
        reference=reference if alone or not slug else f"{slug} · {reference}",
        as_of=full_moment(summary.made_at),
        document_title=f"{kind} {tips[0].number}: {named}" if alone else f"{kind}: {named}",
        foot=_foot(summary),
        tips=tips,
    )


def _title(summary: Summary) -> str:
    if summary.title:
        return summary.title
    if summary.story is not None:
        return summary.story.headline or summary.story.slug
    return "Tips from the desk"


def _reference(tip: TipSheet) -> str:
    slugs = [one_line(story.slug) for story in tip.stories]
    if len(slugs) > _REFERRED:  # the head of a page is two lines high; all are named below it
        slugs[_REFERRED:] = [f"{len(slugs) - _REFERRED} more"]
    return " · ".join((tip.number, *slugs))


def _foot(summary: Summary) -> str:
    told = "with contributors" if summary.profile.contributor else "for colleagues"
    omitted = ", ".join(summary.left_out)
    return f"Profile: {told} · left out: {omitted}" if omitted else f"Profile: {told}"


def _story_about(story: StorySheet) -> str:
    told = [f"Story {in_words(story.status)}", one_line(story.section)]
    if story.published_at is not None:
        told.append(f"published {moment(story.published_at)}")
    return " · ".join(word for word in (*told, one_line(story.published_url)) if word)


def _embargo(story: StorySheet, at: datetime) -> str:
    end = story.embargo_until
    return f"Embargo until {moment(end)}" if end is not None and end > at else ""
