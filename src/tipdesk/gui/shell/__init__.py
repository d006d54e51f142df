"""The window itself: bars, panels, notices, layout, and the desk behind it."""
