"""Statistics: the desk in figures, as tables with small bars."""
