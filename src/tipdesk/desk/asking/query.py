"""The query language: words, "phrases", begin*, -not, OR, ( ), and filters such as workflow:new.

Free of the store's libraries, so that the window can read what is typed before they are loaded.
"""

from tipdesk.desk.asking.fault import QueryNotUnderstood as QueryNotUnderstood
from tipdesk.desk.asking.nodes import Query as Query
from tipdesk.desk.asking.nodes import every
from tipdesk.desk.asking.reading import parse as parse
from tipdesk.desk.asking.writing import written as written


def both(first: str, second: str) -> str:
    """Ask for what both searches ask for, in the second one's order if it has one."""
    one, other = parse(first), parse(second)
    return written(Query(every((one.asked, other.asked)), other.sort or one.sort))
