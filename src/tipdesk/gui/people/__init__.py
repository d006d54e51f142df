"""The panel about who sent a tip: addresses, note, tips, and who is the same person."""
