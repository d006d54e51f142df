"""A summary on paper: a tagged PDF (PDF/UA-1) that typst sets from our own template.

What a stranger wrote reaches typst as JSON values, never as its source, and typst reads no file
but our template, our fonts and the small JPEGs that this program encoded.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import typst

from tipdesk.newsroom.errors import NotWritten
from tipdesk.publication.sheets.layout import lay_out
from tipdesk.publication.sheets.sheet import Summary
from tipdesk.settings import resources

_OWN = ("Noto Naskh Arabic", "Noto Serif Hebrew")
_ANYTHING = "Tipdesk Box"  # has a box for every character, so that nothing is dropped in silence
# Latin, Greek, Cyrillic, Hebrew, Arabic, punctuation, signs: what the fonts of ours can show.
_BEYOND_OURS = re.compile(
    "[^\x00-\u052f\u0590-\u06ff\u0750-\u077f\u1e00-\u22ff\u25a0-\u27bf\ufb00-\ufdff\ufe70-\ufefc\ufffd]"
)
_UNBROKEN = re.compile(r"[!-~]{40,}")
_PIECE = re.compile(r".{20}")
_BREAK_HERE = "\u200b"


def to_pdf(summary: Summary) -> bytes:
    """Set a summary as PDF; raises NotWritten where a small picture turns out to be broken."""
    (made,) = _set(summary, format="pdf", pdf_standards=["ua-1"])
    return made


def to_pages(summary: Summary, ppi: float) -> list[bytes]:
    """Draw the pages of the PDF as PNG, so that they can be looked at before it is written."""
    return _set(summary, format="png", ppi=ppi)


def _set(summary: Summary, **how: Any) -> list[bytes]:
    pictures = _pictures_root(summary)
    page = json.dumps(_settable(lay_out(summary).plain(), pictures), ensure_ascii=False)
    fonts = _fonts(beyond=_BEYOND_OURS.search(page) is not None)
    templates = resources() / "templates"
    compiler = typst.Compiler(
        (templates / "summary.typ").read_bytes(),
        root=pictures or templates,
        font_paths=fonts,
        sys_inputs={"page": page, "fallback": json.dumps(_families(fonts))},
    )
    try:
        made = compiler.compile(timestamp=summary.made_at, **how)
    except typst.TypstError:  # its own words quote the text that it was setting
        raise NotWritten(
            "The PDF could not be made of these tips and nothing was written; export them as HTML."
        ) from None
    return [made] if isinstance(made, bytes) else made or []


def _pictures_root(summary: Summary) -> Path | None:
    """Tell the one folder that typst may read: where the cache keeps small pictures."""
    found = (file.picture for tip in summary.tips for file in tip.media if file.picture)
    first = next(found, None)
    return first.parents[1] if first else None


def _settable(value: Any, pictures: Path | None) -> Any:
    """Make values that typst takes: paths from its root, and words that can be broken."""
    match value:
        case dict():
            return {key: _settable(inner, pictures) for key, inner in value.items()}
        case list() | tuple():
            return [_settable(inner, pictures) for inner in value]
        case Path() if pictures is not None:
            return f"/{value.relative_to(pictures).as_posix()}"
        case str():
            return _UNBROKEN.sub(lambda found: _PIECE.sub(rf"\g<0>{_BREAK_HERE}", found[0]), value)
    return value


@cache
def _fonts(*, beyond: bool) -> typst.Fonts:
    """Load our fonts; those of the system only for scripts that ours don't have."""
    return typst.Fonts(
        include_system_fonts=beyond,
        include_embedded_fonts=False,
        font_paths=[resources() / "fonts"],
    )


def _families(fonts: typst.Fonts) -> list[str]:
    """Name what comes after our two faces: the wide Noto fonts before any other of the system."""
    others = set(fonts.families()) - {*_OWN, _ANYTHING, "Inter", "Noto Serif"}
    ranked = sorted(others, key=lambda name: (not name.startswith("Noto"), name))
    return [*_OWN, *ranked, _ANYTHING]
