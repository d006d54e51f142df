"""What the nouns are made of: words as they were typed, or as a channel brought them."""

from sqlmodel import SQLModel


class Given(SQLModel):
    """Checked input for a verb; an error about it never quotes what was given."""

    model_config = {"hide_input_in_errors": True}
