"""The open tip: what it says, shows and has become, edited in place."""
