"""Reads the newest tips before the store's libraries are loaded: they take longer than the desk.

It answers the searches that a window most often begins with; the others wait for the libraries.
What is wrong with the desk is left for whoever opens it to say.
"""

from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Any

from tipdesk.desk.asking.fault import QueryNotUnderstood
from tipdesk.desk.asking.nodes import Filter, Node, Query
from tipdesk.desk.asking.query import parse
from tipdesk.desk.lines import read_lines
from tipdesk.newsroom.lines import TipLine
from tipdesk.newsroom.when import kept, now
from tipdesk.store.driver import Error, connection_to
from tipdesk.store.unlocking import Unlocked

_NEWEST = """
    SELECT received_at, id FROM tip WHERE trashed_at IS NULL
    ORDER BY received_at DESC, id DESC LIMIT :most
"""
_NEWEST_OF = """
    SELECT received_at, id FROM tip WHERE workflow = :state AND trashed_at IS NULL
        AND (snoozed_until IS NULL OR snoozed_until <= :now)
    ORDER BY received_at DESC, id DESC LIMIT :most
"""


def glimpse(desk: Unlocked, query: str, most: int) -> list[TipLine]:
    """Give the first tips that a search lists, newest first; none where it has to wait."""
    try:
        asked = parse(query)
        if not _is_answered_here(asked):
            return []
        with connection_to(desk.folder, desk.key) as connection:
            return read_lines(connection, _newest(connection, asked, most))
    except (QueryNotUnderstood, Error, OSError):
        return []


def _is_answered_here(query: Query) -> bool:
    return not query.sort and (query.asked is None or _is_of_states(query.asked))


def _is_of_states(node: Node) -> bool:
    return isinstance(node, Filter) and node.key == "workflow"


def _newest(connection: Any, query: Query, most: int) -> list[Any]:
    if not isinstance(query.asked, Filter):
        rows = connection.execute(_NEWEST, {"most": most})
        return [tip for _, tip in rows]
    values = {"now": kept(now()), "most": most}
    of_each = (
        connection.execute(_NEWEST_OF, {"state": state, **values})
        for state in {*query.asked.values}
    )
    return [tip for _, tip in islice(merge(*of_each, key=itemgetter(0, 1), reverse=True), most)]
