"""What a file says about itself, and how that compares with what the tip says."""
