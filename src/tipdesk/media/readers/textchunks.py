"""Makes statements of comments and text chunks, those of picture generators among them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tipdesk.media.readers.charsets import clean
from tipdesk.media.readers.moments import iso_of
from tipdesk.newsroom.facts import Fact, Said, Source

_FACTS = {
    "title": Fact.TITLE,
    "author": Fact.CREATOR,
    "artist": Fact.CREATOR,
    "description": Fact.CAPTION,
    "copyright": Fact.COPYRIGHT,
    "software": Fact.SOFTWARE,
    "creation time": Fact.TAKEN_AT,
}
# Where generators of pictures write what they were asked for.
_PROMPTS = ("parameters", "prompt", "sd-metadata", "invokeai_metadata", "dream", "workflow")
_OURS = (*_FACTS, *_PROMPTS)
# What programs copy there from other places of the file.
_PROGRAMS = ("raw profile", "xml:", "date:", "exif", "icc:", "png:", "tiff:", "jpeg:")
_RECIPE = re.compile(r"^Steps: \d+, .*$", re.MULTILINE)
_MODEL = re.compile(r"(?:^|, )Model: ([^,\n]{1,200})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MAIL_DATE = re.compile(r"(?:\w{3},? )?(\d\d?) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d)(?: ([+-]\d{4}))?")
_MODEL_NAMES = frozenset({"ckpt_name", "unet_name", "model_name"})
_MOST_JSON, _MOST_MODELS = 1 << 20, 8

Pairs = Iterator[tuple[Fact, str]]


def statements(chunks: Mapping[str, str], comments: Iterable[str] = ()) -> Iterator[Said]:
    """Give what text chunks, by their keywords, and comments say, in the form that Said uses."""
    told: dict[Fact, list[str]] = {}
    named = {clean(name).lower(): clean(text) for name, text in chunks.items()}
    remarks = [clean(comment) for comment in comments]
    for part in (_plain(named), _generated(named), _remarks(named, remarks)):
        for fact, value in part:
            told.setdefault(fact, []).append(value)
    for fact, values in told.items():
        kept = dict.fromkeys(filter(None, values))
        if kept:
            yield Said(fact, Source.TEXT, "\n".join(kept) if fact in _MANY else next(iter(kept)))


_MANY = frozenset({Fact.COMMENT, Fact.AI_SYSTEM})


def _plain(named: Mapping[str, str]) -> Pairs:
    for name, fact in _FACTS.items():
        text = named.get(name, "")
        yield fact, _moment(text) if fact is Fact.TAKEN_AT else text


def _moment(written: str) -> str:
    found = _MAIL_DATE.match(written)
    if found is None or found[2] not in _MONTHS:
        return iso_of(written) or ""
    month = _MONTHS.index(found[2]) + 1
    return iso_of(f"{found[3]}-{month:02}-{int(found[1]):02}T{found[4]}", None, found[5]) or ""


def _generated(named: Mapping[str, str]) -> Pairs:
    for name in _PROMPTS:
        text = named.get(name, "")
        yield Fact.AI_PROMPT, text
        yield Fact.AI_SYSTEM, "\n".join(models_in(text))


def models_in(text: str) -> list[str]:
    """Return the models that a recipe names, in the way of either family of generators."""
    found = [model for recipe in _RECIPE.findall(text) for model in _MODEL.findall(recipe)]
    if text.startswith("{") and len(text) <= _MOST_JSON:
        found += sorted(_named_models(text))
    return list(filter(None, map(clean, found)))[:_MOST_MODELS]


def _named_models(text: str) -> set[str]:
    found = set[str]()

    def look(pairs: list[tuple[str, Any]]) -> None:
        found.update(value for name, value in pairs if name in _MODEL_NAMES and type(value) is str)

    try:
        json.loads(text, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return set()
    return found


def recipe_of(text: str) -> Pairs:
    """Give what a remark says where a generator wrote its recipe there; nothing else."""
    if _RECIPE.search(text):
        yield Fact.AI_PROMPT, text
        yield Fact.AI_SYSTEM, "\n".join(models_in(text))


def _remarks(named: Mapping[str, str], remarks: list[str]) -> Pairs:
    for remark in remarks:
        recipe = list(recipe_of(remark))
        yield from recipe or [(Fact.COMMENT, remark)]
    for name, text in named.items():
        if name not in _OURS and not name.startswith(_PROGRAMS):
            yield Fact.COMMENT, text if name == "comment" else f"{name}: {text}"
