import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.gui.shell import layout
from tipdesk.gui.shell.layout import Layout
from tipdesk.newsroom.errors import NotWritten

ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=6,
)


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    kept = Layout(
        splitter="AAAA", tip=False, query="story:BRIDGE", opened=7, each=True, keys={"x": ["F2"]}
    )
    layout.save(kept, tmp_path / "new folder" / "window.json")
    assert layout.load(tmp_path / "new folder" / "window.json") == kept


def test_without_a_file_it_is_the_usual_one(tmp_path: Path) -> None:
    assert layout.load(tmp_path / "none.json") == Layout()


@given(st.dictionaries(st.sampled_from(sorted(Layout().__dict__)), ANYTHING))
def test_what_does_not_fit_is_as_at_the_first_start(told: dict[str, object]) -> None:
    read = layout.from_json(json.dumps(told))
    usual = Layout()
    for name, value in read.__dict__.items():
        fits = value is None or isinstance(value, bool) if name == "each" else None
        assert fits or type(value) is type(getattr(usual, name))
    for keys in read.keys.values():
        assert all(isinstance(key, str) for key in keys)


@given(st.text())
def test_a_damaged_file_is_no_reason_to_stay_shut(text: str) -> None:
    assert isinstance(layout.from_json(text), Layout)


def test_a_full_or_locked_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritten, match="layout could not be kept"):
        layout.save(Layout(), tmp_path / "file" / "window.json")


def test_what_was_searched_is_not_in_the_repr() -> None:
    assert "canary" not in repr(Layout(words="canary"))
