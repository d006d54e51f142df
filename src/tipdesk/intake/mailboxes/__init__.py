"""Tip addresses: mailboxes that the desk reads over IMAP and never touches."""
