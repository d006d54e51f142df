"""Turns a query into conditions on tips."""

from collections.abc import Callable, Iterable
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import and_, not_, or_
from sqlmodel import col

from tipdesk.desk.asking.nodes import Either, Every, Filter, Node, Not, Query, Word, every
from tipdesk.desk.searching import files, times, tips
from tipdesk.desk.searching.people import sent_by
from tipdesk.desk.searching.shape import Asker, tip_by_tip
from tipdesk.desk.searching.shape import Condition as Condition
from tipdesk.desk.searching.tips import NOT_TRASHED as NOT_TRASHED
from tipdesk.desk.searching.tips import PROTECTED as PROTECTED
from tipdesk.desk.searching.tips import STILL_OPEN as STILL_OPEN
from tipdesk.desk.searching.tips import UNASSIGNED as UNASSIGNED
from tipdesk.desk.searching.tips import mine as mine
from tipdesk.newsroom.tip import Tip
from tipdesk.newsroom.when import now
from tipdesk.store import fulltext

_WORK = frozenset({"workflow", "assignee"})
_WORK_IS = frozenset({"new", "open", "unread", "untouched", "mine", "unassigned"})


def conditions(
    query: Query,
    *,
    editor: str,
    at: datetime | None = None,
    common: frozenset[Filter] = frozenset(),
    answered: frozenset[Node] = frozenset(),
) -> list[Condition]:
    """Say what must hold; trashed tips are found only when they are asked for.

    Names of protected sources are looked into only where protected tips are asked for as well.
    What sleeps until its moment is in no list of work to do. What is answered already is left out.
    """
    asker = Asker(editor, at or now(), _says(query.parts, "protected"), common)
    left = every(part for part in query.parts if part not in answered)
    asked = [] if left is None else [_condition(left, asker)]
    # A tip that went into another one lies in the trash.
    if not _says(query.leaves, "trashed") and not _says(query.leaves, "merged"):
        asked.append(NOT_TRASHED)
    if _is_of_work(query):
        asked.append(not_(tips.asleep(asker.now)))
    return asked


def _is_of_work(query: Query) -> bool:
    """Tell whether a search asks for what is to be done, and for no words that it must find."""
    work = any(
        isinstance(part, Filter)
        and (part.key in _WORK or (part.key == "is" and not _WORK_IS.isdisjoint(part.values)))
        for part in query.parts
    )
    return work and not query.words and not _says(query.leaves, "snoozed")


def terms(query: Query) -> list[fulltext.Term]:
    """Give the words that are looked for as full text takes them: to rank and to highlight."""
    return [_term(word) for word in query.words]


def _says(nodes: Iterable[Node], standing: str) -> bool:
    return any(
        isinstance(one, Filter) and one.key == "is" and standing in one.values for one in nodes
    )


def _condition(node: Node, asker: Asker) -> Condition:
    match node:
        case Word():
            return fulltext.condition([_term(node)])
        case Filter():
            return (_each if node in asker.common else _all)(node, asker)
        case Not():
            return not_(_condition(node.what, asker))
        case Either():
            return or_(*(_condition(part, asker) for part in node.parts))
        case Every():
            return _together(node, asker)


def _all(part: Filter, asker: Asker) -> Condition:
    return _BY_KEY[part.key](part.values, asker)


def _each(part: Filter, asker: Asker) -> Condition:
    """Ask one tip after the other; where its own row hints that it isn't so, nothing else."""
    if part.key in _SO:
        return _SO[part.key](part.values, asker)
    holds, hint = tip_by_tip(_all(part, asker)), _hint(part, asker)
    return holds if hint is None else and_(hint, holds)


def _hint(part: Filter, asker: Asker) -> Condition | None:
    match part.key:
        case "taken":
            return times.may_be_taken(part.values, asker)
        case "has":
            return files.may_have(part.values)
    return None


def hinted(part: Node) -> bool:
    """Tell whether a tip's own row hints at the answer: then a walk through all takes a moment."""
    if not isinstance(part, Filter):
        return False
    return part.key == "taken" or (part.key == "has" and files.may_have(part.values) is not None)


def _together(node: Every, asker: Asker) -> Condition:
    """Ask all words of a search at once: full text is best at that."""
    words = [_term(part) for part in node.parts if isinstance(part, Word)]
    words += [
        _term(part.what, negated=True)
        for part in node.parts
        if isinstance(part, Not) and isinstance(part.what, Word)
    ]
    others = [part for part in node.parts if not _is_word(part)]
    asked = [_condition(part, asker) for part in others]
    return and_(*asked, fulltext.condition(words)) if words else and_(*asked)


def _is_word(node: Node) -> bool:
    return isinstance(node.what if isinstance(node, Not) else node, Word)


def _term(word: Word, *, negated: bool = False) -> fulltext.Term:
    return fulltext.Term(word.text, prefix=word.prefix, negated=negated)


_BY_KEY: MappingProxyType[str, Callable[[tuple[str, ...], Asker], Condition]] = MappingProxyType(
    {
        "number": tips.numbered,
        "is": tips.stands,
        "has": files.has,
        "workflow": lambda values, _: col(Tip.workflow).in_(values),
        "verdict": lambda values, _: col(Tip.verdict).in_(values),
        "channel": lambda values, _: col(Tip.channel).in_(values),
        "permission": files.permitted,
        "label": files.labelled,
        "story": tips.in_stories,
        "tag": tips.tagged,
        "assignee": tips.assigned,
        "from": sent_by,
        "place": tips.placed,
        "name": files.filed,
        "camera": files.shot_with,
        "lang": tips.in_languages,
        "priority": tips.prioritised,
        "digest": files.digested,
        "received": times.own("received", col(Tip.received_at)),
        "taken": times.taken,
        "published": times.published,
        "due": times.own("due", col(Tip.due_at)),
        "embargo": times.embargoed,
        "changed": times.own("changed", col(Tip.changed_at)),
        "near": files.nearby,
    }
)
# What full text answers for all tips at once, asked of one.
_SO: MappingProxyType[str, Callable[[tuple[str, ...], Asker], Condition]] = MappingProxyType(
    {"name": files.filed_so, "place": tips.placed_so}
)
