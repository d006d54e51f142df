"""Stories: what tips are put to, and where they were used."""
