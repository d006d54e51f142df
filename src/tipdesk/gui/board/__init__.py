"""The board: a column a workflow state, its tips as cards that are taken from one to the next."""
