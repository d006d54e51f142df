"""What can be said honestly of who sent a mail: findings with values, and a sentence for each.

A mail proves nothing about the person who wrote it. What may be known is where it came from, and
what about it should make an editor look twice.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from tipdesk.intake.mail.authentication import Method, Result, Verdict, verdicts
from tipdesk.intake.mail.lookalikes import disguised, mixes_scripts, readable, skeleton
from tipdesk.intake.mail.message import Mail

_IN_A_NAME = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_NAME_LIMIT = 1_000
_FEW = 10  # of senders, answers and domains: nobody honest has more


class Finding(StrEnum):
    """What was found."""

    CAME_FROM = "came_from"
    DENIED = "denied"
    SIGNED_BY_OTHER = "signed_by_other"
    SEVERAL_SENDERS = "several_senders"
    NO_ADDRESS = "no_address"
    ANSWERS_ELSEWHERE = "answers_elsewhere"
    OTHER_ADDRESS_IN_NAME = "other_address_in_name"
    PUNYCODE = "punycode"
    MIXED_SCRIPTS = "mixed_scripts"
    LOOKS_LIKE = "looks_like"


_SENTENCES = {
    Finding.CAME_FROM: "The mail came from {0}.",
    Finding.DENIED: "It says that it is from {0}, but it did not come from there.",
    Finding.SIGNED_BY_OTHER: "It was signed by {0}, not by {1}, which it says it is from.",
    Finding.SEVERAL_SENDERS: "It names several senders: {0}.",
    Finding.NO_ADDRESS: "It doesn't say from what address it was sent.",
    Finding.ANSWERS_ELSEWHERE: "Answers go to {0}, not to {1}.",
    Finding.OTHER_ADDRESS_IN_NAME: "The name shows {0}, but the address is {1}.",
    Finding.PUNYCODE: "The domain {0} is written {1}.",
    Finding.MIXED_SCRIPTS: "The domain {0} mixes letters of several alphabets.",
    Finding.LOOKS_LIKE: "The domain {0} looks like {1}, but it is another one.",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, and the values that belong into its sentence."""

    what: Finding
    values: tuple[str, ...] = field(default=(), repr=False)


def in_a_sentence(found: Found) -> str:
    """Say a finding; values are a stranger's words, to be shown as plain text."""
    return _SENTENCES[found.what].format(*found.values)


def findings(
    mail: Mail, trusted_server: str = "", known_domains: Collection[str] = ()
) -> tuple[Found, ...]:
    """Tell everything that should be known of who sent a mail.

    Only what `trusted_server`, our own receiving server, has checked counts as checked. The domains
    of people who wrote before are in `known_domains`: a new one may be made to look like them.
    """
    found = [
        *_checked(mail, verdicts(mail.authentication, trusted_server)),
        *_senders(mail),
        *_answers(mail),
        *_names(mail),
        *_domains(mail, known_domains),
    ]
    return tuple(dict.fromkeys(found))


def domain_of(address: str) -> str:
    """Give the domain of an address, in small letters."""
    return address.rpartition("@")[2].strip(" .<>").lower() if "@" in address else ""


def _checked(mail: Mail, told: tuple[Verdict, ...]) -> Iterator[Found]:
    domain = domain_of(mail.sender[0].address) if len(mail.sender) == 1 else ""
    if not domain:
        return
    signed = [one.domain for one in told if one.method is Method.DKIM and one.result is Result.PASS]
    dmarc = [one for one in told if one.method is Method.DMARC and one.domain in {"", domain}]
    if any(one.result is Result.PASS for one in dmarc) or domain in signed:
        yield Found(Finding.CAME_FROM, (domain,))
    elif any(one.result is Result.FAIL for one in dmarc):
        yield Found(Finding.DENIED, (domain,))
    elif any(signed):
        yield Found(Finding.SIGNED_BY_OTHER, (next(filter(None, signed)), domain))


def _senders(mail: Mail) -> Iterator[Found]:
    addresses = [one.address for one in mail.sender if one.address]
    if not addresses:
        yield Found(Finding.NO_ADDRESS)
    elif len(mail.sender) > 1:
        yield Found(Finding.SEVERAL_SENDERS, (", ".join(addresses[:_FEW]),))


def _answers(mail: Mail) -> Iterator[Found]:
    senders = {one.address.lower() for one in mail.sender}
    for one in mail.reply_to[:_FEW]:
        if one.address and one.address.lower() not in senders and mail.sender:
            yield Found(Finding.ANSWERS_ELSEWHERE, (one.address, mail.sender[0].address))


def _names(mail: Mail) -> Iterator[Found]:
    for one in mail.sender[:_FEW]:
        for shown in _IN_A_NAME.findall(one.name[:_NAME_LIMIT]):
            if one.address and shown.lower() != one.address.lower():
                yield Found(Finding.OTHER_ADDRESS_IN_NAME, (shown, one.address))


def _domains(mail: Mail, known: Collection[str]) -> Iterator[Found]:
    shown = [name for one in mail.sender for name in _IN_A_NAME.findall(one.name[:_NAME_LIMIT])]
    seen = {domain.lower() for domain in known}
    others = seen | {domain_of(name) for name in shown}
    for domain in _every_domain(mail):
        meant = readable(domain)
        if meant != domain:
            yield Found(Finding.PUNYCODE, (meant, domain))
        if mixes_scripts(meant):
            yield Found(Finding.MIXED_SCRIPTS, (meant,))
        if disguised(meant):
            yield Found(Finding.LOOKS_LIKE, (meant, skeleton(meant)))
        alike = [] if domain in seen else sorted(others - {domain, meant, ""})
        for other in alike:
            if skeleton(other) == skeleton(meant):
                yield Found(Finding.LOOKS_LIKE, (meant, other))


def _every_domain(mail: Mail) -> list[str]:
    addresses = [one.address for one in (*mail.sender, *mail.reply_to)]
    return list(filter(None, dict.fromkeys(map(domain_of, addresses))))[:_FEW]
