import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from tests.media.conftest import Read
from tests.media.stating import jpeg, packet, told
from tests.media.test_pictures import saved
from tipdesk.media.readers.opening import opened
from tipdesk.media.readers.packets import packets_of
from tipdesk.media.readers.rdf import properties_of
from tipdesk.media.readers.xmp import statements
from tipdesk.newsroom.facts import Fact, Source

DC = "http://purl.org/dc/elements/1.1/ "
LANGUAGES = (
    '<{0}><rdf:Alt><rdf:li xml:lang="de">Ein Wehr</rdf:li>'
    '<rdf:li xml:lang="x-default">A weir, lang="fr" and all</rdf:li></rdf:Alt></{0}>'
)
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def said_by(properties: str, attributes: str = "") -> dict[Fact, str]:
    return told(statements((packet(properties, attributes),)))


def test_the_default_language_is_taken_first():
    said = said_by(LANGUAGES.format("dc:description") + LANGUAGES.format("dc:title"))
    assert said == {
        Fact.CAPTION: 'A weir, lang="fr" and all',
        Fact.TITLE: 'A weir, lang="fr" and all',
    }


def test_a_comma_does_not_part_a_name():
    people = "<rdf:Seq><rdf:li>Author, First</rdf:li><rdf:li>Second  Author</rdf:li></rdf:Seq>"
    said = said_by(f"<dc:creator>{people}</dc:creator>")
    assert said[Fact.CREATOR] == "Author, First\nSecond Author"


def test_what_was_made_by_a_machine_is_told_by_the_fields_of_2025():
    said = said_by(
        '<Iptc4xmpExt:DigitalSourceType rdf:resource="' + SOURCE_TYPE + '"/>'
        "<Iptc4xmpExt:AIPromptInformation>a weir in fog</Iptc4xmpExt:AIPromptInformation>",
        'Iptc4xmpExt:AISystemUsed="Sample Painter" Iptc4xmpExt:AISystemVersionUsed="3"'
        ' Iptc4xmpExt:AIPromptWriterName="A. Writer"'
        ' plus:DataMining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"',
    )
    assert said == {
        Fact.DIGITAL_SOURCE_TYPE: SOURCE_TYPE,
        Fact.AI_SYSTEM: "Sample Painter",
        Fact.AI_SYSTEM_VERSION: "3",
        Fact.AI_PROMPT: "a weir in fog",
        Fact.AI_PROMPT_WRITER: "A. Writer",
        Fact.DATA_MINING: "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    }


def test_a_prefix_means_nothing_and_the_namespace_all():
    said = said_by('<dc:other xmlns:dc="http://elsewhere.example/">no</dc:other>') | said_by(
        '<x:title xmlns:x="http://purl.org/dc/elements/1.1/">yes</x:title>'
        '<dc:title xmlns:dc="http://elsewhere.example/">no</dc:title>'
    )
    assert said == {Fact.TITLE: "yes"}


def test_history_and_places_are_read_out_of_structures():
    said = said_by(
        '<xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved" stEvt:when="2026-11-22T10:05:00Z"'
        ' stEvt:softwareAgent="Sample Editor 2"/><rdf:li rdf:parseType="Resource">'
        "<stEvt:action>converted</stEvt:action></rdf:li></rdf:Seq></xmpMM:History>"
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li><rdf:Description>"
        "<Iptc4xmpExt:City>Rivertown</Iptc4xmpExt:City></rdf:Description></rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:LocationShown>"
        '<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li Iptc4xmpExt:City="Elsewhere"'
        ' exif:GPSLatitude="50,30.6S" exif:GPSLongitude="0,15,36E"/></rdf:Bag>'
        "</Iptc4xmpExt:LocationCreated>"
    )
    assert said == {
        Fact.HISTORY: "2026-11-22T10:05:00Z saved Sample Editor 2\nconverted",
        Fact.CITY: "Rivertown",
        Fact.POSITION: "-50.51,0.26",
    }


def test_numbers_and_times_have_the_form_of_all_statements():
    said = said_by(
        "<exif:ISOSpeedRatings><rdf:Seq><rdf:li>400</rdf:li></rdf:Seq></exif:ISOSpeedRatings>",
        'exif:ExposureTime="1/250" exif:GPSAltitude="71/2" exif:GPSAltitudeRef="1"'
        ' xmp:Rating="-1" xmp:ModifyDate="2026-11-22T10:05+01:00" tiff:Orientation="6"'
        ' photoshop:DateCreated="1943" exif:GPSLatitude="north"',
    )
    assert said == {
        Fact.ISO_SPEED: "400",
        Fact.EXPOSURE_TIME: "0.004",
        Fact.ALTITUDE: "-35.5",
        Fact.RATING: "-1",
        Fact.MODIFIED_AT: "2026-11-22T10:05+01:00",
        Fact.ORIENTATION: "6",
        Fact.TAKEN_AT: "1943",
        Fact.POSITION_UNUSABLE: "north",
    }


def test_entities_are_refused_and_damage_costs_only_what_follows():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x><dc:title>&b;</dc:title></x>'
    assert properties_of(bomb.encode()) == {}
    whole = packet("<dc:title>first</dc:title><dc:rights>second</dc:rights>")
    torn = whole[: whole.index(b"second")] + b"\xff<<<"
    assert properties_of(torn)[DC + "title"] == "first"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-be", "utf-16-le"])
def test_a_packet_may_be_wide(charset: str):
    written = packet("<dc:title>Wehr ä</dc:title>").decode().encode(charset)
    if charset in {"utf-16-be", "utf-16-le"}:
        written = "\ufeff".encode(charset) + written
    assert properties_of(written)[DC + "title"] == "Wehr ä"


def test_a_long_packet_is_put_together_from_its_segments():
    guid = "A" * 32
    main = packet("", f'xmlns:n="http://ns.adobe.com/xmp/note/" n:HasExtendedXMP="{guid}"')
    long = packet(f"<dc:title>{'w' * 90_000}</dc:title>")
    plain = jpeg(xmp=main)
    segments = b""
    for at in reversed(range(0, len(long), 60_000)):
        body = (
            b"http://ns.adobe.com/xmp/extension/\0"
            + guid.encode()
            + len(long).to_bytes(4)
            + at.to_bytes(4)
            + long[at : at + 60_000]
        )
        segments += b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body
    long_one = plain[:2] + segments + plain[2:]
    said = told(statements(packets_of(long_one, opened(io.BytesIO(long_one), "image/jpeg"))))
    assert said[Fact.TITLE] == "w" * 90_000


def with_packet(form: str, words: bytes) -> bytes:
    options: dict[str, object] = {"xmp": words}
    if form == "PNG":
        chunks = PngImagePlugin.PngInfo()
        chunks.add_itxt("XML:com.adobe.xmp", words.decode())
        options = {"pnginfo": chunks}
    elif form == "TIFF":
        options = {"tiffinfo": {700: words}}
    written = saved(Image.new("RGB", (40, 30), "#306090"), form, **options)
    if form == "GIF":
        return written[:-1] + b"!\xff\x0bXMP DataXMP" + words + b"\x01" + bytes(2) + b";"
    if form == "JPEG2000":
        uuid = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
        return written + (24 + len(words)).to_bytes(4) + b"uuid" + uuid + words
    return written


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "GIF", "JPEG2000"])
def test_a_packet_is_found_in_every_form_of_picture(read: Read, form: str):
    written = with_packet(form, packet("<dc:title>Wehr</dc:title>"))
    assert told(read(written).said, Source.XMP) == {Fact.TITLE: "Wehr"}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_turn_that_only_xmp_asks_for_is_told_and_done(read: Read, form: str):
    reading = read(with_packet(form, packet("", 'tiff:Orientation="6"')))
    assert (reading.orientation, reading.width, reading.height) == (6, 40, 30)
    assert reading.preview
    assert (reading.preview.width, reading.preview.height) == (30, 40)


@given(st.binary(max_size=60), st.integers(min_value=0, max_value=400))
def test_any_damage_to_a_packet_is_borne(noise: bytes, at: int):
    whole = packet(LANGUAGES.format("dc:title"), 'xmp:Rating="3" exif:GPSLatitude="1,2N"')
    for one in statements((whole[: at * 3] + noise + whole[at * 3 + len(noise) :],)):
        assert one.value


@given(st.text(max_size=30))
def test_any_words_in_an_attribute_are_borne(words: str):
    shown = words.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    attributes = " ".join(
        f'{name}="{shown}"'
        for name in ("xmp:Rating", "exif:GPSLatitude", "xmp:ModifyDate", "exif:GPSAltitude")
    )
    for one in statements((packet("", attributes),)):
        assert one.value
