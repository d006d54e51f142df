"""What a reader of strangers' bytes may not do."""
