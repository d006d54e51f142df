"""Saved views: how a search is given a name and a place, put right, and reminded of."""
