"""The query language: what can be asked, how it is read and written; nothing here asks a desk."""
