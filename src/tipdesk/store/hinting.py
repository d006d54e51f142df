"""Keeps with each tip, by triggers, what its files may be and have, and when they were taken.

Hints are only added to: what they say is looked up. So a file that goes costs nothing here, and a
tip with thousands of files needs no look at all of them for each that comes.
"""
# ruff: noqa: S608  all of this SQL is put together from words of our own

from types import MappingProxyType

from sqlalchemy import Connection

from tipdesk.newsroom.hints import Hint

_SAID = MappingProxyType(
    {
        Hint.PICTURE: "kind = 'picture'",
        Hint.VIDEO: "kind = 'video'",
        Hint.AUDIO: "kind = 'audio'",
        Hint.DOCUMENT: "kind = 'document'",
        Hint.MAIL: "kind IN ('mail', 'mbox')",
        Hint.GPS: "latitude IS NOT NULL",
        Hint.CREDENTIALS: "coalesce(credentials, 'null') <> 'null'",
        Hint.WORDS: "words <> ''",
    }
)
_HINTS = " + ".join(f"({said}) * {hint.value}" for hint, said in _SAID.items())
_ALL_HINTS = " + ".join(f"max({said}) * {hint.value}" for hint, said in _SAID.items())
_ADD = """
    UPDATE tip SET hints = tip.hints | seen.hints,
        taken_from = min(coalesce(taken_from, seen.first), coalesce(seen.first, taken_from)),
        taken_until = max(coalesce(taken_until, seen.last), coalesce(seen.last, taken_until))
"""
_SAYS_MORE = """(
    seen.hints & ~tip.hints
    OR seen.first IS NOT NULL AND (taken_from IS NULL OR seen.first < taken_from)
    OR seen.last IS NOT NULL AND (taken_until IS NULL OR seen.last > taken_until)
)"""
_READ = "kind, taken_at, latitude, credentials, words"
_DIFFERS = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in _READ.split(", "))
_SAME = "digest = NEW.digest"
_SHARED = "SELECT digest FROM media GROUP BY digest HAVING min(tip_id) <> max(tip_id)"
_SHARED_BY_NEW = (
    "SELECT NEW.id FROM media AS own WHERE own.tip_id = NEW.id AND EXISTS"
    " (SELECT 1 FROM media AS other WHERE other.digest = own.digest AND other.tip_id <> NEW.id)"
)


def make_anew(connection: Connection) -> None:
    """Look at every file once, and have the hints kept from then on."""
    for name, statement in _triggers().items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {statement}")
    connection.exec_driver_sql(
        "UPDATE tip SET hints = 0, taken_from = NULL, taken_until = NULL"
        " WHERE hints <> 0 OR taken_from IS NOT NULL"
    )
    connection.exec_driver_sql(_of_tips("true"))
    connection.exec_driver_sql(_mark(f"SELECT tip_id FROM media WHERE digest IN ({_SHARED})"))
    connection.exec_driver_sql(_mark("SELECT tip_id FROM tiplink"))


def _triggers() -> dict[str, str]:
    of_file = f"BEGIN {_of_file('tip.id = NEW.tip_id')}; {_of_pair()}; END"
    of_facts = f"BEGIN {_of_file(f'tip.id IN (SELECT tip_id FROM media WHERE {_SAME})')}; END"
    of_link = f"BEGIN {_mark('SELECT NEW.tip_id')}; END"
    return {
        "hint_media": f"AFTER INSERT ON media {of_file}",
        "hint_media_moved": f"AFTER UPDATE OF tip_id, digest ON media {of_file}",
        "hint_facts": f"AFTER INSERT ON facts {of_facts}",
        "hint_facts_read": f"AFTER UPDATE OF {_READ} ON facts WHEN {_DIFFERS} {of_facts}",
        "hint_link": f"AFTER INSERT ON tiplink {of_link}",
        "hint_link_moved": f"AFTER UPDATE OF tip_id ON tiplink {of_link}",
        # What was deleted and comes back may come after its files.
        "hint_tip": "AFTER INSERT ON tip WHEN EXISTS (SELECT 1 FROM media WHERE tip_id = NEW.id)"
        f" BEGIN {_of_tips('media.tip_id = NEW.id')}; {_mark(_SHARED_BY_NEW)}; END",
    }


def _of_file(tips: str) -> str:
    """Add to some tips what the file says of which a row was written."""
    said = f"SELECT {_HINTS} AS hints, taken_at AS first, taken_at AS last FROM facts WHERE {_SAME}"
    return f"{_ADD} FROM ({said}) AS seen WHERE {tips} AND {_SAYS_MORE}"


def _of_tips(which: str) -> str:
    """Add to some tips what all of their files say."""
    said = (
        f"SELECT tip_id, {_ALL_HINTS} AS hints, min(taken_at) AS first, max(taken_at) AS last"
        f" FROM media CROSS JOIN facts ON facts.digest = media.digest WHERE {which} GROUP BY tip_id"
    )
    return f"{_ADD} FROM ({said}) AS seen WHERE tip.id = seen.tip_id AND {_SAYS_MORE}"


def _of_pair() -> str:
    """Mark a file's tip, and another that has it: of more than these, each was marked before."""
    first, last = (f"(SELECT {end}(tip_id) FROM media WHERE {_SAME})" for end in ("min", "max"))
    return f"{_mark(f'NEW.tip_id, {first}, {last}')} AND {first} <> {last}"


def _mark(tips: str) -> str:
    """Say of tips that another one has a file of theirs."""
    mark = Hint.DUPLICATE.value
    return f"UPDATE tip SET hints = hints | {mark} WHERE id IN ({tips}) AND NOT hints & {mark}"
