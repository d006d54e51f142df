from datetime import date
from pathlib import Path

import pytest

from tests.media.signing import authority
from tipdesk.media import trust
from tipdesk.newsroom.errors import NotValid

DAY = date(2026, 11, 3)
SECRET = "-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n"


@pytest.fixture
def roots(tmp_path: Path) -> Path:
    path = tmp_path / "roots.pem"
    path.write_text(f"Some roots\n{authority('Known').pem}{SECRET}{authority('Other').pem}")
    return path


def test_a_list_that_is_added_is_there(roots: Path, tmp_path: Path):
    added = trust.add(tmp_path / "trust", roots, name="Some roots", day=DAY)
    assert trust.lists_in(tmp_path / "nowhere", tmp_path / "trust") == (added,)
    assert (added.told, added.certificates) == ("Some roots, 2026-11-03", 2)
    assert trust.unpack(trust.pack((added,))) == [("Some roots, 2026-11-03", added.pem)]


def test_only_certificates_are_kept_of_a_file(roots: Path, tmp_path: Path):
    trust.add(tmp_path / "trust", roots, name="Some roots", day=DAY)
    (kept,) = (tmp_path / "trust").iterdir()
    assert kept.read_text() == authority("Known").pem + authority("Other").pem


def test_of_each_name_the_newest_list_counts(roots: Path, tmp_path: Path):
    for day in (date(2025, 5, 1), DAY, date(2026, 1, 1)):
        trust.add(tmp_path / "trust", roots, name="Some roots", day=day)
    trust.add(tmp_path / "trust", roots, name="Others", day=date(2024, 1, 1))
    found = [(one.name, one.day) for one in trust.lists_in(tmp_path / "trust")]
    assert found == [("Others", date(2024, 1, 1)), ("Some roots", DAY)]


@pytest.mark.parametrize(
    "content",
    [b"", SECRET.encode(), b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"],
)
def test_what_is_no_list_of_certificates_is_not_added(content: bytes, tmp_path: Path):
    (tmp_path / "list.pem").write_bytes(content)
    with pytest.raises(NotValid):
        trust.add(tmp_path / "trust", tmp_path / "list.pem", name="Junk", day=DAY)
    assert not (tmp_path / "trust").exists()


@pytest.mark.parametrize("name", ["", "../roots", "a/b", "a\nb", "x" * 81])
def test_a_name_that_would_be_no_file_name_is_refused(name: str, roots: Path, tmp_path: Path):
    with pytest.raises(NotValid):
        trust.add(tmp_path / "trust", roots, name=name, day=DAY)
    assert not (tmp_path / "trust").exists()


def test_a_damaged_list_stands_in_nobodys_way(roots: Path, tmp_path: Path):
    kept = trust.add(tmp_path / "trust", roots, name="Some roots", day=DAY)
    for name in ("Other_2026-11-03.pem", "Bad day_2026-13-41.pem", "notes.pem"):
        (tmp_path / "trust" / name).write_text("-----BEGIN CERTIFICATE-----")
    assert trust.lists_in(tmp_path / "trust") == (kept,)
