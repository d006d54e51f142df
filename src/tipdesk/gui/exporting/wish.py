"""What an editor wants to export, and in which form."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tipdesk.newsroom.ids import TipId, tip_number
from tipdesk.newsroom.names import safe
from tipdesk.publication.export import Form
from tipdesk.publication.profile import Profile

SHOWN_TIPS = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """One summary: which tips, under what title, in which form, with what beside them."""

    tips: Sequence[TipId]
    title: str = field(repr=False)
    story: str
    form: Form
    profile: Profile

    @property
    def in_preview(self) -> Sequence[TipId]:
        """Name the tips that the preview shows: the first ones."""
        return self.tips[:SHOWN_TIPS]

    @property
    def file_name(self) -> str:
        """Propose a name that any disk takes."""
        name = tip_number(self.tips[0]) if len(self.tips) == 1 else "Tips"
        return safe(f"{self.title or name}.{self.form.value}", set())
