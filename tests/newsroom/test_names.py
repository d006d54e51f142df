import ntpath
import os
import sys
import unicodedata
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.newsroom.names import folded, safe, shown, storable, unturned

ANY = st.text(st.characters(codec=None), max_size=400)
TRICKY = st.text(
    st.sampled_from('./\\ :~"|?*<>\0\n\u202e\u200bCONnul.jpgéÉe\u0301😀\udce9'), max_size=40
)


@pytest.mark.parametrize(
    ("name", "visible"),
    [
        ("invoice\u202egpj.exe", "invoice⟨RLO⟩gpj.exe"),
        ("a\u200bb\x1b[31m.txt", "a⟨ZWSP⟩b⟨ESC⟩[31m.txt"),
        ("new\nline\x85", "new⟨LF⟩line⟨U+0085⟩"),
        ("\u2028blank\u3164", "⟨U+2028⟩blank⟨U+3164⟩"),
        ("Brücke 橋.jpg", "Brücke 橋.jpg"),
    ],
)
def test_what_turns_or_hides_text_is_shown_as_a_word(name, visible):
    assert shown(name) == visible


@given(ANY)
def test_a_shown_name_hides_nothing(name):
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not [c for c in shown(name) if unicodedata.category(c) in hidden]


def test_bytes_that_are_no_text_survive_in_words():
    assert storable(os.fsdecode(b"caf\xe9.jpg")) == r"caf\xe9.jpg"
    assert storable("a\0b\ud83d") == r"a\x00b\ud83d"


@given(ANY)
def test_a_storable_name_can_be_encoded(name):
    kept = storable(name)
    assert "\0" not in kept
    kept.encode()


def is_reserved(name: str) -> bool:
    """Ask Python whether Windows keeps this name for itself, in the way its version knows."""
    if sys.version_info >= (3, 13):
        return ntpath.isreserved(name)
    return PureWindowsPath(name).is_reserved()


@given(ANY | TRICKY)
def test_a_safe_name_stays_in_its_folder_on_every_system(name):
    made = safe(name, set())
    assert len(made.encode()) <= 255
    assert PureWindowsPath(made).name == made
    assert not set(made) & set('<>:"/\\|?*\0')
    assert not made.startswith((".", " "))
    assert not made.endswith((".", " "))
    assert not is_reserved(made)
    assert shown(made) == made


@given(st.lists(TRICKY, max_size=30))
def test_safe_names_differ_on_disks_that_ignore_case_and_composition(names):
    taken = set()
    made = [safe(name, taken) for name in names]
    assert len({folded(name) for name in made}) == len(names)
    assert taken == {folded(name) for name in made}


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("../../etc/passwd", "_.._._etc_passwd"),
        ("..\\x.exe", "_.._x.exe"),
        ("C:\\temp\\a.jpg", "C__temp_a.jpg"),
        ("..", "file"),
        ("", "file"),
        ("CON.jpg", "_CON.jpg"),
        ("com¹", "_com¹"),
        ("nul .tar.gz", "_nul .tar.gz"),
        ("photo.jpg. . ", "photo.jpg"),
        ("harmless\u202egpj.exe", "harmlessgpj.exe"),
        (".htaccess", "_.htaccess"),
    ],
)
def test_names_that_mean_something_else_to_a_disk_are_defused(name, made):
    assert safe(name, set()) == made


def test_a_long_name_keeps_its_extension():
    made = safe("ü" * 300 + ".jpeg", set())
    assert made.endswith("ü.jpeg")
    assert len(made.encode()) == 255


def test_names_that_clash_are_numbered():
    taken = set()
    assert [safe(n, taken) for n in ("Café.jpg", "cafe\u0301.JPG", "Café.jpg")] == [
        "Café.jpg",
        "café (2).JPG",
        "Café (3).jpg",
    ]


def test_marks_that_turn_letters_round_are_shown_and_joiners_stay():
    family = "\U0001f468\u200d\U0001f469"
    assert unturned(f"invoice_\u202egnp.exe {family}") == f"invoice_⟨RLO⟩gnp.exe {family}"
