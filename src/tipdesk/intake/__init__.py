"""The door: everything that comes to the desk comes in here."""
