"""Takes what files say of themselves into the fields that editors write; never by itself."""

from collections.abc import Collection, Iterable, Sequence
from types import MappingProxyType

from tipdesk.desk.annotating.files import some_files
from tipdesk.intake.belonging import many_lines, one_line
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.facts import Fact, Said, Source, told
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.media import Facts, Media
from tipdesk.store.changing import change_rows, read_rows
from tipdesk.store.database import Store
from tipdesk.store.ledger import Row, Work

# The field, where a file says it, and how much of it the field holds.
_QUOTED: MappingProxyType[str, tuple[tuple[Fact, ...], int]] = MappingProxyType(
    {
        "caption": ((Fact.CAPTION, Fact.HEADLINE, Fact.TITLE), 5_000),
        "credit": ((Fact.CREDIT_LINE,), 500),
        "alt_text": ((Fact.ALT_TEXT,), 2_000),
        "creator": ((Fact.CREATOR,), 500),
        "copyright_notice": ((Fact.COPYRIGHT,), 500),
        "usage_terms": ((Fact.USAGE_TERMS,), 2_000),
    }
)
QUOTABLE = tuple(_QUOTED)
_SEVERAL_LINES = frozenset({"caption", "usage_terms"})
# Where several places of a file say it, the one that programs of today write comes first.
_ORDER = (Source.XMP, Source.IPTC, Source.EXIF, Source.CREDENTIALS, Source.CONTAINER, Source.TEXT)


def quote(said: Iterable[Said], field: str) -> str:
    """Give what a file says for a field, in the field's form; what is too long ends in "…"."""
    facts, room = _QUOTED[field]
    found = [one for one in said if one.fact in facts and one.value.strip()]
    first = min(found, key=lambda one: (facts.index(one.fact), _rank(one.source)), default=None)
    if first is None:
        return ""
    told = first.value if field in _SEVERAL_LINES else ", ".join(first.value.splitlines())
    tidy = many_lines if field in _SEVERAL_LINES else one_line
    words = tidy(told, field, 2 * len(told)).strip()
    return words if len(words) <= room else f"{words[: room - 1].rstrip()}…"


def _rank(source: Source) -> int:
    return _ORDER.index(source) if source in _ORDER else len(_ORDER)


def take_from_files(store: Store, media: Sequence[MediaId], fields: Sequence[str]) -> Change:
    """Put into these fields what each file says itself; where it says nothing, they stay."""
    if unknown := set(fields) - set(QUOTABLE):
        raise NotValid(f"A file has nothing to say for {sorted(unknown)[0]}; nothing was changed.")
    with store.begin("describe") as work:
        for rows in some_files(work, media, {"digest", *fields}):
            new = _quoted(work, rows.values(), fields)
            change_rows(work, Media, new, rows)
    return work.change


def _quoted(work: Work, files: Collection[Row], fields: Sequence[str]) -> list[Row]:
    """Give what these files say for the fields; each row names its file."""
    digests = {file["digest"] for file in files}
    known = read_rows(work, Facts, [{"digest": digest} for digest in digests], {"said"})
    said = {row["digest"]: told(row["said"]) for row in known.values()}
    return [{"id": file["id"], **_filled(said.get(file["digest"], ()), fields)} for file in files]


def _filled(said: Sequence[Said], fields: Sequence[str]) -> dict[str, str]:
    quoted = {field: quote(said, field) for field in fields}
    return {field: words for field, words in quoted.items() if words}
