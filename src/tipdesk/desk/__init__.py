"""The desk: triage, search, checking, notes, history and undo."""
