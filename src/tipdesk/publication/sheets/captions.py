"""Words one file of the contact sheet: caption, credit, and what must be printed with it."""

from tipdesk.newsroom.states import VISIBLE, Label, Permission, Sensitivity, in_words
from tipdesk.publication.sheets.page import Shown
from tipdesk.publication.sheets.sheet import FileSheet, TipSheet
from tipdesk.publication.sheets.wording import (
    capital,
    clean,
    credentials_in_words,
    length,
    one_line,
    permission_in_words,
    size,
    state,
)

_REFUSED = (Permission.WITHDRAWN, Permission.DECLINED, Permission.DISPUTED, Permission.EXPIRED)


def shown(file: FileSheet, tip: TipSheet, place: int) -> Shown:
    """Word the file that stands at this place of a tip's contact sheet."""
    kind = capital(in_words(file.kind))
    caption = clean(file.caption).strip()
    name = one_line(file.name)
    named = name and caption
    return Shown(
        picture=file.picture,
        alt=one_line(file.alt_text or caption) or f"{kind} {place} of tip {tip.number}",
        stand_in="Can’t be read" if file.unreadable else kind,
        badge=f"{kind} {length(file.duration)}" if file.duration else "",
        caption=caption or name or f"{kind} {place}",
        credit=one_line(file.credit),
        must=_must(file, tip),
        rights=_rights(file),
        origin=_origin(file),
        about=f"{name}\n{_about(file)}" if named else _about(file),
    )


def _rights(file: FileSheet) -> str:
    credit, creator = one_line(file.credit), one_line(file.creator)
    held = one_line(file.copyright_notice)
    told = [
        f"By {creator}" if creator not in credit else "",
        held if held != creator else "",
        one_line(file.usage_terms),
    ]
    return " · ".join(words for words in told if words)


def _origin(file: FileSheet) -> str:
    claims = {
        Label.AI_GENERATED: "Made by AI, as the file says",
        Label.COMPOSITE: "Partly made by AI, as the file says",
    }
    told = [claims[file.made_by_ai]] if file.made_by_ai else []
    if file.credentials is not None:
        told.append(credentials_in_words(file.credentials))
    return " · ".join(told)


def _about(file: FileSheet) -> str:
    told = [f"Permission {permission_in_words(file.permission)}"]
    if file.width and file.height:
        told.append(f"{file.width}\u00a0×\u00a0{file.height}")
    told.append(size(file.size))
    return " · ".join(told)


def _must(file: FileSheet, tip: TipSheet) -> str:
    label = "" if file.label is Label.NONE else state(file.label)
    note = one_line(file.label_note)
    words = [f"{label}: {note}" if label and note else label or note]
    if file.kind in VISIBLE and Sensitivity.GRAPHIC in tip.sensitivity:
        words.append("Graphic")
    if file.permission in _REFUSED:
        words.append("Do not publish")
    return ". ".join(word for word in words if word)
