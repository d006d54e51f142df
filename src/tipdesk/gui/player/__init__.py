"""The player: looks at and listens to what the media worker decodes; Qt opens no file."""
