"""The keys that domains publish for their signatures of mails, and what they can tell."""

import hashlib
from base64 import b64decode
from collections.abc import Callable, Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from tipdesk.newsroom.signatures import Outcome

KEY_LIMIT = 4 * 1024
LEAST_BITS, MOST_BITS = 1024, 8192
ALGORITHMS = {"rsa-sha256": "rsa", "ed25519-sha256": "ed25519"}

Tags = dict[str, str]
Ask = Callable[[str], Sequence[bytes]]  # the texts published under a name, or TimeoutError
Key = RSAPublicKey | Ed25519PublicKey


def tags_in(text: bytes) -> Tags:
    """Read a list of "name=value; ..."; nothing of one that says something twice or is broken."""
    tags: Tags = {}
    for one in text.decode("ascii", "replace").split(";"):
        name, equals, value = one.partition("=")
        if not one.strip():
            continue
        if not equals or name.strip() in tags:
            return {}
        tags[name.strip()] = "".join(value.split())
    return tags


def key_of(tags: Tags, ask: Ask) -> Key | Outcome:
    """Ask for the key of a signature; where there is none that can be used, say why."""
    try:
        texts = ask(f"{tags['s']}._domainkey.{tags['d']}".lower())
    except TimeoutError:
        return Outcome.NO_ANSWER
    if not texts:
        return Outcome.NO_KEY
    text = next((one for one in texts if b"p=" in one), texts[0])
    record = tags_in(text) if len(text) <= KEY_LIMIT else {}
    if record.get("p") == "":
        return Outcome.REVOKED
    kind = ALGORITHMS[tags["a"].lower()]
    if not _is_for_mail(record) or record.get("k", "rsa").lower() != kind:
        return Outcome.UNREADABLE
    return _read(kind, b64decode(record["p"], validate=True))


def _read(kind: str, data: bytes) -> Key | Outcome:
    if kind == "ed25519":
        return Ed25519PublicKey.from_public_bytes(data)
    key = load_der_public_key(data)
    if not isinstance(key, RSAPublicKey) or key.key_size > MOST_BITS:
        return Outcome.UNREADABLE
    return key if key.key_size >= LEAST_BITS else Outcome.WEAK


def _is_for_mail(record: Tags) -> bool:
    return (
        "p" in record
        and record.get("v", "DKIM1") == "DKIM1"
        and bool({"*", "email"} & set(record.get("s", "*").lower().split(":")))
        and "sha256" in record.get("h", "sha256").lower().split(":")
    )


def holds(key: Key, signature: bytes, signed: bytes) -> bool:
    """Tell whether the key made this signature of these bytes."""
    try:
        if isinstance(key, RSAPublicKey):
            key.verify(signature, signed, PKCS1v15(), SHA256())
        else:
            key.verify(signature, hashlib.sha256(signed).digest())
    except InvalidSignature:
        return False
    return True
