import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QMimeData, QUrl

from tipdesk.gui import drops
from tipdesk.newsroom.ids import MediaId, TipId


def mime(**formats: bytes) -> QMimeData:
    made = QMimeData()
    for kind, data in formats.items():
        made.setData(kind, QByteArray(data))
    return made


def test_files_of_a_file_manager_are_taken_as_paths_whatever_else_is_offered() -> None:
    dragged = mime(**{"image/png": b"an icon", "text/plain": b"name.jpg"})
    dragged.setUrls([QUrl.fromLocalFile("/tmp/a picture.jpg"), QUrl.fromLocalFile("/tmp/b")])
    assert drops.read(dragged).paths == (Path("/tmp/a picture.jpg"), Path("/tmp/b"))


def test_a_name_with_a_percent_sign_or_bytes_that_are_no_text_is_kept() -> None:
    dragged = mime(**{"text/uri-list": b"file:///tmp/100%25%20sure%23.jpg\r\n"})
    assert drops.read(dragged).paths == (Path("/tmp/100% sure#.jpg"),)


def test_a_file_on_a_server_is_not_asked_for() -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl("file://somewhere.example/share/a.jpg")])
    found = drops.read(dragged)
    assert not found
    assert "server" in found.sentence


def test_a_picture_of_a_browser_is_taken_as_the_bytes_it_is_with_its_page() -> None:
    dragged = mime(**{"image/webp": b"RIFF....", "text/html": b"<img src=x>"})
    dragged.setUrls([QUrl("https://user:word@pictures.example/flood.webp")])
    found = drops.read(dragged)
    assert (found.picture, found.suffix) == (b"RIFF....", ".webp")
    assert found.page == "https://pictures.example/flood.webp"


def test_a_picture_is_never_decoded_by_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMimeData, "imageData", lambda _: pytest.fail("decoded"))
    assert drops.read(mime(**{"image/png": b"\x89PNG"})).picture == b"\x89PNG"


def test_looking_at_a_drag_fetches_no_bytes() -> None:
    found = drops.look(mime(**{"image/jpeg": b"a large picture"}))
    assert found
    assert found.picture != b"a large picture"


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ('application/x-qt-windows-mime;value="FileGroupDescriptorW"', "Outlook"),
        ("text/x-moz-message", "Thunderbird"),
        ("application/x-moz-file-promise", "browser"),
        ("application/vnd.portal.filetransfer", "Import"),
        ('application/x-qt-windows-mime;value="Chromium Web Custom MIME Data Format"', "folder"),
        ("application/x-color", "nothing"),
    ],
)
def test_what_nobody_can_receive_is_met_with_a_way_round(kind: str, says: str) -> None:
    found = drops.read(mime(**{kind: b"x", "text/plain" if "color" not in kind else kind: b"x"}))
    assert not found
    assert says in found.sentence


def test_words_become_words() -> None:
    dragged = QMimeData()
    dragged.setText("  Flood at Mill Road\nI saw it  ")
    assert drops.read(dragged).text == "Flood at Mill Road\nI saw it"


def test_tips_survive_the_way_through_a_drag() -> None:
    assert drops.read(drops.carry_tips([TipId(7), TipId(1042)])).tips == (7, 1042)


def test_other_programs_are_given_the_numbers_of_tips_and_the_copies_of_media(
    tmp_path: Path,
) -> None:
    assert drops.carry_tips([TipId(7), TipId(1042)]).text() == "T-7 T-1042"
    carried = drops.carry_media([MediaId(3)], [tmp_path / "a.jpg"])
    assert carried.urls() == [QUrl.fromLocalFile(str(tmp_path / "a.jpg"))]
    assert drops.read(carried).media == (3,)
    assert not drops.read(carried).paths


@given(
    st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.one_of(
                st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()
            ),
            lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
            max_leaves=8,
        ).map(lambda told: json.dumps(told).encode()),
    )
)
def test_ids_that_another_program_made_up_are_ids_or_nothing(data: bytes) -> None:
    found = drops.read(mime(**{drops.TIPS: data}))
    assert all(type(tip) is int and 0 < tip < 2**63 for tip in found.tips)


def test_what_was_dropped_is_not_in_the_repr() -> None:
    found = drops.Dropped(text="canary", page="canary", picture=b"canary", paths=(Path("canary"),))
    assert "canary" not in repr(found)
