"""What the tip says beside what the file says: the same, different, or not to be compared."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from enum import StrEnum
from math import sqrt

from tipdesk.desk.clocks import CameraTime, How, camera_time, day, position_of, written
from tipdesk.desk.places import Place, fold
from tipdesk.newsroom.alike import metres_between
from tipdesk.newsroom.facts import Fact
from tipdesk.newsroom.lines import MediaLine, OpenTip
from tipdesk.newsroom.remarks import Kind, remarks, span, values

_SOON = 45 * 60.0  # people say "at four" for twenty past
_DAY = 86_400.0
_ANY_ZONE = 26 * 3600.0  # between the clocks of the two ends of the world
_SLOW = 300.0  # a clock may go so much wrong
_TOWN_KM, _PER_ROOT = 5.0, 0.01  # a town of a million reaches ten kilometres further
_NAME_PARTS = 40
_MINE = re.compile(
    r"\bI(?:'ve| have)? (?:just )?(?:took|taken|filmed|shot|recorded|photographed)\b"
    r"|\bmy (?:own )?(?:photos?|pictures?|videos?|footage|film|clip|recording)\b"
    r"|\b(?:taken|filmed|shot|recorded) by me\b",
    re.IGNORECASE,
)


class About(StrEnum):
    """What is compared."""

    TIME = "time"
    SENT = "sent"
    PLACE = "place"
    MAKER = "maker"


class Outcome(StrEnum):
    """How the two compare."""

    SAME = "same"
    DIFFERENT = "different"
    OPEN = "open"  # they can't be compared, or only by a guess


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that the tip and the file both speak of, and the difference in words."""

    about: About
    claimed: str = field(repr=False)
    measured: str = field(repr=False)
    outcome: Outcome
    words: str = field(repr=False)


def claims(
    tip: OpenTip, media: MediaLine, place: Place | None, *, sure: bool = True
) -> tuple[Comparison, ...]:
    """Compare what can be compared.

    `place` is what the tip's place is taken to mean; unless `sure`, it may be a namesake.
    """
    taken = camera_time(media)
    found = (
        _time(tip, taken),
        _sent(tip, taken),
        _place(tip, media, place, sure=sure),
        _maker(tip, media),
    )
    return tuple(one for one in found if one is not None)


def _time(tip: OpenTip, taken: CameraTime | None) -> Comparison | None:
    if tip.happened_at is None or taken is None:
        return None
    claimed = tip.happened_at.astimezone()
    if claimed.time() == time():
        return _day(claimed, taken)
    said = written(claimed)
    if taken.zone is None:
        return _bare_time(said, claimed, taken)
    assumed = taken.how is How.POSITION
    there = claimed.astimezone(taken.zone)
    same_day = there.date() == taken.local.date()
    apart = (taken.local - there.replace(tzinfo=None)).total_seconds()
    by = " (if its clock showed the local time there)" if assumed else ""
    near = same_day if taken.open > _SOON else abs(apart) <= _SOON
    if near:
        about = "the same time" if abs(apart) < 60 else f"{span(abs(apart))} apart"  # noqa: PLR2004
        words = "the same day" if taken.open > _SOON else about
        return Comparison(About.TIME, said, taken.words, Outcome.SAME, f"{_capital(words)}{by}.")
    words = f"The camera's clock says {_earlier(apart)}{by}."
    return Comparison(About.TIME, said, taken.words, Outcome.DIFFERENT, words)


def _day(claimed: datetime, taken: CameraTime) -> Comparison:
    """Compare with a day: a tip that names no time is kept as its midnight."""
    said = day(claimed)
    days = (taken.local.date() - claimed.date()).days
    if not days:
        return Comparison(About.TIME, said, taken.words, Outcome.SAME, "The same day.")
    words = f"The camera's clock says {_earlier(days * _DAY)}."
    if abs(days) == 1 and taken.how in (How.UNKNOWN, How.POSITION):
        words = "The day before or after, by a camera's clock that has no zone."
        return Comparison(About.TIME, said, taken.words, Outcome.OPEN, words)
    return Comparison(About.TIME, said, taken.words, Outcome.DIFFERENT, words)


def _bare_time(said: str, claimed: datetime, taken: CameraTime) -> Comparison:
    apart = (taken.local - claimed.astimezone(UTC).replace(tzinfo=None)).total_seconds()
    if abs(apart) > _ANY_ZONE + taken.open:
        words = f"The camera's clock says about {_earlier(apart)}, whatever its zone."
        return Comparison(About.TIME, said, taken.words, Outcome.DIFFERENT, words)
    here = (taken.local - claimed.replace(tzinfo=None)).total_seconds()
    zone = claimed.strftime("%Z")
    if abs(here) <= max(_SOON, taken.open):
        guess = f"It is the same time if the clock went by this desk's zone ({zone})."
    else:
        guess = f"By this desk's zone ({zone}) it is {_earlier(here)}."
    words = f"Cannot be compared: the camera's clock has no zone. {guess}"
    return Comparison(About.TIME, said, taken.words, Outcome.OPEN, words)


def _sent(tip: OpenTip, taken: CameraTime | None) -> Comparison | None:
    if taken is None or taken.instant is None or taken.open > _SOON:
        return None
    received = tip.line.received_at
    apart = (received - taken.instant).total_seconds()
    said = written(received.astimezone())
    if apart < -_SLOW:
        outcome, words = (
            Outcome.DIFFERENT,
            (f"Taken {span(-apart)} after it arrived: the camera's clock was wrong, or changed."),
        )
        if taken.how is How.POSITION and -apart <= _ANY_ZONE:
            outcome, words = (
                Outcome.OPEN,
                (
                    f"By the zone there, taken {span(-apart)} after it arrived: the clock went by "
                    "another zone, or wrong."
                ),
            )
    elif apart > _DAY:
        outcome, words = Outcome.DIFFERENT, f"Taken {span(apart)} before it was sent."
    elif apart > _SLOW:
        outcome, words = Outcome.SAME, f"Taken {span(apart)} before it was sent."
    else:
        outcome, words = Outcome.SAME, "Taken just before it was sent."
    return Comparison(About.SENT, said, taken.words, outcome, words)


def _earlier(seconds: float) -> str:
    return f"{span(abs(seconds))} {'earlier' if seconds < 0 else 'later'}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _place(tip: OpenTip, media: MediaLine, place: Place | None, *, sure: bool) -> Comparison | None:
    at = position_of(media)
    named = ", ".join(values(media.said, Fact.SUBLOCATION, Fact.CITY, Fact.PROVINCE, Fact.COUNTRY))
    said = tip.place.strip()
    if not said or (at is None and not named):
        return None
    measured = f"{at[0]:.4f}, {at[1]:.4f}" if at is not None else named
    if at is None:
        return _named_place(said, named)
    if place is None:
        words = "Cannot be compared: no town of that name is known here. See the map."
        return Comparison(About.PLACE, said, measured, Outcome.OPEN, words)
    far = metres_between(at, place.at) / 1000
    if far <= _TOWN_KM + sqrt(place.people) * _PER_ROOT:
        words = f"In or near {place.words}: {kilometres(far)} from its middle."
        return Comparison(About.PLACE, said, measured, Outcome.SAME, words)
    if not sure:
        words = (
            f"Cannot be compared: {kilometres(far)} from {place.words}, but a smaller place that "
            "is not known here may be meant."
        )
        return Comparison(About.PLACE, said, measured, Outcome.OPEN, words)
    words = f"Taken {kilometres(far)} from {place.words}."
    return Comparison(About.PLACE, said, measured, Outcome.DIFFERENT, words)


def _named_place(said: str, named: str) -> Comparison:
    some, others = set(fold(said).split()), set(fold(named).split())
    if some & others:
        return Comparison(About.PLACE, said, named, Outcome.SAME, "Both name it alike.")
    words = "The file names another place; somebody wrote that, no camera measured it."
    return Comparison(About.PLACE, said, named, Outcome.OPEN, words)


def kilometres(far: float) -> str:
    """Write a distance: "40 m", "3.1 km", "212 km"."""
    if far < 1:
        return f"{far * 1000:.0f} m"
    return f"{far:.1f} km" if far < 10 else f"{far:,.0f} km"  # noqa: PLR2004 - exact enough


def _maker(tip: OpenTip, media: MediaLine) -> Comparison | None:
    mine = bool(_MINE.search(f"{tip.line.headline}\n{tip.text}"))
    sender = "" if tip.line.protected or tip.contributor is None else tip.contributor.name
    named = values(media.said, Fact.CREATOR, Fact.OWNER)
    makers = [name.strip() for value in named for name in re.split(r"[;\n]", value)]
    said = _with(sender, "“I took this”") if mine else sender
    made = [one for one in remarks(media.said, media.credentials) if one.kind is Kind.GENERATED]
    if mine and made:
        words = "The tip says it was taken; the file says that it was generated by AI."
        return Comparison(About.MAKER, said, "generated by AI", Outcome.DIFFERENT, words)
    if not sender or not any(makers):
        return None
    measured = ", ".join(dict.fromkeys(filter(None, makers)))
    if any(same_person(sender, name) for name in makers):
        words = "The file names the sender."
        return Comparison(About.MAKER, said, measured, Outcome.SAME, words)
    words = "The file names somebody else. Ask who took it, and who may give permission."
    return Comparison(About.MAKER, said, measured, Outcome.DIFFERENT, words)


def _with(sender: str, claim: str) -> str:
    return f"{claim}, {sender}" if sender else claim


def same_person(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: "A. Okafor" and "Okafor, Ada"."""
    some, others = (set(fold(name).split()[:_NAME_PARTS]) for name in (one, other))
    return _is_short_for(some, others) or _is_short_for(others, some)


def _is_short_for(short: set[str], full: set[str]) -> bool:
    whole = {part for part in short if len(part) > 1}
    initials = {part[0] for part in full - whole}
    return bool(whole) and whole <= full and short - whole <= initials
