"""Tips on paper: the same sheets that are exported as PDF, by the system's printers."""
