"""Tip mailboxes in the window: set up once, read by themselves, told of in a word."""
