"""The list of tips, painted row by row from pages of lines, and the search field over it."""
