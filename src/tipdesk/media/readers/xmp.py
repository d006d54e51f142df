"""Makes statements of an XMP packet, by the names of its vocabularies and never by prefixes."""

from collections.abc import Callable, Iterator

from tipdesk.media.readers.charsets import clean
from tipdesk.media.readers.figures import decimal, number_of
from tipdesk.media.readers.moments import iso_of
from tipdesk.media.readers.places import place_of_xmp
from tipdesk.media.readers.rdf import Properties, Value, properties_of, structures, texts
from tipdesk.newsroom.facts import Fact, Said, Source

_XMP = "http://ns.adobe.com/xap/1.0/ "
_MM = "http://ns.adobe.com/xap/1.0/mm/ "
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/ "
_EVENT = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent# "
_DC = "http://purl.org/dc/elements/1.1/ "
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/ "
_TIFF = "http://ns.adobe.com/tiff/1.0/ "
_EXIF = "http://ns.adobe.com/exif/1.0/ "
_AUX = "http://ns.adobe.com/exif/1.0/aux/ "
_EXIF_EX = "http://cipa.jp/exif/1.0/ "
_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/ "
_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/ "
_PLUS = "http://ns.useplus.org/ldf/xmp/1.0/ "
_REGIONS = "http://www.metadataworkinggroup.com/schemas/regions/ "
_MICROSOFT = "http://ns.microsoft.com/photo/1.0/ "
_CAMERA = "http://ns.google.com/photos/1.0/camera/ "
_DEPTH = "http://ns.google.com/photos/1.0/depthmap/ "
_GAIN = "http://ns.adobe.com/hdr-gain-map/1.0/ "
_APPLE_GAIN = "http://ns.apple.com/HDRGainMap/1.0/ "

# The first name that says something counts.
_TEXTS = (
    (Fact.MAKE, (_TIFF + "Make",)),
    (Fact.MODEL, (_TIFF + "Model",)),
    (Fact.LENS, (_EXIF_EX + "LensModel", _AUX + "Lens")),
    (Fact.SERIAL_NUMBER, (_EXIF_EX + "BodySerialNumber", _AUX + "SerialNumber")),
    (Fact.OWNER, (_EXIF_EX + "CameraOwnerName", _AUX + "OwnerName")),
    (Fact.SOFTWARE, (_XMP + "CreatorTool", _TIFF + "Software")),
    (Fact.COLOUR_SPACE, (_PHOTOSHOP + "ICCProfile",)),
    (Fact.SUBLOCATION, (_CORE + "Location",)),
    (Fact.CITY, (_PHOTOSHOP + "City",)),
    (Fact.PROVINCE, (_PHOTOSHOP + "State",)),
    (Fact.COUNTRY, (_PHOTOSHOP + "Country",)),
    (Fact.CREATOR_TITLE, (_PHOTOSHOP + "AuthorsPosition",)),
    (Fact.CREDIT_LINE, (_PHOTOSHOP + "Credit",)),
    (Fact.COPYRIGHT, (_DC + "rights", _TIFF + "Copyright")),
    (Fact.USAGE_TERMS, (_RIGHTS + "UsageTerms",)),
    (Fact.WEB_STATEMENT, (_RIGHTS + "WebStatement",)),
    (Fact.TITLE, (_DC + "title",)),
    (Fact.HEADLINE, (_PHOTOSHOP + "Headline",)),
    (Fact.CAPTION, (_DC + "description", _TIFF + "ImageDescription")),
    (Fact.CAPTION_WRITER, (_PHOTOSHOP + "CaptionWriter",)),
    (Fact.ALT_TEXT, (_CORE + "AltTextAccessibility",)),
    (Fact.INSTRUCTIONS, (_PHOTOSHOP + "Instructions",)),
    (Fact.JOB_ID, (_PHOTOSHOP + "TransmissionReference",)),
    (Fact.LABEL, (_XMP + "Label",)),
    (Fact.DIGITAL_SOURCE_TYPE, (_EXT + "DigitalSourceType", _EXT + "DigitalSourcefileType")),
    (Fact.AI_SYSTEM, (_EXT + "AISystemUsed",)),
    (Fact.AI_SYSTEM_VERSION, (_EXT + "AISystemVersionUsed",)),
    (Fact.AI_PROMPT, (_EXT + "AIPromptInformation",)),
    (Fact.AI_PROMPT_WRITER, (_EXT + "AIPromptWriterName",)),
    (Fact.DATA_MINING, (_PLUS + "DataMining",)),
    (Fact.DOCUMENT_ID, (_MM + "OriginalDocumentID", _MM + "DocumentID")),
    (Fact.COMMENT, (_EXIF + "UserComment",)),
)
_LISTS = (
    (Fact.CREATOR, (_DC + "creator", _TIFF + "Artist")),
    (Fact.KEYWORDS, (_DC + "subject", _MICROSOFT + "LastKeywordXMP")),
)
_TIMES = (
    (Fact.TAKEN_AT, (_EXIF + "DateTimeOriginal", _PHOTOSHOP + "DateCreated")),
    (Fact.DIGITIZED_AT, (_XMP + "CreateDate", _EXIF + "DateTimeDigitized")),
    (Fact.MODIFIED_AT, (_XMP + "ModifyDate", _TIFF + "DateTime")),
    (Fact.METADATA_AT, (_XMP + "MetadataDate",)),
    (Fact.GPS_AT, (_EXIF + "GPSTimeStamp",)),
)
_NUMBERS = (
    (Fact.EXPOSURE_TIME, (_EXIF + "ExposureTime",)),
    (Fact.F_NUMBER, (_EXIF + "FNumber",)),
    (Fact.ISO_SPEED, (_EXIF + "ISOSpeedRatings", _EXIF_EX + "PhotographicSensitivity")),
    (Fact.FOCAL_LENGTH, (_EXIF + "FocalLength",)),
    (Fact.RATING, (_XMP + "Rating",)),
    (Fact.DIRECTION, (_EXIF + "GPSImgDirection",)),
    (Fact.POSITION_ERROR, (_EXIF + "GPSHPositioningError", _EXIF_EX + "GPSHPositioningError")),
)
_PLACES = (
    (Fact.SUBLOCATION, "Sublocation"),
    (Fact.CITY, "City"),
    (Fact.PROVINCE, "ProvinceState"),
    (Fact.COUNTRY, "CountryName"),
)
_NORTHS = {"T": "true", "M": "magnetic"}
_COLOUR_SPACES = {"1": "sRGB", "2": "Adobe RGB"}
# What is written in front of the people that a picture shows.
_MOST_STEPS = 200

Pairs = Iterator[tuple[Fact, str]]


def statements(packets: tuple[bytes, ...]) -> Iterator[Said]:
    """Give what the packets of one file say, in the form that Said uses; the first one counts."""
    said: dict[str, Value] = {}
    for packet in packets:
        said = dict(properties_of(packet)) | said
    told = set[Fact]()
    for part in (_words, _lists, _times, _camera, _place, _located, _people, _supplier, _history):
        for fact, value in part(said):
            cleaned = clean(value)
            if cleaned and fact not in told:
                told.add(fact)
                yield Said(fact, Source.XMP, cleaned)
    if held := "\n".join(_also_held(said)):
        yield Said(Fact.ALSO_HOLDS, Source.XMP, held)


def _first(said: Properties, names: tuple[str, ...]) -> list[str]:
    return next((found for name in names if (found := texts(said.get(name)))), [])


def _words(said: Properties) -> Pairs:
    for fact, names in _TEXTS:
        yield fact, next(iter(_first(said, names)), "")


def _lists(said: Properties) -> Pairs:
    for fact, names in _LISTS:
        yield fact, _lines(_first(said, names))


def _lines(items: list[str]) -> str:
    return "\n".join(" ".join(item.split()) for item in dict.fromkeys(items))


def _times(said: Properties) -> Pairs:
    for fact, names in _TIMES:
        for name in names:
            for written in texts(said.get(name)):
                yield fact, iso_of(written) or ""


def _camera(said: Properties) -> Pairs:
    for fact, names in _NUMBERS:
        number = number_of(next(iter(_first(said, names)), None))
        if number is not None and (number or fact in {Fact.RATING, Fact.DIRECTION}):
            yield fact, decimal(number)
    orientation = "".join(texts(said.get(_TIFF + "Orientation")))
    if orientation in set("12345678"):
        yield Fact.ORIENTATION, orientation
    yield Fact.COLOUR_SPACE, _COLOUR_SPACES.get("".join(texts(said.get(_EXIF + "ColorSpace"))), "")
    for flash in structures(said.get(_EXIF + "Flash")):
        fired = "".join(texts(flash.get(_EXIF + "Fired"))).lower()
        yield Fact.FLASH, {"true": "fired", "false": "not fired"}.get(fired, "")


def _place(said: Properties) -> Pairs:
    yield from _position(said)
    altitude = number_of("".join(texts(said.get(_EXIF + "GPSAltitude"))))
    if altitude is not None:
        below = texts(said.get(_EXIF + "GPSAltitudeRef")) == ["1"]
        yield Fact.ALTITUDE, decimal(-altitude if below else altitude)
    if said.get(_EXIF + "GPSImgDirection"):
        north = "".join(texts(said.get(_EXIF + "GPSImgDirectionRef")))
        yield Fact.NORTH, _NORTHS.get(north, "")


def _position(said: Properties) -> Pairs:
    written = [" ".join(texts(said.get(_EXIF + name))) for name in ("GPSLatitude", "GPSLongitude")]
    if any(written):
        place = place_of_xmp(*written)
        yield (Fact.POSITION, place) if place else (Fact.POSITION_UNUSABLE, " ".join(written))


def _located(said: Properties) -> Pairs:
    """Give the place shown, then the place of taking, where the plain fields are empty."""
    for name in ("LocationShown", "LocationCreated"):
        for place in structures(said.get(_EXT + name))[:1]:
            for fact, part in _PLACES:
                yield fact, next(iter(texts(place.get(_EXT + part))), "")
            if name == "LocationCreated":
                yield from _position(place)


def _people(said: Properties) -> Pairs:
    names = texts(said.get(_EXT + "PersonInImage"))
    for person in structures(said.get(_EXT + "PersonInImageWDetails")):
        names += texts(person.get(_EXT + "PersonName"))[:1]
    for regions in structures(said.get(_REGIONS + "Regions")):
        for region in structures(regions.get(_REGIONS + "RegionList")):
            if texts(region.get(_REGIONS + "Type")) == ["Face"]:
                names += texts(region.get(_REGIONS + "Name"))[:1]
    yield Fact.PEOPLE, _lines(names)


def _supplier(said: Properties) -> Pairs:
    for supplier in structures(said.get(_PLUS + "ImageSupplier")):
        yield Fact.SUPPLIER, next(iter(texts(supplier.get(_PLUS + "ImageSupplierName"))), "")
    yield Fact.SUPPLIER, next(iter(texts(said.get(_PHOTOSHOP + "Source"))), "")


def _history(said: Properties) -> Pairs:
    steps = structures(said.get(_MM + "History"))[-_MOST_STEPS:]
    told = (_step(step) for step in steps)
    yield Fact.HISTORY, "\n".join(filter(None, told))
    yield Fact.HISTORY, "\n".join(texts(said.get(_PHOTOSHOP + "History")))


def _step(step: Properties) -> str:
    parts = [
        " ".join(" ".join(texts(step.get(_EVENT + name))).split())
        for name in ("when", "action", "softwareAgent", "parameters")
    ]
    return " ".join(filter(None, parts))


def _also_held(said: Properties) -> Iterator[str]:
    looks: tuple[tuple[str, Callable[[Properties], bool]], ...] = (
        ("gain_map", lambda said: _GAIN + "Version" in said or _any(said, _APPLE_GAIN)),
        ("depth_map", lambda said: _any(said, _DEPTH)),
        ("motion_photo", _is_motion),
    )
    return (name for name, holds in looks if holds(said))


def _any(said: Properties, namespace: str) -> bool:
    return any(name.startswith(namespace) for name in said)


def _is_motion(said: Properties) -> bool:
    return any(texts(said.get(_CAMERA + name)) == ["1"] for name in ("MotionPhoto", "MicroVideo"))
