"""Reads the phone calls of a tip: when they were, how long, and what was promised in them."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tipdesk.newsroom.ids import MessageId, TipId
from tipdesk.newsroom.lines import CallLine
from tipdesk.newsroom.when import of_kept

_CALLS = """
    SELECT id, coalesce(sent_at, received_at), json_extract(said, '$.call') FROM message
    WHERE tip_id = ? AND json_extract(said, '$.call') IS NOT NULL ORDER BY position LIMIT 20
"""


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
