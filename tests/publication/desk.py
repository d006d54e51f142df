"""Fills a desk with tips, as the verbs of other rooms would."""

from collections.abc import Sequence
from typing import Any

from tests.publication.sheets import drawn
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.people import ContactPoint, Contributor
from tipdesk.newsroom.record import Note
from tipdesk.newsroom.states import FileKind, ReadState
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import Tip
from tipdesk.store.database import Store


def log(store: Store, headline: str = "Flood", **said: Any) -> TipId:
    """Log a tip."""
    with store.begin("log") as work:
        tip = Tip(headline=headline, **said)
        work.add(tip)
        work.flush()
        return TipId(tip.id or 0)


def person(
    store: Store, name: str, contacts: Sequence[str] = (), *, protected: bool = False
) -> int:
    """Write down a contributor."""
    with store.begin("sender") as work:
        someone = Contributor(name=name, protected=protected)
        work.add(someone)
        work.flush()
        assert someone.id is not None
        work.add_all(
            ContactPoint(contributor_id=someone.id, value=value, key=value.lower())
            for value in contacts
        )
        return someone.id


def attach(
    store: Store, tip: TipId, data: bytes, *, read: dict[str, Any] | None = None, **said: Any
) -> str:
    """Attach a picture with a small JPEG of ours in the cache; `read` is what it says itself."""
    taken = store.files.keep(data)
    with store.deriving() as session:
        facts = Facts(
            digest=taken.digest,
            size=taken.size,
            state=ReadState.READ,
            kind=FileKind.PICTURE,
            mime="image/jpeg",
            latitude=52.5,
            longitude=13.4,
            **(read or {}),
        )
        if session.get(Facts, taken.digest) is None:
            session.add(facts)
    with store.begin("attach") as work:
        work.add(Media(**{"tip_id": tip, "digest": taken.digest, "name": "IMG.jpg", **said}))
    drawn(store.files.thumbnail(taken.digest, 512))
    return taken.digest


def put(store: Store, tip: TipId, slug: str, **said: Any) -> None:
    """Put a tip to a new story."""
    with store.begin("put") as work:
        story = Story(slug=slug, **said)
        work.add(story)
        work.flush()
        work.add(StoryTip(story_id=story.id or 0, tip_id=tip))


def note(store: Store, tip: TipId, text: str) -> None:
    """Write a note beside a tip."""
    with store.begin("note") as work:
        work.add(Note(tip_id=tip, editor="M. Keller", text=text))
