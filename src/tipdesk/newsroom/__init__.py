"""The nouns of the newsroom and their rules; no input or output."""
