"""Makes statements of an EXIF block, given as the text of each tag."""

import re
from collections.abc import Iterator, Mapping

from tipdesk.media.readers.charsets import wide_text_of
from tipdesk.media.readers.figures import decimal, number_of, numbers_of
from tipdesk.media.readers.moments import iso_of
from tipdesk.media.readers.places import place_of
from tipdesk.media.readers.textchunks import models_in, recipe_of
from tipdesk.newsroom.facts import Fact, Said, Source

Tags = Mapping[str, str]
_TEXTS = (
    (Fact.MAKE, ("Exif.Image.Make",)),
    (Fact.MODEL, ("Exif.Image.Model", "Exif.Image.UniqueCameraModel")),
    (Fact.LENS, ("Exif.Photo.LensModel", "Exif.Canon.LensModel", "Exif.Panasonic.LensType")),
    (
        Fact.SERIAL_NUMBER,
        (
            "Exif.Photo.BodySerialNumber",
            "Exif.Image.CameraSerialNumber",
            "Exif.Canon.SerialNumber",
            "Exif.Nikon3.SerialNumber",
            "Exif.OlympusEq.SerialNumber",
            "Exif.Fujifilm.SerialNumber",
        ),
    ),
    (Fact.OWNER, ("Exif.Photo.CameraOwnerName", "Exif.Canon.OwnerName")),
    (
        Fact.SOFTWARE,
        (
            "Exif.Image.Software",
            "Exif.Photo.ImageEditingSoftware",
            "Exif.Photo.RAWDevelopingSoftware",
            "Exif.Image.ProcessingSoftware",
        ),
    ),
    (Fact.TITLE, ("Exif.Photo.ImageTitle",)),
    (Fact.COPYRIGHT, ("Exif.Image.Copyright",)),
    (Fact.CAPTION, ("Exif.Image.ImageDescription",)),
)
_WINDOWS_TEXTS = (
    (Fact.TITLE, "Exif.Image.XPTitle"),
    (Fact.CAPTION, "Exif.Image.XPSubject"),
    (Fact.COMMENT, "Exif.Image.XPComment"),
)
_LISTS = (
    (Fact.CREATOR, "Exif.Photo.Photographer", ""),
    (Fact.CREATOR, "Exif.Image.Artist", "Exif.Image.XPAuthor"),
    (Fact.KEYWORDS, "", "Exif.Image.XPKeywords"),
)
_NUMBERS = (
    (Fact.EXPOSURE_TIME, "Exif.Photo.ExposureTime"),
    (Fact.F_NUMBER, "Exif.Photo.FNumber"),
    (Fact.ISO_SPEED, "Exif.Photo.ISOSpeedRatings"),
    (Fact.FOCAL_LENGTH, "Exif.Photo.FocalLength"),
    (Fact.RATING, "Exif.Image.Rating"),
)
_TIMES = (
    (Fact.TAKEN_AT, "Exif.Photo.DateTimeOriginal", "Original"),
    (Fact.TAKEN_AT, "Exif.Image.DateTimeOriginal", "Original"),
    (Fact.DIGITIZED_AT, "Exif.Photo.DateTimeDigitized", "Digitized"),
    (Fact.MODIFIED_AT, "Exif.Image.DateTime", ""),
)
_COLOUR_SPACES = {"1": "sRGB", "2": "Adobe RGB"}
_NORTHS = {"T": "true", "M": "magnetic"}
_PROMPT = re.compile(r"(?:prompt|workflow)\s*:\s*(\{.*)", re.IGNORECASE | re.DOTALL)
_GPS = "Exif.GPSInfo.GPS"


def statements(tags: Tags) -> Iterator[Said]:
    """Give what the tags say, in the form that Said uses."""
    told = set[Fact]()
    for part in (_generated, _words, _windows, _times, _camera, _place):
        for fact, value in part(tags):
            if value and fact not in told:
                told.add(fact)
                yield Said(fact, Source.EXIF, value)


Pairs = Iterator[tuple[Fact, str]]


def _generated(tags: Tags) -> Pairs:
    """Give what generators write where make and model would stand: "prompt:{…}"."""
    for name in ("Exif.Image.Model", "Exif.Image.Make", "Exif.Image.ImageDescription"):
        if found := _PROMPT.match(tags.get(name, "")):
            yield Fact.AI_PROMPT, found[1]
            yield Fact.AI_SYSTEM, "\n".join(models_in(found[1]))


def _words(tags: Tags) -> Pairs:
    for fact, names in _TEXTS:
        texts = (tags.get(name, "").strip() for name in names)
        yield fact, next((text for text in texts if text and not _PROMPT.match(text)), "")
    comment = _comment(tags)
    yield from list(recipe_of(comment)) or [(Fact.COMMENT, comment)]


def _comment(tags: Tags) -> str:
    written = tags.get("Exif.Photo.UserComment", "")
    return (written.partition(" ")[2] if written.startswith("charset=") else written).strip()


def _windows(tags: Tags) -> Pairs:
    for fact, name in _WINDOWS_TEXTS:
        yield fact, wide_text_of(tags.get(name, ""))
    for fact, plain, wide in _LISTS:
        names = tags.get(plain, "").strip() or wide_text_of(tags.get(wide, ""))
        yield fact, "\n".join(filter(None, (name.strip() for name in names.split(";"))))


def _times(tags: Tags) -> Pairs:
    for fact, name, which in _TIMES:
        part = tags.get(f"Exif.Photo.SubSecTime{which}")
        yield fact, iso_of(tags.get(name), part, tags.get(f"Exif.Photo.OffsetTime{which}")) or ""
    day, clock = tags.get(_GPS + "DateStamp", ""), numbers_of(tags.get(_GPS + "TimeStamp", ""))
    if day and len(clock) == len(("hours", "minutes", "seconds")):
        yield Fact.GPS_AT, _utc(day, clock)


def _utc(day: str, clock: list[float | None]) -> str:
    hours, minutes, seconds = (number if number is not None else -1 for number in clock)
    if min(hours, minutes, seconds) < 0 or max(hours, minutes, seconds) > 60:  # noqa: PLR2004
        return ""
    whole = f"{hours:02.0f}:{minutes:02.0f}:{int(seconds):02d}"
    part = f"{min(seconds % 1, 0.999):.3f}"[2:].rstrip("0")
    return iso_of(f"{day.strip()} {whole}", part, "+00:00") or ""


def _camera(tags: Tags) -> Pairs:
    for fact, name in _NUMBERS:
        number = number_of(tags.get(name))
        if number is not None and (number or fact is Fact.RATING):
            yield fact, decimal(number)
    flash = tags.get("Exif.Photo.Flash", "")
    if flash.isdigit():
        yield Fact.FLASH, "fired" if int(flash) & 1 else "not fired"
    if tags.get("Exif.Image.Orientation") in set("12345678"):
        yield Fact.ORIENTATION, tags["Exif.Image.Orientation"]
    yield Fact.COLOUR_SPACE, _colour_space(tags)


def _colour_space(tags: Tags) -> str:
    if tags.get("Exif.Iop.InteroperabilityIndex") == "R03":
        return _COLOUR_SPACES["2"]
    return _COLOUR_SPACES.get(tags.get("Exif.Photo.ColorSpace", ""), "")


def _place(tags: Tags) -> Pairs:
    raw = [
        tags.get(_GPS + name, "")
        for name in ("Latitude", "LatitudeRef", "Longitude", "LongitudeRef")
    ]
    if raw[0] or raw[2]:
        place = place_of((raw[0], raw[1]), (raw[2], raw[3]))
        written = (" ".join(filter(None, half)) for half in (raw[:2], raw[2:]))
        as_it_is = ", ".join(filter(None, written))
        yield (Fact.POSITION, place) if place else (Fact.POSITION_UNUSABLE, as_it_is)
    altitude = number_of(tags.get(_GPS + "Altitude"))
    if altitude is not None:
        below = tags.get(_GPS + "AltitudeRef", "0").strip() in {"1", "3"}
        yield Fact.ALTITUDE, decimal(-altitude if below else altitude)
    direction = number_of(tags.get(_GPS + "ImgDirection"))
    if direction is not None and 0 <= direction <= 360:  # noqa: PLR2004 - degrees
        yield Fact.DIRECTION, decimal(direction % 360)
        yield Fact.NORTH, _NORTHS.get(tags.get(_GPS + "ImgDirectionRef", "").strip().upper(), "")
    error = number_of(tags.get(_GPS + "HPositioningError"))
    yield Fact.POSITION_ERROR, decimal(error) if error is not None and error >= 0 else ""
