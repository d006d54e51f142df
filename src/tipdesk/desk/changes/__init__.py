"""What was done: told in words, and taken back."""
