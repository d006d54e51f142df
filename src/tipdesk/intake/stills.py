"""A still that was grabbed from a film: its own file beside the film, with its origin."""

from pathlib import PurePath

from tipdesk.intake.arrival import ArrivedFile
from tipdesk.intake.linking import Linking
from tipdesk.intake.newrows import NewRows, Row
from tipdesk.intake.register import twice
from tipdesk.intake.taking import Kept, kept
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import MediaId, TipId
from tipdesk.newsroom.media import Media
from tipdesk.newsroom.names import shown
from tipdesk.newsroom.states import Label
from tipdesk.store.database import Store

# What goes for the film goes for its stills.
_TAKEN_OVER = ("credit", "creator", "copyright_notice", "usage_terms", "permission")
_LONGEST_STEM = 180
_MINUTE, _HOUR = 60, 3_600


def grab(store: Store, media: MediaId, at: float, data: bytes) -> Change:
    """Keep a frame of a film, encoded by us, as a file of the same tip; `at` is in seconds."""
    with store.reading() as session:
        film = session.get(Media, media)
    if film is None:
        raise NotFound("The film is not on the desk any more; nothing was grabbed.")
    file = ArrivedFile(still_name(film.name, at), data, _origin(film.name, at))
    more: Row = {name: getattr(film, name) for name in _TAKEN_OVER}
    more |= {"made_from": media, "made_at": at, "label": Label.SCREENGRAB}
    tip = TipId(film.tip_id)
    return twice(lambda: _keep(store, tip, kept(file, store.files.keep(data)), more))


def _keep(store: Store, tip: TipId, still: Kept, more: Row) -> Change:
    with store.begin("grab") as work:
        rows = NewRows(work)
        linking = Linking(work, rows, [still])
        if linking.has(tip, still.digest):
            raise NotValid("The tip has this very still already; nothing was grabbed.")
        linking.link(tip, [still], **more)
        rows.write()
    return work.change


def still_name(film: str, at: float) -> str:
    """Name a still after its film: "clip at 0-12.480.png"."""
    stem = PurePath(film.replace("/", "_")).stem[:_LONGEST_STEM] or "film"
    return f"{stem} at {_moment(at, 3).replace(':', '-')}.png"


def _origin(film: str, at: float) -> str:
    return f"Still from {shown(film)} at {_moment(at, 2)}"


def _moment(seconds: float, digits: int) -> str:
    ticks = 10**digits
    whole, part = divmod(round(max(0.0, seconds) * ticks), ticks)
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    start = f"{hours}:{minutes:02}" if hours else str(minutes)
    return f"{start}:{left:02}.{part:0{digits}}"
