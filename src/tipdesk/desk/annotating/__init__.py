"""What editors say of a tip and its files: words, captions, notes, stars, links."""
