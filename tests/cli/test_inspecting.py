import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base

from tests.media.samples import SIZE, a_film
from tests.media.signing import SOURCE_TYPE, authority, signed
from tipdesk.newsroom.remarks import Kind

KEYS = {
    *("path", "kind", "sha256", "reason", "mime", "width", "height", "orientation"),
    *("make", "model", "taken_at", "gps", "digital_source_type", "c2pa", "duration"),
    *("rotation", "video", "said", "conflicts", "remarks"),
}


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    exif = Image.Exif()
    exif[Base.Make] = "Elsewhere"
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2026:11:20 10:00:00"
    written = io.BytesIO()
    Image.new("RGB", (160, 90), "teal").save(written, "JPEG", exif=exif)
    path = tmp_path / "picture.jpg"
    path.write_bytes(signed(written.getvalue(), "image/jpeg", authority("Known")))
    return path


def test_a_program_is_told_every_statement_its_source_and_what_differs(tipdesk, records, picture):
    (said,) = records(tipdesk("inspect", "--json", picture))
    assert set(said) >= KEYS
    assert said["path"] == str(picture)
    assert said["sha256"] == hashlib.sha256(picture.read_bytes()).hexdigest()
    assert (said["kind"], said["make"], said["taken_at"]) == (
        "picture",
        "Elsewhere",
        "2026:11:20 10:00:00",
    )
    assert said["digital_source_type"] == SOURCE_TYPE
    assert said["c2pa"]["present"]
    assert said["c2pa"]["intact"] is True
    assert said["c2pa"]["issuer"] == "Invented Cameras"
    assert said["c2pa"]["digital_source_types"] == ["digitalCapture"]
    assert {"fact": "make", "source": "exif", "value": "Elsewhere"} in said["said"]
    assert [found["fact"] for found in said["conflicts"]] == ["make"]


def test_a_person_is_told_calmly_and_with_the_limits(tipdesk, picture, tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "plain.png")
    told = tipdesk("inspect", picture, tmp_path / "plain.png").stdout
    assert "Elsewhere  (EXIF)" in told
    assert "Its parts say different things" in told
    assert "a signer that this desk doesn't know" in told
    assert Kind.NO_METADATA.value in told


def test_many_files_are_told_in_the_order_in_which_they_were_named(tipdesk, records, tmp_path):
    film = a_film("mp4", "libx264")
    for number in range(20):
        (tmp_path / f"{number}.mp4").write_bytes(film if number % 2 else b"\0\0\0\x18ftypmp42")
    done = tipdesk("inspect", "--json", *(tmp_path / f"{number}.mp4" for number in range(20)))
    said = records(done)
    assert [Path(one["path"]).stem for one in said] == [str(number) for number in range(20)]
    for one in said[1::2]:
        assert one["video"] == {"codec": "h264", "width": SIZE[0], "height": SIZE[1]}
        assert one["c2pa"] == {"present": False}
    assert all(one["kind"] == "unreadable" and one["reason"] for one in said[::2])


def test_a_desk_that_adds_a_list_knows_its_signers(newcomer, records, picture, tmp_path):
    roots = tmp_path / "Test roots.pem"
    roots.write_text(authority("Known").pem)
    assert newcomer("trust", "add", roots).returncode == 3
    assert newcomer("new", "Mill desk").returncode == 0
    assert "every signer is unknown" in newcomer("trust", "list").stdout
    (added,) = records(newcomer("trust", "add", roots, "--date", "2026-11-03", "--json"))
    assert added == {"name": "Test roots", "date": "2026-11-03", "certificates": 1}
    assert newcomer("trust", "list").stdout == "Test roots, 2026-11-03: 1 certificate\n"
    (said,) = records(newcomer("inspect", "--json", picture))
    assert (said["c2pa"]["signer"], said["c2pa"]["trust_list"]) == (
        "known",
        "Test roots, 2026-11-03",
    )
    roots.write_text("nothing of the kind")
    assert newcomer("trust", "add", roots).returncode == 2
