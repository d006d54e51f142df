"""A small map without a network: coasts, borders, towns, and two points on it."""
