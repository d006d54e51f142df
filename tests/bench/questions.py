"""The questions that a desk is asked all day, each as one call; for the benchmark and for CI."""

from collections.abc import Callable
from types import MappingProxyType

from sqlalchemy import text

from tipdesk.desk.counts.counting import counts
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids, tip_lines
from tipdesk.store import fulltext
from tipdesk.store.database import Store
from tipdesk.store.fulltext import Term

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


def best(*words: str, prefix: bool = False) -> Question:
    """Ask for the best hits of words."""

    def ask(store: Store) -> object:
        with store.reading() as session:
            return fulltext.ranked(session, [Term(word, prefix=prefix) for word in words])

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
        "page of an editor": page("assignee:mara"),
        "page of a channel": page("channel:phone"),
        "page by priority": page("sort:-priority sort:oldest"),
        "page of a common word": page("flood"),
        "page of two words": page("flood water"),
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
        "half of all": every("channel:phone,mail,form,chat"),
        "few": every("is:unread is:mine workflow:triage"),
        "a common word, all ids": every("flood"),
        "a phrase, all ids": every('"school roof"'),
        "word, tag and state": every("flood workflow:triage"),
        "a prefix that many words share, page": page("ba*"),
        "a prefix that many words share, all": every("ba*"),
        "best of a common word": best("flood"),
        "best of two words": best("tram", "depot"),
        "best of a prefix": best("ba", prefix=True),
    }
)
