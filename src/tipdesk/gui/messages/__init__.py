"""The messages of a tip: who said what, when, with what, and what is known of them."""
