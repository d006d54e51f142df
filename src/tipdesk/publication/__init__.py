"""The way out: summaries of tips as files that an editor hands to colleagues."""
