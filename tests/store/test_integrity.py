import pytest

from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.tip import Tip
from tipdesk.store.integrity import Severity, check


@pytest.fixture
def kept(store):
    taken = store.files.keep(b"a picture")
    with store.begin("log") as work:
        work.add(Tip(headline="Flood"))
        work.add(Facts(digest=taken.digest, size=taken.size))
        work.flush()
        work.add(Media(tip_id=1, digest=taken.digest, name="a.jpg"))
    return store.files.path(taken.digest)


def test_a_whole_desk_has_no_findings(store, kept):
    assert check(store, deep=True) == []


@pytest.mark.parametrize(
    ("damage", "deep", "word"),
    [
        (lambda path: path.unlink(), False, "missing"),
        (lambda path: path.write_bytes(b"a pic"), False, "lost a part"),
        (lambda path: path.write_bytes(b"b picture"), True, "altered"),
    ],
    ids=["missing", "cut", "flipped"],
)
def test_a_damaged_file_is_named_with_its_tips(store, kept, damage, deep, word):
    kept.chmod(0o600)
    damage(kept)
    (finding,) = check(store, deep=deep)
    assert word in finding.sentence
    assert finding.tips == (1,)


def test_files_without_a_tip_are_a_note_and_no_fault(store, kept):
    store.files.keep(b"spare")
    (finding,) = check(store)
    assert finding.severity is Severity.NOTE


def test_half_copied_files_are_a_fault(store):
    (store.folder.incoming / "dead.0.part").write_bytes(b"half")
    (finding,) = check(store)
    assert finding.severity is Severity.FAULT
