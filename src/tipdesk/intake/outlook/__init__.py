"""Outlook: its message files (.msg) and the winmail.dat that it wraps mails in."""
