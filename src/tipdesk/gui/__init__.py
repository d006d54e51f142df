"""The window: asks, shows, calls verbs; the only room that knows Qt."""
