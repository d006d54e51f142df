"""Small fuzzy pickers and the command palette."""
