"""Make resources/map of Natural Earth as the npm package world-atlas packs it."""  # noqa: INP001

import json
import math
import sys
import tarfile
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

INTO = Path(__file__).parents[1] / "resources" / "map" / "world.z"
SHAPES = "package/countries-10m.json"
TOLERANCE = 0.005  # degrees of latitude, some 550 metres
PARTS = 1000  # of a degree
Point = tuple[float, float]


def lines_of(atlas: dict[str, Any]) -> Iterator[list[Point]]:
    """Give the lines that the shapes share, in degrees."""
    (across, down), (left, top) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * across + left, y * down + top))
        yield points


def simplified(points: list[Point]) -> list[Point]:
    """Leave out what lies within the tolerance of a straight line (Douglas and Peucker)."""
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:  # noqa: PLR2004 - nothing between
            continue
        far = [distance(points[at], points[first], points[last]) for at in range(first + 1, last)]
        worst = max(far)
        if worst > TOLERANCE:
            at = first + 1 + far.index(worst)
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [points[at] for at in sorted(kept)]


def distance(point: Point, start: Point, end: Point) -> float:
    """Measure from a point to a stretch, in degrees of latitude."""
    shrink = max(0.15, math.cos(math.radians((start[1] + end[1]) / 2)))
    dx, dy = (end[0] - start[0]) * shrink, end[1] - start[1]
    px, py = (point[0] - start[0]) * shrink, point[1] - start[1]
    length = dx * dx + dy * dy
    share = min(1.0, max(0.0, (px * dx + py * dy) / length)) if length else 0.0
    return math.hypot(px - share * dx, py - share * dy)


def rings_of(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """Give the rings of a shape, each as the numbers of its lines; ~n is line n backwards."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings_of(part)
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]


def number(value: int, out: bytearray) -> None:
    """Write a number in as few bytes as it needs, seven bits each, the sign in the lowest."""
    value = value * 2 if value >= 0 else -value * 2 - 1
    while value > 0x7F:  # noqa: PLR2004 - seven bits
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def write(package: Path) -> None:
    """Write lines, the rings of the land, and which lines are borders between countries."""
    with tarfile.open(package) as packed:
        file = packed.extractfile(SHAPES)
        assert file is not None
        atlas = json.load(file)
    out = bytearray()
    lines = [simplified(points) for points in lines_of(atlas)]
    number(len(lines), out)
    for points in lines:
        whole = [(round(x * PARTS), round(y * PARTS)) for x, y in points]
        number(len(whole), out)
        for (from_x, from_y), (to_x, to_y) in pairwise([(0, 0), *whole]):
            number(to_x - from_x, out)
            number(to_y - from_y, out)
    land = list(rings_of(atlas["objects"]["land"]))
    number(len(land), out)
    for ring in land:
        number(len(ring), out)
        for arc in ring:
            number(arc, out)
    shared = Counter(
        arc if arc >= 0 else ~arc
        for ring in rings_of(atlas["objects"]["countries"])
        for arc in ring
    )
    borders = sorted(arc for arc, count in shared.items() if count > 1)
    number(len(borders), out)
    for arc in borders:
        number(arc, out)
    INTO.write_bytes(zlib.compress(bytes(out), 9))
    sys.stdout.write(f"{sum(map(len, lines))} points, {INTO.stat().st_size} bytes\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
