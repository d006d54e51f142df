"""A desk of random tips, and what any search finds in it by looking at every tip in plain Python.

Nothing here asks the database, and nothing is taken from the conditions that it checks.
"""

import math
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from itertools import pairwise

from tipdesk.desk.asking.nodes import Either, Every, Filter, Node, Not, Query
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Facts, Media, TipLink
from tipdesk.newsroom.people import ContactPoint, Contributor, Editor
from tipdesk.newsroom.record import LedgerEntry, Note
from tipdesk.newsroom.states import Channel, FileKind, Label, Permission, Verdict, Workflow
from tipdesk.newsroom.story import Story, StoryTip, Use
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store.database import Store

NOW = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)
EDITORS = ("Mara Keller", "Mark Özil", "Tomas Brandt")
VOCABULARY = (
    *("flood", "Flooding", "mill", "road", "Brücke", "café", "harbour", "Наводнение", "город"),
    *("fire", "quarry", "tram", "depot", "council", "weir", "storm", "École", "naïve"),
)
PLACES = ("Eastwick", "Weststadt", "Ørby 100%", "Lower_Marsh", "Åkerby")
TAGS = ("flood", "eye witness", "lane closed", "100%", "a_b", "Übung")
STORIES = ("SUMMILL", "SUMROAD", "BRIDGE", "A_B")
NAMES = ("Lena Farrow", "Ömer Ak", "L_50% Okafor", "Pia Lindqvist", "José Ruiz", "Ada Farrow")
CAMERAS = (("Canon", "EOS R5"), ("NIKON", "Z 6_2"), ("Apple", "iPhone 15"), (None, None))
FILES = ("IMG_2231.HEIC", "weir 100%.jpg", "scan.pdf", "Übersicht.png", "clip.mp4")
LANGUAGES = ("", "en", "en-GB", "de", "pt-BR")
OPEN = ("new", "triage", "verifying", "waiting", "ready")


@dataclass
class Plain:
    """Everything about one tip, in one place."""

    row: dict
    tags: list[str]
    stories: list[dict]
    media: list[dict]  # rows of media, facts beside them
    notes: list[str]
    messages: list[dict]
    uses: list[dict]
    sender: dict | None
    changed: datetime
    linked: bool
    others: set[str] = field(default_factory=set)  # digests that another tip has as well

    @cached_property
    def id(self) -> int:
        return self.row["id"]

    @cached_property
    def stands(self) -> dict[str, bool]:
        return _stands(self)

    @cached_property
    def has(self) -> dict[str, bool]:
        return _has(self)

    @property
    def protected(self) -> bool:
        return self.row["protected"] or bool(self.sender and self.sender["protected"])

    @cached_property
    def said(self) -> str:
        said = [self.row["headline"], self.row["text"], self.row["place"], *self.notes]
        said += [f"{one['subject']} {one['text']}" for one in self.messages if one["position"] > 0]
        said += [one["headline"] for one in self.stories] + [one["slug"] for one in self.stories]
        said += [f"{one['name']}" for one in self.media] + [one["caption"] for one in self.media]
        said += [one["words"] for one in self.media] + self.tags
        if self.sender and not self.protected:
            said += [self.sender["name"], *self.sender["contacts"]]
        return f" {' | '.join(map(tokens, said))} "


@cache
def bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold()).replace("ø", "o")
    return "".join(c for c in plain if unicodedata.category(c) != "Mn")


@cache
def tokens(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in bare(text)).split())


class Desk:
    """Random tips, the same in every run, and a store that holds them."""

    def __init__(self, store: Store, tips: int, seed: int = 5) -> None:
        self.chance = random.Random(seed)  # noqa: S311  no secret
        self.store = store
        self._tables: dict[type, list[dict]] = {}
        self._people()
        self.tips = [self._tip(number) for number in range(1, tips + 1)]
        self._mark_others()
        self._keep()
        self.ids = frozenset(tip.id for tip in self.tips)
        self.trashed = {tip.id for tip in self.tips if tip.row["trashed_at"]}
        self.asleep = {tip.id for tip in self.tips if tip.stands["snoozed"]}
        self._said_by = {tip.id: tip.said for tip in self.tips}
        self._found: dict[tuple, frozenset[int]] = {}

    # What is invented

    def _people(self) -> None:
        for number, name in enumerate(EDITORS, 1):
            self._row(Editor, name=name, key=name.casefold(), id=number + 1)
        for number, tag in enumerate(TAGS, 1):
            self._row(Tag, id=number, name=tag, key=tag.casefold())
        embargoes = [None, NOW + timedelta(days=1), NOW - timedelta(days=1), None]
        self.stories = [
            self._row(
                Story, id=number, slug=slug, headline=self._said(2), embargo_until=embargoes.pop()
            )
            for number, slug in enumerate(STORIES, 1)
        ]
        self.people = []
        for number in range(1, 41):
            name, address = self.chance.choice(NAMES), f"p{number}@example.org"
            person = self._row(
                Contributor,
                id=number,
                name=name,
                protected=number % 5 == 0,
                blocked=number % 7 == 0,
            )
            self._row(ContactPoint, contributor_id=number, kind="mail", value=address, key=address)
            self.people.append(person | {"contacts": [address]})
        self.facts = [self._file(number) for number in range(400)]

    def _file(self, number: int) -> dict:
        chance = self.chance
        make, model = chance.choice(CAMERAS)
        has_place = chance.random() < 0.5
        return self._row(
            Facts,
            digest=f"{chance.getrandbits(256):064x}",
            size=number,
            kind=chance.choice(list(FileKind)).value,
            make=make,
            model=model,
            words=self._said(1) if chance.random() < 0.2 else "",
            taken_at=f"{self._near_now():%Y:%m:%d %H:%M:%S}" if chance.random() < 0.6 else None,
            latitude=chance.uniform(-90, 90) if has_place else None,
            longitude=chance.uniform(-180, 180) if has_place else None,
            credentials={"standing": "intact"} if chance.random() < 0.2 else None,
        )

    def _tip(self, number: int) -> Plain:
        chance, sender = self.chance, self.chance.choice([None, *self.people])
        row = self._row(
            Tip,
            id=number,
            headline=self._said(3),
            text=self._said(6),
            channel=chance.choice(list(Channel)).value,
            contributor_id=sender["id"] if sender else None,
            protected=chance.random() < 0.1,
            received_at=self._near_now(),
            place=chance.choice(["", "", *PLACES]),
            language=chance.choice(LANGUAGES),
            priority=chance.randint(1, 9),
            assignee_id=chance.choice([None, None, 2, 3, 4]),
            embargo_until=self._maybe(0.1),
            due_at=self._maybe(0.3),
            workflow=chance.choice(list(Workflow)).value,
            verdict=chance.choice(list(Verdict)).value,
            snoozed_until=self._maybe(0.1),
            merged_into=chance.choice([None] * 40 + [0]),
            trashed_at=self._maybe(0.05),
            opened_at=self._maybe(0.5),
        )
        return Plain(row, *self._beside(number), sender, self._changed(number), False)

    def _beside(self, tip: int) -> tuple:
        chance = self.chance
        tags = chance.sample(range(len(TAGS)), chance.choice([0, 0, 1, 2]))
        stories = chance.sample(range(len(STORIES)), chance.choice([0, 0, 0, 1, 2]))
        for each in tags:
            self._row(TipTag, tip_id=tip, tag_id=each + 1)
        for each in stories:
            self._row(StoryTip, tip_id=tip, story_id=each + 1)
        media = [self._media(tip, position) for position in range(chance.choice([0, 1, 1, 2]))]
        notes = [self._said(2) for _ in range(chance.choice([0, 0, 0, 1]))]
        for text in notes:
            self._row(Note, tip_id=tip, editor="M", written_at=NOW, text=text)
        messages = [self._message(tip, place) for place in range(chance.choice([0, 0, 0, 2]))]
        uses = [self._use(tip) for _ in range(chance.choice([0, 0, 0, 1]))]
        named = [TAGS[each] for each in tags]
        return named, [self.stories[each] for each in stories], media, notes, messages, uses

    def _media(self, tip: int, position: int) -> dict:
        chance, facts = self.chance, self.chance.choice(self.facts)
        row = self._row(
            Media,
            tip_id=tip,
            digest=facts["digest"],
            name=chance.choice(FILES),
            position=position,
            caption=self._said(1),
            label=chance.choice(list(Label)).value,
            permission=chance.choice(list(Permission)).value,
        )
        return facts | row

    def _message(self, tip: int, position: int) -> dict:
        person = self.chance.choice([None, *self.people])
        return self._row(
            Message,
            tip_id=tip,
            position=position,
            key=f"{tip}/{position}",
            contributor_id=person["id"] if person else None,
            received_at=NOW,
            subject=self._said(1),
            text=self._said(2),
            said={},
        ) | {"person": person}

    def _use(self, tip: int) -> dict:
        return self._row(
            Use, tip_id=tip, published_at=self._near_now(), withdrawn_at=self._maybe(0.3)
        )

    def _changed(self, tip: int) -> datetime:
        at = self._near_now()
        self._row(
            LedgerEntry,
            change_id=str(tip),
            at=at,
            editor="M",
            verb="edit",
            noun="tip",
            row=str(tip),
            tip_id=tip,
            seal=b"",
        )
        return at

    def _mark_others(self) -> None:
        holders: dict[str, set[int]] = {}
        for tip in self.tips:
            for one in tip.media:
                holders.setdefault(one["digest"], set()).add(tip.id)
        for tip in self.tips:
            tip.others = {m["digest"] for m in tip.media if holders[m["digest"]] != {tip.id}}
        for tip, other in pairwise(self.chance.sample(self.tips, 20)):
            tip.linked = True
            self._row(TipLink, tip_id=tip.id, other_id=other.id, digest="a", other_digest="b")

    def _said(self, words: int) -> str:
        # The last word parts what stands side by side in full text.
        return " ".join((*self.chance.choices(VOCABULARY, k=words), "stop"))

    def _near_now(self) -> datetime:
        return NOW + timedelta(minutes=self.chance.randint(-60 * 24 * 60, 60 * 24 * 20))

    def _maybe(self, share: float) -> datetime | None:
        return self._near_now() if self.chance.random() < share else None

    def _row(self, table: type, **row: object) -> dict:
        self._tables.setdefault(table, []).append(row)
        return row

    def _keep(self) -> None:
        with self.store.begin("log") as work:
            # The ledger comes last: what was changed is told by its newest entries.
            for table, rows in sorted(self._tables.items(), key=lambda one: one[0] is LedgerEntry):
                work.add_rows(table, rows)

    # What is found

    def find(self, query: Query) -> set[int]:
        """Look at every tip."""
        found = self._lying_about(query)
        return found - self.asleep if _is_work(query) else found

    def _lying_about(self, query: Query) -> set[int]:
        leaves = [one for one in query.leaves if isinstance(one, Filter) and one.key == "is"]
        tops = [one for one in query.parts if isinstance(one, Filter) and one.key == "is"]
        named = any("protected" in one.values for one in tops)
        found = set(self.ids if query.asked is None else self._holding(query.asked, named=named))
        if any({"trashed", "merged"} & {*one.values} for one in leaves):
            return found
        return found - self.trashed

    def _holding(self, node: Node, *, named: bool) -> frozenset[int]:
        match node:
            case Not():
                return self.ids - self._holding(node.what, named=named)
            case Every():
                return frozenset.intersection(
                    *(self._holding(part, named=named) for part in node.parts)
                )
            case Either():
                return frozenset.union(*(self._holding(part, named=named) for part in node.parts))
            case Filter():
                each = (self._with(node.key, value, named=named) for value in node.values)
                return frozenset.union(*each)
        return self._with("*" if node.prefix else "", node.text, named=named)

    def _with(self, key: str, value: str, *, named: bool) -> frozenset[int]:
        asked = (key, value, named)
        if asked not in self._found:
            self._found[asked] = frozenset(self._look(key, value, named=named))
        return self._found[asked]

    def _look(self, key: str, value: str, *, named: bool) -> Iterator[int]:
        if key in ("", "*"):
            return self._saying(value, prefix=key == "*")
        if key == "from":
            return (tip.id for tip in self.tips if _from(tip, value, named=named))
        holds = _LOOKS[key]
        return (tip.id for tip in self.tips if holds(tip, value))

    def _saying(self, text: str, *, prefix: bool) -> Iterator[int]:
        wanted = _wanted(text, prefix=prefix)
        return (tip for tip, said in self._said_by.items() if wanted in said)


@cache
def _wanted(text: str, *, prefix: bool) -> str:
    return f" {tokens(text)}" if prefix else f" {tokens(text)} "


def said_in(text: str, wanted: str) -> bool:
    """Tell whether words stand in a text, letter by letter, the last perhaps a beginning."""
    return inside(text, wanted) and _wanted(wanted, prefix=True) in f" {tokens(text)} "


def inside(text: str | None, wanted: str) -> bool:
    return bare(wanted) in bare(text or "")


def _is_work(query: Query) -> bool:
    """Tell whether a search asks for what is to be done, where what was put away is not shown."""
    leaves = [one for one in query.leaves if isinstance(one, Filter)]
    if len(leaves) < len(query.leaves) or any("snoozed" in one.values for one in leaves):
        return False
    work = {"new", "open", "unread", "untouched", "mine", "unassigned"}
    return any(
        isinstance(part, Filter)
        and (part.key in ("workflow", "assignee") or (part.key == "is" and work & {*part.values}))
        for part in query.parts
    )


def _from(tip: Plain, name: str, *, named: bool) -> bool:
    if tip.protected and not named:
        return False
    people = [tip.sender, *(message["person"] for message in tip.messages)]
    return any(
        person
        and (inside(person["name"], name) or any(inside(c, name) for c in person["contacts"]))
        for person in people
    )


def _stands(tip: Plain) -> dict[str, bool]:
    row = tip.row
    is_open, held = row["workflow"] in OPEN, row["assignee_id"]
    untils = [row["embargo_until"], *(one["embargo_until"] for one in tip.stories)]
    return {
        "new": row["workflow"] == "new",
        "open": is_open,
        "closed": not is_open,
        "unread": row["opened_at"] is None,
        "untouched": row["workflow"] == "new" and row["opened_at"] is None and held is None,
        "mine": is_open and held == 2,
        "unassigned": is_open and held is None,
        "protected": tip.protected,
        "late": is_open and row["due_at"] is not None and row["due_at"] < NOW,
        "embargoed": any(until and until > NOW for until in untils),
        "snoozed": row["snoozed_until"] is not None and row["snoozed_until"] > NOW,
        "merged": row["merged_into"] is not None,
        "blocked": bool(tip.sender and tip.sender["blocked"]),
        "trashed": row["trashed_at"] is not None,
    }


def _has(tip: Plain) -> dict[str, bool]:
    kinds = {one["kind"] for one in tip.media}
    return {
        **{kind.value: kind.value in kinds for kind in FileKind},
        "mail": bool(kinds & {"mail", "mbox"}),
        "gps": any(one["latitude"] is not None for one in tip.media),
        "credentials": any(one["credentials"] for one in tip.media),
        "words": any(one["words"] for one in tip.media),
        "duplicate": bool(tip.others) or tip.linked,
        "note": bool(tip.notes),
        "message": bool(tip.messages),
        "story": bool(tip.stories),
        "tag": bool(tip.tags),
        "place": bool(tip.row["place"]),
        "due": bool(tip.row["due_at"]),
        "embargo": bool(tip.row["embargo_until"]),
    }


def _starred(name: str, wanted: str) -> bool:
    known, asked = name.casefold(), wanted.casefold()
    return known.startswith(asked[:-1]) if asked.endswith("*") else known == asked


def _assigned(tip: Plain, name: str) -> bool:
    held = tip.row["assignee_id"]
    if name == "nobody":
        return held is None
    if held is None:
        return False
    return held == 2 if name == "me" else EDITORS[held - 2].casefold().startswith(name.casefold())


def _language(tip: Plain, code: str) -> bool:
    known = tip.row["language"].lower()
    return known == code or known.startswith(f"{code}-")


def _near(tip: Plain, value: str) -> bool:
    latitude, longitude, far = map(float, value.split(","))
    return any(
        one["latitude"] is not None
        and _km(latitude, longitude, one["latitude"], one["longitude"]) <= far
        for one in tip.media
    )


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b = math.radians(lat), math.radians(other_lat)
    turn = math.radians(other_lon - lon)
    share = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * 6_371.009 * math.asin(math.sqrt(min(1.0, share)))


@cache
def _read(clock: str) -> datetime:
    return datetime.strptime(clock, "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC)


def _in(moment: datetime | None, value: str) -> bool:
    """Tell whether a moment is meant; these tests run where days are those of UTC."""
    if moment is None:
        return False
    start, end = DATES[value]
    return (start is None or moment >= start) and (end is None or moment < end)


def _day(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


# Written by hand: what these dates mean at NOW, a Sunday.
DATES = {
    "today": (_day(11, 22), _day(11, 23)),
    "yesterday": (_day(11, 21), _day(11, 22)),
    "tomorrow": (_day(11, 23), _day(11, 24)),
    "this-week": (_day(11, 16), _day(11, 23)),
    "last-week": (_day(11, 9), _day(11, 16)),
    "next-week": (_day(11, 23), _day(11, 30)),
    "this-month": (_day(11, 1), _day(12, 1)),
    "last-month": (_day(10, 1), _day(11, 1)),
    "this-year": (_day(1, 1), datetime(2027, 1, 1, tzinfo=UTC)),
    "2026-10": (_day(10, 1), _day(11, 1)),
    "2026-11-07": (_day(11, 7), _day(11, 8)),
    ">2026-11-01": (_day(11, 2), None),
    ">=2026-11-01": (_day(11, 1), None),
    "<2026-10": (None, _day(10, 1)),
    "<=2026-10": (None, _day(11, 1)),
    "2026-11-01..2026-11-07": (_day(11, 1), _day(11, 8)),
    "..yesterday": (None, _day(11, 22)),
    "2026-11-20t18:00..": (_day(11, 20, 18), None),
}
PAST = {
    "3d": (_day(11, 19, 10, 41), None),
    "<2h": (_day(11, 22, 8, 41), None),
    ">1w": (None, _day(11, 15, 10, 41)),
}
AHEAD = {
    "2d": (NOW, _day(11, 24, 10, 41)),
    ">5d": (_day(11, 27, 10, 41), None),
}
DATES |= PAST | AHEAD


def _camera(tip: Plain, wanted: str) -> bool:
    return any(inside(f"{one['make'] or ''} {one['model'] or ''}", wanted) for one in tip.media)


def _taken(tip: Plain, value: str) -> bool:
    clocks = [one["taken_at"] for one in tip.media if one["taken_at"]]
    return any(_in(_read(clock), value) for clock in clocks)


def _published(tip: Plain, value: str) -> bool:
    return any(_in(use["published_at"], value) for use in tip.uses if not use["withdrawn_at"])


def _place(tip: Plain, wanted: str) -> bool:
    return said_in(tip.row["place"], wanted)


def _file_name(tip: Plain, wanted: str) -> bool:
    return any(said_in(one["name"], wanted) for one in tip.media)


_LOOKS = {
    "number": lambda tip, value: tip.id == int(value),
    "is": lambda tip, value: tip.stands[value],
    "has": lambda tip, value: tip.has[value],
    "workflow": lambda tip, value: tip.row["workflow"] == value,
    "verdict": lambda tip, value: tip.row["verdict"] == value,
    "channel": lambda tip, value: tip.row["channel"] == value,
    "permission": lambda tip, value: any(one["permission"] == value for one in tip.media),
    "label": lambda tip, value: any(one["label"] == value for one in tip.media),
    "story": lambda tip, value: any(_starred(one["slug"], value) for one in tip.stories),
    "tag": lambda tip, value: any(_starred(tag, value) for tag in tip.tags),
    "assignee": _assigned,
    "place": _place,
    "name": _file_name,
    "camera": _camera,
    "lang": _language,
    "priority": lambda tip, value: tip.row["priority"] == int(value),
    "digest": lambda tip, value: any(one["digest"].startswith(value) for one in tip.media),
    "received": lambda tip, value: _in(tip.row["received_at"], value),
    "taken": _taken,
    "published": _published,
    "due": lambda tip, value: _in(tip.row["due_at"], value),
    "embargo": lambda tip, value: _in(tip.row["embargo_until"], value),
    "changed": lambda tip, value: _in(tip.changed, value),
    "near": _near,
}
