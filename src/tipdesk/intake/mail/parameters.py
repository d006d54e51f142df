"""Reads fields with parameters (Content-Type, Content-Disposition) in all their broken forms."""

import re
from urllib.parse import unquote_to_bytes

from tipdesk.intake.mail.words import decoded, text_in

SECTIONS_LIMIT = 1_000
NAME_LIMIT = 500

_FIRST = re.compile(
    r"(?>\s*)(?>(?:\((?>[^()]*)\)(?>\s*))*)"
    r"\"?((?>[^\s;(\"/]*)(?:(?>\s*)/(?>\s*)(?>[^\s;(\"]*))?)"
)
# A quotation mark ends a value only where the next thing may begin: names hold bare ones.
_PARAMETER = re.compile(
    r"(?<![^\s;\"])((?>[^\s=;\"()]{1,60}))(?>\s*)=(?>\s*)"
    r"(?:\"((?>(?:(?>[^\"\\]+)|\\.|\"(?!(?>\s*)(?:[;(]|$|(?>[\w*-]{1,60})=)))*))\"?|((?>[^;]*)))",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SECTION = re.compile(r"((?>[^*]+))(?:\*(\d{1,4}))?(\*)?")

Sections = dict[int, tuple[str, bool]]


def value_and_parameters(field: str) -> tuple[str, dict[str, str]]:
    """Split a field into its value, in small letters, and its parameters, decoded."""
    first = _FIRST.match(field)
    value = "".join(first[1].lower().split()) if first else ""
    if ";" not in field and "=" not in field:
        return value, {}
    found: dict[str, Sections] = {}
    at = first.end() if first and "=" not in value else 0
    for number, one in enumerate(_PARAMETER.finditer(field, at)):
        if number > SECTIONS_LIMIT:
            break
        _file_under(found, one)
    return value, {name: _joined(sections) for name, sections in found.items()}


def _file_under(found: dict[str, Sections], one: re.Match[str]) -> None:
    key = _SECTION.fullmatch(one[1])
    if key is None:
        return
    if one[2] is not None:
        text = _ESCAPED.sub(r"\1", one[2]) if "\\" in one[2] else one[2]
    else:
        text = _without_comment(one[3].strip())
    extended = bool(key[3])
    # A plain value stands behind those that are written in full: -1.
    place = int(key[2]) if key[2] else (0 if extended else -1)
    found.setdefault(key[1].lower(), {}).setdefault(place, (text, extended))


def _without_comment(text: str) -> str:
    at = text.rfind(" (") if text.endswith(")") else -1
    return text[:at].rstrip() if at > 0 else text


def _joined(sections: Sections) -> str:
    """Put the sections of a value together; a plain value counts where there are none."""
    plain = sections.pop(-1, None)
    if plain and not sections:
        return decoded(plain[0])
    ordered = [sections[place] for place in sorted(sections)]
    if not any(extended for _, extended in ordered):
        return decoded("".join(text for text, _ in ordered))
    charset, ordered[0] = _charset_of(*ordered[0])
    data = b"".join(
        unquote_to_bytes(raw) if extended else raw
        for text, extended in ordered
        for raw in [text.encode("utf-8", "surrogateescape")]
    )
    return text_in(data, charset)


def _charset_of(text: str, extended: bool) -> tuple[str, tuple[str, bool]]:  # noqa: FBT001
    charset, mark, rest = text.partition("'")
    _, second, words = rest.partition("'")
    if extended and mark and second:
        return charset, (words, extended)
    return "", (text, extended)
