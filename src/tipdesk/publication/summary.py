"""Gathers, in one reading of the desk, all that any form of a summary prints."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import RowMapping

from tipdesk.newsroom import credentials
from tipdesk.newsroom.credentials import unnamed
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.facts import Fact, told
from tipdesk.newsroom.ids import NoteId, TipId
from tipdesk.newsroom.lines import NoteLine, UseLine
from tipdesk.newsroom.origins import label_for_ai, source_type
from tipdesk.newsroom.people import ContactKind
from tipdesk.newsroom.states import (
    VISIBLE,
    Channel,
    Closing,
    FileKind,
    Label,
    Permission,
    ReadState,
    Sensitivity,
    StoryStatus,
    Verdict,
    Workflow,
    weakest,
)
from tipdesk.newsroom.when import now
from tipdesk.publication.pictures import own_picture
from tipdesk.publication.profile import Profile
from tipdesk.publication.sheets.clearance import conditions, missing_rights
from tipdesk.publication.sheets.omissions import Omitted, left_out
from tipdesk.publication.sheets.past import Names, brief
from tipdesk.publication.sheets.rows import Rows, read_names, read_rows, read_story
from tipdesk.publication.sheets.sheet import FileSheet, LinkSheet, StorySheet, Summary, TipSheet
from tipdesk.publication.sheets.veil import HIDDEN, Veil
from tipdesk.store.database import Store

ALL_BUT_SENDERS = Profile()


def gather(
    store: Store,
    tips: Sequence[TipId],
    *,
    title: str = "",
    story: str = "",
    profile: Profile = ALL_BUT_SENDERS,
) -> Summary:
    """Read tips in the order asked, each once; `story` is the slug of the story at the head.

    Raises NotFound for an unknown slug, and when none of the tips is on the desk.
    """
    gathering = _Gathering(store, profile)
    wanted = list(dict.fromkeys(tips))
    with store.reading() as session:
        head = read_story(session, story) if story else None
        gathering.names = Names(*read_names(session))
        sheets = [
            gathering.sheet(rows, tip)
            for rows in read_rows(session, wanted, past=profile.history)
            for tip in rows.asked
        ]
    if story and head is None:
        raise NotFound("This desk has no story with that slug; nothing was written.")
    found = tuple(sheet for sheet in sheets if sheet is not None)
    if tips and not found:
        raise NotFound("None of these tips is on this desk; nothing was written.")
    return Summary(
        newsroom=store.name,
        title=title,
        story=_story(head, Veil()) if head is not None else None,
        made_at=now().replace(microsecond=0),
        profile=profile,
        tips=found,
        left_out=left_out(gathering.omitted, profile),
    )


_AS_KEPT = (
    *("received_at", "happened_at", "language", "priority"),
    *("embargo_until", "due_at", "merged_into"),
)


@dataclass(slots=True)
class _Gathering:
    store: Store
    profile: Profile
    names: Names = field(default_factory=lambda: Names({}, {}))
    omitted: Counter[Omitted] = field(default_factory=Counter)

    def sheet(self, rows: Rows, tip: int) -> TipSheet | None:
        if (row := rows.tips.get(tip)) is None:
            self.omitted[Omitted.GONE] += 1
            return None
        person = _person(row, rows)
        veil, past = person.veil, rows.past.get(tip, [])
        files = tuple(self._file(one, person) for one in rows.media.get(tip, ()))
        return TipSheet(
            id=TipId(tip),
            **{name: row[name] for name in _AS_KEPT},
            headline=veil(row["headline"]),
            text=veil(row["text"]),
            channel=Channel(row["channel"]),
            place=veil(row["place"]),
            assignee=row["assignee"] or "",
            logged_by=_logged_by(past),
            workflow=Workflow(row["workflow"]),
            verdict=Verdict(row["verdict"]),
            closing=Closing(row["closing"]) if row["closing"] else None,
            sensitivity=tuple(Sensitivity(one) for one in row["sensitivity"]),
            protected=person.protected,
            trashed=row["trashed_at"] is not None,
            tags=tuple(veil(one["name"]) for one in rows.tags.get(tip, ())),
            stories=tuple(_story(one, veil) for one in rows.stories.get(tip, ())),
            sender=self._sender(person),
            files=len(files),
            permission=weakest([file.permission for file in files]),
            missing_rights=missing_rights(files),
            conditions=conditions(files),
            media=self._media(files),
            uses=tuple(_use(one, veil) for one in rows.uses.get(tip, ())),
            notes=self._notes(rows.notes.get(tip, []), person),
            links=tuple(_link(one) for one in rows.links.get(tip, ())),
            history=brief(past, self.names, veil),
        )

    def _sender(self, person: "_Person") -> tuple[str, ...]:
        if person.protected:
            self.omitted[Omitted.PROTECTED] += 1
        elif person.known and not self.profile.contributor:
            self.omitted[Omitted.SENDER] += 1
        elif self.profile.contributor:
            return person.known
        return ()

    def _media(self, files: tuple[FileSheet, ...]) -> tuple[FileSheet, ...]:
        if self.profile.media:
            return files
        self.omitted[Omitted.FILE] += len(files)
        return ()

    def _file(self, row: RowMapping, person: "_Person") -> FileSheet:
        kind, veil = FileKind(row["kind"]), person.veil
        said, claimed = told(row["said"]), credentials.told(row["credentials"])
        shown = self.profile.media and kind in VISIBLE
        unreadable = row["state"] == ReadState.UNREADABLE
        self.omitted[Omitted.POSITION] += row["latitude"] is not None
        return FileSheet(
            digest=row["digest"],
            name="" if person.protected else row["name"],
            kind=kind,
            mime=row["mime"],
            size=row["size"],
            unreadable=(row["reason"] or "unreadable") if unreadable else "",
            caption=veil(row["caption"]),
            credit=veil.credit(row["credit"]),
            alt_text=veil(row["alt_text"]),
            label=Label(row["label"]),
            label_note=veil(row["label_note"]),
            creator=person.mine(row["creator"]),
            copyright_notice=person.mine(row["copyright_notice"]),
            usage_terms=veil.credit(row["usage_terms"]),
            permission=Permission(row["permission"]),
            width=row["width"],
            height=row["height"],
            duration=row["duration"],
            taken_at="" if person.protected else row["taken_at"] or "",
            source_type=source_type(said) or "",
            made_by_ai=label_for_ai(said, claimed),
            credentials=unnamed(claimed) if person.protected else claimed,
            picture=own_picture(self.store.files, row["digest"]) if shown else None,
        )

    def _notes(self, rows: list[RowMapping], person: "_Person") -> tuple[NoteLine, ...]:
        if person.protected or not self.profile.notes:
            self.omitted[Omitted.NOTE] += len(rows)
            return ()
        return tuple(
            NoteLine(NoteId(row["id"]), row["editor"], row["written_at"], row["text"])
            for row in rows
        )


@dataclass(frozen=True, slots=True)
class _Person:
    known: tuple[str, ...] = field(repr=False)
    protected: bool
    veil: Veil

    def mine(self, words: str) -> str:
        """Give what names a maker: of a protected source's files nobody is named."""
        return HIDDEN if self.protected and words.strip() else words


# What a file says of people, and numbers that lead to one.
_TELLING_FACTS = frozenset(
    {Fact.CREATOR, Fact.OWNER, Fact.SERIAL_NUMBER, Fact.COPYRIGHT, Fact.CAPTION_WRITER}
)

_NO_NAME = re.compile(r"©|\(c\)|copyright|all rights reserved|\b(19|20)\d\d\b", re.IGNORECASE)
_ENDS = " .,;:-"


def _person(row: RowMapping, rows: Rows) -> _Person:
    contacts = rows.contacts.get(row["contributor_id"], ())
    once = tuple(one["value"] for one in contacts if one["kind"] == ContactKind.NAME)
    told = (row["contributor"], *(contact["value"] for contact in contacts))
    known = tuple(word for word in told if word and word not in once)
    protected = bool(row["protected"] or row["person_protected"])
    named = (*known, *once, *_named_in_files(rows.media.get(row["id"], ())))
    hidden = named if protected else ()
    return _Person(known, protected, Veil(hidden))


def _named_in_files(files: Iterable[RowMapping]) -> Iterator[str]:
    """Name whom the files of a protected source name, and whom an editor named as their maker."""
    for file in files:
        yield file["creator"]
        for one in told(file["said"]):
            if one.fact in _TELLING_FACTS:
                yield from (_NO_NAME.sub(" ", line).strip(_ENDS) for line in one.value.splitlines())


def _logged_by(past: list[RowMapping]) -> str:
    return past[0]["editor"] if past and past[0]["verb"] == "log" else ""


def _story(row: RowMapping, veil: Callable[[str], str]) -> StorySheet:
    return StorySheet(
        slug=row["slug"],
        headline=veil(row["headline"]),
        section=row["section"],
        status=StoryStatus(row["status"]),
        embargo_until=row["embargo_until"],
        published_url=veil(row["published_url"]),
        published_at=row["published_at"],
    )


def _link(row: RowMapping) -> LinkSheet:
    return LinkSheet(TipId(row["other_id"]), row["digest"], row["other_digest"])


def _use(row: RowMapping, veil: Veil) -> UseLine:
    return UseLine(
        url=veil(row["url"]),
        title=veil(row["title"]),
        outlet=row["outlet"],
        credit=veil.credit(row["credit"]),
        story=row["slug"] or "",
        published_at=row["published_at"],
        withdrawn_at=row["withdrawn_at"],
    )
