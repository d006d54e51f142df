"""Tipdesk: the tip desk of a newsroom."""
