"""The same verbs from a terminal; a contract that other programs rely on."""
