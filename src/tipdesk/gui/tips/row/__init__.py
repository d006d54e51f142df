"""One row of the list: what it says, where that stands, and its small pictures."""
