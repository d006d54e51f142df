"""Tells domains that were made to look like others: foreign letters, digits for letters."""

import unicodedata

LONGEST_LABEL = 63
_PREFIX = "xn--"

# Letters that look like one of ours in most fonts, and those few signs that pass for another.
_LOOKS = str.maketrans(
    {
        **dict(zip("аеорсухіјѕһԁԛԝкмнтвьпгɡ", "aeopcyxijshdqwkmhtbbnrg", strict=True)),
        **dict(zip("αβγεικνορτυχωϲϳ", "abyeikvoptuxwcj", strict=True)),
        **dict(zip("օոսցհքզյլ", "onugphqjl", strict=True)),
        **dict(zip("ıłøđħŧɑɩ", "llodhtal", strict=True)),
        "ӏ": "l",
        "0": "o",
        "1": "l",
        "i": "l",
        "|": "l",
    }
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_TOGETHER = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})


def readable(domain: str) -> str:
    """Write a domain in the letters that it stands for: xn--... is how the network spells them."""
    return ".".join(map(_label, domain.lower().split(".")))


def mixes_scripts(domain: str) -> bool:
    """Tell whether one label of a domain is written in letters of several alphabets."""
    for label in domain.split("."):
        scripts = {_script(sign) for sign in label if sign.isalpha()}
        if len(scripts) > 1 and not scripts <= _TOGETHER:
            return True
    return False


def disguised(domain: str) -> bool:
    """Tell whether letters of other alphabets read like plain ones; an ü is no disguise."""
    plain = _without_accents(domain)
    return not plain.isascii() and plain.translate(_LOOKS).isascii()


def skeleton(domain: str) -> str:
    """Bring a domain to a form that it shares with all that look like it."""
    plain = _without_accents(domain).translate(_LOOKS)
    for pair, one in _PAIRS:
        plain = plain.replace(pair, one)
    return plain


def _without_accents(domain: str) -> str:
    plain = unicodedata.normalize("NFKD", domain.lower())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _label(label: str) -> str:
    if not label.startswith(_PREFIX) or len(label) > LONGEST_LABEL:
        return label
    try:
        return label.removeprefix(_PREFIX).encode("ascii").decode("punycode")
    except ValueError:
        return label


def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]
