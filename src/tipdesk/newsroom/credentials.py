"""Content Credentials (C2PA) as found in a file: what they claim, and whether they hold."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Standing(StrEnum):
    """Do the bytes and the claims match their hashes and the signature?"""

    INTACT = "intact"
    BROKEN = "broken"
    ELSEWHERE = "elsewhere"  # the manifest lies on a server; it is not fetched


class Signer(StrEnum):
    """What is known of the one who signed; being known says nothing about being right."""

    KNOWN = "known"  # on a trust list of this desk
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A file that this one was made from, as the credentials say."""

    title: str = field(repr=False)
    relationship: str = field(repr=False)
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the credentials of a file say; `source_types` are the last parts of the IPTC URIs."""

    standing: Standing
    signer: Signer = Signer.UNKNOWN
    issuer: str | None = field(default=None, repr=False)
    signed_by: str | None = field(default=None, repr=False)
    signed_at: str | None = field(default=None, repr=False)
    made_with: str | None = field(default=None, repr=False)
    source_types: tuple[str, ...] = field(default=(), repr=False)
    actions: tuple[str, ...] = field(default=(), repr=False)
    ingredients: tuple[Ingredient, ...] = field(default=(), repr=False)
    elsewhere: str | None = field(default=None, repr=False)  # the address that was not asked
    failures: tuple[str, ...] = field(default=(), repr=False)  # codes of the C2PA specification
    trust_list: str = field(
        default="", repr=False
    )  # name and date of the list that knows the signer


def kept(credentials: Credentials | None) -> dict[str, Any] | None:
    """Give credentials the form in which they are kept."""
    return None if credentials is None else asdict(credentials)


def brief(credentials: Credentials | None) -> dict[str, Any] | None:
    """Give what other programs are told of them: do they hold, who signed, how it was made."""
    if credentials is None:
        return None
    names = ("standing", "signer", "issuer", "signed_by", "signed_at", "made_with")
    return {name: getattr(credentials, name) for name in names} | {
        "source_types": list(credentials.source_types)
    }


def unnamed(credentials: Credentials | None) -> Credentials | None:
    """Leave of credentials only what names nobody: do they hold, and how was it made."""
    if credentials is None:
        return None
    return Credentials(
        standing=credentials.standing,
        signer=credentials.signer,
        source_types=credentials.source_types,
    )


def told(row: dict[str, Any] | None) -> Credentials | None:
    """Make credentials of the form in which they were kept."""
    if row is None:
        return None
    lists = {name: tuple(row[name]) for name in ("source_types", "actions", "failures")}
    ingredients = tuple(map(_ingredient, row["ingredients"]))
    states = {"standing": Standing(row["standing"]), "signer": Signer(row["signer"])}
    return Credentials(**row | lists | states | {"ingredients": ingredients})


def _ingredient(row: dict[str, Any]) -> Ingredient:
    standing = row["standing"]
    return Ingredient(row["title"], row["relationship"], Standing(standing) if standing else None)
