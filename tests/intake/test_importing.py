import os
import resource
from contextlib import closing
from pathlib import Path

import pytest

from tests.intake.rows import names, one, rows
from tipdesk.intake.arrival import Arrival
from tipdesk.intake.importing import KIND, import_paths, resume, unfinished
from tipdesk.intake.progress import Interrupted
from tipdesk.intake.register import register
from tipdesk.newsroom.errors import Cancelled, NotFound, NotValid, NotWritten
from tipdesk.newsroom.mail import Message
from tipdesk.newsroom.media import Media
from tipdesk.newsroom.record import Errand, LedgerEntry
from tipdesk.newsroom.story import Story
from tipdesk.newsroom.tip import NewTip, Tip
from tipdesk.store.integrity import check
from tipdesk.store.opening import open_desk

MAIL = b"From: Ada <ada@example.org>\r\nSubject: Flood\r\n\r\nThe river is over its banks.\r\n"


def headlines(store) -> list[str]:
    return [tip.headline for tip in rows(store, Tip)]


def stop_at(share: float, error: Exception):
    def progress(done: int, total: int) -> None:
        if done >= share * total:
            raise error

    return progress


def test_loose_files_are_one_tip_together(store, files):
    (receipt,) = import_paths(store, files("b.jpg", "a.jpg", "c.jpg"))
    assert headlines(store) == ["b.jpg and 2 more files"]
    assert names(store) == ["b.jpg", "a.jpg", "c.jpg"]
    assert receipt.tip == one(store, Tip).id


def test_loose_files_are_one_tip_each_where_that_was_asked(store, files):
    receipts = import_paths(store, files("a.jpg", "b.jpg"), each=True)
    assert headlines(store) == ["a.jpg", "b.jpg"]
    assert [receipt.tip for receipt in receipts] == [1, 2]


def test_a_folder_is_one_tip_with_all_beneath_it(store, files, tmp_path):
    (loose,) = files("loose.jpg")
    files("march/1.jpg", "march/night/2.jpg")
    receipts = import_paths(store, [tmp_path / "sent" / "march", loose])
    assert sorted(headlines(store)) == ["loose.jpg", "march"]
    assert len(receipts) == 2
    media = {media.name: media.provenance for media in rows(store, Media)}
    assert media == {"loose.jpg": "", "1.jpg": "", "2.jpg": "night"}


def test_a_mail_is_a_tip_of_its_own_wherever_it_lies(store, files, tmp_path):
    files("march/1.jpg")
    (tmp_path / "sent" / "march" / "letter.EML").write_bytes(MAIL)
    import_paths(store, [tmp_path / "sent" / "march"])
    assert sorted(headlines(store)) == ["Flood", "march"]
    mail = next(tip for tip in rows(store, Tip) if tip.headline == "Flood")
    assert (mail.channel, mail.text) == ("mail", "The river is over its banks.")
    assert names(store) == ["1.jpg"]
    assert store.files.path(one(store, Message).digest).read_bytes() == MAIL


def test_everything_goes_into_the_story_that_was_named(store, files):
    import_paths(store, files("a.jpg", "b.jpg"), each=True, into_story="millflood")
    assert one(store, Story).slug == "MILLFLOOD"


def test_a_story_that_can_not_be_is_refused_at_once(store, files):
    with pytest.raises(NotValid):
        import_paths(store, files("a.jpg"), into_story="a/b")
    assert not rows(store, Errand)


def test_files_dropped_on_a_tip_are_attached_to_it_mails_too(store, files, tmp_path):
    tip = register(store, Arrival(NewTip(headline="Flood"))).tip
    letter = tmp_path / "letter.eml"
    letter.write_bytes(MAIL)
    (receipt,) = import_paths(store, [*files("a.jpg", "b.jpg"), letter], onto=tip)
    assert receipt.tip == tip
    assert names(store) == ["a.jpg", "b.jpg", "letter.eml"]
    assert len(rows(store, Tip)) == 1


def test_importing_the_same_again_changes_nothing_and_says_where_it_is(store, files, tmp_path):
    files("march/1.jpg", "march/2.jpg")
    (tmp_path / "sent" / "letter.eml").write_bytes(MAIL)
    folder = [tmp_path / "sent"]
    first = import_paths(store, folder)
    entries = len(rows(store, LedgerEntry))
    again = import_paths(store, folder)
    assert [receipt.tip for receipt in again] == [None, None]
    known = {known.name: known.tips for receipt in again for known in receipt.known}
    assert known == {
        "Flood": (first[0].tip,),
        "1.jpg": (first[1].tip,),
        "2.jpg": (first[1].tip,),
    }
    assert len(rows(store, LedgerEntry)) == entries


def test_what_was_left_out_stands_on_the_receipt(store, files, tmp_path):
    files("1.jpg", ".DS_Store")
    (tmp_path / "sent" / "alias.jpg").symlink_to("1.jpg")
    (receipt,) = import_paths(store, [tmp_path / "sent"])
    assert [refused.name for refused in receipt.refused] == ["alias.jpg"]
    assert receipt.skipped == (".DS_Store",)


def test_nothing_to_take_in_is_told_and_makes_no_tip(store, tmp_path):
    (tmp_path / "empty").mkdir()
    (receipt,) = import_paths(store, [tmp_path / "empty"])
    assert receipt.tip is None
    assert [refused.name for refused in receipt.refused] == ["empty"]
    assert not rows(store, Tip)


def test_a_name_that_is_no_text_comes_in(store, tmp_path):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xe4rz"))
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.jpg")).write_bytes(b"\xff\xd8\xff1")
    import_paths(store, [folder])
    assert names(store) == [r"caf\xe9.jpg"]
    assert headlines(store) == [r"m\xe4rz"]


def test_progress_counts_the_bytes_of_everything(store, files):
    paths = files("a.jpg", "b.jpg", "c.jpg")
    steps = []
    import_paths(store, paths, each=True, progress=lambda *step: steps.append(step))
    total = sum(path.stat().st_size for path in paths)
    assert steps[0] == (0, total)
    assert steps[-1] == (total, total)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)


def test_a_stopped_import_keeps_what_was_in_and_leaves_nothing_to_do(store, files):
    progress = stop_at(0.6, Cancelled("Stopped."))
    with pytest.raises(Cancelled):
        import_paths(store, files("a.jpg", "b.jpg", "c.jpg"), each=True, progress=progress)
    assert headlines(store) == ["a.jpg"]
    assert not rows(store, Errand)


def test_a_full_disk_keeps_what_was_in_and_names_the_rest(store, tmp_path):
    paths = [tmp_path / name for name in ("small.bin", "big.bin", "last.bin")]
    for path in paths:
        path.write_bytes(path.name.encode() * (100_000 if path.name == "big.bin" else 1))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    limit = store.folder.database.stat().st_size + 100_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        receipts = import_paths(store, paths, each=True)
        with pytest.raises(NotWritten):
            import_paths(store, paths[1:])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert headlines(store) == ["small.bin"]
    assert [one.name for receipt in receipts for one in receipt.refused] == ["big.bin", "last.bin"]
    assert rows(store, Errand) == []
    assert check(store, deep=True) == []


def test_the_desk_never_takes_itself_in(store, tmp_path):
    for path in (store.folder.path, store.folder.files, tmp_path):
        with pytest.raises(NotValid, match="desk itself"):
            import_paths(store, [path])
    assert headlines(store) == []


def test_the_desk_is_known_by_any_way_that_leads_to_it(store, files, tmp_path):
    files("a.jpg")
    (tmp_path / "way").symlink_to(tmp_path)
    for way in (tmp_path / "sent" / "..", tmp_path / "way", tmp_path / "way" / "desk" / "files"):
        with pytest.raises(NotValid, match="desk itself"):
            import_paths(store, [way])
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for nothing in (tmp_path / "loop", Path("\0")):
        (receipt,) = import_paths(store, [nothing])
        assert len(receipt.refused) == 1
    assert rows(store, Tip) == []


def test_a_finished_import_leaves_no_errand(store, files):
    import_paths(store, files("a.jpg"))
    assert not rows(store, Errand)


@pytest.fixture
def cut_off(store, files):
    """An import of three files whose program was closed after the first."""
    paths = files("a.jpg", "b.jpg", "c.jpg")
    progress = stop_at(0.6, Interrupted("Closing."))
    with closing(open_desk(store.folder.path, editor="Jonas Beck")) as other:
        with pytest.raises(Interrupted):
            import_paths(other, paths, each=True, progress=progress)
        assert unfinished(store) == []
    return paths


def test_a_cut_off_import_can_be_resumed(store, cut_off):
    (left,) = unfinished(store)
    assert (left.editor, left.paths) == ("Jonas Beck", tuple(cut_off))
    receipts = resume(store, left.id)
    assert [receipt.tip for receipt in receipts] == [None, 2, 3]
    assert headlines(store) == ["a.jpg", "b.jpg", "c.jpg"]
    assert unfinished(store) == []
    assert check(store, deep=True) == []


def test_the_same_import_again_takes_over_what_was_cut_off(store, cut_off):
    import_paths(store, cut_off, each=True)
    assert headlines(store) == ["a.jpg", "b.jpg", "c.jpg"]
    assert not rows(store, Errand)


def test_another_import_leaves_what_was_cut_off_alone(store, cut_off, files):
    import_paths(store, files("d.jpg"))
    assert len(unfinished(store)) == 1


def test_an_import_that_is_running_is_nobody_elses_to_resume(store, files):
    seen = []

    def look(_done: int, _total: int) -> None:
        seen.append(unfinished(store))
        with pytest.raises(NotFound):
            resume(store, one(store, Errand).id)

    import_paths(store, files("a.jpg"), progress=look)
    assert seen
    assert not any(seen)


def test_two_programs_importing_the_same_take_it_in_once(store, reopened, files):
    paths = files("a.jpg", "b.jpg")
    other = reopened()
    once = []

    def meanwhile(done: int, total: int) -> None:
        if done == total and not once:
            once.append(import_paths(other, paths))

    (receipt,) = import_paths(store, paths, progress=meanwhile)
    assert receipt.tip is None
    assert len(rows(store, Tip)) == 1
    assert KIND not in [errand.kind for errand in rows(store, Errand)]


def test_a_desk_that_is_open_for_reading_offers_no_import_to_resume(store, cut_off):
    with closing(open_desk(store.folder.path, editor="Mara Keller", read_only=True)) as other:
        assert unfinished(other) == []
