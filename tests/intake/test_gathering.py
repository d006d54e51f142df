import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tipdesk.intake.gathering import gather, in_natural_order


def names(gathered) -> list[str]:
    return [found.path.name for found in gathered.files]


def test_files_come_in_the_order_in_which_people_number_them(files, tmp_path):
    files("IMG_10.jpg", "IMG_9.jpg", "img_1.jpg", "b/2.jpg", "a/11.jpg", "a/2.jpg")
    assert names(gather([tmp_path / "sent"])) == [
        "img_1.jpg",
        "IMG_9.jpg",
        "IMG_10.jpg",
        "2.jpg",
        "11.jpg",
        "2.jpg",
    ]


def test_where_a_file_lay_in_the_folder_is_remembered(files, tmp_path):
    files("top.jpg", "day 1/noon/deep.jpg")
    found = gather([tmp_path / "sent"]).files
    assert [one.within for one in found] == ["", "day 1/noon"]


def test_litter_is_left_out_and_told(files, tmp_path):
    files("one.jpg", ".DS_Store", "Thumbs.db", "desktop.ini", "._one.jpg", "__MACOSX/._one.jpg")
    gathered = gather([tmp_path / "sent"])
    assert names(gathered) == ["one.jpg"]
    litter = {".DS_Store", "Thumbs.db", "desktop.ini", "._one.jpg", "__MACOSX"}
    assert set(gathered.skipped) == litter


def test_a_hidden_file_that_was_chosen_itself_is_taken(files):
    paths = files(".hidden.jpg")
    assert names(gather(paths)) == [".hidden.jpg"]


def test_links_are_never_followed(files, tmp_path):
    files("sub/one.jpg")
    sent = tmp_path / "sent"
    (sent / "circle").symlink_to(sent)
    (sent / "alias.jpg").symlink_to(sent / "sub" / "one.jpg")
    outside = tmp_path / "linked"
    outside.symlink_to(sent)
    gathered = gather([sent, outside])
    assert names(gathered) == ["one.jpg"]
    assert [refused.name for refused in gathered.refused] == ["alias.jpg", "circle", "linked"]
    assert all("link" in refused.sentence for refused in gathered.refused)


def test_pipes_vanished_files_and_empty_folders_are_told(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    gathered = gather([tmp_path / "pipe", tmp_path / "gone", tmp_path / "empty", Path("a\0b")])
    assert [refused.name for refused in gathered.refused] == ["pipe", "gone", "empty", r"a\x00b"]
    assert gathered.files == []


def test_a_folder_deeper_than_any_path_may_be_is_walked_as_far_as_it_goes(tmp_path):
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("x" * 250, dir_fd=here)
        there = os.open("x" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = there
    os.close(here)
    (tmp_path / "one.jpg").touch()
    gathered = gather([tmp_path])
    assert names(gathered) == ["one.jpg"]
    assert len(gathered.refused) == 1


@given(st.lists(st.text(st.characters(codec=None), max_size=12)))
def test_any_names_have_one_order(names):
    backwards = names[::-1]
    names.sort(key=in_natural_order)
    backwards.sort(key=in_natural_order)
    assert names == backwards
