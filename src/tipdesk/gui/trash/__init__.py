"""The end of a tip: what lies in the trash is deleted for good, after a question."""
