"""Makes desks, tips and media that are right by default, so that tests say only what matters."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import select

from tipdesk.intake.belonging import story_for, tag_for
from tipdesk.intake.contributors import contributor_for
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.states import FileKind, ReadState
from tipdesk.newsroom.story import StoryTip
from tipdesk.newsroom.tip import Tip, TipTag
from tipdesk.store.database import Store
from tipdesk.store.folder import Protection
from tipdesk.store.opening import create_desk, open_desk

EDITOR = "Mara Keller"
COLLEAGUE = "Tomas Brandt"


def make_desk(tmp_path: Path, *, editor: str = EDITOR) -> Store:
    """Make an unencrypted desk in a new folder; the test closes it."""
    return open_desk(Path(shutil.copytree(_blank(), tmp_path / "desk")), editor=editor)


@cache
def _blank() -> Path:
    """Make one empty desk for all tests to copy: ten times faster than to make each."""
    folder = Path(tempfile.mkdtemp(prefix="tipdesk-blank-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "desk"
    create_desk(path, name="Eastwick Courier", editor=EDITOR, protection=Protection.NONE).close()
    return path


def same_desk(store: Store, *, editor: str = COLLEAGUE) -> Store:
    """Open the desk a second time, as somebody else."""
    return open_desk(store.folder.path, editor=editor)


def make_tip(
    store: Store,
    *,
    sender: str = "",
    tags: tuple[str, ...] = (),
    stories: tuple[str, ...] = (),
    **fields: Any,
) -> TipId:
    """Log a tip; `fields` are the tip's own columns."""
    with store.begin("log") as work:
        person = contributor_for(work, sender, protected=fields.get("protected", False))
        tip = Tip(**{"headline": "Water over the bridge", "contributor_id": person, **fields})
        work.add(tip)
        work.flush()
        number = TipId(tip.id or 0)
        work.add_all([TipTag(tip_id=number, tag_id=tag_for(work, tag).id or 0) for tag in tags])
        for slug in stories:
            work.add(StoryTip(tip_id=number, story_id=story_for(work, slug).id or 0))
    return number


def make_media(store: Store, tip: TipId, data: bytes = b"a picture", **fields: Any) -> MediaId:
    """Attach a file to a tip; `fields` are columns of its media row or of its facts."""
    taken = store.files.keep(data)
    own = {name: fields[name] for name in fields if name in Media.model_fields}
    read = {name: fields[name] for name in fields if name not in Media.model_fields}
    with store.deriving() as session:
        if session.exec(select(Facts).where(Facts.digest == taken.digest)).first() is None:
            facts = {
                "kind": FileKind.PICTURE,
                "mime": "image/jpeg",
                "state": ReadState.READ,
                **read,
            }
            session.add(Facts(digest=taken.digest, size=taken.size, **facts))
    with store.begin("attach") as work:
        media = Media(**{"tip_id": tip, "digest": taken.digest, "name": "water.jpg", **own})
        work.add(media)
    return MediaId(media.id or 0)
