"""The parts of the search field: words and filters, chips, offers, the line and its complaint."""
