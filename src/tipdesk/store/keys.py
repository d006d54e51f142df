"""Keys of desks and secrets of mailboxes, in the system keyring or typed; nobody else asks it."""

import hashlib
import hmac
import secrets
from contextlib import suppress
from typing import Any

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError

from tipdesk.newsroom.errors import KeyNeeded, NotWritten
from tipdesk.store.folder import DeskCard, Protection

_SERVICE = "tipdesk"
_REAL = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.kwallet",
        "keyring.backends.libsecret",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
    }
)
_PIECE = 1_000  # letters; Windows keeps at most 2,560 bytes under one name, two for a letter
_MOST_PIECES = 64
_LOCKED = "The system keyring is locked or refuses; unlock it, then try again."
_SCRYPT: dict[str, Any] = {"n": 2**16, "r": 8, "p": 1, "maxmem": 128 * 1024 * 1024, "dklen": 32}


def keyring_is_real() -> bool:
    """Tell whether secrets would be kept by the system, not in a plain file or nowhere."""
    return all(_is_real(backend) for backend in _backends())


def _backends() -> list[KeyringBackend]:
    chosen = keyring.get_keyring()
    return list(getattr(chosen, "backends", [chosen])) or [chosen]


def _is_real(backend: KeyringBackend) -> bool:
    return type(backend).__module__ in _REAL


def new_key() -> bytes:
    """Make a random key of 32 bytes."""
    return secrets.token_bytes(32)


def new_salt() -> str:
    """Make the salt of a passphrase."""
    return secrets.token_hex(16)


def key_from(passphrase: str, salt: str) -> bytes:
    """Turn a passphrase into a key (scrypt, RFC 7914)."""
    return hashlib.scrypt(passphrase.encode(), salt=bytes.fromhex(salt), **_SCRYPT)


def check_value(key: bytes) -> str:
    """Make the mark by which a wrong key is told from a damaged desk."""
    return hmac.new(key, b"tipdesk key check", hashlib.sha256).hexdigest()[:32]


def keep(desk_id: str, key: bytes) -> None:
    """Put a desk's key into the system keyring."""
    if not keyring_is_real():
        raise KeyNeeded(
            "This computer has no keyring that keeps secrets; protect the desk with a passphrase."
        )
    try:
        keyring.set_password(_SERVICE, desk_id, key.hex())
    except KeyringError:
        raise KeyNeeded(
            "The system keyring is locked or refused the key; unlock it, or use a passphrase."
        ) from None


def key_of(card: DeskCard, passphrase: str | None) -> bytes | None:
    """Find the key of a desk; `None` for an unencrypted one."""
    if card.protection is Protection.NONE:
        return None
    if card.protection is Protection.PASSPHRASE:
        if not passphrase:
            raise KeyNeeded("This desk is locked with a passphrase; give it to open the desk.")
        return key_from(passphrase, card.salt)
    return _from_keyring(card.id)


def _from_keyring(desk_id: str) -> bytes:
    if not keyring_is_real():
        raise KeyNeeded(
            "The desk's key lies in the system keyring, which isn't running; start it and retry."
        )
    try:
        kept = keyring.get_password(_SERVICE, desk_id)
    except KeyringError:
        raise KeyNeeded(
            "The system keyring is locked; unlock it, then open the desk again."
        ) from None
    if kept is None:
        raise KeyNeeded(
            "The system keyring has no key for this desk; restore the keyring or the desk's backup."
        )
    return bytes.fromhex(kept)


def keep_secret(name: str, secret: str) -> None:
    """Put a secret into the system keyring: a password, or what stands for one."""
    if not keyring_is_real():
        raise NotWritten("This computer has no keyring that keeps secrets; nothing was kept.")
    pieces = [secret[at : at + _PIECE] for at in range(0, len(secret), _PIECE)]
    if len(pieces) > _MOST_PIECES:
        raise NotWritten("The secret is too long for the system keyring; nothing was kept.")
    forget_secret(name)
    try:
        for number, piece in enumerate(pieces):
            keyring.set_password(_SERVICE, f"{name}/{number}", piece)
        # Last, so that a secret that was kept by half is none.
        keyring.set_password(_SERVICE, name, f"{len(pieces)} {_mark(secret)}")
    except KeyringError:
        raise NotWritten(_LOCKED) from None


def secret_of(name: str) -> str | None:
    """Find a secret; `None` where there is none, or no keyring."""
    if not keyring_is_real():
        return None
    try:
        head = keyring.get_password(_SERVICE, name) or ""
        count, _, mark = head.partition(" ")
        pieces = [keyring.get_password(_SERVICE, f"{name}/{n}") or "" for n in _numbers(count)]
    except KeyringError:
        raise NotWritten(_LOCKED) from None
    secret = "".join(pieces)
    return secret if mark == _mark(secret) else None


def forget_secret(name: str) -> None:
    """Take a secret out of the keyring, where it is there."""
    if not keyring_is_real():
        return
    try:
        count = (keyring.get_password(_SERVICE, name) or "").partition(" ")[0]
        for kept in (name, *(f"{name}/{number}" for number in _numbers(count))):
            with suppress(PasswordDeleteError):
                keyring.delete_password(_SERVICE, kept)
    except KeyringError:
        raise NotWritten(_LOCKED) from None


def _numbers(count: str) -> range:
    return range(min(int(count), _MOST_PIECES) if count.isdecimal() else 0)


def _mark(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()[:16]
