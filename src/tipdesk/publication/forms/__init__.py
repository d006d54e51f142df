"""How a summary looks on paper, on a screen, in a table and to another program."""
