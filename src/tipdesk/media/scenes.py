"""The views of the invented town of Wickhaven that the sample desk shows."""

import random
from collections.abc import Callable

from tipdesk.media.canvas import Canvas, Point

Scene = Callable[[Canvas, random.Random], None]


def flood(on: Canvas, chance: random.Random) -> None:
    """A street under brown water, a red car in it."""
    on.fade(-20, 120, ("#8fa3b3", "#dedacd"))
    _skyline(on, chance, 94, ("#7d8a92", "#5e6a72"), "#f0d58a")
    on.fade(112, 220, ("#968b6d", "#6f6549"))
    for y, shade in ((116, "#8d8266"), (138, "#857a5e"), (164, "#7b7157")):
        drift = chance.uniform(-20, 20)
        on.land([(x + drift, y + (3 if x % 100 else -3)) for x in range(-100, 420, 50)], shade)
    for x in (40, 150, 262):
        on.line([(x, 40), (x, 132)], "#3f474c", 2)
        on.line([(x, 41), (x + 12, 38)], "#3f474c", 2)
        on.disc((x + 13, 39), 2.5, "#f4e7b8")
    _car(on, (chance.uniform(170, 195), 134), "#a33b32")
    on.veil([(160, 140), (270, 140), (280, 152), (150, 152)], "#8d8266", 0.85)
    _ripples(on, chance, (148, 196), "#a89d80")


def road(on: Canvas, chance: random.Random) -> None:
    """A country road on an ordinary day."""
    on.fade(-20, 110, ("#a9bcc8", "#e3e6e0"))
    _clouds(on, chance, 40)
    on.land([(-40, 92), (60, 80), (150, 94), (230, 78), (340, 92)], "#8d9a76")
    on.land([(-40, 104), (80, 98), (160, 104), (340, 98)], "#6f7a55")
    on.shape([(132, 102), (168, 102), (290, 220), (10, 220)], "#595b5d")
    on.shape([(128, 102), (132, 102), (10, 220), (-6, 220)], "#c9c4b0")
    on.shape([(168, 102), (172, 102), (306, 220), (290, 220)], "#c9c4b0")
    for top, foot, half in ((108, 116, 1.2), (124, 138, 2.0), (150, 170, 3.2), (186, 212, 4.8)):
        dash = [(150 - half, top), (150 + half, top)]
        dash += [(150 + half * 1.5, foot), (150 - half * 1.5, foot)]
        on.shape(dash, "#e9e4d0")
    for x, y, size in ((56, 100, 26), (98, 100, 15), (238, 98, 30), (200, 101, 13)):
        _tree(on, (x + chance.uniform(-8, 8), y), size)


def hillfire(on: Canvas, chance: random.Random) -> None:
    """Fire on a hill at night, seen from the town."""
    on.fade(-20, 140, ("#141b28", "#3a3440"))
    for _ in range(40):
        on.disc((chance.uniform(-20, 320), chance.uniform(-10, 70)), 0.5, "#aab2c0")
    on.disc((238, 40), 13, "#e8e2c5")
    on.glow((150, 92), 105, "#e0702e", 0.75)
    for drift in range(5):
        on.glow((156 + drift * 13, 70 - drift * 15), 16 + drift * 6, "#584b50", 0.6)
    on.land([(-40, 128), (60, 98), (110, 112), (160, 84), (220, 114), (340, 96)], "#0f1621")
    for x in range(122, 200, 8):
        _flame(on, (x, 92 + abs(x - 160) * 0.48), chance.uniform(9, 24))
    on.land([(-40, 158), (80, 150), (190, 160), (340, 148)], "#0a0f17")
    _night_houses(on, chance, lit=0.55)


def crowd(on: Canvas, chance: random.Random) -> None:
    """People with a banner before the gates."""
    on.fade(-20, 110, ("#a9b6bf", "#d9d8d0"))
    on.box((-40, 42), (340, 120), "#a08d78")
    for x in range(-30, 340, 34):
        on.box((x, 56), (x + 20, 92), "#7c6c5b")
        on.box((x + 2, 58), (x + 18, 90), "#c4ccd0")
    on.box((-40, 112), (340, 240), "#c9bca6")
    coats = ("#4a4f57", "#5b4a44", "#3f5361", "#6a5f4a", "#53465c")
    for row, (foot, size) in enumerate(((140, 9.0), (160, 11.5))):
        for place in range(11):
            at = -10 + place * 32 + row * 16 + chance.uniform(-4, 4)
            _person(on, (at, foot), size, chance.choice(coats))
    on.line([(88, 62), (88, 150)], "#5d4a36", 2.4)
    on.line([(214, 62), (214, 150)], "#5d4a36", 2.4)
    on.box((86, 60), (216, 92), "#f4f0e6")
    on.line([(98, 71), (204, 71)], "#b3261e", 4)
    on.line([(112, 82), (190, 82)], "#b3261e", 4)
    for place in range(9):
        at = -6 + place * 39 + chance.uniform(-4, 4)
        _person(on, (at, 196), 15, chance.choice(coats))


def arch(on: Canvas, chance: random.Random) -> None:
    """A lorry stuck under the low railway arch."""
    on.fade(-20, 120, ("#9fb0bb", "#dcdcd3"))
    _clouds(on, chance, 16)
    on.box((-40, 44), (340, 180), "#8a5f4b")
    for y in range(52, 180, 9):
        on.line([(-40, y), (340, y)], "#7d5543", 1)
    on.box((-40, 36), (340, 46), "#a9978a")
    on.box((-40, 24), (340, 27), "#54585b")
    for x in range(-30, 340, 24):
        on.line([(x, 25), (x, 37)], "#54585b", 1.6)
    opening = [(92.0, 180.0), (92.0, 112.0), (104.0, 92.0), (126.0, 80.0)]
    opening += [(300 - x, y) for x, y in reversed(opening)]
    on.shape([(x + (x - 150) * 0.08, y - 4) for x, y in opening], "#b9a797")
    on.shape(opening, "#2d3033")
    on.shape([(132, 136), (168, 136), (184, 180), (116, 180)], "#7c8286")
    on.fade(178, 230, ("#63666a", "#505356"))
    body = chance.choice(("#dfe3e1", "#c9d6dd", "#e6ddc8"))
    on.box((104, 82), (196, 172), body)
    on.shape([(104, 82), (196, 82), (190, 74), (112, 76)], "#9ea4a5")
    for x in range(116, 196, 16):
        on.line([(x, 84), (x, 170)], "#b9c0c0", 1)
    on.box((104, 160), (196, 176), "#4c5154")
    for x in (112, 178):
        on.box((x, 172), (x + 12, 188), "#232629")
        on.box((x, 163), (x + 10, 168), "#c6392f")
    on.disc((228, 74), 13, "#f4f0e6")
    on.disc((228, 74), 10.5, "#b3261e")
    on.disc((228, 74), 8, "#f4f0e6")
    on.line([(223, 74), (233, 74)], "#34383b", 2.2)
    on.line([(228, 87), (228, 180)], "#6b7073", 2)


def weir(on: Canvas, chance: random.Random) -> None:
    """The weir from above the bank, the river high."""
    on.fade(-20, 90, ("#a7b7c1", "#e0e1da"))
    _clouds(on, chance, 26)
    on.land([(-40, 66), (70, 54), (160, 66), (240, 56), (340, 66)], "#7d8f74")
    for x in range(-20, 330, 26):
        _tree(on, (x + chance.uniform(-6, 6), 78), chance.uniform(10, 17))
    on.fade(80, 116, ("#7f97a1", "#93a8ae"))
    _ripples(on, chance, (88, 112), "#a9bcc2")
    on.box((-40, 114), (340, 120), "#dfe5e2")
    on.fade(119, 158, ("#b9c8cb", "#e4ebe9"))
    for x in range(-30, 335, 9):
        lean = chance.uniform(-1.5, 1.5)
        on.line([(x, 120), (x + lean, 156)], "#a4b8be", 1.6)
    on.land([(x, 155 + (3 if x % 40 else -3)) for x in range(-40, 360, 20)], "#eef2f0")
    on.land([(x, 164 + (2 if x % 60 else -3)) for x in range(-40, 360, 30)], "#8ea4aa")
    on.fade(172, 230, ("#8ea4aa", "#6f8992"))
    _ripples(on, chance, (176, 198), "#c5d2d4")
    on.shape([(-40, 96), (34, 100), (58, 240), (-40, 240)], "#8b8f86")
    on.shape([(-40, 92), (36, 96), (34, 101), (-40, 98)], "#b4b6ac")
    on.box((8, 52), (28, 96), "#9a6f58")
    on.shape([(4, 53), (18, 40), (32, 53)], "#6d4a3a")
    on.box((14, 66), (22, 78), "#f0d58a")


def roof(on: Canvas, chance: random.Random) -> None:
    """The school with the damaged roof of hall B."""
    on.fade(-20, 150, ("#b6c3ca", "#e6e3da"))
    _clouds(on, chance, 34)
    on.land([(-40, 140), (120, 134), (340, 140)], "#8b9a72")
    on.box((30, 92), (270, 168), "#c8a98a")
    on.shape([(18, 94), (64, 48), (236, 48), (282, 94)], "#8c5a49")
    for y in range(56, 94, 8):
        on.line([(72 - (y - 48), y), (228 + (y - 48), y)], "#7d4f40", 1)
    on.shape([(150, 60), (178, 58), (186, 70), (176, 84), (152, 82), (144, 70)], "#3b2c26")
    for x in (154, 164, 174):
        on.line([(x, 58), (x - 2, 84)], "#b08a63", 2)
    on.veil([(112, 56), (150, 56), (142, 88), (100, 88)], "#4f7fb0", 0.8)
    for x in (44, 84, 176, 216):
        on.box((x, 106), (x + 28, 138), "#f2efe6")
        on.box((x + 2, 108), (x + 26, 136), "#8fa4b0")
        on.line([(x + 14, 108), (x + 14, 136)], "#f2efe6", 1.6)
    on.box((134, 118), (164, 168), "#6b4f3f")
    on.line([(149, 118), (149, 168)], "#5a4234", 1)
    on.box((-40, 166), (340, 240), "#a7a294")
    for x in (236, 262, 288):
        on.line([(x, 40), (x, 170)], "#74797c", 1.6)
    for y in (64, 98, 132):
        on.line([(232, y), (292, y)], "#9b8f7a", 2.4)
    for x in range(-30, 130, 18):
        on.line([(x, 158), (x, 178)], "#c6392f", 2)
    on.line([(-40, 163), (118, 163)], "#f4f0e6", 2.4)


def depot(on: Canvas, chance: random.Random) -> None:
    """The tram depot, trams standing in the hall."""
    on.fade(-20, 70, ("#b4bfc6", "#dfddd4"))
    on.shape([(-40, 66), (20, 40), (80, 66), (140, 40), (200, 66), (260, 40), (340, 66)], "#76807f")
    on.box((-40, 64), (340, 150), "#93806c")
    colours = ("#b23a31", "#2f6b8a", "#b23a31")
    for door, x in enumerate((22, 112, 202)):
        on.box((x, 78), (x + 76, 154), "#2c2f31")
        _tram(on, (x + 12, 88), colours[door] if chance.random() > 0.2 else "#4a4f52")  # noqa: PLR2004
        on.box((x + 26, 68), (x + 50, 75), "#f4f0e6")
    on.fade(148, 230, ("#a9a498", "#8b867b"))
    for x in (60, 150, 240):
        for rail in (-11, 11):
            on.shape(
                [(x + rail - 1, 152), (x + rail + 1, 152)]
                + [(150 + (x + rail * 1.3 - 150) * 1.9 + w, 230) for w in (2.4, -2.4)],
                "#5b5d5e",
            )
    for y in (20, 30):
        on.line([(-40, y + 6), (340, y - 4)], "#5b6266", 0.8)


def boat(on: Canvas, chance: random.Random) -> None:
    """The rescue boat on the swollen river."""
    on.fade(-20, 96, ("#93a5b1", "#d8d8ce"))
    on.land([(-40, 84), (60, 72), (160, 84), (260, 70), (340, 82)], "#74806b")
    for wall in (40, 74, 196, 226, 258):
        height = chance.uniform(14, 24)
        on.box((wall, 92 - height), (wall + 22, 96), "#a5937f")
        gable = [(wall - 3, 93 - height), (wall + 11, 80 - height), (wall + 25, 93 - height)]
        on.shape(gable, "#6f5446")
    on.fade(94, 230, ("#8a8e7d", "#615f4c"))
    _ripples(on, chance, (102, 196), "#a3a48f")
    x, y = chance.uniform(100, 130), 142.0
    on.shape([(x - 16, y), (x + 102, y), (x + 86, y + 22), (x - 2, y + 22)], "#d9642b")
    on.shape([(x - 16, y), (x + 102, y), (x + 99, y + 5), (x - 13, y + 5)], "#f4f0e6")
    on.box((x + 34, y - 24), (x + 60, y), "#dfe3e1")
    on.box((x + 38, y - 20), (x + 56, y - 8), "#5f7785")
    for place, coat in ((4, "#c8b12f"), (20, "#34566b"), (74, "#c8b12f")):
        on.box((x + place - 5, y - 17), (x + place + 5, y + 1), coat)
        on.disc((x + place, y - 21), 4.6, "#c99a78")
        helmet = [(x + place - 5, y - 23), (x + place + 5, y - 23), (x + place, y - 27)]
        on.shape(helmet, "#b3261e")
    on.land([(-40, 170), (60, 166), (150, 172), (240, 165), (340, 171)], "#716f5a")
    on.line([(x - 30, 168), (x - 6, 163), (x + 30, 167)], "#d9dacb", 2)
    _ripples(on, chance, (176, 198), "#8f8f7a")


def powercut(on: Canvas, chance: random.Random) -> None:
    """A street of the north town without light."""
    on.fade(-20, 165, ("#161d2a", "#323d4e"))
    on.disc((70, 36), 12, "#e8e2c5")
    on.glow((70, 36), 44, "#e8e2c5", 0.3)
    for x, top, shade in (
        *((-30, 52, "#1a212c"), (34, 70, "#141a24"), (84, 46, "#1b2330")),
        *((142, 76, "#151b26"), (190, 50, "#1a212d"), (250, 64, "#131923")),
    ):
        on.box((x, top), (x + 58, 170), shade)
        for row in range(top + 10, 140, 20):
            for column in (x + 10, x + 26, x + 42):
                on.box((column, row), (column + 8, row + 10), "#222b39")
    candles = [(chance.choice((94, 110, 126, 200, 216)), chance.choice((76, 96))) for _ in range(2)]
    for x, y in candles:
        on.box((x, y), (x + 8, y + 10), "#e3a94a")
        on.glow((x + 4, y + 5), 18, "#f2c14e", 0.6)
    on.fade(160, 230, ("#1b212b", "#0d1118"))
    for x in (40, 160, 276):
        on.line([(x, 84), (x, 178)], "#0b0f15", 2.4)
        on.line([(x, 85), (x + 14, 82)], "#0b0f15", 2.4)
    torch = chance.uniform(110, 170)
    on.veil(
        [(torch + 6, 168), (torch + 90, 178), (torch + 96, 212), (torch + 10, 174)], "#f3e7bd", 0.35
    )
    _person(on, (torch, 186), 7, "#06080c")
    _person(on, (torch - 22, 190), 8, "#06080c")


SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (flood, road, hillfire, crowd, arch, weir, roof, depot, boat, powercut)
}


def _skyline(
    on: Canvas, chance: random.Random, foot: float, walls: tuple[str, str], light: str
) -> None:
    for depth, wall in enumerate(walls):
        x = -30.0
        while x < 330:  # noqa: PLR2004 - beyond the right edge
            width = chance.uniform(24, 42)
            top = foot - chance.uniform(12, 34) - (10 if depth == 0 else 0)
            on.box((x, top), (x + width, foot + 34), wall)
            if depth:
                _windows(on, chance, ((x, top), (x + width, foot)), light)
            x += width + (chance.uniform(0, 8) if depth == 0 else 0)


def _windows(on: Canvas, chance: random.Random, wall: tuple[Point, Point], light: str) -> None:
    (left, top), (right, foot) = wall
    for row in range(int(top) + 6, int(foot) - 4, 11):
        for column in range(int(left) + 5, int(right) - 8, 10):
            lit = chance.random() < 0.22  # noqa: PLR2004 - every fifth window
            on.box((column, row), (column + 5, row + 6), light if lit else "#6d7a82")


def _ripples(on: Canvas, chance: random.Random, span: Point, fill: str) -> None:
    y = span[0]
    while y < span[1]:
        nearness = (y - 80) / 120
        x = chance.uniform(-20, 250)
        on.line([(x, y), (x + 20 + 50 * nearness, y)], fill, 0.8 + 1.6 * max(0.0, nearness))
        y += 2.5 + 4 * max(0.0, nearness)


def _clouds(on: Canvas, chance: random.Random, height: float) -> None:
    for _ in range(3):
        x, y = chance.uniform(0, 280), height + chance.uniform(-14, 10)
        for dx, r in ((0, 8), (11, 11), (24, 9), (34, 6)):
            on.disc((x + dx, y - r * 0.4), r, "#e9ebe8")
        on.box((x - 6, y - 1), (x + 40, y + 4), "#e9ebe8")


def _tree(on: Canvas, foot: Point, size: float) -> None:
    x, y = foot
    on.line([(x, y), (x, y - size)], "#5a4a38", max(1.4, size * 0.1))
    for dx, dy, r, shade in (
        *((-0.35, 1.1, 0.5, "#48633f"), (0.35, 1.05, 0.5, "#43593b")),
        *((0.0, 1.5, 0.6, "#4f6b45"),),
    ):
        on.disc((x + dx * size, y - dy * size), r * size, shade)


def _car(on: Canvas, at: Point, paint: str) -> None:
    x, y = at
    on.box((x, y), (x + 66, y + 14), paint)
    on.shape([(x, y), (x + 14, y - 16), (x + 50, y - 16), (x + 66, y)], paint)
    on.shape([(x + 14, y - 2), (x + 22, y - 12), (x + 33, y - 12), (x + 33, y - 2)], "#dfe7ea")
    on.shape([(x + 37, y - 2), (x + 37, y - 12), (x + 47, y - 12), (x + 57, y - 2)], "#dfe7ea")
    on.box((x + 60, y + 2), (x + 66, y + 6), "#f0d58a")


def _person(on: Canvas, foot: Point, size: float, coat: str) -> None:
    x, y = foot
    half = [(0.95, 2.0), (0.85, -1.0), (0.45, -1.5)]
    outline = [*((-dx, dy) for dx, dy in half), *reversed(half)]
    on.shape([(x + dx * size, y + dy * size) for dx, dy in outline], coat)
    on.disc((x, y - size * 2.1), size * 0.72, coat)


def _flame(on: Canvas, foot: Point, height: float) -> None:
    x, y = foot
    for share, shade in ((1.0, "#d9642b"), (0.62, "#f0a23c"), (0.3, "#fbe09a")):
        h, w = height * share, 5 * share
        tongue = [(-w, 0), (-w * 0.6, -h * 0.5), (0, -h), (w * 0.7, -h * 0.45), (w, 0)]
        on.shape([(x + dx, y + dy) for dx, dy in tongue], shade)


def _night_houses(on: Canvas, chance: random.Random, lit: float) -> None:
    for x in range(-30, 330, 40):
        top = 168 + chance.uniform(-6, 6)
        on.box((x, top), (x + 32, 240), "#0d131c")
        on.shape([(x - 3, top), (x + 16, top - 12), (x + 35, top)], "#0b1018")
        for column in (x + 6, x + 19):
            if chance.random() < lit:
                on.box((column, top + 8), (column + 7, top + 16), "#f2c14e")


def _tram(on: Canvas, at: Point, paint: str) -> None:
    x, y = at
    on.box((x, y), (x + 52, y + 58), paint)
    on.box((x, y), (x + 52, y + 7), "#e6e1d3")
    on.box((x + 6, y + 11), (x + 46, y + 32), "#c9d6dc")
    on.line([(x + 26, y + 11), (x + 26, y + 32)], paint, 2)
    on.box((x + 14, y + 1.5), (x + 38, y + 6), "#2c2f31")
    for lamp in (x + 8, x + 44):
        on.disc((lamp, y + 42), 3, "#f4e7b8")
    on.box((x + 4, y + 54), (x + 48, y + 62), "#2a2c2e")
