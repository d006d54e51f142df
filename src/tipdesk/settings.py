"""What this person chose on this machine, and where our own resources lie."""

import getpass
import json
import os
import sys
import tempfile
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

from tipdesk.newsroom.errors import NotValid, NotWritten

if sys.platform != "win32":
    import pwd

RECENT = 10
NAME_LIMIT = 100
NAMELESS = "Editor"
DAMAGED = "The settings could not be read; the usual ones are used. The old file was kept as {0}."
LOCKED = "The settings could not be read; the usual ones are used."


@dataclass(frozen=True, slots=True)
class Settings:
    """Who works here and on which desks; `warning` is what has to be said about the file."""

    editor: str = field(repr=False)
    desk: Path = field(repr=False)
    recent: tuple[Path, ...] = field(default=(), repr=False)
    warning: str = field(default="", compare=False, repr=False)

    def opened(self, desk: Path) -> "Settings":
        """Remember the desk that was opened last."""
        others = (known for known in self.recent if known != desk)
        return replace(self, desk=desk, recent=(desk, *others)[:RECENT])

    def forgotten(self, desk: Path) -> "Settings":
        """Leave a desk out that is not there any more."""
        return replace(self, recent=tuple(known for known in self.recent if known != desk))


def editor_name(typed: str) -> str:
    """Bring a name that changes are to carry to one line; raises NotValid where it is none."""
    said = " ".join("".join(one if one.isprintable() else " " for one in typed).split())
    if not said:
        raise NotValid("Changes must carry a name; it stays as it was.")
    if len(said) > NAME_LIMIT:
        raise NotValid(f"A name has at most {NAME_LIMIT} letters; it stays as it was.")
    return said


def settings_file() -> Path:
    """Tell where the settings lie."""
    return user_config_path("tipdesk") / "settings.toml"


def default_desk() -> Path:
    """Tell where a desk lies when nobody chose a place."""
    return user_data_path("tipdesk") / "desk"


def login_name() -> str:
    """Tell how the system calls this person: by real name, else by login."""
    return _real_name() or _login() or NAMELESS


def usual() -> Settings:
    """Give the settings of somebody who never chose anything."""
    return Settings(login_name(), default_desk())


def load(file: Path | None = None) -> Settings:
    """Read the settings; a damaged file is put aside and the usual ones are given."""
    place = file or settings_file()
    try:
        return _read(tomllib.loads(place.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return usual()
    except (ValueError, TypeError):
        return replace(usual(), warning=_put_aside(place))
    except OSError:
        return replace(usual(), warning=LOCKED)


def save(settings: Settings, file: Path | None = None) -> None:
    """Write the settings: all of them or nothing."""
    place = file or settings_file()
    try:
        text = _written(settings)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(place, text)
    except (OSError, UnicodeEncodeError):
        raise NotWritten("The settings could not be saved; this session goes on.") from None


@cache
def resources() -> Path:
    """Find our drawings, templates and catalogues: in a wheel beside us, else in the checkout."""
    here = Path(__file__).resolve()
    installed = here.parent / "resources"
    return installed if installed.is_dir() else here.parents[2] / "resources"


def _read(said: dict[str, Any]) -> Settings:
    known = usual()
    editor, desk, recent = (
        said.get("editor", known.editor),
        said.get("desk", str(known.desk)),
        said.get("recent", []),
    )
    if not all(isinstance(text, str) and "\0" not in text for text in (editor, desk, *recent)):
        raise TypeError("settings of another shape")
    return Settings(
        editor=editor.strip() or known.editor,
        desk=Path(desk),
        recent=tuple(Path(path) for path in recent[:RECENT]),
    )


def _written(settings: Settings) -> str:
    recent = ", ".join(_quoted(str(desk)) for desk in settings.recent)
    return (
        f"editor = {_quoted(settings.editor)}\n"
        f"desk = {_quoted(str(settings.desk))}\n"
        f"recent = [{recent}]\n"
    )


def _put_aside(place: Path) -> str:
    aside = place.with_suffix(".damaged.toml")
    try:
        place.replace(aside)
    except OSError:
        return LOCKED
    return DAMAGED.format(aside.name)


def _replace(place: Path, text: str) -> None:
    descriptor, part = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        Path(part).replace(place)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _quoted(text: str) -> str:
    """Write a basic string of TOML: one of JSON, but that TOML escapes DEL as well."""
    text.encode()  # a path that is no text can't be written down; the caller says so
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _real_name() -> str:
    if sys.platform == "win32":
        return ""
    try:
        return pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
    except (KeyError, UnicodeError):
        return ""


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
