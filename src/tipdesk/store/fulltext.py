"""Full text over everything that is said of a tip, behind one small interface (SQLite's FTS5)."""

from array import array
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import ColumnElement, Connection, and_, column, not_, select, table, text
from sqlalchemy import literal_column as literal
from sqlmodel import Session, col

from tipdesk.newsroom.tip import Tip
from tipdesk.store import signs
from tipdesk.store.batches import batches

MANY = 30_000  # hits of which all can be weighed before a key is pressed again
WEIGHED = 5_000  # the newest of more
_MERGED_AT_ONCE = 2_000  # pages
_A_CHANGE = 2  # fewer changed rows than these say that there was nothing to merge
_HITS = "tip_words WHERE tip_words MATCH :match"
_WEIGHT = "bm25(tip_words, 4.0, 1.0, 2.0, 2.0, 1.0, 1.0)"
_WORDS = table("tip_words", column("rowid"))

CREATE = """
CREATE VIRTUAL TABLE tip_words USING fts5(
  headline, said, people, filed, media, notes,
  content='', contentless_delete=1,
  tokenize='unicode61 remove_diacritics 2 categories ''L* N* Co M*'''
)"""

_INSERT = "INSERT INTO tip_words(rowid, headline, said, people, filed, media, notes)"
_SAID = """
SELECT tip.id, indexed(tip.headline), indexed(tip.text || ' ' || tip.place
    || coalesce((SELECT group_concat(' ' || message.subject || ' ' || message.text, '')
      FROM message WHERE message.tip_id = tip.id AND message.position > 0), '')
    || coalesce((SELECT group_concat(' ' || merged.headline || ' ' || merged.text, '')
      FROM tip AS merged WHERE merged.merged_into = tip.id), '')),
  indexed(CASE WHEN tip.protected OR coalesce(contributor.protected, 0) THEN ''
    ELSE coalesce(contributor.name, '') || ' ' || coalesce((SELECT group_concat(value, ' ')
      FROM contactpoint WHERE contributor_id = contributor.id), '') END),
  indexed(tip.id || ' ' || coalesce((SELECT group_concat(tag.name, ' ')
      FROM tiptag JOIN tag ON tag.id = tag_id WHERE tiptag.tip_id = tip.id), '')
    || ' ' || coalesce((SELECT group_concat(story.slug || ' ' || story.headline, ' ')
      FROM storytip JOIN story ON story.id = story_id WHERE storytip.tip_id = tip.id), '')),
  indexed(coalesce((SELECT group_concat(name || ' ' || caption || ' ' || credit || ' '
      || label_note || ' ' || facts.words, ' ')
      FROM media JOIN facts ON facts.digest = media.digest WHERE media.tip_id = tip.id), '')),
  indexed(coalesce((SELECT group_concat(note.text, ' ') FROM note WHERE note.tip_id = tip.id), ''))
FROM tip LEFT JOIN contributor ON contributor.id = tip.contributor_id
"""
_INDEX = f"{_INSERT}{_SAID}"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: a word, the beginning of one, or words in a row."""

    text: str = field(repr=False)
    prefix: bool = False
    phrase: bool = False
    negated: bool = False


def condition(terms: Sequence[Term]) -> ColumnElement[bool]:
    """Ask for the tips that hold every term and none of the negated ones."""
    wanted = [term for term in terms if not term.negated]
    unwanted = [_quoted(term) for term in terms if term.negated]
    conditions = []
    if wanted:
        conditions.append(_found(_every(wanted)))
    if unwanted:
        conditions.append(not_(_found(" OR ".join(unwanted))))
    return and_(*conditions)


def count(session: Session, terms: Sequence[Term], *, most: int = MANY) -> int:
    """Count the tips, trashed ones too, that hold a term; `most` means so many or more."""
    return _number(session, _any(terms), most)


def ranked(session: Session, terms: Sequence[Term], *, together: bool = False) -> "array[int]":
    """Give the tips, trashed ones too, that hold one of the terms or all, the best first.

    To weigh every hit of a common word would take half a second: of many, the newest are weighed.
    """
    asked: dict[str, Any] = {"match": _every(terms) if together else _any(terms), "since": 0}
    if _number(session, asked["match"], MANY) == MANY:
        newest = f"SELECT rowid FROM {_HITS} ORDER BY rowid DESC LIMIT 1 OFFSET :weighed"  # noqa: S608
        window = {"match": asked["match"], "weighed": WEIGHED}
        asked["since"] = session.execute(text(newest), window).scalar_one()
    best = f"SELECT rowid FROM {_HITS} AND rowid > :since ORDER BY {_WEIGHT}, rowid DESC"  # noqa: S608
    return array("q", session.execute(text(best), asked).scalars())


def _number(session: Session, match: str, most: int) -> int:
    asked = text(f"SELECT count(*) FROM (SELECT 1 FROM {_HITS} LIMIT :most)")  # noqa: S608
    return int(session.execute(asked, {"match": match, "most": most}).scalar_one())


def holding(
    session: Session, tips: Sequence[int], terms: Sequence[Term], *, best_first: bool = False
) -> list[int]:
    """Give those of a few tips that hold every term, in their order or the best first.

    A full text of these tips alone is made in memory: to begin with all words of a million tips
    that begin alike would take longer.
    """
    ids = ",".join(str(int(tip)) for tip in tips)
    said = session.connection().exec_driver_sql(f"{_SAID} WHERE tip.id IN ({ids})").all()
    with closing(sqlcipher.connect(":memory:")) as memory:
        memory.execute(CREATE)
        memory.executemany(f"{_INSERT} VALUES (?, ?, ?, ?, ?, ?, ?)", list(map(tuple, said)))
        asked = f"SELECT rowid FROM tip_words WHERE tip_words MATCH ? ORDER BY {_WEIGHT}"  # noqa: S608
        held = [tip for (tip,) in memory.execute(asked, (_every(terms),))]
    found = frozenset(held)
    return held if best_first else [tip for tip in tips if tip in found]


def _every(terms: Sequence[Term]) -> str:
    return " AND ".join(_quoted(term) for term in terms)


def _found(match: str) -> ColumnElement[bool]:
    hits = select(_WORDS.c.rowid).where(literal("tip_words").op("MATCH")(match))
    return col(Tip.id).in_(hits)


def _any(terms: Sequence[Term]) -> str:
    return " OR ".join(_quoted(term) for term in terms if not term.negated) or '""'


def _quoted(term: Term) -> str:
    """Write a term of letters and digits alone: nothing an editor types is FTS5's own syntax.

    A sign that may go on can't be followed by others in a row; those must be there as well.
    """
    rows: list[list[str]] = [[]]
    for part, goes_on in signs.wanted(term.text):
        rows[-1].append(f'"{part}"' + "*" * goes_on)
        if goes_on:
            rows.append([])
    said = [" + ".join(row) for row in rows if row]
    if said and term.prefix and rows[-1]:
        said[-1] += "*"
    return f"({' AND '.join(said)})" if said else '""'


def index(connection: Connection, tips: Collection[int]) -> None:
    """Make the words of these tips anew; of tips that are gone, forget them."""
    for batch in batches(sorted(tips)):
        ids = ",".join(str(int(tip)) for tip in batch)
        connection.execute(text(f"DELETE FROM tip_words WHERE rowid IN ({ids})"))  # noqa: S608
        connection.execute(text(f"{_INDEX} WHERE tip.id IN ({ids})"))


def merged(connection: Any) -> Iterator[None]:
    """Rewrite the index without the words of tips that are gone, a piece at a time.

    Taken out of it, they lie in it until the pieces that hold them are merged. Each step is a
    transaction by itself; `connection` is the driver's own.
    """
    pages = -_MERGED_AT_ONCE  # FTS5's own way to say: all of it, from the beginning
    while True:
        before = connection.total_changes
        connection.execute("INSERT INTO tip_words(tip_words, rank) VALUES ('merge', ?)", (pages,))
        if connection.total_changes - before < _A_CHANGE:
            return
        pages = _MERGED_AT_ONCE
        yield


def make_anew(connection: Connection) -> None:
    """Make the words of every tip anew, in an index of the present form."""
    connection.execute(text("DROP TABLE IF EXISTS tip_words"))
    connection.execute(text(CREATE))
    connection.execute(text(_INDEX))
