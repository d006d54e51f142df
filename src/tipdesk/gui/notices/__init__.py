"""What the window says by itself: toasts, work in the background, mishaps."""
