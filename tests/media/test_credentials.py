import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.media.conftest import Read
from tests.media.samples import a_film, a_sound
from tests.media.signing import CAMERA, SOURCE_TYPE, authority, signed
from tipdesk.media.readers.credentials import credentials_in
from tipdesk.media.readers.manifests import Store
from tipdesk.media.reading import Reading
from tipdesk.media.trust import TrustList, pack
from tipdesk.media.worker import Readers
from tipdesk.newsroom.credentials import Ingredient, Signer, Standing
from tipdesk.newsroom.facts import Fact, Source


def a_picture(form: str) -> bytes:
    written = io.BytesIO()
    Image.effect_noise((160, 90), 60).convert("RGB").save(written, form)
    return written.getvalue()


CARRIERS = {
    "image/jpeg": lambda: a_picture("JPEG"),
    "image/png": lambda: a_picture("PNG"),
    "image/webp": lambda: a_picture("WEBP"),
    "image/avif": lambda: a_picture("AVIF"),
    "video/mp4": lambda: a_film("mp4", "libx264"),
    "video/quicktime": lambda: a_film("mov", "libx264"),
    "audio/wav": lambda: a_sound("wav", "pcm_s16le"),
    "audio/mpeg": lambda: a_sound("mp3", "libmp3lame"),
}


@pytest.fixture(scope="module")
def desk_readers() -> Iterator[Readers]:
    """Readers of a desk with two trust lists."""
    lists = (
        TrustList("Other roots", date(2026, 1, 2), authority("Other").pem),
        TrustList("Test roots", date(2026, 11, 3), authority("Known").pem),
    )
    with Readers(anchors=pack(lists)) as pool:
        yield pool


def read_by(readers: Readers, tmp_path: Path, content: bytes) -> Reading:
    path = tmp_path / "unnamed"
    path.write_bytes(content)
    return readers.read(path)


@pytest.mark.parametrize("mime", CARRIERS)
def test_credentials_hold_until_a_byte_of_the_file_is_changed(read: Read, mime: str):
    plain = CARRIERS[mime]()
    whole = signed(plain, mime, authority("Known"))
    found = read(whole).credentials
    assert found
    assert (found.standing, found.signer) == (Standing.INTACT, Signer.UNKNOWN)
    assert (found.issuer, found.made_with) == ("Invented Cameras", "Invented Camera 2")

    at = whole.index(b"mdat") + 60 if b"mdat" in whole else whole.index(plain[-64:-32])
    changed = read(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :]).credentials
    assert changed
    assert changed.standing is Standing.BROKEN
    assert read(plain).credentials is None


def test_a_signer_is_known_by_the_list_that_vouches_for_it(desk_readers: Readers, tmp_path: Path):
    known = read_by(
        desk_readers, tmp_path, signed(a_picture("JPEG"), "image/jpeg", authority("Known"))
    )
    assert known.credentials
    assert (known.credentials.signer, known.credentials.trust_list) == (
        Signer.KNOWN,
        "Test roots, 2026-11-03",
    )
    stranger = signed(a_picture("JPEG"), "image/jpeg", authority("Stranger"))
    unknown = read_by(desk_readers, tmp_path, stranger).credentials
    assert unknown
    assert (unknown.standing, unknown.signer, unknown.trust_list) == (
        Standing.INTACT,
        Signer.UNKNOWN,
        "",
    )


def test_what_credentials_claim_is_said_with_its_source(read: Read):
    reading = read(signed(a_picture("JPEG"), "image/jpeg", authority("Known")))
    said = {(one.fact, one.value) for one in reading.said if one.source is Source.CREDENTIALS}
    assert said == {
        (Fact.SOFTWARE, "Invented Camera 2"),
        (Fact.DIGITAL_SOURCE_TYPE, SOURCE_TYPE),
        (Fact.TAKEN_AT, "2026-11-20T10:00:00+01:00"),
        (Fact.POSITION, "51.5083333,-0.125"),
        (Fact.MAKE, "Invented"),
        (Fact.CREATOR, "A. Okafor\nB. Lind"),
    }


def test_what_broken_credentials_claim_is_not_said(read: Read):
    whole = signed(a_picture("JPEG"), "image/jpeg", authority("Known"))
    changed = read(whole.replace(b"Invented Camera", b"Repented Camera"))
    assert changed.credentials
    assert changed.credentials.standing is Standing.BROKEN
    assert [one for one in changed.said if one.source is Source.CREDENTIALS] == []


@pytest.mark.parametrize("cut", [b"jumb", b"c2pa.claim", b"cbor"])
def test_a_damaged_manifest_costs_no_other_fact(read: Read, cut: bytes):
    whole = signed(a_picture("JPEG"), "image/jpeg", authority("Known"))
    reading = read(whole.replace(cut, bytes(len(cut)), 3))
    assert (reading.kind, reading.width, reading.height) == ("picture", 160, 90)
    assert reading.credentials is None or reading.credentials.standing is Standing.BROKEN


def test_a_generator_named_by_the_credentials_is_the_ai_system(read: Read):
    made = {"name": "Invented Painter"}
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    action = {"action": "c2pa.created", "digitalSourceType": kind, "softwareAgent": made}
    manifest = CAMERA | {
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [action]}}]
    }
    reading = read(signed(a_picture("PNG"), "image/png", authority("Known"), manifest))
    assert reading.credentials
    assert reading.credentials.source_types == ("trainedAlgorithmicMedia",)
    assert "Invented Painter" in [one.value for one in reading.said if one.fact is Fact.AI_SYSTEM]


def test_real_credentials_are_judged_as_by_their_makers(readers: Readers, corpus: Path):
    listed = json.loads((corpus / "expected.json").read_text())["entries"]
    asked = [entry for entry in listed if (entry.get("facts") or {}).get("c2pa")]
    assert len(asked) > 10
    for entry in asked:
        wanted, found = entry["facts"]["c2pa"], readers.read(corpus / entry["file"]).credentials
        assert (found is not None) == wanted["present"], entry["file"]
        if found is None or "error" in wanted:
            continue
        codes = [code for code in wanted["failure_codes"] if not code.startswith("signingCr")]
        assert (found.standing is Standing.BROKEN) == bool(codes), entry["file"]
        assert found.issuer == wanted["issuer"]
        assert set(found.source_types) == set(wanted["digital_source_types"])


def test_an_expired_signer_a_broken_part_and_an_absent_manifest_are_told(
    readers: Readers, corpus: Path
):
    samples = corpus / "pictures"
    expired = readers.read(samples / "contentauth-example-assets" / "ChatGPT_Image.png")
    assert expired.credentials
    assert (expired.credentials.standing, expired.credentials.signer) == (
        Standing.INTACT,
        Signer.EXPIRED,
    )
    part = readers.read(samples / "c2pa-public-testfiles" / "adobe-20220124-CIE-sig-CA.jpg")
    assert part.credentials
    assert part.credentials.standing is Standing.INTACT
    assert part.credentials.ingredients == (
        Ingredient("E-sig-CA.jpg", "componentOf", Standing.BROKEN),
    )
    absent = readers.read(samples / "contentauth-example-assets" / "crater-lake-cr.jpg")
    assert absent.credentials
    assert absent.credentials.standing is Standing.ELSEWHERE
    assert (absent.credentials.elsewhere or "").startswith("https://")


NAMES = (
    *("active_manifest", "manifests", "assertions", "label", "data", "actions", "action", "name"),
    *("digitalSourceType", "softwareAgent", "when", "ingredients", "relationship", "title"),
    *("validation_status", "validation_results", "activeManifest", "ingredientDeltas", "failure"),
    *("success", "code", "explanation", "signature_info", "issuer", "claim_generator_info"),
    *("validationDeltas", "author", "exif:GPSLatitude", "exif:GPSLongitude", "dc:creator"),
)
WORDS = (
    *("c2pa.actions.v2", "c2pa.metadata", "stds.schema-org.CreativeWork", "parentOf", "M"),
    *("signingCredential.trusted", "claimSignature.validated", "trustedAlgorithmicMedia"),
    *("found in [9999] trust anchors", "51,30.5N", "2026-99-99T10:00:00Z", ""),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.sampled_from(WORDS), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)
    ),
    max_leaves=30,
)


@given(VALUES, st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_any_answer_of_the_library_is_a_result(manifest, store):
    said = store | {"active_manifest": "M", "manifests": {"M": manifest, "N": manifest}}
    for answer in (said, store):
        found, statements = credentials_in(Store(answer), ["a list"])
        assert found
        assert found.standing is Standing.INTACT or statements == ()
