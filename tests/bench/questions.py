"""The questions that a desk is asked all day, each as one call; for the benchmark and for CI."""

from collections.abc import Callable
from types import MappingProxyType

from sqlalchemy import text

from tipdesk.desk.counts.counting import counts
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_count, tip_ids, tip_lines
from tipdesk.store.database import Store

PAGE = 100
Question = Callable[[Store], object]


def page(query: str) -> Question:
    """Ask for the first page of a search, newest first, with its lines."""
    return lambda store: tip_lines(store, tip_ids(store, query, limit=PAGE))


def every(query: str) -> Question:
    """Ask for all ids of a search."""
    return lambda store: tip_ids(store, query)


def plain(sql: str) -> Question:
    """Ask in plain SQL: the floor."""

    def ask(store: Store) -> object:
        with store.reading() as session:
            return session.execute(text(sql)).all()

    return ask


# Those that an index answers: their cost doesn't grow with the desk.
INDEXED: MappingProxyType[str, Question] = MappingProxyType(
    {
        "newest page": page(""),
        "newest page, plain SQL": plain(
            "SELECT id FROM tip WHERE trashed_at IS NULL"
            " ORDER BY received_at DESC, id DESC LIMIT 100"
        ),
        "page of a state": page("workflow:new"),
        "page of two states": page("workflow:new,triage"),
        "page of an editor": page("assignee:mara"),
        "page of what is mine": page("is:mine"),
        "page of a channel": page("channel:phone"),
        "page of half of all": page("channel:phone,mail,form,chat"),
        "page of a verdict": page("verdict:verified"),
        "page of what is unread": page("is:unread"),
        "page of a permission": page("permission:asked"),
        "page of a label": page("label:composite"),
        "page of what has a film": page("has:video"),
        "page of what others have as well": page("has:duplicate"),
        "page of what has credentials": page("has:credentials"),
        "page of pictures without a place": page("has:picture -has:gps"),
        "page of what was taken this year": page("taken:2026"),
        "page of what was not taken then": page("-taken:2023"),
        "page of a place's first letters": page("place:ba"),
        "page of a file name's first letters": page("name:im"),
        "page by priority": page("sort:-priority sort:oldest"),
        "page by channel": page("sort:channel"),
        "page by state": page("sort:workflow"),
        "page by last change": page("sort:changed"),
        "page by headline": page("sort:headline"),
        "page by due date": page("sort:due"),
        "page of what was taken near": page("near:53.5,-1.5,1"),
        "page of what ran on a day": page("published:2025-06-07"),
        "page of what changed lately": page("changed:2h"),
        "page of a common word": page("flood"),
        "page of two words": page("flood water"),
        "page of a phrase": page('"school roof"'),
        "page of a rare word": page("bodamerota"),
        "page of a word's beginning": page("ba*"),
        "page of a word and a beginning": page("flood ba*"),
        "a tip opened": lambda store: open_tip(store, 1_000),
        "counts": counts,
    }
)
# Those whose answer itself grows with the desk.
GROWING: MappingProxyType[str, Question] = MappingProxyType(
    {
        "all ids": every(""),
        "all ids, plain SQL": plain(
            "SELECT id FROM tip WHERE trashed_at IS NULL ORDER BY received_at DESC, id DESC"
        ),
        "all ids by priority": every("sort:priority"),
        "all ids by channel": every("sort:channel"),
        "filter to half of all": every("channel:phone,mail,form,chat"),
        "the same in plain SQL": plain(
            "SELECT id FROM tip WHERE trashed_at IS NULL AND channel IN"
            " ('phone', 'mail', 'form', 'chat') ORDER BY received_at DESC, id DESC"
        ),
        "filter to 30": every("embargo:>30d has:tag workflow:archived"),
        "few": every("is:unread is:mine workflow:triage"),
        "a view counted": lambda store: tip_count(store, "channel:phone,mail,form,chat"),
        "page of a word and its state": page("flood workflow:new,triage"),
        "page of what was taken on a day": page("taken:2025-06-07"),
        "page of what was taken years ago": page("taken:2023"),
        "page of pictures taken years ago": page("taken:2023 has:picture"),
        "page of what was taken years ago, in a channel": page("taken:2023 channel:phone"),
        "page of what ran years ago": page("published:2023"),
        "page by priority of what ran years ago": page("published:2023 sort:priority"),
        "a camera, page": page("camera:maker3"),
        "a common word, all ids": every("flood"),
        "a phrase, all ids": every('"school roof"'),
        "word, tag and state": every("flood workflow:triage"),
        "a prefix that many words share, all": every("ba*"),
        "best page of a common word": page("flood sort:relevance"),
        "best page of two words": page("tram depot sort:relevance"),
        "best page of a phrase": page('"school roof" sort:relevance'),
        "best page of a prefix": page("ba* sort:relevance"),
        "best page of a word and a state": page("flood workflow:new sort:relevance"),
    }
)
