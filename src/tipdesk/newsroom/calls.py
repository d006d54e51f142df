"""A phone call that brings a tip: the note that is taken while it lasts."""

from datetime import datetime, timedelta

from sqlmodel import Field

from tipdesk.newsroom.given import Given
from tipdesk.newsroom.tip import HEADLINE_LIMIT, TEXT_LIMIT

WHO_LIMIT, PROMISE_LIMIT = 500, 200


class PhoneNote(Given):
    """What an editor writes down with the phone at the ear; `person` is whom they recognised.

    `due_at` is when what was `promised` has to be done. A note without `ended_at` is of a call
    whose length nobody knows, or that went on when it was last `seen_at`.
    """

    began_at: datetime
    ended_at: datetime | None = None
    seen_at: datetime | None = None
    headline: str = Field(default="", max_length=HEADLINE_LIMIT, repr=False)
    text: str = Field(default="", max_length=TEXT_LIMIT, repr=False)
    name: str = Field(default="", max_length=WHO_LIMIT, repr=False)
    number: str = Field(default="", max_length=WHO_LIMIT, repr=False)
    person: int | None = Field(default=None, repr=False)
    protected: bool = False
    read_back: bool = False
    promised: str = Field(default="", max_length=PROMISE_LIMIT, repr=False)
    due_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written down yet."""
        said = (self.headline, self.text, self.name, self.number, self.promised)
        return not any(one.strip() for one in said) and self.due_at is None

    @property
    def lasted(self) -> timedelta | None:
        """Tell how long the call was; None where nobody knows."""
        return None if self.ended_at is None else max(self.ended_at - self.began_at, timedelta())
