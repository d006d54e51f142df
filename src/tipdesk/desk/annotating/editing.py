"""Editing in place: a tip's own words, its media's captions and credits, and who sent it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import SQLModel, col, select

from tipdesk.desk.annotating.files import each_file, some_files
from tipdesk.desk.triaging.bulk import Standing, able, id_of, the_tip
from tipdesk.desk.triaging.protecting import lift, protect_sources
from tipdesk.intake.belonging import in_utc, many_lines, one_line
from tipdesk.intake.contributors import contributor_for, read_sender
from tipdesk.newsroom.change import Change
from tipdesk.newsroom.errors import ChangedMeanwhile, NotValid
from tipdesk.newsroom.ids import MediaId, TipId, tip_number
from tipdesk.newsroom.media import Media, MediaEdit
from tipdesk.newsroom.people import ContactKind, ContactPoint, Contributor
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.tip import TEXT_LIMIT, Tip, TipEdit
from tipdesk.store.changing import change_rows, remove_rows
from tipdesk.store.database import Store
from tipdesk.store.ledger import Row, Work

_SEVERAL_LINES = frozenset({"text", "caption", "usage_terms"})

Was = Mapping[MediaId, Mapping[str, object]]


def edit_tip(store: Store, tip: TipId, edit: TipEdit, *, version: int | None = None) -> Change:
    """Write the fields that were set; those that somebody else set since `version` are refused."""
    said = _said_of_tip(edit)
    with store.begin("edit") as work:
        row = the_tip(work, tip)
        if version is not None and version != row.version:
            _check_nobody_else(work, row, version, frozenset(said))
        _write(work, [tip], said)
    return work.change


def edit_tips(store: Store, tips: Sequence[TipId], edit: TipEdit) -> Change:
    """Write the fields that were set into many tips."""
    said = _said_of_tip(edit)
    with store.begin("edit") as work:
        _write(work, tips, said)
    return work.change


def _said_of_tip(edit: TipEdit) -> dict[str, Any]:
    said = changed_fields(edit)
    if not said.get("headline", "anything"):
        raise NotValid("A tip needs a headline; nothing was changed.")
    if "received_at" in said and said["received_at"] is None:
        raise NotValid("A tip needs the time when it came in; nothing was changed.")
    return said


def _write(work: Work, tips: Sequence[TipId], said: dict[str, Any]) -> None:
    words = {name: value for name, value in said.items() if name != "protected"}
    together = frozenset(tips)
    for some in able(work, tips):
        on = said.get("protected")
        free = some if on is None else _turned(work, some, together, on=on)
        change_rows(work, Tip, [{"id": tip.id, **words} for tip in free])


def _turned(
    work: Work, tips: list[Standing], together: Collection[TipId], *, on: bool
) -> list[Standing]:
    """Protect these tips, or lift that; give those in which it was allowed."""
    turning = [tip for tip in tips if tip.protected != on]
    if on:
        protect_sources(work, turning)
        return tips
    lifted = lift(work, turning, together)
    return [tip for tip in tips if not tip.protected] + lifted


def changed_fields(edit: SQLModel) -> dict[str, Any]:
    """Take what was set in an edit, in the form that the store keeps."""
    return {name: _kept(name, getattr(edit, name)) for name in edit.model_fields_set}


def _kept(name: str, value: Any) -> Any:
    match value:
        case datetime():
            return in_utc(value)
        case str() if name in _SEVERAL_LINES:
            return many_lines(value, f"The {name}", TEXT_LIMIT)
        case str():
            return one_line(value, f"The {name}", TEXT_LIMIT)
        case list():
            return [str(item) for item in dict.fromkeys(value)]
    return value


def set_fields(row: SQLModel, said: dict[str, Any]) -> None:
    """Set what differs, so that an edit that changes nothing leaves no trace."""
    for name, value in said.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _check_nobody_else(work: Work, row: Tip, version: int, fields: frozenset[str]) -> None:
    """Find who set one of these fields since: each later version has an entry in the ledger."""
    since = (
        select(LedgerEntry)
        .where(LedgerEntry.noun == "tip", LedgerEntry.row == str(row.id))
        .order_by(col(LedgerEntry.id).desc())
        .limit(abs(row.version - version))
    )
    for entry in work.exec(since):
        if entry.before is None or fields & entry.before.keys():
            raise ChangedMeanwhile(
                f"{entry.editor} changed {tip_number(id_of(row))} after you opened it, "
                "so yours was not written over it; look again and repeat."
            )


def edit_media(
    store: Store, media: Sequence[MediaId], edit: MediaEdit, *, was: Was | None = None
) -> Change:
    """Write the fields that were set into one or many media, as one change.

    `was` has what each of them said when the editor began; where somebody else wrote something
    different since, nothing is changed.
    """
    said = changed_fields(edit)
    several = len(set(media)) > 1
    with store.begin("describe" if several else "caption") as work:
        if was is not None:
            for rows in some_files(work, media, said):
                _check_unchanged(rows.values(), said, was)
        each_file(work, media, said)
    return work.change


def _check_unchanged(rows: Iterable[Row], said: dict[str, Any], was: Was) -> None:
    for row in rows:
        for name, value in was.get(MediaId(row["id"]), {}).items():
            if name in said and row[name] not in (value, said[name]):
                raise ChangedMeanwhile(
                    f"Somebody changed the {name.replace('_', ' ')} after you began, "
                    "so yours was not written over it; look again and repeat."
                )


def detach(store: Store, media: Sequence[MediaId]) -> Change:
    """Take media off their tips; the files stay in the store, so that undo brings them back."""
    with store.begin("detach") as work:
        for rows in some_files(work, media):
            remove_rows(work, Media, list(rows.values()))
    return work.change


def set_sender(store: Store, tip: TipId, sender: str) -> Change:
    """Say who sent a tip: `Name <address>`, a phone number, an @handle; empty is anonymous."""
    with store.begin("sender") as work:
        row = the_tip(work, tip)
        if not _is_already(work, row, sender):
            row.contributor_id = contributor_for(work, sender, protected=row.protected)
    return work.change


def _is_already(work: Work, tip: Tip, sender: str) -> bool:
    """Tell whether the tip has just this name without a contact, so that no twin is made."""
    said = read_sender(sender)
    person = work.get(Contributor, tip.contributor_id) if tip.contributor_id else None
    if said is None or said.kind is not None or person is None or person.name != said.name:
        return False
    reached = select(ContactPoint.id).where(
        ContactPoint.contributor_id == person.id, ContactPoint.kind != ContactKind.NAME
    )
    return work.exec(reached).first() is None
