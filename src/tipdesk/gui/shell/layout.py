"""What the window looked like when it was left: kept as plain JSON, read with suspicion."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from tipdesk.newsroom.errors import NotWritten

_LONGEST = 1_000_000
_BOOKS = {"keys"}


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
    keys: dict[str, list[str]] = field(default_factory=dict)

    def to_json(self) -> str:
        """Write it down."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def from_json(text: str) -> Layout:
    """Read a layout; what doesn't fit is as at the first start."""
    try:
        told = json.loads(text)
    except ValueError:
        return Layout()
    layout = Layout()
    if isinstance(told, dict):
        for each in fields(Layout):
            value = told.get(each.name)
            if _fits(each.name, value, getattr(layout, each.name)):
                setattr(layout, each.name, value)
    return layout


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
    return type(value) is type(usual)


def place() -> Path:
    """Tell where the window's layout is kept."""
    return user_state_path("tipdesk") / "window.json"


def load(file: Path) -> Layout:
    """Read the layout that was kept; the usual one where there is none."""
    try:
        with file.open(encoding="utf-8") as kept:
            return from_json(kept.read(_LONGEST))
    except (OSError, ValueError):
        return Layout()


def save(layout: Layout, file: Path) -> None:
    """Keep the layout: all of it or nothing."""
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.write_text(layout.to_json(), encoding="utf-8")
        new.replace(file)
    except OSError:
        raise NotWritten("The window's layout could not be kept; your tips are safe.") from None
