"""The entries of the sidebar: what each shows, what it asks the list for, what may be dropped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tipdesk.gui import words
from tipdesk.newsroom.lines import Counts, StoryLine
from tipdesk.newsroom.states import StoryStatus, Workflow

TAGS_SHOWN = 24


class Sort(StrEnum):
    """What an entry stands for."""

    HEADING = "heading"
    EVERYTHING = "everything"
    STATE = "state"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    PROTECTED = "protected"
    TRASH = "trash"
    LATE = "late"
    EMBARGOED = "embargoed"
    SNOOZED = "snoozed"
    VIEW = "view"
    STORY = "story"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the sidebar; `name` is the state, the slug, the tag or the view's number.

    `fault` says why a saved view can't be listed any more.
    """

    sort: Sort
    text: str
    query: str = ""
    count: int | None = None
    glyph: str = ""
    role: str = "ink"
    name: str = ""
    detail: str = field(default="", repr=False)
    fault: str = field(default="", repr=False)

    @property
    def key(self) -> tuple[Sort, str]:
        """Know an entry again after its count has changed."""
        return self.sort, self.name

    @property
    def takes_tips(self) -> bool:
        """Tell whether tips may be dropped on it."""
        return self.sort not in _ONLY_LISTED

    @property
    def takes_files(self) -> bool:
        """Tell whether files dropped on it become a new tip there."""
        is_later = self.sort is Sort.STATE and self.name != Workflow.NEW
        if self.sort is Sort.EVERYTHING:
            return True
        return self.sort not in (*_ONLY_LISTED, Sort.TRASH, Sort.PROTECTED) and not is_later


# Nothing can be put there: what they list follows from what a tip is.
_ONLY_LISTED = frozenset(
    {Sort.HEADING, Sort.EVERYTHING, Sort.LATE, Sort.EMBARGOED, Sort.SNOOZED, Sort.VIEW}
)


def entries(counts: Counts | None, saved: Sequence[Entry] = ()) -> list[Entry]:
    """List the entries; before the desk was asked, those that are always there."""
    return [*_inbox(counts), *_views(counts), *saved, *_stories(counts), *_tags(counts)]


def _inbox(counts: Counts | None) -> Iterator[Entry]:
    yield Entry(Sort.HEADING, _tr(QT_TRANSLATE_NOOP("Sidebar", "Inbox")), name="inbox")
    for state in Workflow:
        count = counts.workflow.get(state, 0) if counts else None
        # Withdrawn stories are rare: the line is shown only where there is one.
        if state is Workflow.KILLED and not count:
            continue
        yield Entry(
            Sort.STATE,
            words.say(state),
            f"workflow:{state.value}",
            count,
            words.glyph(state),
            words.role(state),
            state.value,
        )


def _views(counts: Counts | None) -> Iterator[Entry]:
    yield Entry(Sort.HEADING, _tr(QT_TRANSLATE_NOOP("Sidebar", "Views")), name="views")
    yield Entry(
        Sort.EVERYTHING,
        _tr(QT_TRANSLATE_NOOP("Sidebar", "All tips")),
        "",
        sum(counts.workflow.values()) if counts else None,
        "list",
        "muted",
    )
    for sort, text, glyph, count in (
        (Sort.MINE, QT_TRANSLATE_NOOP("Sidebar", "My tips"), "person", "mine"),
        (Sort.UNASSIGNED, QT_TRANSLATE_NOOP("Sidebar", "Unassigned"), "nobody", "unassigned"),
        (Sort.PROTECTED, QT_TRANSLATE_NOOP("Sidebar", "Protected"), "shield", "protected"),
        (Sort.TRASH, QT_TRANSLATE_NOOP("Sidebar", "Trash"), "trash", "trash"),
    ):
        query = "is:trashed" if sort is Sort.TRASH else f"is:{sort.value}"
        number = getattr(counts, count) if counts else None
        yield Entry(sort, _tr(text), query, number, glyph, "muted")
    if counts:
        yield from _by_the_clock(counts)


def _by_the_clock(counts: Counts) -> Iterator[Entry]:
    """List what time has brought about; only where there is something."""
    late, put_away = QT_TRANSLATE_NOOP("Sidebar", "Late"), QT_TRANSLATE_NOOP("Sidebar", "Put away")
    for sort, text, number, glyph, role in (
        (Sort.LATE, late, counts.late, "warning", "attention"),
        (
            Sort.EMBARGOED,
            QT_TRANSLATE_NOOP("Sidebar", "Embargoed"),
            counts.embargoed,
            "lock",
            "muted",
        ),
        (Sort.SNOOZED, put_away, counts.snoozed, "clock", "muted"),
    ):
        if number:
            yield Entry(sort, _tr(text), f"is:{sort.value}", number, glyph, role)


def _stories(counts: Counts | None) -> Iterator[Entry]:
    shown = [story for story in counts.stories if _is_at_hand(story)] if counts else []
    if shown:
        yield Entry(Sort.HEADING, _tr(QT_TRANSLATE_NOOP("Sidebar", "Stories")), name="stories")
    for story in shown:
        yield Entry(
            Sort.STORY,
            story.slug,
            story_query(story.slug),
            story.tips,
            name=story.slug,
            detail=story.headline,
        )


def _is_at_hand(story: StoryLine) -> bool:
    return story.status is not StoryStatus.CLOSED


def _tags(counts: Counts | None) -> Iterator[Entry]:
    shown = counts.tags[:TAGS_SHOWN] if counts else ()
    if shown:
        yield Entry(Sort.HEADING, _tr(QT_TRANSLATE_NOOP("Sidebar", "Tags")), name="tags")
    for tag, count in shown:
        yield Entry(Sort.TAG, f"# {tag}", tag_query(tag), count, name=tag)


def story_query(slug: str) -> str:
    """Ask for the tips of a story."""
    return f"story:{slug}"


def tag_query(tag: str) -> str:
    """Ask for the tips with a tag."""
    return f'tag:"{tag}"' if " " in tag or "," in tag else f"tag:{tag}"


def _tr(text: object) -> str:
    return QCoreApplication.translate("Sidebar", str(text))
