"""Seen before: what the desk has that is like a file, side by side."""
