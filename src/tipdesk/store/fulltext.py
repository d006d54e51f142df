"""Full text over everything that is said of a tip, behind one small interface (SQLite's FTS5)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, and_, column, not_, select, table, text
from sqlalchemy import literal_column as literal
from sqlmodel import col

from tipdesk.newsroom.tip import Tip
from tipdesk.store.batches import batches

_WORDS = table("tip_words", column("rowid"))

CREATE = """
CREATE VIRTUAL TABLE tip_words USING fts5(
  headline, said, people, filed, media, notes,
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
)"""

_INDEX = """
INSERT INTO tip_words(rowid, headline, said, people, filed, media, notes)
SELECT tip.id, tip.headline, tip.text || ' ' || tip.place
    || coalesce((SELECT group_concat(' ' || message.subject || ' ' || message.text, '')
      FROM message WHERE message.tip_id = tip.id AND message.position > 0), ''),
  CASE WHEN tip.protected OR coalesce(contributor.protected, 0) THEN ''
    ELSE coalesce(contributor.name, '') || ' ' || coalesce((SELECT group_concat(value, ' ')
      FROM contactpoint WHERE contributor_id = contributor.id), '') END,
  tip.id || ' ' || coalesce((SELECT group_concat(tag.name, ' ')
      FROM tiptag JOIN tag ON tag.id = tag_id WHERE tiptag.tip_id = tip.id), '')
    || ' ' || coalesce((SELECT group_concat(story.slug || ' ' || story.headline, ' ')
      FROM storytip JOIN story ON story.id = story_id WHERE storytip.tip_id = tip.id), ''),
  coalesce((SELECT group_concat(name || ' ' || caption || ' ' || credit || ' ' || label_note
      || ' ' || facts.words, ' ')
      FROM media JOIN facts ON facts.digest = media.digest WHERE media.tip_id = tip.id), ''),
  coalesce((SELECT group_concat(note.text, ' ') FROM note WHERE note.tip_id = tip.id), '')
FROM tip LEFT JOIN contributor ON contributor.id = tip.contributor_id
"""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: a word, the beginning of one, or words in a row."""

    text: str = field(repr=False)
    prefix: bool = False
    phrase: bool = False
    negated: bool = False


def condition(terms: Sequence[Term]) -> ColumnElement[bool]:
    """Ask for the tips that hold every term and none of the negated ones."""
    wanted = [_quoted(term) for term in terms if not term.negated]
    unwanted = [_quoted(term) for term in terms if term.negated]
    conditions = []
    if wanted:
        conditions.append(_found(" AND ".join(wanted)))
    if unwanted:
        conditions.append(not_(_found(" OR ".join(unwanted))))
    return and_(*conditions)


def _found(match: str) -> ColumnElement[bool]:
    hits = select(_WORDS.c.rowid).where(literal("tip_words").op("MATCH")(match))
    return col(Tip.id).in_(hits)


def _quoted(term: Term) -> str:
    """Quote a term, so that nothing an editor types is FTS5's own syntax."""
    words = term.text.replace("\0", " ").replace('"', '""')
    return f'"{words}"*' if term.prefix else f'"{words}"'


def index(connection: Connection, tips: Collection[int]) -> None:
    """Make the words of these tips anew; of tips that are gone, forget them."""
    for batch in batches(sorted(tips)):
        ids = ",".join(str(int(tip)) for tip in batch)
        connection.execute(text(f"DELETE FROM tip_words WHERE rowid IN ({ids})"))  # noqa: S608
        connection.execute(text(f"{_INDEX} WHERE tip.id IN ({ids})"))


def make_anew(connection: Connection) -> None:
    """Make the words of every tip anew, in an index of the present form."""
    connection.execute(text("DROP TABLE IF EXISTS tip_words"))
    connection.execute(text(CREATE))
    connection.execute(text(_INDEX))
