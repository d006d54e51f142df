import pytest


@pytest.fixture
def tip(tipdesk, tmp_path):
    files = [tmp_path / name for name in ("one.txt", "two.txt", "3")]
    for file in files:
        file.write_text(file.name)
    tipdesk("log", "Tip", *files)
    return tipdesk


@pytest.fixture
def media(tip, records):
    return lambda: {one["name"]: one for one in records(tip("show", "1", "--json"))[0]["media"]}


def test_all_files_of_a_tip_are_captioned_in_one_change(tip, media, records):
    said = {
        "caption": "Water",
        "credit": "Picture: A. Okafor",
        "label": "ai_generated",
        "label_note": "fictional",
        "alt_text": "a road",
        "creator": "A. Okafor",
        "copyright_notice": "© Okafor",
        "usage_terms": "Online only",
        "permission": "granted",
    }
    words = []
    for name, value in said.items():
        option = name.removesuffix("_notice").replace("_", "-")
        words += [f"--{option}", value]
    (change,) = records(tip("caption", "T-1", *words, "--json"))
    assert change["tips"] == [1]
    assert all(one.items() >= said.items() for one in media().values())
    tip("undo")
    assert {one["creator"] for one in media().values()} == {""}


def test_one_file_is_named_by_its_place_or_by_its_name_which_counts_first(tip, media):
    assert tip("caption", "1", "--file", "two.txt", "--file", "1", "--caption", "x").returncode == 0
    assert [one["caption"] for one in media().values()] == ["x", "x", ""]
    assert tip("caption", "1", "--file", "3", "--caption", "").returncode == 0
    tip("caption", "1", "--file", "3", "--credit", "named 3")
    assert media()["3"]["credit"] == "named 3"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["1"], 2, "Say what to set"),
        (["1", "--file", "4", "--caption", "x"], 1, "T-1 has no file 4"),
        (["1", "--file", "0", "--caption", "x"], 1, "no file 0"),
        (["9", "--caption", "x"], 1, "T-9 is not on this desk"),
        (["1", "--label", "painting", "--caption", "x"], 2, "painting"),
        (["1", "--credit", "x" * 501], 2, "The credit has at most 500 letters"),
    ],
)
def test_what_does_not_fit_is_one_sentence_and_changes_nothing(tip, media, words, code, sentence):
    done = tip("caption", *words)
    assert done.returncode == code
    assert sentence in done.stderr
    assert {one["caption"] for one in media().values()} == {""}


def test_a_tip_without_files_says_so(tipdesk):
    tipdesk("log", "Tip")
    done = tipdesk("caption", "1", "--caption", "x")
    assert (done.returncode, "has no files" in done.stderr) == (1, True)


def test_who_made_the_file_of_a_protected_source_is_not_told(tipdesk, records, tmp_path):
    file = tmp_path / "one.txt"
    file.write_text("one")
    tipdesk("log", "Tip", "--protected", file)
    tipdesk("caption", "1", "--creator", "Canary", "--copyright", "Canary")
    done = tipdesk("show", "1", "--json")
    assert "Canary" not in done.stdout
    assert records(done)[0]["media"][0]["creator"] is None
    assert "Canary" not in tipdesk("history", "1").stdout
