"""What checking the signatures of a mail has shown (DKIM), in sentences that say no more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from tipdesk.newsroom.phrases import QT_TRANSLATE_NOOP, Phrase, phrase

_SIGNED = QT_TRANSLATE_NOOP("Phrases", "{0} (checked {1}).")
_ON = QT_TRANSLATE_NOOP("Phrases", "{0} on {1}")
_UNSIGNED = QT_TRANSLATE_NOOP("Phrases", "The mail bears no signature of a domain")
_TOO_LARGE = QT_TRANSLATE_NOOP("Phrases", "The mail is too large to check its signature here")


class Outcome(StrEnum):
    """How a check ended; a signature never tells who sat at the keyboard."""

    HOLDS = "holds"
    OTHER_DOMAIN = "other_domain"
    BEGINNING = "beginning"
    CHANGED = "changed"
    NO_KEY = "no_key"
    REVOKED = "revoked"
    NO_ANSWER = "no_answer"
    WEAK = "weak"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"


HOLDING = frozenset({Outcome.HOLDS, Outcome.OTHER_DOMAIN, Outcome.BEGINNING})

# {0} is the domain, with the time of signing where the signature names one.
_SENTENCES = {
    Outcome.HOLDS: QT_TRANSLATE_NOOP("Phrases", "Signed by {0}, the signature holds"),
    Outcome.OTHER_DOMAIN: QT_TRANSLATE_NOOP(
        "Phrases",
        "Signed by {0}, the signature holds; but that is not the domain the mail says it is from",
    ),
    Outcome.BEGINNING: QT_TRANSLATE_NOOP(
        "Phrases",
        "Signed by {0}, the signature holds for the beginning alone: anybody can have added words",
    ),
    Outcome.CHANGED: QT_TRANSLATE_NOOP(
        "Phrases",
        "The signature of {0} does not hold: the mail was changed after it was signed, "
        "or by whoever passed it on",
    ),
    Outcome.NO_KEY: QT_TRANSLATE_NOOP(
        "Phrases",
        "The signature of {0} can't be checked: the key is no longer published "
        "(keys are changed over time)",
    ),
    Outcome.REVOKED: QT_TRANSLATE_NOOP(
        "Phrases", "The signature of {0} can't be checked: its key was withdrawn"
    ),
    Outcome.NO_ANSWER: QT_TRANSLATE_NOOP(
        "Phrases",
        "The signature of {0} was not checked: its name servers did not answer; try again later",
    ),
    Outcome.WEAK: QT_TRANSLATE_NOOP(
        "Phrases", "The signature of {0} proves nothing: it was made in a way that can be forged"
    ),
    Outcome.UNREADABLE: QT_TRANSLATE_NOOP(
        "Phrases", "The signature of {0} can't be checked: it or its key is damaged or unknown here"
    ),
}
_NAMELESS = QT_TRANSLATE_NOOP("Phrases", "A signature can't be checked: it or the mail is damaged")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a mail; the domain is empty where it names none that can be."""

    outcome: Outcome
    domain: str = field(default="", repr=False)
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and when: another day the keys may be others."""

    at: datetime
    signatures: tuple[Signature, ...]


def sentences(checked: Checked, moment: Callable[[datetime], str]) -> Iterator[Phrase]:
    """Say each result with the time of the check; `moment` writes a time."""
    for told in [_told(one, moment) for one in checked.signatures] or [phrase(_UNSIGNED)]:
        yield phrase(_SIGNED, told, moment(checked.at))


def _told(one: Signature, moment: Callable[[datetime], str]) -> Phrase:
    if one.outcome is Outcome.TOO_LARGE:
        return phrase(_TOO_LARGE)
    if not one.domain:
        return phrase(_NAMELESS)
    timed = one.outcome in HOLDING and one.signed_at
    who = phrase(_ON, one.domain, moment(timed)) if timed else one.domain
    return phrase(_SENTENCES[one.outcome], who)


def as_kept(checked: Checked) -> dict[str, Any]:
    """Write what was found as a message keeps it."""
    return {
        "at": checked.at.isoformat(),
        "signatures": [
            {
                "outcome": one.outcome.value,
                "domain": one.domain,
                "signed_at": int(one.signed_at.timestamp()) if one.signed_at else None,
            }
            for one in checked.signatures
        ],
    }


def from_kept(kept: Any) -> Checked | None:
    """Read what a message keeps; nothing where it was never checked."""
    if not kept:
        return None
    return Checked(
        datetime.fromisoformat(kept["at"]),
        tuple(
            Signature(
                Outcome(one["outcome"]),
                one["domain"],
                datetime.fromtimestamp(one["signed_at"], UTC) if one["signed_at"] else None,
            )
            for one in kept["signatures"]
        ),
    )
