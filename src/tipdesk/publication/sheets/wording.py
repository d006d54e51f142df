"""Moments, sizes and names as an editor reads them on paper."""

import re
from datetime import datetime
from enum import StrEnum

from tipdesk.newsroom.credentials import Credentials, Signer, Standing
from tipdesk.newsroom.states import Channel, Permission, Sensitivity, in_words

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
# Control marks, and those that would make a line read in another order than it is written.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LONG_ZONE = 6
_UNITS = ("bytes", "kB", "MB", "GB")
_TWO_DIGITS = 10

SENSITIVITY = {
    Sensitivity.GRAPHIC: "Graphic",
    Sensitivity.PERSONAL_INFORMATION: "Contains personal information",
    Sensitivity.MINOR: "A minor is concerned",
    Sensitivity.DELETED_BY_SOURCE: "Deleted by the source",
    Sensitivity.DECEPTIVE: "Made to deceive",
}
_CHANNELS = {
    Channel.FORM: "through the form",
    Channel.CHAT: "in a chat",
    Channel.SOCIAL: "on social media",
    Channel.IN_PERSON: "in person",
    Channel.OTHER: "by another way",
}
_SIGNERS = {
    Signer.KNOWN: "on a trust list",
    Signer.UNKNOWN: "not on a trust list",
    Signer.EXPIRED: "certificate expired",
    Signer.REVOKED: "certificate revoked",
}
_LANGUAGES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def clean(text: str) -> str:
    """Take out of a stranger's text what is not text: control marks, forced directions."""
    text = _LINE_END.sub("\n", text)
    return _NO_CHARACTER.sub("\ufffd", _CONTROL.sub("", text))


def one_line(text: str) -> str:
    """Clean a text that stands on one line."""
    return " ".join(clean(text).split())


def capital(words: str) -> str:
    """Begin with a capital letter, and leave the rest as it is."""
    return words[:1].upper() + words[1:]


def state(value: StrEnum) -> str:
    """Say a state at the beginning of a line."""
    return capital(in_words(value))


def permission_in_words(permission: Permission) -> str:
    """Say a permission so that its conditions are not overlooked."""
    conditional = permission is Permission.GRANTED_CONDITIONAL
    return "granted, with conditions" if conditional else in_words(permission)


def credentials_in_words(credentials: Credentials) -> str:
    """Say whether Content Credentials hold and who signed; that doesn't make them true."""
    match credentials.standing:
        case Standing.ELSEWHERE:
            return "Content Credentials kept elsewhere, not fetched"
        case Standing.BROKEN:
            return "Content Credentials broken: the file or its claims were changed"
    by = one_line(credentials.signed_by or credentials.issuer or "")
    signed = f"signed by {by}" if by else "signed"
    return f"Content Credentials intact, {signed} ({_SIGNERS[credentials.signer]})"


def channel_in_words(channel: Channel) -> str:
    """Say how a tip came in: by mail, in person."""
    return _CHANNELS.get(channel, f"by {in_words(channel)}")


def language_in_words(code: str) -> str:
    """Say a language by its name where it is a common one; `pt-BR` is Portuguese, too."""
    return _LANGUAGES.get(code.split("-", maxsplit=1)[0].lower(), code)


def shortened(line: str, limit: int) -> str:
    """Cut a line at a word."""
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0]} …"


def moment(at: datetime) -> str:
    """Say a moment with its zone: 22 November 2026, 10:41 GMT."""
    here = at.astimezone()
    return f"{here.day} {_MONTHS[here.month - 1]} {here.year}, {here:%H:%M} {_zone(here)}"


def full_moment(at: datetime) -> str:
    """Say a moment with its day of the week, too."""
    return f"{_DAYS[at.astimezone().weekday()]} {moment(at)}"


def short_moment(at: datetime) -> str:
    """Say a moment in a narrow column: 22 Nov 2026, 10:41."""
    here = at.astimezone()
    return f"{here.day} {_MONTHS[here.month - 1][:3]} {here.year}, {here:%H:%M}"


def _zone(here: datetime) -> str:
    name = here.tzname() or ""
    return name if 0 < len(name) <= _LONG_ZONE else f"UTC{here:%z}"


def length(seconds: float) -> str:
    """Say how long a film or a sound is: 0:42, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def size(count: int) -> str:
    """Say how big a file is, in the units of a file manager."""
    power = min((len(str(count)) - 1) // 3, len(_UNITS) - 1)
    amount = count / 1000**power
    digits = 1 if power and amount < _TWO_DIGITS else 0
    return f"{amount:.{digits}f} {_UNITS[power]}"
