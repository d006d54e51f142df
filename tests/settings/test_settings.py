import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk import settings
from tipdesk.newsroom.errors import NotWritten
from tipdesk.settings import RECENT, Settings, load, resources, save, usual


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_somebody_new_has_a_name_and_a_desk(file):
    found = load(file)
    assert found == usual()
    assert found.editor
    assert found.desk.is_absolute()
    assert found.warning == ""
    assert not file.exists()


def test_the_name_is_the_real_one_else_the_login_else_a_word(monkeypatch):
    monkeypatch.setattr(settings, "_real_name", lambda: "")
    monkeypatch.setattr("getpass.getuser", lambda: "mara")
    assert usual().editor == "mara"

    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert usual().editor == "Editor"


def test_settings_are_read_as_they_were_written(file):
    wanted = Settings('Zoë "Z" O\'Neil\\', Path("/desks/one"), (Path("/desks/one"), Path("/b c")))
    save(wanted, file)
    assert load(file) == wanted
    assert tomllib.loads(file.read_text(encoding="utf-8"))["desk"] == "/desks/one"


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: text.strip() == text and "\0" not in text
)


@given(NAMES, st.lists(NAMES, max_size=RECENT))
def test_any_names_survive(tmp_path_factory, name, others):
    file = tmp_path_factory.getbasetemp() / "any.toml"
    wanted = Settings(name, Path(name), tuple(Path(other) for other in others))
    save(wanted, file)
    assert load(file) == wanted


@pytest.mark.parametrize(
    "content",
    [
        b"editor = ",
        b"\xff\xfe",
        b"editor = 7",
        b"recent = 7",
        b"recent = [[]]",
        b'desk = "a\\u0000"',
    ],
)
def test_a_damaged_file_is_put_aside_and_said(content, file):
    file.parent.mkdir()
    file.write_bytes(content)
    found = load(file)
    assert (found.editor, found.desk) == (usual().editor, usual().desk)
    assert found.warning.endswith("was kept as settings.damaged.toml.")
    assert file.with_name("settings.damaged.toml").read_bytes() == content
    assert load(file).warning == ""


def test_a_file_that_can_not_be_read_is_said_and_left_alone(file):
    file.mkdir(parents=True)
    assert load(file).warning == "The settings could not be read; the usual ones are used."
    assert file.is_dir()


def test_what_later_programs_wrote_does_no_harm(file):
    file.parent.mkdir()
    file.write_text('editor = "  "\nfuture = [1]\n', encoding="utf-8")
    assert load(file) == usual()


def test_the_desk_that_was_opened_last_stands_first():
    known = usual()
    for number in range(RECENT + 5):
        known = known.opened(Path(f"/desk {number}"))
    known = known.opened(Path("/desk 8"))
    assert known.desk == Path("/desk 8")
    assert known.recent[:3] == (Path("/desk 8"), Path("/desk 14"), Path("/desk 13"))
    assert len(known.recent) == len(set(known.recent)) == RECENT


def test_settings_that_can_not_be_kept_leave_the_old_ones(file, tmp_path):
    save(Settings("Mara", Path("/desk")), file)
    before = file.read_bytes()
    no_text = Path(os.fsdecode(b"/desk \xff"))
    with pytest.raises(NotWritten):
        save(Settings("Mara", no_text), file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    (tmp_path / "in the way").touch()
    with pytest.raises(NotWritten):
        save(usual(), tmp_path / "in the way" / "settings.toml")


def test_settings_are_the_persons_alone(file):
    save(usual(), file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_settings_lie_where_the_system_wants_them(monkeypatch):
    assert settings.settings_file().is_relative_to(os.environ["XDG_CONFIG_HOME"])
    assert settings.default_desk().is_relative_to(os.environ["XDG_DATA_HOME"])


def test_the_resources_are_found():
    assert (resources() / "icons").is_dir()
