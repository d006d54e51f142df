"""What a summary says: gathered from the desk once, protected, and put in words."""
