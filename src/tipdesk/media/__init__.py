"""What a file says about itself, read in a walled-off worker process."""
