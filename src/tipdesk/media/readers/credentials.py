"""Reads Content Credentials: do they hold, who signed them, and what they say of the file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tipdesk.media.readers.assertions import Json, dicts_of, made_with, mapping, said_by, text_of
from tipdesk.media.readers.boxes import size_of
from tipdesk.media.readers.carriers import FORMATS, may_carry
from tipdesk.media.readers.manifests import NotPrepared, Store, Validator
from tipdesk.media.reading import Reading
from tipdesk.media.trust import unpack
from tipdesk.newsroom.credentials import Credentials, Ingredient, Signer, Standing
from tipdesk.newsroom.facts import Said

# Codes of the C2PA specification that tell of trust and dates, not of bytes and claims.
_ABOUT_TRUST = ("signingCredential.", "timeStamp.")
_UNREADABLE = "general.error"
_UNTOLD = Credentials(Standing.BROKEN, failures=(_UNREADABLE,))
_MOST = 100  # of anything that is listed
_MOST_HASHED = 6 << 30  # bytes: more can't be hashed in the time that a film has

_validators: dict[str, Validator] = {}
_lists: list[str] = []


def load(anchors: bytes) -> None:
    """Take the trust lists, packed by `trust.pack`, before the wall goes up.

    A list that the library refuses is left out: its signers are unknown, and all else is read.
    """
    lists = [(told, pem) for told, pem in unpack(anchors) if _is_taken(pem)]
    _lists[:] = [told for told, _ in lists]
    _validators["now"] = Validator([pem for _, pem in lists])


def _is_taken(pem: str) -> bool:
    try:
        Validator([pem])
    except NotPrepared:
        return False
    return True


def with_credentials(reading: Reading, file: int) -> Reading:
    """Add to a reading what the credentials of its open file say, where there are some.

    Whatever goes wrong with them is a result, too: the other facts stay.
    """
    try:
        found, said = _credentials_of(file, reading.mime)
    except Exception:  # noqa: BLE001 - hostile manifests may make the library say anything at all
        found, said = _UNTOLD, ()
    return replace(reading, credentials=found, said=(*reading.said, *said))


def _credentials_of(file: int, mime: str) -> tuple[Credentials | None, tuple[Said, ...]]:
    if not may_carry(file, mime) or size_of(file) > _MOST_HASHED:
        return None, ()
    if not _validators:
        load(b"")
    return credentials_in(_validators["now"].read(file, FORMATS[mime]), _lists)


def credentials_in(store: Store, lists: list[str]) -> tuple[Credentials | None, tuple[Said, ...]]:
    """Translate the library's answer; `lists` are the trust lists in the order it knows them."""
    if store.error:
        return _without_manifest(store.error), ()
    manifests = mapping(store.said.get("manifests"))
    active = mapping(manifests.get(str(store.said.get("active_manifest"))))
    codes = _codes(store.said.get("validation_status"))
    results = mapping(store.said.get("validation_results"))
    if not active:
        return Credentials(Standing.BROKEN, failures=_unique([*codes, _UNREADABLE])), ()
    line = list(_line_of_descent(active, manifests))
    found = _credentials(active, codes)
    judged = _signer(mapping(results.get("activeManifest")), lists)
    found = replace(
        found,
        signer=judged[0],
        trust_list=judged[1],
        actions=tuple(name for one in reversed(line) for name in _actions(one))[:_MOST],
        source_types=_unique(_source_types(manifests)),
        ingredients=tuple(_ingredients(active, results)),
    )
    return found, said_by(line) if found.standing is Standing.INTACT else ()


def _without_manifest(error: str) -> Credentials | None:
    kind, _, more = error.partition(":")
    if kind in {"ManifestNotFound", "NotSupported"}:
        return None
    if kind == "Remote":
        address = re.search(r"https?://\S+", more)
        return Credentials(Standing.ELSEWHERE, elsewhere=address[0][:1000] if address else None)
    return _UNTOLD


def _credentials(active: Json, codes: list[str]) -> Credentials:
    signature = mapping(active.get("signature_info"))
    return Credentials(
        standing=_standing(codes),
        issuer=text_of(signature.get("issuer")),
        signed_by=text_of(signature.get("common_name")),
        signed_at=text_of(signature.get("time")),
        made_with=made_with(active),
        failures=_unique(codes),
    )


def _standing(codes: list[str]) -> Standing:
    broken = any(not code.startswith(_ABOUT_TRUST) for code in codes)
    return Standing.BROKEN if broken else Standing.INTACT


def _signer(results: Json, lists: list[str]) -> tuple[Signer, str]:
    """Judge the signer of the active manifest; a signature that does not hold proves nobody."""
    failed = _codes(results.get("failure"))
    held = {text_of(one.get("code")): one for one in dicts_of(results.get("success"))}
    if "claimSignature.validated" not in held:
        return Signer.UNKNOWN, ""
    for state in (Signer.REVOKED, Signer.EXPIRED):
        if f"signingCredential.{state}" in failed:
            return state, ""
    trusted = held.get("signingCredential.trusted")
    if trusted is None:
        return Signer.UNKNOWN, ""
    number = re.search(r"\[(\d{1,4})\]", str(trusted.get("explanation")))
    at = int(number[1]) if number else len(lists)
    return Signer.KNOWN, lists[at] if at < len(lists) else ""


def _line_of_descent(active: Json, manifests: Json) -> Iterator[Json]:
    """Yield the active manifest, that of the file it was made from, and so on back."""
    seen: list[Json] = []
    while active and active not in seen and len(seen) < _MOST:
        seen.append(active)
        yield active
        parents = (
            mapping(manifests.get(str(one.get("active_manifest"))))
            for one in dicts_of(active.get("ingredients"))
            if one.get("relationship") == "parentOf"
        )
        active = next(parents, {})


def _actions(manifest: Json) -> Iterator[str]:
    for action in _all_actions(manifest):
        name = text_of(action.get("action"))
        if name:
            yield name


def _source_types(manifests: Json) -> Iterator[str]:
    for manifest in manifests.values():
        for action in _all_actions(mapping(manifest)):
            uri = text_of(action.get("digitalSourceType"))
            if uri:
                yield uri.rstrip("/").rsplit("/", 1)[-1]


def _all_actions(manifest: Json) -> Iterator[Json]:
    for assertion in dicts_of(manifest.get("assertions")):
        if str(assertion.get("label")).startswith("c2pa.actions"):
            yield from dicts_of(mapping(assertion.get("data")).get("actions"))


def _ingredients(active: Json, results: Json) -> Iterator[Ingredient]:
    found_now = {
        str(one.get("ingredientAssertionURI")).rsplit("/", 1)[-1]: _codes(
            mapping(one.get("validationDeltas")).get("failure")
        )
        for one in dicts_of(results.get("ingredientDeltas"))
    }
    for one in dicts_of(active.get("ingredients"))[:_MOST]:
        then = mapping(mapping(one.get("validation_results")).get("activeManifest"))
        codes = [
            *_codes(one.get("validation_status")),
            *_codes(then.get("failure")),
            *found_now.get(str(one.get("label")), []),
        ]
        standing = _standing(codes)
        if standing is Standing.INTACT and not one.get("active_manifest"):
            yield Ingredient(*_named(one), standing=None)
        else:
            yield Ingredient(*_named(one), standing=standing)


def _named(ingredient: Json) -> tuple[str, str]:
    title = text_of(ingredient.get("title")) or ""
    return title, text_of(ingredient.get("relationship")) or ""


def _codes(rows: Any) -> list[str]:
    return [code for one in dicts_of(rows) if (code := text_of(one.get("code")))]


def _unique(names: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:_MOST]
