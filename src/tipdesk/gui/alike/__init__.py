"""Tips that tell the same: a quiet line in the open tip, two side by side, and one made of them."""
