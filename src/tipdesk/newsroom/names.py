"""Strangers' file names: kept as data, shown with their tricks visible, made safe for a disk."""

import re
import unicodedata

LONGEST = 255  # bytes of UTF-8: what every file system of today takes
LONGEST_EXTENSION = 32
NAMELESS = "file"

# What our editors should be able to name; any other invisible character shows its number.
MARKS = {
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
    "\0": "NUL",
    "\t": "TAB",
    "\n": "LF",
    "\r": "CR",
    "\x1b": "ESC",
}
# Letters by their category, but blank to the eye: joiner, Hangul fillers, braille blank.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
SURROGATE = re.compile("[\0\ud800-\udfff]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
RESERVED = re.compile(
    r"(CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]) *", re.IGNORECASE
)


def shown(name: str) -> str:
    """Write the marks that turn, hide or join text as visible words: ⟨RLO⟩, ⟨ZWSP⟩, ⟨U+E0001⟩."""
    return "".join(f"⟨{_word(c)}⟩" if _is_hidden(c) else c for c in name)


def unturned(text: str) -> str:
    """Write the marks that turn letters round as visible words, and leave all others: ⟨RLO⟩.

    Joiners make emoji and Persian words; what only hides is shown where names are told.
    """
    return text if text.isascii() else TURNING.sub(lambda found: f"⟨{_word(found[0])}⟩", text)


def storable(text: str) -> str:
    r"""Write what no database can hold as text: a byte that is not UTF-8 becomes `\xe9`."""
    if text.isascii() and "\0" not in text:
        return text
    return SURROGATE.sub(lambda found: _escaped(ord(found[0])), text)


def folded(name: str) -> str:
    """Bring a name to the form in which no disk tells it from another (case, composed letters)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


def safe(name: str, taken: set[str]) -> str:
    """Make a name that any disk takes, in the folder where it is put and unlike any other there.

    `taken` holds the folded names that are in use; the new one is added to it.
    """
    stem, extension = _split(_cleaned(name))
    for number in range(1, len(taken) + 2):
        mark = "" if number == 1 else f" ({number})"
        fitting = _cut(stem, LONGEST - len((mark + extension).encode()))
        candidate = fitting + mark + extension
        if folded(candidate) not in taken:
            break
    taken.add(folded(candidate))
    return candidate


def _is_hidden(character: str) -> bool:
    return character in BLANKS or unicodedata.category(character) in HIDDEN


def _word(character: str) -> str:
    return MARKS.get(character) or f"U+{ord(character):04X}"


def _escaped(code: int) -> str:
    # Python keeps a byte that it could not decode as U+DC00 and the byte.
    byte = code - 0xDC00 if code else 0
    return f"\\x{byte:02x}" if byte in range(256) else f"\\u{code:04x}"


def _cleaned(name: str) -> str:
    visible = "".join(c for c in name if not _is_hidden(c))
    plain = FORBIDDEN.sub("_", unicodedata.normalize("NFC", visible)).strip(" ").rstrip(". ")
    if RESERVED.fullmatch(plain.partition(".")[0]) or plain.startswith("."):
        return f"_{plain}"
    return plain or NAMELESS


def _split(name: str) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension.encode()) > LONGEST_EXTENSION:
        return name, ""
    return stem, dot + extension


def _cut(stem: str, room: int) -> str:
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") or NAMELESS
