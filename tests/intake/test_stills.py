import pytest

from tests.intake.rows import rows
from tests.nouns import make_media, make_tip
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.intake.stills import grab, still_name
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.ids import MediaId
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.states import FileKind, Label, Permission, ReadState

PNG = b"\x89PNG\r\n\x1a\n and a frame"


@pytest.fixture
def film(desk):
    tip = make_tip(desk)
    return make_media(
        desk,
        tip,
        b"a film",
        name="clip.mov",
        kind=FileKind.VIDEO,
        credit="A. Okafor",
        creator="Ada",
        copyright_notice="© Ada",
        usage_terms="once",
        permission=Permission.GRANTED,
        caption="What is seen",
    )


def test_a_still_is_a_file_of_its_own_with_its_origin(desk, film):
    change = grab(desk, film, 12.48, PNG)
    source, still = rows(desk, Media)
    assert (change.verb, change.tips) == ("grab", {source.tip_id})
    assert desk.files.path(still.digest).read_bytes() == PNG
    assert (still.name, still.provenance) == (
        "clip at 0-12.480.png",
        "Still from clip.mov at 0:12.48",
    )
    assert (still.made_from, still.made_at, still.tip_id) == (film, 12.48, source.tip_id)
    assert still.position == source.position + 1


def test_what_goes_for_the_film_goes_for_its_still(desk, film):
    grab(desk, film, 1.0, PNG)
    still = rows(desk, Media)[1]
    assert (still.credit, still.creator, still.copyright_notice) == ("A. Okafor", "Ada", "© Ada")
    assert (still.usage_terms, still.permission) == ("once", Permission.GRANTED)
    assert (still.label, still.caption) == (Label.SCREENGRAB, "")


def test_a_still_waits_to_be_read_like_every_file(desk, film):
    grab(desk, film, 1.0, PNG)
    facts = {row.digest: row for row in rows(desk, Facts)}[rows(desk, Media)[1].digest]
    assert (facts.state, facts.kind, facts.mime) == (ReadState.WAITING, "picture", "image/png")


def test_grabbing_is_one_change_that_is_undone_and_done_again(desk, film):
    grab(desk, film, 1.0, PNG)
    undo(desk)
    assert [row.name for row in rows(desk, Media)] == ["clip.mov"]
    redo(desk)
    assert rows(desk, Media)[1].made_from == film


def test_the_very_same_still_is_kept_once(desk, film):
    grab(desk, film, 1.0, PNG)
    with pytest.raises(NotValid, match="already"):
        grab(desk, film, 1.0, PNG)
    assert len(rows(desk, Media)) == 2


def test_a_film_that_is_gone_gives_no_still(desk):
    with pytest.raises(NotFound, match="nothing was grabbed"):
        grab(desk, MediaId(7), 1.0, PNG)


@pytest.mark.parametrize(
    ("film", "at", "name"),
    [
        ("clip.mp4", 12.48, "clip at 0-12.480.png"),
        ("a/../b.mov", 3727.5, "a_.._b at 1-02-07.500.png"),
        ("no ending", 59.9996, "no ending at 1-00.000.png"),
        ("x" * 400 + ".mp4", 0.0, "x" * 180 + " at 0-00.000.png"),
    ],
)
def test_a_still_is_named_after_its_film_and_moment(film, at, name):
    assert still_name(film, at) == name
