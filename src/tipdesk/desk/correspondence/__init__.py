"""What was written to the desk: messages, who sent them, and their HTML made harmless."""
