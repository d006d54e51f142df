"""Asks the Content Credentials library what a file carries; nothing else here knows that library.

Its C interface is used directly, with the C library's own functions to read the file: functions
written in Python would need memory that is written and then executed, which the wall refuses.
"""

import ctypes
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from c2pa import c2pa as native  # type: ignore[import-untyped]

# The library may ask the network for nothing: neither a manifest, nor whether a signer was revoked,
# nor, in whatever a later version asks for, any host at all.
_OFFLINE = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "core": {"allowed_network_hosts": []},
}

_library = native._lib  # noqa: SLF001 - the package's own door needs callbacks in Python
_system = ctypes.CDLL(None)
_Handle = Any


@dataclass(frozen=True, slots=True)
class Store:
    """The manifests of a file as the library tells them; `error` where it could not read them."""

    said: dict[str, Any] = field(default_factory=dict, repr=False)
    error: str = field(default="", repr=False)


class NotPrepared(ValueError):
    """The library refused its settings, such as a trust list that it can't read."""


class Validator:
    """Reads and checks manifests; `anchors` are lists of trusted signers, as PEM."""

    def __init__(self, anchors: Sequence[str] = ()) -> None:
        # The library tells by its `trust_uri` which list knows a signer. Lists of time stamp
        # authorities are not given: it would take those for lists of signers, too.
        lists = [
            {"trust_kind": "manifest", "trust_uri": str(number), "trust_anchors": pem}
            for number, pem in enumerate(anchors)
        ]
        self._context = _context(_OFFLINE | {"trust": {"anchors": lists}})

    def read(self, file: int, mime: str) -> Store:
        """Read the manifests of an open file."""
        stream = _stream(file)
        reader = _library.c2pa_reader_from_context(self._context)
        reader = _library.c2pa_reader_with_stream(reader, mime.encode(), stream)
        try:
            return _store(_library.c2pa_reader_json(reader) if reader else None)
        finally:
            if reader:
                _library.c2pa_free(reader)
            _library.c2pa_release_stream(stream)


def _context(settings: dict[str, Any]) -> _Handle:
    held = _library.c2pa_settings_new()
    builder = _library.c2pa_context_builder_new()
    written = json.dumps(settings).encode()
    refused = _library.c2pa_settings_update_from_string(held, written, b"json")
    refused = refused or _library.c2pa_context_builder_set_settings(builder, held)
    context = None if refused else _library.c2pa_context_builder_build(builder)
    _library.c2pa_free(held)
    if not context:
        raise NotPrepared(_last_error())
    return context


def _stream(file: int) -> _Handle:
    """Make the library's view of a file: its handle is what the system's functions take first."""
    handle = ctypes.cast(file, ctypes.POINTER(native.StreamContext))
    return _library.c2pa_create_stream(handle, *_CALLS)


def _address(function: Any) -> int | None:
    return ctypes.cast(function, ctypes.c_void_p).value


_CALLS = (
    native.ReadCallback(_address(_system.read)),
    native.SeekCallback(_address(_system.lseek)),
    native.WriteCallback(_address(_system.write)),
    native.FlushCallback(_address(_system.fsync)),
)


def _store(told: int | None) -> Store:
    if not told:
        return Store(error=_last_error())
    said = json.loads(_text(told))
    return Store(said if isinstance(said, dict) else {})


def _last_error() -> str:
    told = _library.c2pa_error()
    return _text(told) if told else ""


def _text(told: int) -> str:
    try:
        return ctypes.string_at(told).decode("utf-8", "replace")
    finally:
        _library.c2pa_free(told)
