"""The dialog that makes a summary: choices, a live preview, saving."""
