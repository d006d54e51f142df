"""Makes statements of IPTC-IIM, the older form, given as named records of bytes."""

import re
from collections.abc import Iterator

from tipdesk.media.readers.charsets import iptc_charset, text_of
from tipdesk.media.readers.moments import iso_of
from tipdesk.newsroom.facts import Fact, Said, Source

Records = tuple[tuple[str, bytes], ...]
_RECORD = "Iptc.Application2."
_FACTS = {
    "ObjectName": Fact.TITLE,
    "Headline": Fact.HEADLINE,
    "Caption": Fact.CAPTION,
    "Writer": Fact.CAPTION_WRITER,
    "Keywords": Fact.KEYWORDS,
    "Byline": Fact.CREATOR,
    "BylineTitle": Fact.CREATOR_TITLE,
    "Credit": Fact.CREDIT_LINE,
    "Source": Fact.SUPPLIER,
    "Copyright": Fact.COPYRIGHT,
    "SpecialInstructions": Fact.INSTRUCTIONS,
    "TransmissionReference": Fact.JOB_ID,
    "SubLocation": Fact.SUBLOCATION,
    "City": Fact.CITY,
    "ProvinceState": Fact.PROVINCE,
    "CountryName": Fact.COUNTRY,
    "Program": Fact.SOFTWARE,
}
_LISTS = frozenset({Fact.KEYWORDS, Fact.CREATOR, Fact.CREATOR_TITLE, Fact.CAPTION_WRITER})
_TIMES = (
    (Fact.TAKEN_AT, "DateCreated", "TimeCreated"),
    (Fact.DIGITIZED_AT, "DigitizationDate", "DigitizationTime"),
    (Fact.RELEASED_AT, "ReleaseDate", "ReleaseTime"),
    (Fact.EXPIRES_AT, "ExpirationDate", "ExpirationTime"),
)


_DATASETS = {"ReleaseTime": 35, "ExpirationTime": 38, "TimeCreated": 60, "DigitizationTime": 63}
_CLOCK = re.compile(rb"(\d\d)(\d\d)(\d\d)([+-]\d{4})?")


def with_zones_as_written(records: Records, data: bytes) -> Records:
    """Take zones off the times that have none in the file: exiv2 calls each of those UTC."""
    return tuple(
        (name, value[: len("10:05:00")] if _lacks_zone(name, value, data) else value)
        for name, value in records
    )


def _lacks_zone(name: str, value: bytes, data: bytes) -> bool:
    dataset = _DATASETS.get(name.removeprefix(_RECORD))
    if dataset is None or not value.endswith(b"+00:00"):
        return False
    mark = bytes((0x1C, 2, dataset))
    at = data.find(mark)
    while at >= 0:
        begin = at + len(mark) + 2
        found = _CLOCK.fullmatch(data, begin, begin + int.from_bytes(data[begin - 2 : begin]))
        if found and b":".join(found.groups()[:3]) == value[: len("10:05:00")]:
            return found[4] is None
        at = data.find(mark, begin)
    return True


def statements(records: Records) -> Iterator[Said]:
    """Give what the records say, in the form that Said uses."""
    charset = iptc_charset(dict(records).get("Iptc.Envelope.CharacterSet", b""))
    said: dict[str, list[str]] = {}
    for name, value in records:
        if text := text_of(value, charset):
            said.setdefault(name.removeprefix(_RECORD), []).append(text)
    for name, fact in _FACTS.items():
        if name in said:
            yield Said(fact, Source.IPTC, _value(fact, said[name]))
    for fact, day, clock in _TIMES:
        moment = iso_of("T".join(said[part][0] for part in (day, clock) if part in said))
        moment = moment or iso_of(said.get(day, [""])[0])
        if moment and day in said:
            yield Said(fact, Source.IPTC, moment)


def _value(fact: Fact, texts: list[str]) -> str:
    if fact not in _LISTS:
        return texts[0]
    return "\n".join(dict.fromkeys(" ".join(text.split()) for text in texts))
