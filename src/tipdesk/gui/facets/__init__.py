"""Beside the results: what they are made of, and when they came; a click narrows them."""
