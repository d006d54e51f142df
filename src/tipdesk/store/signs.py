"""Brings words to the form in which they are looked for: without case, marks and gaps.

Accents, the vowel marks of Arabic and Hebrew, and letter case don't count. Scripts that put no gaps
between words are cut into pairs of signs, so that any part of a sentence is found.
"""

import re
from unicodedata import category, normalize

# Han, kana, bopomofo, hangul, Thai, Lao, Burmese, Khmer.
_GAPLESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U000323af"
)
_RUN = re.compile(f"[{_GAPLESS}]+")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+"
)
_SAME = str.maketrans(
    {"ى": "ي", "ة": "ه", "ٱ": "ا", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ς": "σ"}
)


def folded(text: str) -> str:
    """Leave out what doesn't count when words are compared."""
    if text.isascii():
        return text.casefold()
    bare = _MARKS.sub("", normalize("NFKD", text.casefold()))
    return normalize("NFC", bare).casefold().translate(_SAME)


def indexed(text: str) -> str:
    """Fold a text and cut gapless runs into pairs, the last sign alone: 東京都 is 東京 京都 都."""
    plain = folded(text)
    return plain if plain.isascii() else _RUN.sub(lambda run: f" {_pairs(run[0])} ", plain)


def wanted(words: str) -> list[tuple[str, bool]]:
    """Give what must stand in a row for words to be found; whether each may go on there.

    One sign alone is the beginning of a pair; of several, the pairs say it all.
    """
    parts: list[tuple[str, bool]] = []
    plain, at = folded(words), 0
    for run in _RUN.finditer(plain):
        parts += [(word, False) for word in words_of(plain[at : run.start()])]
        signs, at = run[0], run.end()
        parts += [(signs[one : one + 2], False) for one in range(len(signs) - 1)] or [(signs, True)]
    return parts + [(word, False) for word in words_of(plain[at:])]


def says(text: str, words: str) -> bool:
    """Tell whether words stand in a text as the index finds them, the last perhaps a beginning."""
    said = f" {' '.join(words_of(indexed(text)))}"
    looked_for = " ".join(word for word, _ in wanted(words))
    return bool(looked_for) and f" {looked_for}" in said


def is_gapless(sign: str) -> bool:
    """Tell whether a sign belongs to a script that puts no gaps between words."""
    return _RUN.match(sign) is not None


def words_of(plain: str) -> list[str]:
    """Cut a folded text where the index cuts it."""
    spaced = "".join(sign if category(sign)[0] in "LNM" else " " for sign in plain)
    return spaced.split()


def _pairs(signs: str) -> str:
    return " ".join(signs[at : at + 2] for at in range(len(signs)))
