"""Makes a desk of any number of invented tips, quickly: rows in bulk, full text included."""

import random
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from sqlmodel import SQLModel, func, select

from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.people import Contributor, Editor
from tipdesk.newsroom.states import (
    Channel,
    FileKind,
    Label,
    Permission,
    ReadState,
    Verdict,
    Workflow,
)
from tipdesk.newsroom.story import Story, StoryTip, Use
from tipdesk.newsroom.tip import Tag, Tip, TipTag
from tipdesk.store import fulltext
from tipdesk.store.database import Store
from tipdesk.store.manyrows import insert_rows

Rows = list[dict[str, object]]
Tables = list[tuple[type[SQLModel], Rows]]

NOW = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)
AT_ONCE = 20_000
PEOPLE, TAGS, STORIES, SHARED = 2_000, 120, 40, 3_000
OWN = 0.95  # of all files came with one tip only
LINKS = {"tag_id": (1, 2, 2, 3, 3), "story_id": (0, 0, 1, 2)}
EDITORS = ("Mara Keller", "Sam Lind", "Ines Roth", "Jon Vale")
SYLLABLES = [begun + vowel for begun in "bdfgklmnrst" for vowel in "aeo"]
_PERMISSIONS = (*[Permission.NOT_ASKED] * 16, Permission.ASKED, *[Permission.GRANTED] * 3)
OPENINGS = (
    "Flood water over the bridge at Mill Road",
    "Fire seen above the old quarry",
    "Council email about the school roof",
    "Tram drivers gathering outside the depot",
    "Lorry stuck under the railway arch",
    "Power out on three streets",
    "Aerial of the weir after the storm",
)


class Invented:
    """Words and rows that are the same in every run."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)  # noqa: S311  no secret
        self.words = ["".join(self.chance.choices(SYLLABLES, k=1 + at % 4)) for at in range(4_000)]
        self._weights = list(accumulate(1 / (at + 1) for at in range(len(self.words))))

    def said(self, words: int) -> str:
        """Say so many words, some far more often than others, as in any language."""
        return " ".join(self.chance.choices(self.words, cum_weights=self._weights, k=words))

    def digest(self) -> str:
        """Invent a digest."""
        return f"{self.chance.getrandbits(256):064x}"


def fill(store: Store, tips: int, *, seed: int = 1, ledgered: bool = True) -> None:
    """Add so many tips to the desk, with people, tags, stories and files beside them.

    The ledger costs most of the time; where it is not looked at, it may be left out.
    """
    invented = Invented(seed)
    digests = _files(store, invented)
    if not _count(store, Editor):
        with store.begin("log") as work:
            for table, rows in _beside(invented):
                work.add_rows(table, rows)
    first = _count(store, Tip) + 1
    for start in range(first, first + tips, AT_ONCE):
        some = range(start, min(start + AT_ONCE, first + tips))
        (_log if ledgered else _slip_in)(store, list(_tables(some, invented, digests)))


def _log(store: Store, tables: Tables) -> None:
    with store.begin("log") as work:
        for table, rows in tables:
            work.add_rows(table, rows)


def _slip_in(store: Store, tables: Tables) -> None:
    with store._writer.begin() as connection:
        for table, rows in tables:
            insert_rows(connection, table, rows)
        fulltext.index(connection, [row["id"] for row in tables[0][1]])


def _tables(some: range, invented: Invented, digests: list[str]) -> Tables:
    tips = [_tip(number, invented) for number in some]
    media = list(_media(some, invented, digests))
    return [
        (Tip, tips),
        (TipTag, list(_links(some, invented, "tag_id", TAGS))),
        (StoryTip, list(_links(some, invented, "story_id", STORIES))),
        (Facts, list(_facts(media, tips, invented, frozenset(digests)))),
        (Media, media),
        (Use, [_use(tip) for tip in tips if tip["id"] % 20 == 3]),  # type: ignore[operator]
    ]


def _count(store: Store, table: type) -> int:
    with store.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def _files(store: Store, invented: Invented) -> list[str]:
    digests = [invented.digest() for _ in range(SHARED)]
    kinds = [FileKind.PICTURE] * 6 + [FileKind.VIDEO, FileKind.DOCUMENT]
    usual = Facts(digest="", size=0, state=ReadState.READ, mime="image/jpeg").model_dump()
    rows = [
        {
            **usual,
            "digest": digest,
            "size": 1_000_000 + at,
            "kind": kinds[at % len(kinds)],
            "width": 4032,
            "height": 3024,
        }
        for at, digest in enumerate(digests)
    ]
    with store.deriving() as session:
        insert_rows(session.connection(), Facts, rows)
    return digests


def _beside(invented: Invented) -> Tables:
    tags = [f"{invented.said(1)}{at}" for at in range(1, TAGS + 1)]
    return [
        (
            Editor,
            [
                {"id": at, "name": name, "key": name.casefold()}
                for at, name in enumerate(EDITORS, 1)
            ],
        ),
        (Tag, [{"id": at, "name": tag, "key": tag} for at, tag in enumerate(tags, 1)]),
        (Story, [_story(at) for at in range(1, STORIES + 1)]),
        (Contributor, [_person(at, invented) for at in range(1, PEOPLE + 1)]),
    ]


def _story(at: int) -> dict[str, object]:
    return Story(id=at, slug=f"STORY{at}", headline=f"Story number {at}").model_dump()


def _person(at: int, invented: Invented) -> dict[str, object]:
    name = " ".join(word.capitalize() for word in invented.said(2).split())
    return Contributor(id=at, name=name, protected=at % 50 == 0).model_dump()


def _tip(number: int, invented: Invented) -> dict[str, object]:
    chance = invented.chance
    old = number % 20 != 0
    received = NOW - timedelta(minutes=chance.randrange(2_000_000) if old else number % 900)
    return {
        "id": number,
        "headline": f"{chance.choice(OPENINGS)}, {invented.said(3)}",
        "text": invented.said(25),
        "channel": chance.choice(tuple(Channel)),
        "contributor_id": chance.randrange(1, PEOPLE) if chance.random() < 0.8 else None,
        "protected": chance.random() < 0.01,
        "received_at": received,
        "happened_at": None,
        "place": invented.said(2),
        "language": "en",
        "priority": chance.choice((5, 5, 5, 5, 2, 7)),
        "assignee_id": chance.randrange(1, len(EDITORS) + 1) if chance.random() < 0.4 else None,
        "embargo_until": NOW + timedelta(days=60) if number % 5_000 == 80 else None,
        "due_at": NOW + timedelta(days=3) if number % 400 == 40 else None,
        "snoozed_until": NOW + timedelta(days=60) if number % 1_000 == 60 else None,
        "workflow": Workflow.ARCHIVED if old else chance.choice(tuple(Workflow)[:5]),
        "verdict": chance.choice(tuple(Verdict)),
        "closing": None,
        "sensitivity": [],
        "trashed_at": None,
        "opened_at": NOW if old else None,
        "changed_at": received,
        "version": 1,
        "hints": 0,
    }


def _links(some: range, invented: Invented, to: str, most: int):
    chance = invented.chance
    for number in some:
        for other in {
            int(most * chance.random() ** 3) + 1 for _ in range(chance.choice(LINKS[to]))
        }:
            yield {"tip_id": number, to: other}


def _media(some: range, invented: Invented, digests: list[str]):
    chance = invented.chance
    usual = Media(tip_id=0, digest="", name="", added_at=NOW).model_dump()
    for number in some:
        for position in range(chance.choice((0, 0, 0, 1, 1, 2, 3, 5))):
            yield {
                **usual,
                "id": number * 10 + position,
                "tip_id": number,
                "digest": invented.digest() if chance.random() < OWN else chance.choice(digests),
                "name": f"IMG_{number}.jpg",
                "position": position,
                "permission": chance.choice(_PERMISSIONS),
                "label": chance.choices(tuple(Label), (95, *[1] * (len(Label) - 1)))[0],
            }


def _facts(media: Rows, tips: Rows, invented: Invented, shared: frozenset[str]):
    """Say of each file of its own what a camera would have written into it."""
    chance, received = invented.chance, {tip["id"]: tip["received_at"] for tip in tips}
    usual = Facts(digest="", size=1_000_000, state=ReadState.READ, kind=FileKind.PICTURE)
    plain = usual.model_dump()
    for one in media:
        if one["digest"] in shared:
            continue
        row = {**plain, "digest": one["digest"]}
        if chance.random() < 0.7:
            taken = received[one["tip_id"]] - timedelta(minutes=chance.randrange(5_000))
            camera = chance.randrange(41)
            row |= {"taken_at": f"{taken:%Y:%m:%d %H:%M:%S}"}
            row |= {"make": f"Maker{camera % 7}", "model": f"M{camera}"}
        if chance.random() < 0.3:
            row |= {"latitude": 53.0 + chance.random(), "longitude": -2.0 + chance.random()}
        yield row


def _use(tip: dict[str, object]) -> dict[str, object]:
    ran = tip["received_at"] + timedelta(hours=5)  # type: ignore[operator]
    return Use(id=tip["id"], tip_id=tip["id"], published_at=ran).model_dump()  # type: ignore[arg-type]
