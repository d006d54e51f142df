"""The readers that run inside the wall, one for each family of formats."""
