"""What the window looked like and what was chosen for it: plain JSON, read with suspicion."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from tipdesk.newsroom.errors import NotWritten

_LONGEST = 1_000_000
_BOOKS = {"keys"}
_ONE_OF = {
    "scheme": ("system", "light", "dark"),
    "density": ("comfortable", "compact"),
    "advance": ("never", "moved", "always"),
    "warning": (),  # never read
}
DAMAGED = "What you had chosen for the window could not be read; it is as at first. {0}"
_KEPT = "The old file was kept as {0}."


@dataclass
class Layout:
    """Everything that comes back at the next start."""

    geometry: str = ""
    splitter: str = ""
    sidebar: bool = True
    tips: bool = True
    tip: bool = True
    query: str = "workflow:new"
    words: str = field(default="", repr=False)
    opened: int = 0
    newest_first: bool = True
    density: str = "comfortable"
    board: bool = False  # whether the tips stand on the board
    advance: str = "moved"  # after what the next tip comes by itself
    tile: int = 3  # the step of the slider over the pictures
    facets: bool = False
    timeline: bool = False
    scheme: str = "system"
    each: bool | None = None
    news: bool = True  # say that tips came by mail
    blur_unopened: bool = False  # blur pictures of tips that nobody has opened
    begin: str = "last"  # what is listed first at the next start
    keys: dict[str, list[str]] = field(default_factory=dict)
    warning: str = field(default="", compare=False, repr=False)  # of this start; not kept

    def to_json(self) -> str:
        """Write it down."""
        kept = asdict(self)
        del kept["warning"]
        return json.dumps(kept, ensure_ascii=False, indent=1)


def from_json(text: str) -> Layout:
    """Read a layout; what doesn't fit is as at the first start."""
    told, layout = _told(text), Layout()
    for each in fields(Layout):
        value = (told or {}).get(each.name)
        if _fits(each.name, value, getattr(layout, each.name)):
            setattr(layout, each.name, value)
    return layout


def _told(text: str) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _fits(name: str, value: Any, usual: Any) -> bool:
    if name in _BOOKS:
        return isinstance(value, dict) and all(
            isinstance(key, str)
            and isinstance(held, list)
            and all(isinstance(k, str) for k in held)
            for key, held in value.items()
        )
    if name == "each":
        return value is None or isinstance(value, bool)
    if name in _ONE_OF:
        return value in _ONE_OF[name]
    return type(value) is type(usual)


def place() -> Path:
    """Tell where the window's layout is kept."""
    return user_state_path("tipdesk") / "window.json"


def load(file: Path) -> Layout:
    """Read the layout that was kept; the usual one where there is none, or a damaged one."""
    try:
        with file.open(encoding="utf-8", errors="replace") as kept:
            text = kept.read(_LONGEST)
    except OSError:
        return Layout()
    return from_json(text) if _told(text) is not None else Layout(warning=_put_aside(file))


def _put_aside(file: Path) -> str:
    aside = file.with_suffix(".damaged.json")
    try:
        file.replace(aside)
    except OSError:
        return DAMAGED.format("").rstrip()
    return DAMAGED.format(_KEPT.format(aside.name))


def save(layout: Layout, file: Path) -> None:
    """Keep the layout: all of it or nothing."""
    write(layout.to_json(), file)


def write(text: str, file: Path) -> None:
    """Put what was written down into its place: all of it or nothing."""
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.write_text(text, encoding="utf-8")
        new.replace(file)
    except (OSError, UnicodeEncodeError):
        raise NotWritten("The window's layout could not be kept; your tips are safe.") from None
