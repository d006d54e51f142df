"""Reads the phone calls of a tip: when they were, how long, and what was promised in them."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tipdesk.newsroom.ids import MessageId, TipId
from tipdesk.newsroom.lines import CallLine
from tipdesk.newsroom.when import of_kept
from tipdesk.store.database import Store

_CALLS = """
    SELECT id, coalesce(sent_at, received_at), json_extract(said, '$.call') FROM message
    WHERE tip_id = ? AND json_extract(said, '$.call') IS NOT NULL ORDER BY position LIMIT 20
"""
_DUE = """
    SELECT id FROM tip
    WHERE trashed_at IS NULL AND due_at > ? AND due_at <= ? AND channel = 'phone'
        AND workflow NOT IN ('published', 'archived', 'spiked', 'killed')
        AND EXISTS (SELECT 1 FROM message WHERE tip_id = tip.id
            AND json_extract(said, '$.call.promised') <> ''
            AND NOT coalesce(json_extract(said, '$.call.kept'), 0))
    ORDER BY due_at LIMIT 100
"""


def promises_due(store: Store, since: datetime, until: datetime) -> list[TipId]:
    """Name the tips in which something was promised on the phone for just this while."""
    span = tuple(f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}" for moment in (since, until))
    with store.reading() as session:
        desk: Any = session.connection().connection.driver_connection
        return [TipId(tip) for (tip,) in desk.execute(_DUE, span)]


def calls_of(desk: Any, tip: TipId) -> tuple[CallLine, ...]:
    """Read the calls of a tip through the driver's connection, the first one first."""
    return tuple(
        call_line(MessageId(number), of_kept(began), json.loads(said))
        for number, began, said in desk.execute(_CALLS, (tip,))
    )


def call_line(number: MessageId, began_at: datetime, said: Mapping[str, Any]) -> CallLine:
    """Tell what a message says of itself that is a call."""
    return CallLine(
        id=number,
        began_at=began_at,
        seconds=said.get("seconds"),
        read_back=bool(said.get("read_back")),
        promised=said.get("promised") or "",
        kept=bool(said.get("kept")),
    )
